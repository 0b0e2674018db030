"""The database itself refuses to change or delete an event, whoever asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_WORDS = "events of codings are never changed or deleted"
_SQLITE = {
    f"coding_events_keep_{deed}": f"BEFORE {deed} ON coding_events BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    for deed in ("update", "delete")
}
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION coding_events_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_WORDS}'; END $$
"""
_TRIGGER = """
CREATE TRIGGER coding_events_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON coding_events
FOR EACH STATEMENT EXECUTE FUNCTION coding_events_keep()
"""


def guard(connection: Connection) -> None:
    """Refuse changes of events from here on."""
    if connection.dialect.name == "sqlite":
        for name, rule in _SQLITE.items():
            connection.exec_driver_sql(f"CREATE TRIGGER {name} {rule}")
    else:
        connection.exec_driver_sql(_FUNCTION)
        connection.exec_driver_sql(_TRIGGER)


def unguard(connection: Connection) -> None:
    """Allow changes of events within this transaction, which ends with `guard`: for `restore` alone."""
    if connection.dialect.name == "sqlite":
        for name in _SQLITE:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    else:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS coding_events_keep ON coding_events")
