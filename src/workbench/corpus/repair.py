"""Repair of damaged Chinese text; every change is recorded and can be shown.

Order: inserted pinyin, then traditional script. Each step records its edits against the text it received.
A later release adds bytes lost inside GBK pairs, layout and boilerplate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.corpus.document import Edit
from workbench.errors import MissingDependencyError

if TYPE_CHECKING:
    import pandas as pd

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_PINYIN = re.compile(rf"(?<=[{_HAN}])[(（](?=[a-zü]*[{_TONED}])[a-zü{_TONED}]{{1,7}}[)）]")
_HAN_RUN = re.compile(rf"[{_HAN}]+")

# Words of simplified script that keep 著; in a text that mixes both scripts OpenCC would write 着.
_WORDS_WITH_ZHU = re.compile(
    "显著|卓著|昭著|著名|著称|著作|著述|著者|名著|原著|专著|论著|译著|编著|巨著|土著|遗著"
)

#: Characters looked at to tell traditional from simplified script.
_SAMPLE_CHARS = 20_000

#: Fewer notes than this may be a dictionary entry or a poem, so they stay and an alarm says so.
MIN_PINYIN_NOTES = 5
#: Share of Han characters that only traditional script has, from which a text is taken to be traditional.
MIN_TRADITIONAL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired text, what was changed, and what could not be."""

    text: str
    edits: tuple[Edit, ...] = ()
    alarms: tuple[str, ...] = ()


def repair(text: str) -> Repair:
    """Remove inserted pinyin and bring traditional script to simplified; say what looks damaged beyond that.

    Examples
    --------
    >>> fixed = repair("網(wǎng)站與社區(qū)、網(wǎng)格、社區(qū)、網(wǎng)絡、關(guān)係的現(xiàn)代化")
    >>> fixed.text
    '网站与社区、网格、社区、网络、关系的现代化'
    """
    without_notes = _remove_pinyin(text)
    simplified = _to_simplified(without_notes.text)
    return Repair(
        simplified.text,
        without_notes.edits + simplified.edits,
        without_notes.alarms + _damage_alarms(simplified.text),
    )


def edits_table(edits: tuple[Edit, ...]) -> pd.DataFrame:
    """Edits as a frame with the columns of `schemas.EDITS`."""
    import pandas as pd

    from workbench.schemas import EDITS

    return pd.DataFrame([[getattr(e, name) for name in EDITS.names] for e in edits], columns=EDITS.names)


def _remove_pinyin(text: str) -> Repair:
    notes = list(_PINYIN.finditer(text))
    if not notes:
        return Repair(text)
    if len(notes) < MIN_PINYIN_NOTES:
        return Repair(text, (), (f"pinyin-notes: {len(notes)} in brackets left as they are",))
    edits = tuple(Edit(m.start(), m.end(), m.group(), "", "inserted-pinyin") for m in notes)
    return Repair(_PINYIN.sub("", text), edits)


def _to_simplified(text: str) -> Repair:
    if not is_traditional(text):
        return Repair(text)
    converted = _convert(text)
    return Repair(converted, _changed_runs(text, converted))


def _convert(text: str) -> str:
    """Simplified script; 著 stays in the words that simplified script writes with it."""
    converted: str = _converter().convert(text)
    if len(converted) != len(text):
        return converted
    characters = list(converted)
    for word in _WORDS_WITH_ZHU.finditer(text):
        characters[word.start() : word.end()] = word.group()
    return "".join(characters)


def is_traditional(text: str) -> bool:
    """Whether 2 % of the first Han characters change when the text is brought to simplified script."""
    sample = "".join(_HAN_RUN.findall(text[:_SAMPLE_CHARS]))
    if not sample:
        return False
    converted = _convert(sample)
    changed = sum(a != b for a, b in zip(sample, converted, strict=False))
    return bool(changed / len(sample) >= MIN_TRADITIONAL_SHARE)


def _changed_runs(before: str, after: str) -> tuple[Edit, ...]:
    """The stretches that differ; OpenCC's ``tw2s`` keeps the length, otherwise the whole text is one edit."""
    if len(before) != len(after):
        return (Edit(0, len(before), before, after, "traditional-script"),)
    edits, start = [], None
    for i, (a, b) in enumerate(zip(before + "\0", after + "\0", strict=True)):
        if a != b and start is None:
            start = i
        elif a == b and start is not None:
            edits.append(Edit(start, i, before[start:i], after[start:i], "traditional-script"))
            start = None
    return tuple(edits)


def _damage_alarms(text: str) -> tuple[str, ...]:
    found = (
        ("replacement-character", text.count("\ufffd"), "characters were lost before the text came here"),
        (
            "private-use",
            sum("\ue000" <= c <= "\uf8ff" for c in text),
            "characters have no meaning in Unicode",
        ),
        (
            "lost-byte",
            len(re.findall(r"[^\x00-\x7f][?？][;`!][^\x00-\x7f]", text)),
            "places look like a lost byte",
        ),
    )
    return tuple(f"{name}: {n} {meaning}" for name, n, meaning in found if n)


@cache
def _converter() -> Any:
    try:
        import opencc
    except ImportError as error:
        raise MissingDependencyError(
            "Converting traditional script needs opencc: pip install opencc"
        ) from error
    # tw2s keeps 显著 and mends 随著; t2s does not, tw2sp rewrites words
    return opencc.OpenCC("tw2s")
