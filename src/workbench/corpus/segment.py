"""Documents into turns, paragraphs and sentences that cover the text without overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, get_args

from workbench.corpus.document import Corpus, Document, Segment
from workbench.schemas import check_option

Unit = Literal["sentence", "turn", "paragraph"]

_PARAGRAPH = re.compile(r"[^\n]*\n\s*|[^\n]+\Z")
# A sentence ends after 。！？；… and the quotes and brackets that close with it, or at a line end.
_SENTENCE = re.compile(r"[^。！？!?；\n]*(?:[。！？!?；]+…*[”’」』）)】\"]*|\n|\Z)\s*")


def segment(texts: Corpus | Document, by: Unit = "sentence") -> tuple[Segment, ...]:
    """Cut every document into segments; together they cover the text, and none overlap.

    Parameters
    ----------
    texts : Corpus or Document
    by : "sentence", "turn" or "paragraph"
        A turn begins at a line with one of the document's speaker marks (``访谈者：``); what stands before
        the first turn is a segment with an empty speaker. Sentences do not cross turns or paragraphs and
        carry the speaker of their turn.

    Returns
    -------
    tuple of Segment
        In reading order; white space after a segment belongs to it.
    """
    check_option(by, get_args(Unit), name="by")
    documents = (texts,) if isinstance(texts, Document) else texts
    return tuple(s for document in documents for s in _SPLITTERS[by](document))


def segment_answers(texts: Corpus | Document, by: Unit = "turn") -> tuple[Segment, ...]:
    """Cut what was said in answer into segments: no interviewer, no speaker marks, no heading.

    Parameters
    ----------
    texts : Corpus or Document
    by : "turn", "sentence" or "paragraph"

    Returns
    -------
    tuple of Segment
        A text without speaker marks counts as said, from its first to its last character.
    """
    check_option(by, get_args(Unit), name="by")
    documents = (texts,) if isinstance(texts, Document) else texts
    return tuple(answer for document in documents for answer in _answers(document, by))


def _answers(document: Document, by: Unit) -> Iterator[Segment]:
    for part in _SPLITTERS[by](document):
        if not document.speaker_marks:
            yield part
        elif part.speaker and part.speaker not in document.interviewer_marks:
            mark = re.compile(rf"\s*{re.escape(part.speaker)}[：:]\s*").match(document.text, part.start)
            start = mark.end() if mark else part.start
            if start < part.end:
                yield Segment(part.doc_id, start, part.end, by, part.speaker)


def _turns(document: Document) -> Iterator[Segment]:
    starts = [(0, "")]
    if document.speaker_marks:
        marks = "|".join(re.escape(mark) for mark in sorted(document.speaker_marks, key=len, reverse=True))
        found = re.finditer(rf"^[ \t\u3000]*({marks})[：:]", document.text, re.MULTILINE)
        starts += [(m.start(), m.group(1)) for m in found]
    ends = [start for start, _ in starts[1:]] + [len(document.text)]
    for (start, speaker), end in zip(starts, ends, strict=True):
        if end > start:
            yield Segment(document.doc_id, start, end, "turn", speaker)


def _within_turns(document: Document, pattern: re.Pattern[str], unit: str) -> Iterator[Segment]:
    for turn in _turns(document):
        start = turn.start
        for match in pattern.finditer(document.text, turn.start, turn.end):
            if match.end() > start:
                yield Segment(document.doc_id, start, match.end(), unit, turn.speaker)
                start = match.end()
        if start < turn.end:
            yield Segment(document.doc_id, start, turn.end, unit, turn.speaker)


def _paragraphs(document: Document) -> Iterator[Segment]:
    return _within_turns(document, _PARAGRAPH, "paragraph")


def _sentences(document: Document) -> Iterator[Segment]:
    return _within_turns(document, _SENTENCE, "sentence")


_SPLITTERS = {"turn": _turns, "paragraph": _paragraphs, "sentence": _sentences}
