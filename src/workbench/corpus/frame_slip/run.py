"""Where a frame slip begins and ends, read from the bytes that the page once had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_READING = rf"(?=[a-zü]*[{TONED}])([a-zü{TONED}]{{1,7}})\)"
#: A note behind its character, and one whose opening bracket went with the lost byte (some decoders keep it).
NOTE = re.compile(rf"\({_READING}")
_TORN = rf"(?:(?<=\ufffd)\()?{_READING}"
_TORN_NOTE = re.compile(rf"[?\ufffd]{_TORN}")
_LOST = "?\ufffd"
#: Sentence marks before which a byte was put, full-width or folded to ASCII; 。 has no ASCII form.
_MARKS = {";": "；", "!": "！", "?": "？", "；": "；", "！": "！", "？": "？", "。": "。"}
#: A ``?`` that a slip may have left: after Chinese, a note or a reference, before a mark or a torn note.
SUSPECT = re.compile(
    rf"[{_LOST}](?:[;!?；！？。](?:(?<=[^\x00-\x7f{_LOST}]..)[^\s]|(?<=[\])%\d]..)[^\sa-zA-Z0-9])|{_TORN})"
)
#: Longer stretches without a character that brings the pairs back into step are not looked at.
_MAX_RUN = 160
_MAX_FOLDED = 3


@dataclass(frozen=True, slots=True)
class Run:
    """``text[start:end]`` as the bytes it was, without the first lead byte and, if lost, the last trail byte.

    Parameters
    ----------
    start, end : int
        The damaged stretch.
    body : bytes
        From the trail byte of the first character on.
    note : str
        The reading that stands after the first ``?``; empty at a sentence mark.
    last : int or None
        Position of the ``?`` that stands for the last trail byte.
    last_note : str
        The reading after that ``?``, or empty.
    tail : str
        A letter or bracket of ASCII that was taken for the trail byte of the last character.
    """

    start: int
    end: int
    body: bytes
    note: str = ""
    last: int | None = None
    last_note: str = ""
    tail: str = ""


def runs(text: str, start: int) -> list[Run]:
    """Every way to read what follows the ``?`` at `start` as pairs of bytes that lost their step."""
    torn = _TORN_NOTE.match(text, start)
    if torn:
        found = _ends(text, start, torn.end(), b"", torn.group(1))
    else:
        found = _ends(text, start, start + 2, _MARKS[text[start + 1]].encode("gb18030"), "")
    return [run for run in found if middle(run) is not None]


def middle(run: Run) -> str | None:
    """The characters of which every byte is known."""
    if not run.body:  # only a note on either side can tell what stood between them
        return "" if run.note and run.last_note else None
    return from_pairs(run.body[1 : len(run.body) - (run.last is not None)])


def _ends(text: str, start: int, at: int, body: bytes, note: str) -> Iterator[Run]:
    """Follow the pairs until a byte or a loss brings them back into step."""
    open_readings = [(at, body, 0)]
    while open_readings:
        at, body, n_folded = open_readings.pop()
        while at < min(len(text), start + _MAX_RUN):
            c = text[at]
            if c in _LOST:
                yield _lost_trail(text, start, at, body, note)
            if c == "€" or "@" <= c <= "~":
                yield Run(start, at + 1, body + (b"\x80" if c == "€" else c.encode()), note)
            inner = NOTE.match(text, at) if body and text[at - 1] > "\x7f" else None
            if inner:
                at = inner.end()
                continue
            if "!" <= c <= "~" and n_folded < _MAX_FOLDED:
                open_readings.append((at + 1, body + bytes((0xA3, ord(c) + 0x80)), n_folded + 1))
            pair = as_pair(c)
            if pair is None:
                break
            if pair[1] < 0x80:
                yield Run(start, at + 1, body + pair[:1], note, tail=chr(pair[1]))
            body += pair
            at += 1


def _lost_trail(text: str, start: int, at: int, body: bytes, note: str) -> Run:
    torn = _TORN_NOTE.match(text, at)
    if torn:
        return Run(start, torn.end(), body, note, at, torn.group(1))
    return Run(start, at + 1, body, note, at)


def as_pair(character: str) -> bytes | None:
    """The two bytes of a character in GBK, user-defined cells included; None if it has no two."""
    try:
        encoded = character.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return encoded if len(encoded) == 2 else None


def from_pairs(encoded: bytes) -> str | None:
    """The characters of whole pairs; None where a pair is none or has no meaning."""
    pairs = [encoded[i : i + 2] for i in range(0, len(encoded), 2)]
    if not all(len(p) == 2 and p[0] > 0x80 and p[1] >= 0x40 for p in pairs):
        return None
    try:
        text = encoded.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return None if any("\ue000" <= c <= "\uf8ff" for c in text) else text
