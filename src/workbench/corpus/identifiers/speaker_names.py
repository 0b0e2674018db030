"""Names at the head of a turn: those the register lists, and those that read like names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.identifiers.mention import Mention
from workbench.corpus.identifiers.surnames import (
    ADDRESS,
    NEVER_NAMED,
    OFFICE,
    SPEAKER_ROLES,
    SURNAME_PATTERN,
)

_SPEAKER = re.compile(
    r"^[ \t\u3000#>*]*(?P<mark>[^\s:：，。！？,.!?“”（）()#*][^:：\n，。！？“”]{0,24}?)\*{0,2}[ ]?[:：]",
    re.MULTILINE,
)
_LATIN_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][A-Za-z.'-]*){0,3}")
_OFFICE_END = re.compile(f"(?:{'|'.join(sorted({*OFFICE, *ADDRESS}, key=len, reverse=True))})$")


def find_speakers(text: str, marks: tuple[str, ...]) -> Iterator[Mention]:
    """Names at the head of a turn: those the register lists, and those that read like names."""
    for m in _SPEAKER.finditer(text):
        mark = m["mark"].strip()
        length = _name_of_speaker(mark)
        if length is None and mark in marks and not _is_role(mark):
            length = len(mark)
        if length is not None:
            yield Mention(m.start("mark"), m.start("mark") + length, "person", "speaker")


def _is_role(mark: str) -> bool:
    bare = re.sub(r"[ ]?(?:[0-9]{1,3}|[A-Z]|[一二三四五六七八九十甲乙丙丁])$", "", mark)
    return not bare or bare in SPEAKER_ROLES or bool(_OFFICE_END.fullmatch(bare))


def _name_of_speaker(mark: str) -> int | None:
    """Length of the name in a speaker's mark, its title left out; None if the mark reads like no name."""
    if _is_role(mark):
        return None
    if _LATIN_NAME.fullmatch(mark):
        return len(mark)
    bare = _OFFICE_END.sub("", mark)
    surname = re.match(SURNAME_PATTERN, bare)
    if surname is None or not 1 <= len(bare) - surname.end() <= 2:
        return None
    is_han = re.fullmatch("[\u3400-\u4dbf\u4e00-\u9fff]+", bare) is not None
    return len(bare) if is_han and NEVER_NAMED.isdisjoint(bare[surname.end() :]) else None
