"""Undo and redo: events themselves, which take back what a batch did to each of its codings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.errors import ConflictError
from workbench.store.apply import refuse_second
from workbench.store.events import Action, append, read, standing
from workbench.store.rows import Row
from workbench.store.tables import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

#: Actions that belong to the study and not to a coder's last steps.
_OF_THE_STUDY = ("reanchor", "remap", "import", "merge")
#: Columns that are taken back together.
_TOGETHER = (
    ("start", "end", "text_hash", "quote", "prefix", "suffix"),
    ("code_id", "codebook_version"),
    ("memo",),
    ("attributes",),
    ("confidence",),
    ("stands",),
)


def undo(connection: Connection, *, actor: str, doc_id: str | None = None, op_id: str = "") -> list[int]:
    """Take back the last action of a coder that has not been taken back; nothing if there is none."""
    return _known(connection, op_id) or _reverse(
        connection, _undoable(actor, doc_id), Action("undo", actor, op_id=op_id)
    )


def redo(connection: Connection, *, actor: str, doc_id: str | None = None, op_id: str = "") -> list[int]:
    """Do again what was undone last, unless the coder has done something else since."""
    return _known(connection, op_id) or _reverse(
        connection, _redoable(actor, doc_id), Action("redo", actor, op_id=op_id)
    )


def can_undo(connection: Connection, *, actor: str, doc_id: str | None = None) -> tuple[int, int]:
    """How many actions a coder can undo, and how many redo."""
    from sqlalchemy import func, select

    queries = [_undoable(actor, doc_id), _redoable(actor, doc_id)]
    counts = [select(func.count(query.subquery().c.batch_id.distinct())) for query in queries]
    undoable, redoable = (int(connection.execute(count).scalar_one()) for count in counts)
    return undoable, redoable


def _undoable(actor: str, doc_id: str | None) -> Select[tuple[str, int]]:
    """Batches that a coder did, or did again, and that no undo is about."""
    return _not_followed(actor, doc_id, by="undo").where(events.c.action.not_in((*_OF_THE_STUDY, "undo")))


def _redoable(actor: str, doc_id: str | None) -> Select[tuple[str, int]]:
    """Batches of undo that no redo is about, after the last thing that the coder did anew."""
    from sqlalchemy import func, select

    done = events.alias("done")
    last = select(func.coalesce(func.max(done.c.event_id), 0)).where(
        done.c.actor == actor, done.c.action.not_in((*_OF_THE_STUDY, "undo", "redo"))
    )
    if doc_id is not None:
        last = last.where(done.c.doc_id == doc_id)
    undone = _not_followed(actor, doc_id, by="redo").where(events.c.action == "undo")
    return undone.where(events.c.event_id > last.scalar_subquery())


def _not_followed(actor: str, doc_id: str | None, *, by: str) -> Select[tuple[str, int]]:
    from sqlalchemy import exists, select

    later = events.alias("later")
    followed = exists().where(later.c.undoes == events.c.batch_id, later.c.action == by)
    query = select(events.c.batch_id, events.c.event_id).where(events.c.actor == actor, ~followed)
    return query if doc_id is None else query.where(events.c.doc_id == doc_id)


def _known(connection: Connection, op_id: str) -> list[int]:
    """Events of a message that has been sent before."""
    from sqlalchemy import select

    if not op_id:
        return []
    batch = select(events.c.batch_id).where(events.c.op_id == op_id).scalar_subquery()
    return list(connection.execute(select(events.c.event_id).where(events.c.batch_id == batch)).scalars())


def _reverse(connection: Connection, batches: Select[tuple[str, int]], action: Action) -> list[int]:
    """Take back the newest of the batches."""
    newest = connection.execute(batches.order_by(events.c.event_id.desc()).limit(1)).first()
    if newest is None:
        return []
    changed = read(
        connection, events.select().where(events.c.batch_id == newest[0]).order_by(events.c.event_id)
    )
    first = {row["coding_id"]: int(row["event_id"]) for row in reversed(changed)}
    last = {row["coding_id"]: row for row in changed}
    rows = [_taken_back(connection, action.actor, first[coding_id], row) for coding_id, row in last.items()]
    # those that go make room before others come back
    numbers = append(
        connection,
        sorted(rows, key=lambda row: bool(row["stands"])),
        replace(action, undoes=str(newest.batch_id)),
    )
    for row in rows:
        if row["stands"]:
            refuse_second(connection, row)
    return numbers


def _taken_back(connection: Connection, actor: str, first: int, after: Row) -> Row:
    """A coding as it is now, less what the batch did to it.

    What has happened to it since for the study's sake (a changed text, a renamed code) is kept; what
    another person has done is not taken back with it.
    """
    coding_id = after["coding_id"]
    before = _state_before(connection, first, after)
    [now] = read(connection, standing(coding_ids=[coding_id]))
    _refuse_others(connection, actor, after, now)
    row = dict(now)
    for names in _TOGETHER:
        was, became, is_now = (_values(state, names) for state in (before, after, now))
        if was == became:
            continue
        if is_now not in (was, became):
            raise ConflictError(
                f"coding {coding_id} has been placed or named anew since, by {now['actor']}; "
                "this step cannot be taken back any more, change the coding itself"
            )
        row |= {name: before[name] for name in names}
    return row


def _values(row: Row, names: tuple[str, ...]) -> list[object]:
    return [row[name] for name in names]


def _refuse_others(connection: Connection, actor: str, after: Row, now: Row) -> None:
    if all(_values(after, names) == _values(now, names) for names in _TOGETHER):
        return
    others = events.select().where(
        events.c.coding_id == after["coding_id"],
        events.c.event_id > after["event_id"],
        events.c.actor != actor,
        events.c.action.not_in(_OF_THE_STUDY),
    )
    if rows := read(connection, others):
        raise ConflictError(
            f"coding {after['coding_id']} was changed meanwhile by {rows[-1]['actor']}; look at it again"
        )


def _state_before(connection: Connection, first: int, after: Row) -> Row:
    states = read(connection, standing(at_event=first - 1, coding_ids=[after["coding_id"]]))
    return states[0] if states else after | {"stands": False}
