"""Codings as files for git: one CSV a coder, the same codings always the same bytes; and back."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.coding import read_codings, write_codings
from workbench.coding.anchor import anchor
from workbench.corpus import Corpus, Document
from workbench.errors import InputError
from workbench.store.database import reading, writing
from workbench.store.events import Action, append, read, standing
from workbench.store.rows import KEY, Row, complete, key_of
from workbench.store.tables import CODING_COLUMNS, events

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from workbench.store.store import Store

#: Columns in which the coding of a file can differ from the store's; the words around it follow from these.
_COMPARED = ("start", "end", "code_id", "text_hash", "codebook_version", "confidence", "quote")
_FURTHER = ("memo", "attributes")
_FIXED = ("doc_id", "coder_id", "coder_kind")
_PLACE = ("start", "end", "text_hash")
_WORDS = ("quote", "prefix", "suffix")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # no file names on Windows


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found: new codings are in the store, those there already were left as they were."""

    n_new: int
    n_there: int
    differing: pd.DataFrame  # codings whose file and store disagree: place, code, coder, which columns
    n_updated: int  # of `differing`, those for which the file was believed


def export_codings(store: Store, folder: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write the codings that stand into ``<coder_id>.csv``, one file a coder, sorted by place.

    A coder whose codings have all been retracted has a file without rows. Files that need no change are
    not touched, nor are other files of the folder. `import_codings` reads every column back as it was.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    codings = store.codings()
    coders = sorted(_coders(store))
    names = _file_names(coders)
    return tuple(_write(codings[codings["coder_id"] == c], target / names[c]) for c in coders)


def import_codings(
    store: Store,
    paths: Iterable[str | os.PathLike[str]],
    *,
    corpus: Corpus | None = None,
    actor: str = "import",
    update: bool = False,
) -> Imported:
    """Add the codings of files, or of every csv file of folders, in one transaction.

    A coding that the store knows is left as the store has it, retracted ones too: a file of last week
    takes back nothing that was done since.

    Parameters
    ----------
    store : Store
    paths : paths of csv or xlsx files, or of folders
    corpus : Corpus, optional
        The texts of today: codings made on them are checked and get the words around them.
    actor : str
        Who imports.
    update : bool
        True believes the file where it and the store disagree: one more event each.

    Raises
    ------
    InputError
        Naming the file that is no table of codings, or the row whose quote is not what the text says;
        nothing is imported then.
    """
    documents = {document.doc_id: document for document in corpus or ()}
    rows = [row for path in _files(paths) for row in _rows(path, documents)]
    with writing(store.engine) as connection:
        known = _Known.of(connection)
        new, differing = _sort_out(rows, known)
        append(connection, new, Action("import", actor))
        if update:
            append(connection, [known.with_id(row) for row in differing], Action("import", actor))
    return Imported(
        len(new), len(rows) - len(new) - len(differing), _listed(differing), len(differing) * update
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store knows: the last state of each coding by its id, and those that stand by their key."""

    by_id: dict[str, Row]
    by_key: dict[tuple[object, ...], Row]

    @classmethod
    def of(cls, connection: Connection) -> _Known:
        rows = read(connection, standing(columns=(*CODING_COLUMNS, "stands")))
        return cls({r["coding_id"]: r for r in rows}, {key_of(r): r for r in rows if r["stands"]})

    def like(self, row: Row) -> Row | None:
        """The same coding as the store has it; an id that was copied to another coder's row is not it."""
        there = self.by_key.get(key_of(row)) or self.by_id.get(row["coding_id"])
        is_same = there is not None and all(there[name] == row[name] for name in _FIXED)
        return there if is_same else None

    def with_id(self, row: Row) -> Row:
        """The file's coding under the id that the store has for it, with what the file does not say."""
        there = self.like(row) or row
        kept = {name: there[name] for name in _FURTHER if name not in row["in_file"]}
        if all(row[name] == there[name] for name in _PLACE):
            kept |= {name: row[name] or there[name] for name in _WORDS}
        return row | kept | {"coding_id": there["coding_id"]}


def _sort_out(rows: list[Row], known: _Known) -> tuple[list[Row], list[Row]]:
    """Rows that are new, and rows that are there in another form."""
    new: dict[tuple[object, ...], Row] = {}
    ids: set[str] = set()
    differing = []
    for row in rows:
        there = known.like(row)
        if there is None:
            if key_of(row) not in new:
                taken = row["coding_id"] in ids or row["coding_id"] in known.by_id
                new[key_of(row)] = complete({**row, "coding_id": ""}) if taken else row
                ids.add(row["coding_id"])
        elif difference := _difference(row, there):
            differing.append(row | {"difference": difference})
    return list(new.values()), differing


def _difference(row: Row, there: Row) -> str:
    if not there["stands"]:
        return "retracted"
    names = [*_COMPARED, *(name for name in _FURTHER if name in row["in_file"])]
    return ", ".join(n for n in names if row[n] != there[n] and not (n == "quote" and row[n] == ""))


def _listed(differing: list[Row]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(differing, columns=["coding_id", *KEY[:-1], "difference"])


def _files(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    given = [Path(path) for path in paths]
    return [file for path in given for file in (sorted(path.glob("*.csv")) if path.is_dir() else [path])]


def _rows(path: Path, documents: Mapping[str, Document]) -> list[Row]:
    frame = read_codings(path)
    in_file = frozenset(map(str, frame.columns))
    rows = []
    for number, record in enumerate(frame.to_dict("records"), start=2):
        try:
            row = complete({str(k): v for k, v in record.items()})
            rows.append(_with_context(row, documents) | {"in_file": in_file})
        except InputError as error:
            raise InputError(f"{path.name}, row {number}: {error}") from None
    return rows


def _with_context(row: Row, documents: Mapping[str, Document]) -> Row:
    """A coding of a text of today with the words around it, by which it is found when the text changes."""
    document = documents.get(row["doc_id"])
    if document is None or document.text_hash != row["text_hash"]:
        return row
    found = anchor(document.text, row["start"], row["end"])
    if not found.quote or row["quote"] not in ("", found.quote):
        raise InputError(
            f"the quote is not what stands at {row['start']} to {row['end']} of {document.doc_id}; "
            "correct start and end"
        )
    return row | {"quote": found.quote, "prefix": found.prefix, "suffix": found.suffix}


def _coders(store: Store) -> list[str]:
    """Everybody who ever coded, those included whose codings were all retracted."""
    with reading(store.engine) as connection:
        from sqlalchemy import select

        return list(connection.execute(select(events.c.coder_id).distinct()).scalars())


def _file_names(coders: Iterable[str]) -> dict[str, str]:
    """A file name for each coder, also where capitals do not tell files apart."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for coder in coders:
        name = _safe(coder)
        alike = unicodedata.normalize("NFKC", name).casefold()
        if alike in taken or len(name.encode()) > 200:
            name = f"{name[:40]}~{sha256(coder.encode()).hexdigest()[:8]}"
        taken.add(alike)
        names[coder] = f"{name}.csv"
    return names


def _safe(coder: str) -> str:
    """Letters and figures of any script, - and _ as they are; the rest as %XX."""
    name = "".join(c if c.isalnum() or c in "-_" else _percent(c) for c in coder)
    return f"%{ord(name[0]):02X}{name[1:]}" if _DEVICES.match(name) else name


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def _write(codings: pd.DataFrame, path: Path) -> Path:
    part = path.with_name(path.name + ".part")
    write_codings(codings, part)
    if path.is_file() and path.read_bytes() == part.read_bytes():
        part.unlink()
    else:
        part.replace(path)
    return path
