"""Files into documents: one file, or a corpus folder with its register; read, repaired, decisions kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from workbench.corpus import Corpus, Document
from workbench.corpus.changes import UNDECIDED, Decisions
from workbench.corpus.deidentify import deidentify
from workbench.corpus.repair import repair_trail, take_step
from workbench.corpus.trail import Trail
from workbench.errors import InputError
from workbench.readers.decisions import DECISIONS, read_decisions, unplaced
from workbench.readers.files import hash_file, read_file
from workbench.readers.key import read_key
from workbench.readers.raw import RawText
from workbench.readers.register import REGISTER, Entry, read_register
from workbench.readers.shared import is_private, read_shared


def read_document(path: str | os.PathLike[str], *, decisions: Decisions = UNDECIDED) -> Document:
    """Read one file: its text repaired, every change recorded.

    Parameters
    ----------
    path : path
        txt, md, html, docx, pdf, srt, vtt, xml … A table with one document a row is read by
        `read_documents`.
    decisions : Decisions, optional
        Changes that a person accepted or refused, by `edit_id` or by rule.

    Returns
    -------
    Document
        ``.text``, ``.edits`` and ``.proposals`` as frames, ``.alarms``, ``.original_span(start, end)``.

    Raises
    ------
    UnreadableFileError
        If the file is missing, empty, damaged, or of a kind no reader knows.
    InputError
        If it holds more than one document.
    """
    documents = read_documents(path, decisions=decisions)
    if len(documents) > 1:
        raise InputError(
            f"{Path(path).name}: holds {len(documents)} documents, one a row; use read_documents"
        )
    return documents.documents[0]


def read_documents(path: str | os.PathLike[str], *, decisions: Decisions = UNDECIDED) -> Corpus:
    """Read every document that one file holds: one a row for csv, xlsx and jsonl."""
    file = Path(path)
    entry = Entry(doc_id=file.stem or "document", file=file.name)
    return Corpus(_read(file, entry, lambda _: decisions))


def read_corpus(path: str | os.PathLike[str]) -> Corpus:
    """Read every document that the register of a corpus folder names, repaired.

    Parameters
    ----------
    path : path
        Folder with ``documents.csv`` and the files it names; ``repairs.csv`` holds decisions on repairs,
        ``private/key.csv`` the pseudonyms of names.

    Returns
    -------
    Corpus
        Documents in the order of the register, with the edits of the repair and its alarms.
    """
    folder = Path(path)
    return Corpus(tuple(document for entry, read in _entries(folder) for document in read()))


def read_registered(path: str | os.PathLike[str], doc_id: str) -> Document:
    """Read one document of a corpus folder, without the others."""
    folder = Path(path)
    for entry, read in _entries(folder):
        if doc_id == entry.doc_id or doc_id.startswith(f"{entry.doc_id}-"):
            for document in read():
                if document.doc_id == doc_id:
                    return document
    raise InputError(f"no document {doc_id} in {REGISTER}; its first column lists the ids")


def _entries(folder: Path) -> Iterator[tuple[Entry, Callable[[], Iterable[Document]]]]:
    """Each row of the register with what reads its documents; names get their pseudonyms."""
    decisions, key = read_decisions(folder), read_key(folder)

    def read(entry: Entry) -> Iterable[Document]:
        file = folder / entry.file
        if is_private(entry.file) and not file.is_file() and (shared := read_shared(folder, entry)):
            return shared
        documents = _read(file, entry, lambda doc_id: decisions.get(doc_id, UNDECIDED))
        return (deidentify(d, key) for d in documents) if entry.status != "published" else documents

    for entry in read_register(folder):
        yield entry, partial(read, entry)


def _read(file: Path, entry: Entry, decided: Callable[[str], Decisions]) -> tuple[Document, ...]:
    raws = read_file(file)
    digest = hash_file(file)
    return tuple(_document(entry, raw, digest, decided) for raw in raws)


def _document(entry: Entry, raw: RawText, digest: str, decided: Callable[[str], Decisions]) -> Document:
    doc_id = f"{entry.doc_id}-{raw.row_id}" if raw.row_id else entry.doc_id
    decisions = decided(doc_id)
    repaired = repair_trail(take_step(_trail(raw, decisions), raw.changes))
    lost = unplaced(decisions, repaired.trail)
    told = (f"decisions-unplaced: {len(lost)} in {DECISIONS} fit no edit any more",) if lost else ()
    given = dict(raw.variables)
    return Document(
        doc_id=doc_id,
        text=repaired.text,
        kind=entry.kind,
        case_id=entry.case_id or None,
        title=given.get("title") or entry.title or doc_id,
        date=given.get("date") or entry.date,
        role=entry.role,
        source=entry.source,
        licence=entry.licence,
        status=entry.status,
        file=entry.file,
        encoding=raw.encoding,
        confidence=raw.confidence,
        reader=raw.reader,
        file_hash=digest,
        speaker_marks=_marks(entry.speaker_marks) or raw.speakers,
        interviewer_marks=_marks(entry.interviewer_marks),
        alarms=(*raw.alarms, *told, *repaired.alarms),
        variables=raw.variables,
        repaired_by=repaired.trail,
    )


def _trail(raw: RawText, decisions: Decisions) -> Trail:
    return Trail(
        raw.text,
        decisions=decisions,
        encoding=raw.encoding,
        head=raw.head,
        is_decoded_file=raw.is_decoded_file,
        places=raw.places,
    )


def _marks(text: str) -> tuple[str, ...]:
    return tuple(mark.strip() for mark in text.split("|") if mark.strip())
