"""Undo and redo: events themselves, which bring back how the codings of a batch stood before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.store.events import Action, Row, append, read, standing
from workbench.store.tables import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Actions that belong to the study and not to a coder's last steps.
_NOT_UNDONE = ("reanchor", "import", "merge")


def undo(connection: Connection, *, actor: str, doc_id: str | None = None) -> list[int]:
    """Take back the last action of a coder that has not been taken back; nothing if there is none."""
    done, _ = _stacks(connection, actor, doc_id)
    return _reverse(connection, done[-1], action="undo", actor=actor) if done else []


def redo(connection: Connection, *, actor: str, doc_id: str | None = None) -> list[int]:
    """Do again what was undone last, unless the coder has done something else since."""
    _, undone = _stacks(connection, actor, doc_id)
    return _reverse(connection, undone[-1], action="redo", actor=actor) if undone else []


def can_undo(connection: Connection, *, actor: str, doc_id: str | None = None) -> tuple[int, int]:
    """How many actions a coder can undo, and how many redo."""
    done, undone = _stacks(connection, actor, doc_id)
    return len(done), len(undone)


def _stacks(connection: Connection, actor: str, doc_id: str | None) -> tuple[list[str], list[str]]:
    """Batches to undo and batches (of undo events) to redo, the next one last."""
    from sqlalchemy import func, select

    query = (
        select(events.c.batch_id, events.c.action, func.min(events.c.event_id))
        .where(events.c.actor == actor, events.c.action.not_in(_NOT_UNDONE))
        .group_by(events.c.batch_id, events.c.action)
        .order_by(func.min(events.c.event_id))
    )
    if doc_id is not None:
        query = query.where(events.c.doc_id == doc_id)
    done: list[str] = []
    undone: list[str] = []
    for batch, action, _ in connection.execute(query):
        if action == "undo":
            done.pop()
            undone.append(batch)
        elif action == "redo":
            undone.pop()
            done.append(batch)
        else:
            done.append(batch)
            undone.clear()
    return done, undone


def _reverse(connection: Connection, batch: str, *, action: str, actor: str) -> list[int]:
    """Bring back each coding of a batch as it stood before the batch's first event about it."""
    from sqlalchemy import func, select

    query = (
        select(events.c.coding_id, func.min(events.c.event_id))
        .where(events.c.batch_id == batch)
        .group_by(events.c.coding_id)
    )
    firsts = {coding_id: int(first) for coding_id, first in connection.execute(query)}
    before = [_state_before(connection, coding_id, first) for coding_id, first in firsts.items()]
    return append(connection, before, Action(action, actor, undoes=batch))


def _state_before(connection: Connection, coding_id: str, first: int) -> Row:
    states = read(connection, standing(at_event=first - 1, coding_ids=[coding_id]))
    if states:
        return states[0]
    [added] = read(connection, events.select().where(events.c.event_id == first))
    return added | {"stands": False}
