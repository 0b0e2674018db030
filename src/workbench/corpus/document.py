"""Texts and where they come from: Document, Corpus, Segment.

Positions are half-open ``[start, end)`` in Unicode code points of `Document.text`, which never changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from workbench.corpus.trail import OriginalSpan, Trail
from workbench.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


def hash_text(text: str) -> str:
    """First 16 hex digits of the SHA-256 of the text in UTF-8: the name of one state of a text.

    >>> hash_text("社区")
    '5bcd0ddcdd694b5c'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """One text of the study, repaired and frozen, with what the register says of it."""

    doc_id: str
    text: str = field(repr=False)
    kind: str = "text"
    case_id: str | None = None
    title: str = ""
    date: str = ""
    role: str = ""
    source: str = ""
    licence: str = ""
    status: str = ""  # simulated or published
    file: str = ""
    encoding: str = ""
    reader: str = ""
    file_hash: str = ""
    speaker_marks: tuple[str, ...] = ()
    interviewer_marks: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()  # further columns of a table of documents
    confidence: float | None = None  # of the encoding: 1 is certain
    repaired_by: Trail | None = field(default=None, repr=False, compare=False)
    text_hash: str = field(init=False)

    def __post_init__(self) -> None:
        if not self.doc_id:
            raise InputError("a document has no doc_id; give it one in documents.csv")
        object.__setattr__(self, "text_hash", hash_text(self.text))

    @property
    def trail(self) -> Trail:
        """How the text came from the file; a document made in memory is its own original."""
        return self.repaired_by or Trail(self.text)

    @property
    def edits(self) -> pd.DataFrame:
        """One row a change the repair made: the columns of `schemas.EDITS`."""
        return self.trail.edits

    @property
    def proposals(self) -> pd.DataFrame:
        """One row a change that is a guess or was refused, not made: the columns of `schemas.EDITS`."""
        return self.trail.proposals

    def original_span(self, start: int, end: int) -> OriginalSpan:
        """Where ``text[start:end]`` stands in the file: characters, bytes, line, page, words."""
        return self.trail.original_span(start, end)

    @property
    def is_simulated(self) -> bool:
        """Whether the document is invented and must be marked so wherever it is used."""
        return self.status == "simulated"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents in the order of their register; ids are unique."""

    documents: tuple[Document, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for document in self.documents:
            if document.doc_id in seen:
                raise InputError(
                    f"doc_id {document.doc_id} occurs twice; ids in documents.csv must be unique"
                )
            seen.add(document.doc_id)

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)

    def __getitem__(self, doc_id: str) -> Document:
        for document in self.documents:
            if document.doc_id == doc_id:
                return document
        raise InputError(f"no document {doc_id} in the corpus; it has {len(self.documents)} documents")

    def select(
        self, *, kind: str | None = None, status: str | None = None, case_id: str | None = None
    ) -> Corpus:
        """Those documents that agree with every argument given."""
        return Corpus(
            tuple(
                d
                for d in self.documents
                if (kind is None or d.kind == kind)
                and (status is None or d.status == status)
                and (case_id is None or d.case_id == case_id)
            )
        )


class Segment(NamedTuple):
    """A stretch of one document: ``document.text[start:end]``.

    A tuple, because a corpus has them by the hundred thousand; ``pandas.DataFrame(segments)`` is their table.
    """

    doc_id: str
    start: int
    end: int
    unit: str
    speaker: str = ""
    label: str = ""  # number of an article or chapter, such as 第十条
