"""The register of a corpus, ``documents.csv``: one row a file, with what the researcher knows of it."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from workbench.corpus.encoding import decode
from workbench.errors import TableError

REGISTER = "documents.csv"
#: Where a document comes from: invented, printed elsewhere, or the study's own fieldwork.
STATUSES = ("simulated", "published", "fieldwork")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the register; field names are the columns of the file."""

    doc_id: str
    file: str
    kind: str = "text"
    case_id: str = ""
    date: str = ""
    speaker_marks: str = ""  # separated by |
    interviewer_marks: str = ""
    role: str = ""
    title: str = ""
    source: str = ""
    licence: str = ""
    status: str = ""


COLUMNS = tuple(f.name for f in fields(Entry))
_REQUIRED = ("doc_id", "file", "kind", "status")


def read_register(corpus_path: str | os.PathLike[str]) -> tuple[Entry, ...]:
    """Read and check ``documents.csv`` of a corpus folder.

    Raises
    ------
    TableError
        Naming the row (as a spreadsheet counts it) of the first problem: a missing column, an empty or
        repeated ``doc_id``, a file registered twice or outside the corpus, an unknown status.
    """
    path = Path(corpus_path) / REGISTER
    if not path.is_file():
        raise TableError(f"{path}: there is no register; `workbench ingest FILES --study PATH` writes it")
    rows = list(csv.DictReader(io.StringIO(decode(path.read_bytes()).text)))
    header = rows[0].keys() if rows else _header(path)
    missing = [name for name in _REQUIRED if name not in header]
    if missing:
        raise TableError(f"{REGISTER} has no column {', '.join(missing)}; it needs {', '.join(COLUMNS)}")
    entries = tuple(_entry(row, line) for line, row in enumerate(rows, start=2))
    for column in ("doc_id", "file"):
        _check_unique(entries, column)
    return entries


def write_register(corpus_path: str | os.PathLike[str], entries: Iterable[Entry]) -> None:
    """Write ``documents.csv`` in one step, so that a crash leaves the old register whole."""
    path = Path(corpus_path) / REGISTER
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(entry) for entry in entries)
    part = path.with_suffix(".part")
    part.write_text(text.getvalue(), encoding="utf-8")
    part.replace(path)


def _header(path: Path) -> list[str]:
    return next(csv.reader(io.StringIO(decode(path.read_bytes() or b"\n").text)), [])


def _entry(row: dict[str, str | None], line: int) -> Entry:
    entry = Entry(**{name: (row.get(name) or "").strip() for name in COLUMNS})
    for name in ("doc_id", "file"):
        if not getattr(entry, name):
            raise TableError(f"{REGISTER} row {line}: {name} is empty; every document needs one")
    if entry.status not in STATUSES:
        raise TableError(
            f"{REGISTER} row {line} ({entry.doc_id}): status {entry.status!r} is unknown; "
            f"write one of {', '.join(STATUSES)}"
        )
    if Path(entry.file).is_absolute() or ".." in Path(entry.file).parts:
        raise TableError(
            f"{REGISTER} row {line} ({entry.doc_id}): file must be a path inside the corpus folder; "
            "copy it in with `workbench ingest`"
        )
    return entry


def _check_unique(entries: tuple[Entry, ...], column: str) -> None:
    first: dict[str, int] = {}
    for line, entry in enumerate(entries, start=2):
        value = getattr(entry, column)
        if value in first:
            raise TableError(
                f"{REGISTER} row {line}: {column} {value} is registered twice (first in row {first[value]}); "
                "remove one of the rows"
            )
        first[value] = line
