"""Changes of one kind that give way to those of another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from workbench.corpus.changes import Change


def beside(first: Iterable[Change], second: Iterable[Change]) -> list[Change]:
    """The `first` changes and those of the `second` that neither overlap nor touch one of them, in order.

    >>> [c.rule for c in beside([Change(2, 5, "", "a")], [Change(0, 1, "", "b"), Change(4, 6, "", "b")])]
    ['b', 'a']
    """
    fixed = sorted(first, key=lambda change: change.start)
    starts = [change.start for change in fixed]

    def is_free(change: Change) -> bool:
        before = bisect_right(starts, change.end) - 1
        return before < 0 or fixed[before].end < change.start

    return sorted([*fixed, *filter(is_free, second)], key=lambda change: change.start)
