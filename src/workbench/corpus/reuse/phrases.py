"""Names and formulas that many texts share without one being taken from another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.corpus.reuse.letters import Letters, letters_of


def phrase_letters(letters: Letters, phrases: tuple[str, ...]) -> NDArray[np.bool_]:
    """For every place of the row, whether its letter is part of one of the phrases."""
    import ahocorasick_rs

    needles = [_plain(phrase) for phrase in phrases]
    covered = np.zeros(len(letters) + 1, dtype=np.int64)
    if needles and len(letters):
        finder = ahocorasick_rs.AhoCorasick([needle for needle in needles if needle])
        for start, stop in zip(letters.bounds[:-1].tolist(), letters.bounds[1:].tolist(), strict=True):
            for _, begin, end in finder.find_matches_as_indexes(
                letters.text(start, stop - 1), overlapping=True
            ):
                covered[start + begin] += 1
                covered[start + end] -= 1
    inside: NDArray[np.bool_] = np.cumsum(covered)[:-1] > 0
    return inside


def spread(is_window: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """For every place, whether it lies in a window of the length that begins at a place marked."""
    change = np.zeros(len(is_window) + length, dtype=np.int64)
    change[: len(is_window)] += is_window
    change[length:] -= is_window
    covered: NDArray[np.bool_] = np.cumsum(change)[: len(is_window)] > 0
    return covered


def _plain(phrase: str) -> str:
    row = letters_of([phrase])
    return row.text(0, len(row) - 1)
