"""Texts that are shared without their originals: ``corpus/shared``, read where a private file is missing.

``shared.csv`` says of each text what its file would have said: encoding, speakers, alarms; and the hash by
which a text that was changed since is refused.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path, PurePosixPath

from workbench.corpus.document import Document, hash_text
from workbench.errors import InputError, UnreadableFileError
from workbench.readers.key import PRIVATE
from workbench.readers.register import Entry
from workbench.sources.cells import check_columns, check_unique, read_csv_text

SHARED = "shared"
SHARED_TABLE = "shared.csv"
_SAFE = re.compile(r"[\w.\-]+")


@dataclass(frozen=True, slots=True)
class SharedText:
    """One row of ``shared.csv``; field names are its columns. Lists are written as JSON."""

    doc_id: str
    file: str  # in the folder `shared`
    private_file: str  # hash of the name of the file it came from
    text_hash: str
    file_hash: str
    encoding: str
    reader: str
    title: str
    date: str
    speaker_marks: str
    interviewer_marks: str
    alarms: str
    variables: str


COLUMNS = tuple(f.name for f in fields(SharedText))


def is_private(file: str) -> bool:
    """Whether a file of the register lies in a private folder.

    >>> is_private("private/a.docx"), is_private("texts/a.docx")
    (True, False)
    """
    return PRIVATE in PurePosixPath(file).parts[:-1]


def write_shared(corpus_path: str | os.PathLike[str], documents: Iterable[Document]) -> tuple[Path, ...]:
    """Write the texts of documents, byte for byte, and ``shared.csv``; return the files of the texts."""
    folder = Path(corpus_path) / SHARED
    folder.mkdir(exist_ok=True)
    rows, written = [], []
    for document in documents:
        row = _row(document)
        _write(folder / row.file, document.text.encode("utf-8", "surrogatepass"))
        rows.append(row)
        written.append(folder / row.file)
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(astuple, rows))
    _write(folder / SHARED_TABLE, table.getvalue().encode("utf-8"))
    return tuple(written)


def read_shared(corpus_path: str | os.PathLike[str], entry: Entry) -> tuple[Document, ...]:
    """Read the shared texts of a row of the register whose private file is not there; none if it has none.

    Raises
    ------
    InputError
        Naming a text that was changed since it was written: codings would not fit it.
    """
    folder = Path(corpus_path) / SHARED
    name = _hash_name(entry.file)
    return tuple(_document(folder, row, entry) for row in _rows(folder) if row.private_file == name)


def _rows(folder: Path) -> list[SharedText]:
    path = folder / SHARED_TABLE
    if not path.is_file():
        return []
    frame = read_csv_text(path.read_bytes().decode("utf-8-sig"), name=SHARED_TABLE)
    check_columns(frame, COLUMNS, name=SHARED_TABLE)
    check_unique(frame, "doc_id", name=SHARED_TABLE)
    return [SharedText(*cells) for cells in frame[list(COLUMNS)].itertuples(index=False, name=None)]


def _document(folder: Path, row: SharedText, entry: Entry) -> Document:
    try:
        text = (folder / Path(row.file).name).read_bytes().decode("utf-8", "surrogatepass")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            f"{SHARED}/{row.file} ({row.doc_id}) cannot be read ({type(error).__name__}); "
            "fetch the study again"
        ) from None
    if hash_text(text) != row.text_hash:
        raise InputError(
            f"{SHARED}/{row.file} ({row.doc_id}) was changed since it was shared, so that codings would not "
            "fit it; fetch the study again"
        )
    return Document(
        doc_id=row.doc_id,
        text=text,
        kind=entry.kind,
        case_id=entry.case_id or None,
        title=row.title,
        date=row.date,
        role=entry.role,
        source=entry.source,
        licence=entry.licence,
        status=entry.status,
        file=entry.file,
        encoding=row.encoding,
        reader=row.reader,
        file_hash=row.file_hash,
        speaker_marks=tuple(json.loads(row.speaker_marks)),
        interviewer_marks=tuple(json.loads(row.interviewer_marks)),
        alarms=tuple(json.loads(row.alarms)),
        variables=tuple((name, value) for name, value in json.loads(row.variables)),
    )


def _row(document: Document) -> SharedText:
    return SharedText(
        doc_id=document.doc_id,
        file=_file_name(document.doc_id),
        private_file=_hash_name(document.file),
        text_hash=document.text_hash,
        file_hash=document.file_hash,
        encoding=document.encoding,
        reader=document.reader,
        title=document.title,
        date=document.date,
        speaker_marks=json.dumps(document.speaker_marks, ensure_ascii=False),
        interviewer_marks=json.dumps(document.interviewer_marks, ensure_ascii=False),
        alarms=json.dumps(document.alarms, ensure_ascii=False),
        variables=json.dumps(document.variables, ensure_ascii=False),
    )


def _file_name(doc_id: str) -> str:
    """``<doc_id>.txt``; an id that cannot be a file name is written by its hash."""
    return f"{doc_id if _SAFE.fullmatch(doc_id) else _hash_name(doc_id)}.txt"


def _hash_name(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
