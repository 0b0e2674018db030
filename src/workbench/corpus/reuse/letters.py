"""Texts as one long row of letters that can be compared, each with its place in its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]

_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no power of it vanishes
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_FIRST_MARK = 0x110000  # after the last code point of Unicode
_FIRST_CHINESE = 0x2E80
_NOT_COUNTED = frozenset("\"'“”‘’「」『』\u200b\ufeff")


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters and digits of several texts in a row: no punctuation, no spaces, width and case made even.

    After each text stands a mark that occurs nowhere else, so that no equal stretch crosses its end.
    """

    codes: NDArray[np.uint32]
    places: Whole  # in the text of the document
    bounds: Whole  # where the documents begin in the row, and where the last ends
    n_chars: Whole  # characters of its document before each place, but for spaces and quotation marks
    n_units: Whole  # Chinese characters, words and numbers that begin before each place
    sums: NDArray[np.uint64]
    powers: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.codes)

    def document_of(self, at: Whole) -> Whole:
        """Which document each place of the row belongs to."""
        return np.searchsorted(self.bounds, at, side="right") - 1

    def windows(self, length: int) -> tuple[Whole, NDArray[np.uint64]]:
        """Where the stretches of a length begin that lie in one document, and the sum of each."""
        at = np.arange(max(len(self) - length, 0))
        at = at[self.bounds[self.document_of(at) + 1] - 1 - at >= length]
        return at, self.sum_of(at, np.full(len(at), length))

    def sum_of(self, at: Whole, length: Whole) -> NDArray[np.uint64]:
        r"""Rolling sum :math:`\sum_k c_{i+k} B^k` of stretches; equal stretches have equal sums.

        Taken modulo :math:`2^{64}` and multiplied by the same power of :math:`B` for all (Karp & Rabin 1987).
        """
        sums: NDArray[np.uint64] = (self.sums[at + length] - self.sums[at]) * self.powers[len(self) - at]
        return sums

    def text(self, start: int, end: int) -> str:
        """The letters between two places of the row."""
        return self.codes[start:end].tobytes().decode("utf-32-le", "surrogatepass")


def letters_of(texts: Sequence[str]) -> Letters:
    """Lay the letters of several texts in a row."""
    rows = [_letters(text, _FIRST_MARK + number) for number, text in enumerate(texts)]
    codes = np.concatenate([np.empty(0, np.uint32), *(codes for codes, _, _ in rows)])
    places = np.concatenate([np.empty(0, np.int64), *(places for _, places, _ in rows)])
    n_chars = np.concatenate([np.empty(0, np.int64), *(n_chars for _, _, n_chars in rows)])
    bounds = np.cumsum([0, *(len(codes) for codes, _, _ in rows)])
    powers = np.full(len(codes) + 1, _BASE)
    powers[0] = 1
    powers = np.multiply.accumulate(powers)
    spread = (codes.astype(np.uint64) + _BASE) * _SPREAD
    spread ^= spread >> np.uint64(31)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(spread * powers[:-1], dtype=np.uint64)])
    return Letters(codes, places, bounds, n_chars, _count_units(codes, places), sums, powers)


def _letters(text: str, mark: int) -> tuple[NDArray[np.uint32], Whole, Whole]:
    """Codes of the letters of one text, their places, the characters before each; last the mark."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()
    codes[(codes >= 0xFF01) & (codes <= 0xFF5E)] -= 0xFEE0  # full width
    codes[(codes >= 0x41) & (codes <= 0x5A)] += 0x20  # capitals
    kinds, kind_of = np.unique(codes, return_inverse=True)
    is_letter = np.array([chr(code).isalnum() for code in kinds], dtype=bool)
    counts = np.array([not (chr(code).isspace() or chr(code) in _NOT_COUNTED) for code in kinds], dtype=bool)
    places = np.append(np.flatnonzero(is_letter[kind_of]), len(text))
    n_chars = np.concatenate([[0], np.cumsum(counts[kind_of])])[places]
    return np.append(codes[places[:-1]], np.uint32(mark)), places, n_chars


def _count_units(codes: NDArray[np.uint32], places: Whole) -> Whole:
    """How many units begin before each place: a Chinese character is one, and so is a word or a number."""
    in_word = codes < _FIRST_CHINESE
    goes_on = np.zeros(len(codes), dtype=bool)
    goes_on[1:] = in_word[1:] & in_word[:-1] & (places[1:] == places[:-1] + 1)
    begins = ~goes_on & (codes < _FIRST_MARK)
    return np.concatenate([[0], np.cumsum(begins)])


def distinct(numbers: Whole) -> Whole:
    """The different numbers in order; by sorting, which for millions is faster than `numpy.unique` is."""
    ordered = np.sort(numbers)
    different: Whole = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return different
