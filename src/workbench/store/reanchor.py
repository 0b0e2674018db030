"""Codings placed anew when the repair of their documents has changed: by quote and context, not by guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.coding.anchor import Placement, anchor, place_coding
from workbench.corpus import Corpus, Document
from workbench.store.database import reading, writing
from workbench.store.events import Action, append, read, standing
from workbench.store.rows import Row, key_of
from workbench.store.tables import events

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from workbench.store.store import Store

_REASON = "the text has changed"
_COLUMNS = ("coding_id", "doc_id", "start", "end", "code_id", "coder_id", "text_hash")


@dataclass(frozen=True, slots=True)
class Reanchored:
    """Where the codings of changed texts are now.

    Attributes
    ----------
    moved : DataFrame
        Codings found again, with the place they had (``start, end, text_hash``) and have (``new_start,
        new_end, new_hash``); the two places may be the same in another text.
    orphaned : DataFrame
        Codings that could not be placed in exactly one way, with the reason. They stay as they were.
    n_unmoved : int
        Codings that were made on the texts of today.
    done : bool
        False for a dry run.
    """

    moved: pd.DataFrame
    orphaned: pd.DataFrame
    n_unmoved: int
    done: bool


@dataclass(frozen=True, slots=True)
class _Found:
    moved: list[tuple[Row, Row]]  # as it was and as it will be
    orphaned: list[Row]


def reanchor(store: Store, corpus: Corpus, *, actor: str, dry_run: bool = False) -> Reanchored:
    """Place the codings whose text has changed since, one event each, all in one action.

    Parameters
    ----------
    store : Store
    corpus : Corpus
        The texts as they are now.
    actor : str
        Who wants it.
    dry_run : bool
        True looks and changes nothing.
    """
    documents = {document.doc_id: document for document in corpus}
    with reading(store.engine) as connection:
        rows = _standing(connection)
    places = {row["event_id"]: _place(row, documents) for row in rows}
    if not dry_run:
        with writing(store.engine) as connection:
            rows = _standing(
                connection
            )  # what came in between is placed now, so that nobody waits for the rest
            places = {row["event_id"]: places.get(row["event_id"]) or _place(row, documents) for row in rows}
            found = _sort_out(rows, places, documents)
            append(connection, [new for _, new in found.moved], Action("reanchor", actor, _REASON))
    else:
        found = _sort_out(rows, places, documents)
    return _reanchored(found, n_unmoved=len(rows) - len(found.moved) - len(found.orphaned), done=not dry_run)


def _standing(connection: Connection) -> list[Row]:
    return read(connection, standing().where(events.c.stands).order_by(events.c.event_id))


def _place(row: Row, documents: Mapping[str, Document]) -> Placement:
    document = documents.get(row["doc_id"])
    if document is None:
        return Placement("orphaned", reason="the corpus has no such document")
    return place_coding(row, document)


def _sort_out(rows: list[Row], places: Mapping[int, Placement], documents: Mapping[str, Document]) -> _Found:
    """Codings of other texts: those with a place, and those without one or whose place is taken."""
    found = _Found([], [])
    is_today = {row["event_id"]: _is_today(row, documents) for row in rows}
    taken = {key_of(row) for row in rows if is_today[row["event_id"]]}
    for row in rows:
        place = places[row["event_id"]]
        if is_today[row["event_id"]]:
            continue
        if place.state == "orphaned":
            found.orphaned.append(row | {"reason": place.reason})
            continue
        new = _moved(row, place, documents[row["doc_id"]])
        if key_of(new) in taken:
            found.orphaned.append(row | {"reason": "the passage has this code of this coder already"})
        else:
            found.moved.append((row, new))
            taken.add(key_of(new))
    return found


def _is_today(row: Row, documents: Mapping[str, Document]) -> bool:
    document = documents.get(row["doc_id"])
    return document is not None and document.text_hash == row["text_hash"]


def _moved(row: Row, place: Placement, document: Document) -> Row:
    found = anchor(document.text, place.start, place.end)
    return row | {
        "start": place.start,
        "end": place.end,
        "text_hash": document.text_hash,
        "prefix": found.prefix,
        "suffix": found.suffix,
    }


def _reanchored(found: _Found, *, n_unmoved: int, done: bool) -> Reanchored:
    import pandas as pd

    moved = [
        row | {"new_start": new["start"], "new_end": new["end"], "new_hash": new["text_hash"]}
        for row, new in found.moved
    ]
    return Reanchored(
        pd.DataFrame(moved, columns=[*_COLUMNS, "new_start", "new_end", "new_hash"]),
        pd.DataFrame(found.orphaned, columns=[*_COLUMNS, "reason"]),
        n_unmoved,
        done,
    )
