"""Events in and out of the database: appended in one transaction, never changed, read as what they leave."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from workbench.store.rows import KEY, Row, check_event, key_of
from workbench.store.tables import CODING_COLUMNS, events

__all__ = ["Action", "Row", "append", "append_events", "last_event", "new_id", "now", "read", "standing"]

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select


def new_id() -> str:
    """Make an id that no other program will make."""
    return secrets.token_hex(16)


def now() -> str:
    """The time in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Action:
    """What is done, by whom and why; the events of one batch are undone together."""

    action: str  # add, change, retract, undo, redo, reanchor, remap, import
    actor: str
    reason: str = ""
    undoes: str = ""  # batch that an undo or redo is about
    op_id: str = ""  # name of the message that asked for it
    batch_id: str = field(default_factory=new_id)


def append(
    connection: Connection, codings: Iterable[Mapping[str, Any]], action: Action, *, stands: bool = True
) -> list[int]:
    """Append one event a coding and return their numbers.

    Parameters
    ----------
    codings : rows with `CODING_COLUMNS`
        Each as it stands after the event; a key ``stands`` of the row goes before the argument.
    """
    at, op_id = now(), action.op_id or new_id()
    rows = [
        {name: coding[name] for name in CODING_COLUMNS}
        | {
            "op_id": op_id if n == 0 else f"{op_id}/{n}",
            "batch_id": action.batch_id,
            "action": action.action,
            "undoes": action.undoes,
            "actor": action.actor,
            "at": at,
            "stands": bool(coding.get("stands", stands)),
            "reason": action.reason,
        }
        for n, coding in enumerate(codings)
    ]
    return append_events(connection, rows)


def append_events(connection: Connection, rows: Sequence[Row]) -> list[int]:
    """Append whole events, in their order; within `writing`, so that no other program's come between."""
    if not rows:
        return []
    from sqlalchemy import insert, select

    before = last_event(connection)
    connection.execute(insert(events), [check_event(row) for row in rows])
    new = select(events.c.event_id).where(events.c.event_id > before).order_by(events.c.event_id)
    return list(connection.execute(new).scalars())


def standing(
    *,
    at_event: int | None = None,
    doc_id: str | None = None,
    coding_ids: Iterable[str] | None = None,
    columns: Sequence[str] = (),
) -> Select[Any]:
    """Select the last event of every coding, up to an event; those with ``stands`` false are retracted."""
    from sqlalchemy import func, select

    last = select(func.max(events.c.event_id)).group_by(events.c.coding_id)
    if at_event is not None:
        last = last.where(events.c.event_id <= at_event)
    if doc_id is not None:
        last = last.where(events.c.doc_id == doc_id)
    if coding_ids is not None:
        last = last.where(events.c.coding_id.in_(list(coding_ids)))
    chosen = [events.c[name] for name in columns or events.c.keys()]
    return select(*chosen).where(events.c.event_id.in_(last))


def standing_at(connection: Connection, row: Mapping[str, Any]) -> Row | None:
    """The coding that stands with the key of this row and is another one; None if there is none."""
    from sqlalchemy import and_, select

    same: ColumnElement[bool] = and_(*(events.c[name] == row[name] for name in KEY))
    others = select(events.c.coding_id).where(same, events.c.coding_id != row["coding_id"]).distinct()
    ids = connection.execute(others).scalars().all()
    found = read(connection, standing(coding_ids=ids).where(events.c.stands)) if ids else []
    return next((other for other in found if key_of(other) == key_of(row)), None)


def read(connection: Connection, query: Select[Any]) -> list[Row]:
    """Rows of a query as dictionaries."""
    result = connection.execute(query)
    names = list(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result]


def last_event(connection: Connection) -> int:
    """Number of the newest event; 0 in an empty store."""
    from sqlalchemy import func, select

    return int(connection.execute(select(func.max(events.c.event_id))).scalar() or 0)
