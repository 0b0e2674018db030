"""Documents into turns, paragraphs, sentences, articles or windows that cover the text without overlap."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, repeat
from operator import sub
from typing import Literal, get_args

from workbench.corpus.document import Corpus, Document, Segment
from workbench.corpus.segment.articles import article_starts
from workbench.corpus.segment.paragraphs import paragraph_ends
from workbench.corpus.segment.sentences import sentence_ends
from workbench.corpus.segment.turns import Turn, answers, turns_of
from workbench.errors import OptionError
from workbench.schemas import check_option

Unit = Literal["sentence", "turn", "paragraph", "article", "window"]
AnswerUnit = Literal["sentence", "turn", "paragraph"]

_INDENT = re.compile(r"\s+")

__all__ = ["AnswerUnit", "Unit", "segment", "segment_answers"]


def segment(texts: Corpus | Document, by: Unit = "sentence", *, length: int = 500) -> tuple[Segment, ...]:
    """Cut every document into segments; together they cover the text, and none overlap.

    Parameters
    ----------
    texts : Corpus or Document
    by : "sentence", "turn", "paragraph", "article" or "window"
        A turn begins at a line with a mark of a speaker (``访谈者：``): those the register names, else those
        that `find_speakers` finds; what stands before the first turn is a segment with an empty speaker.
        Sentences and paragraphs do not cross turns and carry the speaker of their turn. Articles begin at
        第…条 and carry their number as ``label``, as do the headings of chapters, the table of contents
        (目录) and annexes; what comes before has no label. Windows have `length` characters.
    length : int
        Characters of a window; the last of a document may be shorter.

    Returns
    -------
    tuple of Segment
        In reading order; white space after a segment belongs to it.

    Examples
    --------
    >>> from workbench.corpus import Document
    >>> [(s.start, s.end) for s in segment(Document("d", "停水了。他说“没事。”就走了！"))]
    [(0, 4), (4, 15)]
    """
    check_option(by, get_args(Unit), name="by")
    if length < 1:
        raise OptionError(f"length={length} is not possible; a window has one character or more")
    documents = (texts,) if isinstance(texts, Document) else texts
    return tuple(chain.from_iterable(_segments(document, by, length) for document in documents))


def segment_answers(texts: Corpus | Document, by: AnswerUnit = "turn") -> tuple[Segment, ...]:
    """Cut what was said in answer into segments: no interviewer, no speaker marks, no heading.

    Parameters
    ----------
    texts : Corpus or Document
        Interviewers are those of the register (``interviewer_marks``), else those whose role is found: see
        `speakers_table`.
    by : "turn", "sentence" or "paragraph"

    Returns
    -------
    tuple of Segment
        A text without speakers counts as said, from its first to its last character.
    """
    check_option(by, get_args(AnswerUnit), name="by")
    documents = (texts,) if isinstance(texts, Document) else texts
    return tuple(chain.from_iterable(_answers(document, by) for document in documents))


def _segments(document: Document, by: Unit, length: int) -> Iterable[Segment]:
    text = document.text
    if not text:
        return ()
    if by == "article":
        starts = article_starts(text)
        ends = [*(start for start, _ in starts[1:]), len(text)]
        return _make(
            document, by, [start for start, _ in starts], ends, labels=(label for _, label in starts)
        )
    if by == "window":
        return _make(
            document, by, range(0, len(text), length), [*range(length, len(text), length), len(text)]
        )
    turns = turns_of(document)
    ends = _ends(text, by, turns)
    n_until = [bisect_left(ends, turn.end) + 1 for turn in turns]
    n_of_turn = map(sub, n_until, [0, *n_until])
    speakers = chain.from_iterable(map(repeat, (turn.speaker for turn in turns), n_of_turn))
    return _make(document, by, [0, *ends], ends, speakers=speakers)


def _answers(document: Document, by: AnswerUnit) -> Iterator[Segment]:
    turns = turns_of(document)
    ends = _ends(document.text, by, turns)
    for turn in answers(document, turns):
        own = ends[bisect_right(ends, turn.body) : bisect_right(ends, turn.end)]
        yield from _make(document, by, [turn.body, *own], own, speakers=repeat(turn.speaker))


def _ends(text: str, by: Unit, turns: list[Turn]) -> list[int]:
    """Where the segments end; the indent of a turn belongs to the turn, not to the segment before."""
    ends = [turn.end for turn in turns]
    if by == "turn":
        return ends
    found = sentence_ends(text) if by == "sentence" else paragraph_ends(text)
    indented = [turn for turn in turns if turn.start and text[turn.start].isspace()]
    if not indented:
        return found
    after_indent = {match.end() for turn in indented if (match := _INDENT.match(text, turn.start))}
    return sorted({*found, *(turn.start for turn in indented)} - after_indent)


def _make(
    document: Document,
    by: Unit,
    starts: Iterable[int],
    ends: Iterable[int],
    *,
    speakers: Iterable[str] = repeat(""),
    labels: Iterable[str] = repeat(""),
) -> Iterator[Segment]:
    """Segments in one sweep, without a step of Python for each: a corpus has hundreds of thousands."""
    rows = zip(repeat(document.doc_id), starts, ends, repeat(by), speakers, labels)
    return map(partial(tuple.__new__, Segment), rows)
