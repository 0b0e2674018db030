"""What a coder says of a suggestion or a document rather than of a passage: refused, finished.

Such a mark is an event of a coding that never stands, so it is in no table of codings, yet it is as durable
as they are, says who and when, and is undone like them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from workbench.store import Store
from workbench.store.database import reading, writing
from workbench.store.events import Action, append, read
from workbench.store.rows import complete
from workbench.store.tables import events

Mark = Literal["refuse", "finish", "reopen"]
_MARKS = ("refuse", "finish", "reopen")


def mark(store: Store, rows: Iterable[Mapping[str, Any]], *, what: Mark, actor: str, op_id: str) -> None:
    """Append the marks of one action; the same message twice is one action."""
    with writing(store.engine) as connection:
        if not read(connection, events.select().where(events.c.op_id == op_id)):
            marked = [complete(row) | {"coding_id": mark_id(row, actor)} for row in rows]
            append(connection, marked, Action(what, actor, op_id=op_id), stands=False)


def mark_id(row: Mapping[str, Any], actor: str) -> str:
    """Name of the mark that a coder puts on a suggestion or a document: the same one each time."""
    what = [row.get(name, "") for name in ("doc_id", "start", "end", "code_id", "coder_id", "text_hash")]
    return "mark-" + hashlib.sha256(json.dumps([*what, actor]).encode()).hexdigest()[:32]


def marks(store: Store, *, actor: str, doc_id: str | None = None) -> dict[str, str]:
    """What stands of a coder's marks: the mark's id, and what was said last and not undone."""
    query = events.select().where(events.c.actor == actor, events.c.coding_id.startswith("mark-"))
    if doc_id is not None:
        query = query.where(events.c.doc_id == doc_id)
    with reading(store.engine) as connection:
        rows = read(connection, query.order_by(events.c.event_id))
    by_id: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_id.setdefault(row["coding_id"], []).append(row)
    last = {coding_id: _last(stream) for coding_id, stream in by_id.items()}
    return {coding_id: said for coding_id, said in last.items() if said}


def _last(stream: list[Mapping[str, Any]]) -> str:
    """What one mark says after its events; undo and redo bring back what was said before their batch."""
    said: list[str] = []
    for event in stream:
        if event["action"] in _MARKS:
            said.append(event["action"])
        else:
            batches = [other["batch_id"] for other in stream]
            first = batches.index(event["undoes"]) if event["undoes"] in batches else 0
            said.append(said[first - 1] if first else "")
    return said[-1]
