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
_DETAIL = r"(?:[（(][^（）()\n]{1,30}[)）])?"
_AFTER = r"[ \t]*(?:\*\*)?[ \t]*[：:](?!//)(?:\*\*)?[ \t\u3000]*"
_ANY_NAME = (
    r"[^\s\d：:，。、；;！!？?…“”\"（）()【】\[\]<>《》|/\\=—#*+~&%$@·.-]"
    r"[^\n\t\u3000：:，。、；;！!？?…“”\"（）()【】\[\]<>《》|/\\=—#*+~]{0,29}?"
)
#: Most lines have no colon or bracket before their first comma: a quick look spares them the rest.
_QUICK_LOOK = r"(?=[^\n：:】\]（(，。、；;？！“”]{0,60}+[：:】\]（(])"
_NUMBERED = ("Q", "A", "问", "問", "答")
_FIRST_LINES = re.compile(r"(?:\s*\S[^\n]*){0,15}")
_WORDS = re.compile(r"\s*")
_MAX_FIELD = 40


class TurnHead(NamedTuple):
    """Where a turn begins, where its words begin, and the mark of who speaks."""

    start: int
    body: int
    mark: str
    form: Form


def find_heads(text: str) -> list[TurnHead]:
    """Every line that has the form of a turn's beginning, whether or not its word is a speaker's."""
    return _outside_header(text, _heads(text, _ANY_NAME))


def heads_of(text: str, marks: Iterable[str]) -> list[TurnHead]:
    """Beginnings of the turns of these speakers."""
    longest_first = sorted(marks, key=len, reverse=True)
    names = (re.escape(mark) + (r"(?:[ \t]?\d{1,3})?" if mark in _NUMBERED else "") for mark in longest_first)
    return _outside_header(text, _heads(text, "|".join(names)))


def turn_ends(text: str, heads: list[TurnHead]) -> list[int]:
    """Where each turn ends: at the next, the last at the end of the text."""
    return [*(head.start for head in heads[1:]), len(text)][: len(heads)]


def _heads(text: str, name: str) -> list[TurnHead]:
    pattern = re.compile(
        rf"\n{_QUICK_LOOK}{_INDENT}(?:"
        rf"(?P<timed>{name})[ \t]+{_DATE}{_TIME}[ \t]*(?=\n|\Z)"
        rf"|{_TIME}[ \t]+(?P<after_time>{name})[ \t]*(?=\n|\Z)"
        rf"|(?:{_TIME}[ \t]*)?(?P<named>{name})[ \t]*{_DETAIL}[ \t]*(?:{_TIME})?{_AFTER}"
        rf"|[【\[](?P<boxed>{name})[】\]][：:]?[ \t\u3000]*)"
    )
    return [_head(text, match) for match in pattern.finditer("\n" + text)]


_FORM: dict[str, Form] = {"timed": "time", "after_time": "time", "boxed": "bracket", "named": "inline"}


def _head(text: str, match: re.Match[str]) -> TurnHead:
    """The head that was found in the text with a line end before it."""
    start, after = match.span()
    body, kind = after - 1, str(match.lastgroup)
    mark, form = match[kind], _FORM[kind]
    if form != "bracket" and text[body : body + 1] in ("", "\n"):
        form = "time" if form == "time" else "alone"
        words = _WORDS.match(text, body)
        body = words.end() if words else body
    return TurnHead(start, body, plain_mark(mark) if mark[-1].isdigit() else mark, form)


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
