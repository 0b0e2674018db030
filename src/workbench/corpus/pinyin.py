"""Readings inserted into Chinese text, ``網(wǎng)站``, by pages that disguise what they copy."""

from __future__ import annotations

import re

from workbench.corpus.changes import Change
from workbench.corpus.letters import HAN

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_NOTE = re.compile(rf"(?<=[{HAN}])[(（](?=[a-zü]*[{_TONED}])[a-zü{_TONED}]{{1,7}}[)）]")
_MAY_HOLD_NOTES = re.compile(rf"[{_TONED}][a-zü]{{0,4}}[)）]")

#: Fewer notes than this may be a dictionary entry or a poem, so they are only proposed.
MIN_NOTES = 5


def find_pinyin(text: str) -> list[Change]:
    """Find toned pinyin in brackets after a Chinese character; certain from five such notes on.

    >>> [c.start for c in find_pinyin("網(wǎng)站與社區(qū)")]
    [1, 11]
    """
    if not _MAY_HOLD_NOTES.search(text):
        return []
    notes = list(_NOTE.finditer(text))
    certain = len(notes) >= MIN_NOTES
    reason = "" if certain else f"only {len(notes)} such notes; they may belong to the text"
    return [Change(m.start(), m.end(), "", "inserted-pinyin", certain, reason) for m in notes]
