"""What the bytes left in a text and no reader wants: line ends of Windows, bytes without a meaning, NULs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.corpus.changes import Change
from workbench.corpus.encoding.codec import ESCAPES, second_codes, unescape

#: Rule of the bytes that the encoding has no character for.
UNDECODABLE = "undecodable-byte"

_LINE_END = re.compile(r"\r\n|\r")
_UNWANTED = re.compile(f"\0+|\ufeff+|[{ESCAPES}]+")


def find_byte_changes(text: str, *, encoding: str = "utf-8") -> list[Change]:
    r"""Find line ends other than ``\n``, bytes that mean nothing, NULs and marks of byte order within.

    Parameters
    ----------
    text : str
        As `decode_bytes` gives it.
    encoding : str
        What it was decoded from: a second code of a character becomes that character.

    Examples
    --------
    >>> [(c.start, c.end, c.after, c.rule) for c in find_byte_changes("a\r\nb\udc80")]
    [(1, 3, '\n', 'line-end'), (4, 5, '�', 'undecodable-byte')]
    """
    changes: list[Change] = []
    if "\r" in text:
        changes += (Change(m.start(), m.end(), "\n", "line-end") for m in _LINE_END.finditer(text))
    if "\0" in text or "\ufeff" in text or _has_escapes(text):
        changes += _unwanted(text, second_codes(encoding))
        changes.sort(key=lambda change: change.start)
    return changes


def byte_alarms(changes: Iterable[Change]) -> tuple[str, ...]:
    r"""Count the bytes that the encoding could not read.

    >>> byte_alarms(find_byte_changes("a\udc80"))
    ('undecodable-byte: 1 bytes mean nothing in the encoding of the file',)
    """
    lost = sum(change.end - change.start for change in changes if change.rule == UNDECODABLE)
    return (f"{UNDECODABLE}: {lost} bytes mean nothing in the encoding of the file",) if lost else ()


def _has_escapes(text: str) -> bool:
    """Whether bytes stand in the text that mean nothing; only those cannot be written in UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _unwanted(text: str, seconds: dict[bytes, str]) -> Iterator[Change]:
    for found in _UNWANTED.finditer(text):
        start, end, run = found.start(), found.end(), found.group()
        if run[0] == "\0":
            yield Change(start, end, "", "nul")
        elif run[0] == "\ufeff":
            yield Change(start, end, "", "byte-order-mark")
        else:
            yield from _meanings(start, unescape(run), seconds)


def _meanings(start: int, data: bytes, seconds: dict[bytes, str]) -> Iterator[Change]:
    """Second codes become their characters, other bytes the replacement character, one each."""
    at = 0
    while at < len(data):
        code = next((data[at : at + n] for n in (3, 2, 1) if data[at : at + n] in seconds), None)
        after, rule = (seconds[code], "second-code") if code else ("\ufffd", UNDECODABLE)
        end = at + len(code or b"x")
        yield Change(start + at, start + end, after, rule)
        at = end
