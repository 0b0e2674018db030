"""Open a store of codings, add to it, change it, read what stands."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from workbench.corpus import Document
from workbench.schemas import CODINGS, check
from workbench.store.changes import Change, Saved
from workbench.store.database import address, connect, reading, shown, writing
from workbench.store.events import Action, append, last_event, read, standing
from workbench.store.rows import COLUMNS, KEY, Row, complete, key_of
from workbench.store.tables import events
from workbench.store.undo import can_undo, redo, undo

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine

_SORTED_BY = ["doc_id", "start", "end", "code_id", "coder_id", "coding_id"]


@dataclass(frozen=True, slots=True)
class Store:
    """A database of codings; every change is an event, the codings are what the events leave standing."""

    url: str
    engine: Engine = field(repr=False, compare=False)

    def __repr__(self) -> str:
        """Where the store is, without a password: a notebook keeps what it shows."""
        return f"Store({shown(self.url)!r})"

    def codings(
        self,
        *,
        coder_kind: str | None = None,
        coder_id: str | None = None,
        doc_id: str | None = None,
        at_event: int | None = None,
    ) -> pd.DataFrame:
        """Codings that stand, ordered by document and place.

        Parameters
        ----------
        coder_kind, coder_id, doc_id : str, optional
            Only those.
        at_event : int, optional
            As they stood after this event; now, if left out.

        Returns
        -------
        DataFrame
            The columns of `schemas.CODINGS`, then ``memo, attributes`` (a JSON object), the words around
            the quote (``prefix, suffix``) and ``coding_id``.
        """
        import pandas as pd

        query = standing(at_event=at_event, doc_id=doc_id, columns=COLUMNS).where(events.c.stands)
        for column, wanted in ((events.c.coder_kind, coder_kind), (events.c.coder_id, coder_id)):
            if wanted is not None:
                query = query.where(column == wanted)
        with reading(self.engine) as connection:
            rows = [tuple(row) for row in connection.execute(query)]
        return _sorted(pd.DataFrame(rows, columns=list(COLUMNS)))

    def events(self, *, doc_id: str | None = None, since: int = 0) -> pd.DataFrame:
        """Return every event, oldest first: what was done, when, by whom, and the coding after it."""
        import pandas as pd

        query = events.select().where(events.c.event_id > since).order_by(events.c.event_id)
        if doc_id is not None:
            query = query.where(events.c.doc_id == doc_id)
        with reading(self.engine) as connection:
            rows = [tuple(row) for row in connection.execute(query)]
        return pd.DataFrame(rows, columns=[c.name for c in events.columns])

    @property
    def last_event(self) -> int:
        """Number of the newest event; 0 if nothing has happened yet."""
        with reading(self.engine) as connection:
            return last_event(connection)

    def apply(
        self,
        changes: Sequence[Change],
        *,
        actor: str,
        document: Document | None = None,
        reason: str = "",
        action: Literal["", "remap"] = "",
    ) -> tuple[Saved, ...]:
        """Do what a coder asks for in one transaction; when this returns, it is on the disk.

        A change whose ``op_id`` is there already is not done again; its first answer is given.

        Parameters
        ----------
        changes : sequence of Change
        actor : str
            Who does it.
        document : Document, optional
            The text of the codings: places are checked against it, and quote and context taken from it.
        reason : str
            Why.
        action : str
            ``remap`` if codings follow a change of the codebook: nobody undoes it with their own steps.

        Raises
        ------
        ConflictError
            If a coding does not stand any more, has been changed since ``base_event``, or would be there
            twice; nothing of the action is done.
        InputError
            If its quote is not what the document says at its place, if it holds what cannot be kept, or if
            the database does not take it; nothing of the action is done.
        """
        from workbench.store.apply import apply_changes

        with writing(self.engine) as connection:
            return apply_changes(connection, changes, document=document, action=Action(action, actor, reason))

    def undo(self, *, actor: str, doc_id: str | None = None, op_id: str = "") -> int:
        """Undo a coder's last action and return how many codings it concerned.

        A message ``op_id`` that is sent twice undoes one action.

        Raises
        ------
        ConflictError
            If somebody else has changed one of these codings since; nothing is undone.
        """
        with writing(self.engine) as connection:
            return len(undo(connection, actor=actor, doc_id=doc_id, op_id=op_id))

    def redo(self, *, actor: str, doc_id: str | None = None, op_id: str = "") -> int:
        """Do again what was undone last and return how many codings it concerned; errors as for `undo`."""
        with writing(self.engine) as connection:
            return len(redo(connection, actor=actor, doc_id=doc_id, op_id=op_id))

    def can_undo(self, *, actor: str, doc_id: str | None = None) -> tuple[int, int]:
        """How many actions can be undone, and how many redone."""
        with reading(self.engine) as connection:
            return can_undo(connection, actor=actor, doc_id=doc_id)

    def add(self, codings: pd.DataFrame, *, actor: str = "", reason: str = "") -> int:
        """Add codings in one transaction and return how many were new.

        Those that stand already are left, changed by somebody or not; one that was retracted comes back.
        """
        check(codings, CODINGS, name="codings")
        rows = _rows(codings)
        with writing(self.engine) as connection:
            stand = read(connection, standing(columns=("coding_id", *KEY)).where(events.c.stands))
            ids, keys = {row["coding_id"] for row in stand}, {key_of(row) for row in stand}
            new = {
                key_of(row): row for row in rows if row["coding_id"] not in ids and key_of(row) not in keys
            }
            who = actor or _one_coder(new.values())
            append(connection, _with_ids_of_their_own(new.values()), Action("add", who, reason))
        return len(new)

    def retract(self, codings: pd.DataFrame, *, actor: str = "", reason: str = "") -> int:
        """Take codings back by one more event each and return how many stood."""
        check(codings, CODINGS, name="codings")
        wanted = {key_of(row) for row in _rows(codings)}
        with writing(self.engine) as connection:
            rows = [r for r in read(connection, standing().where(events.c.stands)) if key_of(r) in wanted]
            who = actor or _one_coder(rows)
            gone = [row | {"stands": False} for row in rows]
            append(connection, gone, Action("retract", who, reason))
        return len(rows)

    def import_codings(self, path: str | os.PathLike[str]) -> int:
        """Add the codings of a csv file, or of every csv file in a folder; return how many were new.

        What the store knows already is left as it is; `store.files.import_codings` says what that is.
        """
        from workbench.store.files import import_codings

        return import_codings(self, [path]).n_new

    def backup(self, path: str | os.PathLike[str]) -> Path:
        """Write every event into a new SQLite file while others go on working; see `store.backup.backup`."""
        from workbench.store.backup import backup

        return backup(self, path)

    def close(self) -> None:
        """Give back the connections of a server; the store can still be used and opens them anew."""
        self.engine.dispose()


def open_store(url: str | os.PathLike[str]) -> Store:
    """Open a store of codings, and make it if it is not there; an older one is brought up to date.

    Parameters
    ----------
    url : str or path
        A path such as ``study.db`` (SQLite), or a database's URL such as
        ``postgresql://name:password@server/study``.
    """
    return Store(address(url), connect(url))


def _one_coder(rows: Iterable[Row]) -> str:
    """The coder of all rows; several coders' rows come from an import."""
    coders = {row["coder_id"] for row in rows}
    return coders.pop() if len(coders) == 1 else "import"


def _rows(codings: pd.DataFrame) -> list[Row]:
    return [complete({str(k): v for k, v in record.items()}) for record in codings.to_dict("records")]


def _with_ids_of_their_own(rows: Iterable[Row]) -> list[Row]:
    """Rows of which no two have one id: a row that was copied with its id is another coding."""
    seen: set[str] = set()
    own = []
    for row in rows:
        own.append(complete({**row, "coding_id": ""}) if row["coding_id"] in seen else row)
        seen.add(row["coding_id"])
    return own


def _sorted(codings: pd.DataFrame) -> pd.DataFrame:
    return codings.sort_values(_SORTED_BY, ignore_index=True)
