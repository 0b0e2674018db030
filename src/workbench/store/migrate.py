"""Bring the tables of a store to today's form, with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy import Engine

_SCRIPTS = Path(__file__).parent / "migrations"
#: Revision of the tables that `tables.py` describes.
HEAD = "0003"


def upgrade(engine: Engine) -> None:
    """Upgrade an older store in one transaction; leave one of today; refuse one of a later release."""
    current = _revision(engine)
    if current == HEAD:
        return
    if current is not None and current > HEAD:
        raise InputError(
            f"the store has tables of a later release ({current}, this one knows {HEAD}); upgrade workbench"
        )
    from alembic import command
    from alembic.config import Config

    from workbench.store.database import writing

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)


def _revision(engine: Engine) -> str | None:
    from sqlalchemy import inspect, text

    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return revision
