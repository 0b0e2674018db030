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
from workbench.schemas import STATUSES
from workbench.sources.cells import check_columns, check_unique, read_csv_text

REGISTER = "documents.csv"


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
    frame = read_csv_text(decode(path.read_bytes()).text, name=REGISTER)
    check_columns(frame, _REQUIRED, name=REGISTER)
    for column in ("doc_id", "file"):
        check_unique(frame, column, name=REGISTER)
    frame = frame.reindex(columns=list(COLUMNS), fill_value="")
    return tuple(_checked(Entry(*row), line) for line, *row in frame.itertuples(name=None))


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


def _checked(entry: Entry, line: int) -> Entry:
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
