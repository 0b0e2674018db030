"""A coder's changes into events: each checked against what stands, all of one action or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.coding.anchor import anchor
from workbench.corpus import Document
from workbench.errors import ConflictError, InputError
from workbench.schemas import check_option
from workbench.store.changes import ACTIONS, Change, Saved
from workbench.store.events import Action, append, new_id, read, standing, standing_at
from workbench.store.rows import Row, complete
from workbench.store.tables import CODING_COLUMNS, events

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: What a coding is from the beginning; a change of it would be another coding.
_FIXED = ("doc_id", "coder_id", "coder_kind")
_PLACE = ("start", "end", "text_hash")


def apply_changes(
    connection: Connection, changes: Sequence[Change], *, document: Document | None, action: Action
) -> tuple[Saved, ...]:
    """Append the events of one action within the transaction of the connection.

    Parameters
    ----------
    action : Action
        Who, why, and what it is called if it is a step of the study; a coder's is called as its changes are.
    """
    return tuple(
        _known(connection, change) or _apply(connection, change, document, action) for change in changes
    )


def refuse_second(connection: Connection, row: Row) -> None:
    """Refuse a coding whose place, code and coder are those of another one that stands."""
    if other := standing_at(connection, row):
        raise ConflictError(f"this passage has code {row['code_id']} already (coding {other['coding_id']})")


def _known(connection: Connection, change: Change) -> Saved | None:
    """Give the first answer to a message that has been sent again."""
    if not change.op_id:
        return None
    rows = read(connection, events.select().where(events.c.op_id == change.op_id))
    return _saved(rows[0]) if rows else None


def _apply(connection: Connection, change: Change, document: Document | None, action: Action) -> Saved:
    check_option(change.action, ACTIONS, name="action")
    if change.action == "add":
        row = _added(change, action.actor, document)
    else:
        current = _current(connection, change)
        row = (
            current | {"stands": False} if change.action == "retract" else _changed(change, current, document)
        )
    if row["stands"]:
        refuse_second(connection, row)
    called = replace(action, action=action.action or change.action, op_id=change.op_id)
    [number] = append(connection, [row], called)
    [stored] = read(connection, events.select().where(events.c.event_id == number))
    return _saved(stored)


def _added(change: Change, actor: str, document: Document | None) -> Row:
    given = {"coder_id": actor, **change.coding}
    if document is not None:
        given = {"doc_id": document.doc_id, "text_hash": document.text_hash, **given}
    row = complete({**given, "coding_id": change.coding.get("coding_id") or new_id()})
    return _anchored(row, document) | {"stands": True}


def _changed(change: Change, current: Row, document: Document | None) -> Row:
    given = {name: value for name, value in change.coding.items() if name in CODING_COLUMNS}
    for name in _FIXED:
        if given.get(name, current[name]) != current[name]:
            raise InputError(
                f"{name} of coding {current['coding_id']} cannot be changed; retract it and add another"
            )
    row = complete({**current, **given})
    if any(row[name] != current[name] for name in _PLACE):
        if document is None:
            raise InputError(f"coding {row['coding_id']} cannot be moved without the text; give its document")
        row = _anchored(row | {"quote": change.coding.get("quote", "")}, document)
    return row | {"stands": True}


def _current(connection: Connection, change: Change) -> Row:
    coding_id = str(change.coding.get("coding_id", ""))
    rows = read(connection, standing(coding_ids=[coding_id]).where(events.c.stands))
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
    _check_text(row, document)
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
        "text_hash": document.text_hash,
        "quote": found.quote,
        "prefix": found.prefix,
        "suffix": found.suffix,
    }


def _check_text(row: Row, document: Document) -> None:
    if row["doc_id"] != document.doc_id:
        raise InputError(
            f"a coding of document {row['doc_id']} was given with the text of {document.doc_id}; "
            "save the codings of one document at a time"
        )
    if row["text_hash"] not in ("", document.text_hash):
        raise InputError(
            f"{document.doc_id}: the coding was made on text {row['text_hash']}, but the text is now "
            f"{document.text_hash}; reload it"
        )


def _saved(row: Row) -> Saved:
    coding = {name: row[name] for name in CODING_COLUMNS} if row["stands"] else None
    return Saved(row["op_id"], int(row["event_id"]), coding)
