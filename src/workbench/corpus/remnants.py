"""Characters that stand in no word: what is left of a word when one of its characters is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workbench.corpus.wordlist import word_counts

_TABLE = "characters.tsv"


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
    probability, alone, common = {}, {}, set()
    least = 0.0
    rows = files("workbench.corpus").joinpath(_TABLE).read_text(encoding="utf-8").splitlines()
    for row in rows:
        if row.startswith("#"):
            continue
        kind, text, value = row.split("\t")
        if kind == "probability":
            probability[text] = float(value)
        elif kind == "alone":
            alone[text] = float(value)
        elif kind == "common":
            common.add(text)
        else:
            least = float(value)
    return CharacterTable(probability, alone, least, frozenset(common))


def find_remnants(
    text: str, wanted: Collection[str], *, common: frozenset[str] | None = None
) -> Iterator[Remnant]:
    """One or two characters in no word of the list between characters that are, or stand by themselves.

    Parameters
    ----------
    text : str
    wanted : collection of str
        The remnants to look for.
    common : frozenset of str, optional
        Characters that are words by themselves; those of the table by default.

    Examples
    --------
    >>> [r.text for r in find_remnants("社区行政化的彩浓厚", {"彩"})]
    ['彩']
    """
    words = word_counts()
    own = character_table().common if common is None else common
    firsts = {remnant[0] for remnant in wanted}
    for start, character in enumerate(text):
        if character not in firsts or in_word(text, start, words):
            continue
        end = start + 1
        if character not in own:
            if _runs_on(text, start - 1, words, own):
                continue
            end += _runs_on(text, end, words, own)
        remnant = text[start:end]
        if remnant not in wanted or (len(remnant) == 2 and _runs_on(text, end, words, own)):
            continue
        if not _is_cut(text, start, end):
            yield Remnant(start, remnant, text[max(0, start - 2) : start] + text[end : end + 2])


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a line break may have cut the word, or a colon makes it a label or a speaker."""
    return text[end : end + 1] in {"：", ":", "\n"} or (start > 0 and text[start - 1] == "\n")


def _runs_on(text: str, at: int, words: Mapping[str, int], own: frozenset[str]) -> bool:
    """Whether there is one more character that belongs to no word."""
    if not 0 <= at < len(text):
        return False
    character = text[at]
    return _is_han(character) and character not in own and not in_word(text, at, words)


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def in_word(text: str, at: int, words: Mapping[str, int] | None = None) -> bool:
    """Whether a word of two to four characters covers the place."""
    words = word_counts() if words is None else words
    if text[at : at + 2] in words and at + 1 < len(text):
        return True
    first = max(0, at - 3)
    return any(
        text[start : start + length] in words
        for length in (2, 3, 4)
        for start in range(max(first, at - length + 1), at + (length > 2))
        if start + length <= len(text)
    )
