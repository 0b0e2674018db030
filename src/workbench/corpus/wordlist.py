"""The words of jieba's dictionary with their frequencies, read without importing jieba."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from workbench.errors import MissingDependencyError

#: Longer entries are names of places and institutions.
_MAX_WORD = 4


@cache
def word_counts() -> dict[str, int]:
    """How often jieba's word list counted each word of up to four characters.

    Examples
    --------
    >>> "社区" in word_counts()
    True
    """
    counts: dict[str, int] = {}
    for line in _dictionary().read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if len(word) <= _MAX_WORD and word[0] >= "\u3400":
            counts[word] = int(count)
    return counts


def _dictionary() -> Path:
    """Path of dict.txt; importing jieba itself is slow and warns."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise MissingDependencyError("Looking for missing characters needs jieba: pip install jieba")
    return Path(spec.origin).with_name("dict.txt")
