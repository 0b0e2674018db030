"""Characters that stand in no word: what is left of a word when one of its characters is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from workbench.corpus.wordlist import word_counts

_TABLE = "characters.tsv"
_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF
_N_HAN = _LAST_HAN - _FIRST_HAN + 2  # the last one stands for everything else
_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CharacterTable:
    """What is usual in modern written Chinese; `tools/count_characters.py` says how it was counted."""

    probability: dict[str, float]  # of a frequent character, in the kind of text that has it least
    alone: dict[str, float]  # how often a remnant stands in no word, per character of text
    least: float  # the same for remnants that were never seen
    common: frozenset[str]  # characters that are words by themselves: 的, 是, 在


@dataclass(frozen=True, slots=True)
class Remnant:
    """One or two characters at `start` that belong to no word."""

    start: int
    text: str
    context: str


@cache
def character_table() -> CharacterTable:
    """The table beside this module.

    Examples
    --------
    >>> character_table().probability["的"] > character_table().probability["群"]
    True
    """
    values: dict[str, dict[str, float]] = {"probability": {}, "alone": {}, "common": {}, "least": {}}
    for row in files("workbench.corpus").joinpath(_TABLE).read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            kind, text, value = row.split("\t")
            values[kind][text] = float(value)
    return CharacterTable(
        values["probability"], values["alone"], values["least"][""], frozenset(values["common"])
    )


def find_remnants(
    text: str, is_wanted: Callable[[str], bool], *, common: frozenset[str] | None = None
) -> Iterator[Remnant]:
    """One or two characters in no word of the list, between words or characters that stand by themselves.

    Parameters
    ----------
    text : str
    is_wanted : callable
        Whether a remnant is looked for.
    common : frozenset of str, optional
        Characters that are words by themselves; those of the table by default.

    Examples
    --------
    >>> [r.text for r in find_remnants("社区行政化的彩浓厚", {"彩"}.__contains__)]
    ['彩']
    """
    lone = _lone(text, common)
    for length in (1, 2):
        for start in _runs(lone, length):
            end = start + length
            remnant = text[start:end]
            if is_wanted(remnant) and not _is_cut(text, start, end) and not _in_longer_word(text, start, end):
                yield Remnant(start, remnant, text[max(0, start - 2) : start] + text[end : end + 2])


def count_characters(text: str, characters: str) -> tuple[NDArray[np.int64], int]:
    """How often each of some Chinese characters occurs, and how many Chinese characters there are.

    Examples
    --------
    >>> counts, n_han = count_characters("社区, 小区", "区群")
    >>> counts.tolist(), n_han
    ([2, 0], 4)
    """
    counts = np.bincount(_han(text), minlength=_N_HAN)
    return counts[[ord(c) - _FIRST_HAN for c in characters]], len(text) - int(counts[-1])


def in_word(text: str, at: int) -> bool:
    """Whether a word of two to four characters covers the place.

    Examples
    --------
    >>> in_word("陶冶情操", 1), in_word("同舟共济冶", 4)
    (True, False)
    """
    words = word_counts()
    return any(
        text[start : start + length] in words
        for length in (2, 3, 4)
        for start in range(max(0, at - length + 1), at + 1)
        if start + length <= len(text)
    )


def _in_longer_word(text: str, start: int, end: int) -> bool:
    """Whether a word of three or four characters covers one of the places."""
    words = word_counts()
    return any(
        text[first : first + length] in words
        for length in (3, 4)
        for first in range(max(0, start - length + 1), min(end, len(text) - length + 1))
    )


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a line break may have cut the word, or a colon makes it a label or a speaker."""
    return text[end : end + 1] in {"：", ":", "\n"} or (start > 0 and text[start - 1] == "\n")


def _han(text: str) -> NDArray[np.int64]:
    """The characters of a text as numbers from 0; all that are not Chinese are the last number."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    return np.where((codes >= _FIRST_HAN) & (codes <= _LAST_HAN), codes - _FIRST_HAN, _N_HAN - 1)


def _lone(text: str, common: frozenset[str] | None) -> _Flags:
    """Which characters are Chinese, no word by themselves and in no word of two characters."""
    han = _han(text)
    columns, known, stands_alone = _pairs()
    own = stands_alone if common is None else _flags(common)
    ids = columns[han]
    covered = np.zeros(len(ids), dtype=np.bool_)
    if len(ids) > 1:
        cell = ids[:-1] * (columns.max() + 1) + ids[1:]
        pair = (known[cell >> 3] >> (cell & 7).astype(np.uint8)) & 1 == 1
        covered[:-1] |= pair
        covered[1:] |= pair
    lone: _Flags = (han != _N_HAN - 1) & ~covered & ~own[han]
    return lone


def _runs(lone: _Flags, length: int) -> list[int]:
    """Where runs of exactly so many lone characters start."""
    padded = np.concatenate(([False], lone, [False] * (length + 1)))
    starts = padded[1 : len(lone) + 1] & ~padded[: len(lone)] & ~padded[length + 1 : len(lone) + length + 1]
    for i in range(1, length):
        starts &= padded[1 + i : len(lone) + 1 + i]
    found: list[int] = np.flatnonzero(starts).tolist()
    return found


@cache
def _pairs() -> tuple[NDArray[np.int64], NDArray[np.uint8], _Flags]:
    """Columns of the characters of two-character words, the words as bits of a square, common characters."""
    words = [word for word in word_counts() if len(word) == 2 and all(map(_is_han, word))]
    codes = np.array([[ord(c) - _FIRST_HAN for c in word] for word in words], dtype=np.int64)
    columns = np.zeros(_N_HAN, dtype=np.int64)  # column 0: in no such word
    used = np.unique(codes)
    columns[used] = np.arange(1, len(used) + 1)
    width = len(used) + 1
    cells = columns[codes[:, 0]] * width + columns[codes[:, 1]]
    known = np.zeros(width * width // 8 + 1, dtype=np.uint8)
    np.bitwise_or.at(known, cells >> 3, (1 << (cells & 7)).astype(np.uint8))
    return columns, known, _flags(character_table().common)


def _flags(characters: frozenset[str]) -> _Flags:
    flags = np.zeros(_N_HAN, dtype=bool)
    flags[[ord(c) - _FIRST_HAN for c in characters if _is_han(c)]] = True
    return flags


def _is_han(character: str) -> bool:
    return _FIRST_HAN <= ord(character) <= _LAST_HAN
