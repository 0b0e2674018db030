"""Changes that a rule wants to make to a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """``text[start:end]`` becomes `after`; what is only a guess is not automatic and waits for a person."""

    start: int
    end: int
    after: str
    rule: str
    automatic: bool = True
    reason: str = ""


def settle(changes: Iterable[Change]) -> Iterator[Change]:
    """Changes in reading order, none overlapping: an automatic one goes before a proposal, a longer first.

    >>> [c.rule for c in settle([Change(0, 2, "", "a", automatic=False), Change(1, 3, "", "b")])]
    ['b']
    """
    kept: list[Change] = []
    for change in sorted(changes, key=lambda c: (c.start, -c.end, not c.automatic)):
        if kept and change.start < kept[-1].end:
            if kept[-1].automatic or not change.automatic:
                continue
            kept.pop()
        kept.append(change)
    yield from kept


def name_change(change: Change, original: str) -> str:
    """Name a change, in positions of the original, for good: ten hex digits of its rule, place and words.

    >>> name_change(Change(1, 7, "", "inserted-pinyin"), "網(wǎng)站")
    '...'
    """
    words = original[change.start : change.end]
    key = f"{change.rule}\0{change.start}\0{change.end}\0{words}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided about the changes of one document: names of single changes or of whole rules."""

    accepted: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.accepted or self.refused)

    def wants(self, change: Change, original: str) -> bool:
        """Whether to make it: by its own decision, else that for its rule, else if it is certain."""
        if not self:
            return change.automatic
        name = name_change(change, original)
        for key in (name, change.rule):
            if key in self.accepted or key in self.refused:
                return key in self.accepted
        return change.automatic


#: Nobody has decided anything: what is certain is done.
UNDECIDED = Decisions()
