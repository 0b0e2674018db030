"""Changes that a rule wants to make to a text."""

from __future__ import annotations

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
