"""Turns of a conversation, from the marks of its speakers."""

from __future__ import annotations

from typing import NamedTuple

from workbench.corpus.document import Document
from workbench.corpus.speakers import find_turns, speakers_of
from workbench.corpus.turn_heads import heads_of


class Turn(NamedTuple):
    """``text[start:end]`` and who speaks; the words begin at `body`, after the mark."""

    start: int
    body: int
    end: int
    speaker: str = ""


def turns_of(document: Document) -> list[Turn]:
    """Turns of the document; what stands before the first is a turn without a speaker."""
    text = document.text
    heads = heads_of(text, document.speaker_marks) if document.speaker_marks else find_turns(text)
    if not heads:
        return [Turn(0, 0, len(text))] if text else []
    starts, bodies, marks, _ = zip(*heads, strict=True)
    turns = list(map(Turn, starts, bodies, [*starts[1:], len(text)], marks))
    return [Turn(0, 0, starts[0]), *turns] if starts[0] else turns


def answers(document: Document, turns: list[Turn]) -> list[Turn]:
    """Those turns that are no interviewer's; a text without speakers is one answer."""
    if not document.speaker_marks and not any(turn.speaker for turn in turns):
        return turns
    asks = set(document.interviewer_marks) or {
        s.mark for s in speakers_of(document) if s.role == "interviewer"
    }
    return [turn for turn in turns if turn.speaker and turn.speaker not in asks and turn.body < turn.end]
