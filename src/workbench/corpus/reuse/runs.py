"""Longest stretches of letters that two documents have in common."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from workbench.corpus.reuse.letters import Letters, Whole, distinct

#: A stretch that stands so often is compared with its first place only, not each place with each.
_MAX_PLACES = 50
_PAIRS_AT_ONCE = 4_000_000


def find_runs(letters: Letters, min_length: int, is_common: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Longest equal stretches between documents: rows of the places ``a < b`` in the row and the length.

    Parameters
    ----------
    letters : Letters
    min_length : int
        Letters of a run at least.
    is_common : array of bool
        For every place of the row whether the window of `min_length` letters that begins there is a phrase
        of many works. A run of such windows alone is listed between the first document and each other.

    Notes
    -----
    Two windows with one sum start a run unless the windows one letter before do so already. From there the
    run is prolonged both ways by bisection on the sums, then compared letter by letter.
    """
    a, b = _starts(letters, min_length, is_common)
    begin, end = letters.bounds[letters.document_of(a)], letters.bounds[letters.document_of(a) + 1]
    back = _bisect(lambda n: letters.sum_of(a - n, n) == letters.sum_of(b - n, n), a - begin)
    ahead = _bisect(
        lambda n: letters.sum_of(a, n) == letters.sum_of(b, n), np.minimum(end - a, len(letters) - b)
    )
    runs = np.unique(np.column_stack([a - back, b - back, back + ahead]), axis=0)
    equal = [letters.text(i, i + n) == letters.text(j, j + n) for i, j, n in runs.tolist()]
    kept: Whole = runs[np.array(equal, dtype=bool)]
    return kept


def common_windows(letters: Letters, length: int, work_of: Whole, max_works: int) -> NDArray[np.bool_]:
    """For every place of the row, whether the window that begins there stands in more works than that."""
    at, sums = letters.windows(length)
    _, window = np.unique(sums, return_inverse=True)
    work = work_of[letters.document_of(at)]
    n_works = int(work.max()) + 1 if len(work) else 1
    seen = distinct(window * n_works + work) // n_works
    is_common = np.zeros(len(letters), dtype=bool)
    is_common[at] = (np.bincount(seen) > max_works)[window] if len(at) else False
    return is_common


def _starts(letters: Letters, length: int, is_common: NDArray[np.bool_]) -> tuple[Whole, Whole]:
    """Pairs of places of equal windows in different documents from which a run is prolonged."""
    at, sums = letters.windows(length)
    order = np.argsort(sums, kind="stable")
    at, sums = at[order], sums[order]
    first = np.flatnonzero(np.diff(sums, prepend=~sums[:1]))
    size = np.diff(np.append(first, len(at)))
    rank = np.arange(len(at)) - np.repeat(first, size)
    size = np.repeat(size, size)
    is_frequent = is_common[at] | (size > _MAX_PLACES)
    n_partners = np.where(is_frequent & (rank > 0), 0, size - 1 - rank)
    by_first_only = np.zeros(len(letters), dtype=bool)
    by_first_only[at] = is_frequent
    pairs = [_new_pairs(letters, at, part, n_partners, by_first_only) for part in _parts(n_partners)]
    return np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])


def _parts(n_partners: Whole) -> list[Whole]:
    """Windows in parts with so many pairs that they fit into memory."""
    n_before = np.cumsum(n_partners)
    n_parts = int(n_before[-1]) // _PAIRS_AT_ONCE + 1 if len(n_before) else 1
    cuts = np.searchsorted(n_before, np.arange(1, n_parts) * _PAIRS_AT_ONCE)
    return np.split(np.arange(len(n_partners)), cuts)


def _new_pairs(
    letters: Letters, at: Whole, part: Whole, n_partners: Whole, by_first_only: NDArray[np.bool_]
) -> tuple[Whole, Whole]:
    """Pairs of these windows with those after them that are in another document and begin a run."""
    n = n_partners[part]
    first = np.repeat(part, n)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(n) - n, n)
    a, b = at[first], at[second]
    goes_on = (a > 0) & (letters.codes[a - 1] == letters.codes[b - 1]) & ~by_first_only[a - 1]
    kept = ~goes_on & (letters.document_of(a) != letters.document_of(b))
    return a[kept], b[kept]


def _bisect(holds: Callable[[Whole], NDArray[np.bool_]], most: Whole) -> Whole:
    """For each pair the greatest number up to `most` for which the condition holds; it holds for 0."""
    low, high = np.zeros_like(most), most.copy()
    while (low < high).any():
        middle = (low + high + 1) // 2
        does = holds(middle)
        low, high = np.where(does, middle, low), np.where(does, high, middle - 1)
    return low
