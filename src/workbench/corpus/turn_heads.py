"""Lines that open a turn: a name before a colon, in brackets, or beside a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from workbench.corpus.speaker_words import is_header_key, plain_mark

Form = Literal["inline", "alone", "bracket", "time"]

_INDENT = r"[ \t\u3000]*(?:#{1,6}[ \t]+)?(?:\*\*)?"
_TIME = r"[\[（(]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?[\]）)]?"
_DATE = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ \t]+)?"
_GAP = r"[ \t]{0,3}"
_DETAIL = r"(?:[（(][^（）()\n]{1,30}[)）])?"
_AFTER = rf"{_GAP}(?:\*\*)?{_GAP}[：:](?!//)(?:\*\*)?[ \t\u3000]*"
_ANY_NAME = (
    r"[^\s\d：:，。、；;！!？?…“”\"（）()【】\[\]<>《》|/\\=—#*+~&%$@·.-]"
    r"[^\n\t\u3000：:，。、；;！!？?…“”\"（）()【】\[\]<>《》|/\\=—#*+~]{0,29}?"
)
#: Most lines have no colon or bracket before their first comma: a quick look spares them the rest.
_QUICK_LOOK = r"(?=[^\n：:】\]（(，。、；;？！“”]{0,60}+[：:】\]（(])"
_NUMBERED = ("Q", "A", "问", "問", "答")
_FIRST_LINES = re.compile(r"(?:\s*\S[^\n]*){0,15}")
_SPACE = re.compile(r"\s*")
_FORM: dict[str, Form] = {"timed": "time", "after_time": "time", "boxed": "bracket", "named": "inline"}
_MAX_FIELD = 40


class TurnHead(NamedTuple):
    """Where a turn begins, where its words begin, and the mark of who speaks."""

    start: int
    body: int
    mark: str
    form: Form


def find_heads(text: str) -> list[TurnHead]:
    """Every line that has the form of a turn's beginning, whether or not its word is a speaker's."""
    return _outside_header(text, _heads(text, _ANY_NAME, _QUICK_LOOK))


def heads_of(text: str, marks: Iterable[str]) -> list[TurnHead]:
    """Beginnings of the turns of these speakers."""
    longest_first = sorted(marks, key=len, reverse=True)
    names = (re.escape(mark) + (r"(?:[ \t]?\d{1,3})?" if mark in _NUMBERED else "") for mark in longest_first)
    return _outside_header(text, _heads(text, "|".join(names)))


def turn_ends(text: str, heads: list[TurnHead]) -> list[int]:
    """Where each turn ends: at the next, the last at the end of the text."""
    return [*(head.start for head in heads[1:]), len(text)][: len(heads)]


def _heads(text: str, name: str, quick_look: str = "") -> list[TurnHead]:
    pattern = re.compile(
        rf"\n{quick_look}{_INDENT}(?:"
        rf"(?P<timed>{name})[ \t]+{_DATE}{_TIME}[ \t]*(?=\n|\Z)"
        rf"|{_TIME}[ \t]+(?P<after_time>{name})[ \t]*(?=\n|\Z)"
        rf"|(?:{_TIME}[ \t]*)?(?P<named>{name}){_GAP}{_DETAIL}{_GAP}(?:{_TIME})?{_AFTER}"
        rf"|[【\[](?P<boxed>{name})[】\]][：:]?[ \t\u3000]*)"
    )
    marks: dict[str, tuple[str, Form]] = {}  # the same few heads come again and again
    heads = []
    for match in pattern.finditer("\n" + text):
        head, body = match[0], match.end() - 1
        if head not in marks:
            marks[head] = plain_mark(match[str(match.lastgroup)]), _FORM[str(match.lastgroup)]
        mark, form = marks[head]
        if text[body : body + 1] in ("\n", "") and form != "bracket":
            form, body = "alone" if form == "inline" else form, _skip_space(text, body)
        heads.append(TurnHead(match.start(), body, mark, form))
    return heads


def _skip_space(text: str, place: int) -> int:
    words = _SPACE.match(text, place)
    return words.end() if words else place


def _outside_header(text: str, heads: list[TurnHead]) -> list[TurnHead]:
    """The heads that are no fields in the heading of an interview (访谈时间：…, 受访者：王某，女).

    The heading reaches to the last line with a time, place or number among the first lines of the text;
    short lines directly below that end without a full stop belong to it.
    """
    first_lines = _FIRST_LINES.match(text)
    end, has_key = -1, False
    for field in _heads(first_lines.group(), _ANY_NAME) if heads and first_lines else []:
        is_key, line_end = is_header_key(field.mark), _line_end(text, field.start)
        if not is_key and not _is_field(text[field.start : line_end]):
            break
        has_key = has_key or is_key
        if is_key or field.start == end + 1:
            end = line_end
    return [head for head in heads if head.start > end] if has_key else heads


def _is_field(line: str) -> bool:
    return len(line) <= _MAX_FIELD and not line.rstrip().endswith(tuple("。！？…?!：:”"))


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found
