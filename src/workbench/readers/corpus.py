"""A corpus folder into a Corpus: register, files, repair."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.corpus import Corpus, Document, repair
from workbench.readers.files import RawText, hash_file, read_file
from workbench.readers.register import Entry, read_register


def read_corpus(path: str | os.PathLike[str]) -> Corpus:
    """Read every document that the register of a corpus folder names, repaired.

    Parameters
    ----------
    path : path
        Folder with ``documents.csv`` and the files it names.

    Returns
    -------
    Corpus
        Documents in the order of the register, with the edits of the repair and its alarms.
    """
    folder = Path(path)
    return Corpus(tuple(d for entry in read_register(folder) for d in _documents(folder, entry)))


def _documents(folder: Path, entry: Entry) -> list[Document]:
    file = folder / entry.file
    raws = read_file(file)
    digest = hash_file(file)
    return [_document(entry, raw, digest) for raw in raws]


def _document(entry: Entry, raw: RawText, digest: str) -> Document:
    repaired = repair(raw.text)
    return Document(
        doc_id=f"{entry.doc_id}-{raw.row_id}" if raw.row_id else entry.doc_id,
        text=repaired.text,
        kind=entry.kind,
        case_id=entry.case_id or None,
        title=entry.title or entry.doc_id,
        date=entry.date,
        role=entry.role,
        source=entry.source,
        licence=entry.licence,
        status=entry.status,
        file=entry.file,
        encoding=raw.encoding,
        reader=raw.reader,
        file_hash=digest,
        speaker_marks=_marks(entry.speaker_marks),
        interviewer_marks=_marks(entry.interviewer_marks),
        alarms=repaired.alarms,
        repaired_by=repaired.trail,
    )


def _marks(text: str) -> tuple[str, ...]:
    return tuple(mark.strip() for mark in text.split("|") if mark.strip())
