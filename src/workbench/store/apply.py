"""A coder's changes into events: each checked against what stands, all of one action or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.coding.anchor import anchor
from workbench.corpus import Document
from workbench.errors import ConflictError, InputError
from workbench.store.changes import Change, Saved
from workbench.store.events import Action, Row, append, new_id, read, standing
from workbench.store.rows import complete, key_of
from workbench.store.tables import CODING_COLUMNS, events

if TYPE_CHECKING:
    from sqlalchemy import Connection


def apply_changes(
    connection: Connection, changes: Sequence[Change], *, actor: str, document: Document | None, reason: str
) -> tuple[Saved, ...]:
    """Append the events of one action within the transaction of the connection."""
    batch = new_id()
    return tuple(
        _known(connection, change) or _apply(connection, change, actor, document, batch, reason)
        for change in changes
    )


def _known(connection: Connection, change: Change) -> Saved | None:
    """Give the first answer to a message that has been sent again."""
    if not change.op_id:
        return None
    rows = read(connection, events.select().where(events.c.op_id == change.op_id))
    return _saved(rows[0]) if rows else None


def _apply(
    connection: Connection, change: Change, actor: str, document: Document | None, batch: str, reason: str
) -> Saved:
    if change.action == "add":
        row = complete({"coder_id": actor, **change.coding})
        row = _anchored(row | {"coding_id": change.coding.get("coding_id") or new_id()}, document)
        _refuse_second(connection, row)
    else:
        current = _current(connection, change)
        row = current | {name: value for name, value in change.coding.items() if name in CODING_COLUMNS}
        row = complete(row) | {"stands": change.action == "change"}
        if (row["start"], row["end"], row["text_hash"]) != (
            current["start"],
            current["end"],
            current["text_hash"],
        ):
            row = _anchored(row | {"quote": change.coding.get("quote", "")}, document)
    action = Action(change.action, actor, reason, op_id=change.op_id, batch_id=batch)
    numbers = append(connection, [row], action)
    [stored] = read(connection, events.select().where(events.c.event_id == numbers[-1]))
    return _saved(stored)


def _current(connection: Connection, change: Change) -> Row:
    coding_id = str(change.coding["coding_id"])
    rows = [row for row in read(connection, standing(coding_ids=[coding_id])) if row["stands"]]
    if not rows:
        raise ConflictError(f"coding {coding_id} does not stand any more; somebody has retracted it")
    if change.base_event is not None and rows[0]["event_id"] != change.base_event:
        raise ConflictError(
            f"coding {coding_id} was changed meanwhile by {rows[0]['actor']}; look at it again"
        )
    return rows[0]


def _anchored(row: Row, document: Document | None) -> Row:
    """Fill in quote, context and hash from the document, and refuse a quote that is not what stands there."""
    if document is None:
        return row
    start, end = row["start"], row["end"]
    if not 0 <= start < end <= len(document.text):
        raise InputError(
            f"{document.doc_id}: positions {start} to {end} are no passage of its "
            f"{len(document.text)} characters"
        )
    found = anchor(document.text, start, end)
    if row["quote"] and row["quote"] != found.quote:
        raise InputError(
            f"{document.doc_id}: the quote is not what stands at {start} to {end}; "
            "the text has changed, reload it"
        )
    return row | {
        "doc_id": document.doc_id,
        "text_hash": document.text_hash,
        "quote": found.quote,
        "prefix": found.prefix,
        "suffix": found.suffix,
    }


def _refuse_second(connection: Connection, row: Row) -> None:
    same = [
        r
        for r in read(connection, standing(doc_id=row["doc_id"]))
        if r["stands"] and key_of(r) == key_of(row)
    ]
    if same:
        raise ConflictError(f"this passage has code {row['code_id']} already (coding {same[0]['coding_id']})")


def _saved(row: Row) -> Saved:
    coding = {name: row[name] for name in CODING_COLUMNS} if row["stands"] else None
    return Saved(row["op_id"], int(row["event_id"]), coding)
