"""Open a store of codings, add to it, read what stands."""

from __future__ import annotations

import hashlib
import math
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import InputError
from workbench.schemas import CODINGS, check

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine

_KEY = ("doc_id", "start", "end", "code_id", "coder_id", "text_hash")
_FIELDS = tuple(CODINGS.names)


@dataclass(frozen=True, slots=True)
class Store:
    """A database of codings; every change is an event, the codings are what the events leave standing."""

    url: str
    engine: Engine = field(repr=False, compare=False)

    def codings(self, *, coder_kind: str | None = None, coder_id: str | None = None) -> pd.DataFrame:
        """Codings that stand now, with the columns of `schemas.CODINGS`, ordered by document and place."""
        import pandas as pd

        frame = pd.DataFrame(self._standing(), columns=list(_FIELDS))
        for name, wanted in (("coder_kind", coder_kind), ("coder_id", coder_id)):
            if wanted is not None:
                frame = frame[frame[name] == wanted]
        return frame.sort_values(["doc_id", "start", "end", "code_id", "coder_id"], ignore_index=True)

    def add(self, codings: pd.DataFrame) -> int:
        """Add codings in one transaction and return how many were new; those that stand already are left."""
        check(codings, CODINGS, name="codings")
        rows = _rows(codings)
        return self._append("add", [row for row in rows if row["coding_key"] not in self._keys()])

    def retract(self, codings: pd.DataFrame) -> int:
        """Take codings back by one more event each and return how many stood."""
        check(codings, CODINGS, name="codings")
        rows = _rows(codings)
        return self._append("retract", [row for row in rows if row["coding_key"] in self._keys()])

    def import_codings(self, path: str | os.PathLike[str]) -> int:
        """Add the codings of a csv file, or of every csv file in a folder; return how many were new."""
        import pandas as pd

        from workbench.coding import read_codings

        source = Path(path)
        files = sorted(source.glob("*.csv")) if source.is_dir() else [source]
        if not files:
            return 0
        return self.add(pd.concat([read_codings(file) for file in files], ignore_index=True))

    def _append(self, action: str, rows: list[dict[str, Any]]) -> int:
        from workbench.store.tables import events

        unique = {row["coding_key"]: row | {"action": action} for row in rows}
        if unique:
            with self.engine.begin() as connection:
                connection.execute(events.insert(), list(unique.values()))
        return len(unique)

    def _standing(self) -> list[dict[str, Any]]:
        from sqlalchemy import func, select

        from workbench.store.tables import events

        latest = select(func.max(events.c.event_id)).group_by(events.c.coding_key)
        wanted = select(events).where(events.c.event_id.in_(latest), events.c.action == "add")
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(wanted).mappings()]

    def _keys(self) -> set[str]:
        return {row["coding_key"] for row in self._standing()}


def open_store(url: str | os.PathLike[str]) -> Store:
    """Open a store of codings, and make it if it is not there.

    Parameters
    ----------
    url : str or path
        A path such as ``study.db`` (SQLite), or any database URL that SQLAlchemy reads.
    """
    from sqlalchemy import create_engine
    from sqlalchemy.exc import SQLAlchemyError

    from workbench.store.tables import metadata

    address = str(url) if "://" in str(url) else f"sqlite:///{os.fspath(url)}"
    try:
        engine = create_engine(address)
        metadata.create_all(engine)
    except (SQLAlchemyError, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(
            f"the store {url} cannot be opened ({reason}); check `store` in study.toml"
        ) from error
    return Store(address, engine)


def _rows(codings: pd.DataFrame) -> list[dict[str, Any]]:
    return [_row({str(k): v for k, v in record.items()}) for record in codings.to_dict("records")]


def _row(record: dict[str, Any]) -> dict[str, Any]:
    values = {name: record.get(name) for name in _FIELDS}
    values["start"], values["end"] = int(record["start"]), int(record["end"])
    confidence = record.get("confidence")
    values["confidence"] = None if confidence is None or math.isnan(confidence) else float(confidence)
    values["quote"] = record.get("quote") or ""
    identity = "\x1f".join(str(values[name]) for name in _KEY)
    return values | {"coding_key": hashlib.sha256(identity.encode()).hexdigest()}
