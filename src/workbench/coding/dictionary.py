"""Coding by dictionary: the terms of a codebook, found in the texts by fixed rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import Any

import pandas as pd

from workbench.coding.table import make_codings
from workbench.corpus import Corpus
from workbench.errors import DefinitionError

Span = tuple[int, int]
Hit = tuple[int, int, int]  # position of the pattern in the dictionary, start, end
LATIN = frozenset(ascii_letters + digits + "-_")  # what a Latin word or an identifier is made of


@dataclass(frozen=True, slots=True)
class Pattern:
    """One term: the codes it suggests, their families, and whether it goes before single terms."""

    term: str
    code_ids: tuple[str, ...]
    families: tuple[str, ...]
    is_compound: bool = False

    def __post_init__(self) -> None:
        if not self.term or not self.code_ids or len(self.code_ids) != len(self.families):
            raise DefinitionError(f"term {self.term!r} must have codes, and a family for each of them")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Terms that suggest codes, contexts that cancel them, and further words of the project."""

    patterns: tuple[Pattern, ...]
    stop_contexts: tuple[str, ...] = ()
    version: str = ""
    further_words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(self.stop_contexts):
            raise DefinitionError("a stop context is empty; delete it")

    @property
    def words(self) -> tuple[str, ...]:
        """The project's own words for a `Tokenizer`: terms that are one word, and further words."""
        terms = (pattern.term for pattern in self.patterns if not pattern.term.isascii())
        return tuple(dict.fromkeys([*terms, *self.further_words]))


def code_with_dictionary(
    corpus: Corpus, dictionary: Dictionary, *, coder_id: str = "dictionary"
) -> pd.DataFrame:
    """Find the terms of a dictionary in every document: suggestions, one coding per code and hit.

    Parameters
    ----------
    corpus
        Texts as they were repaired; the terms are sought as they are written, capitals aside.
    dictionary
        See `read_dictionary`.
    coder_id
        Name of this dictionary among the coders.

    Returns
    -------
    DataFrame
        Codings with ``coder_kind`` ``dictionary`` and the passage as ``quote``.

    Notes
    -----
    1. A hit that shares characters with a stop context is cancelled, unless the hit contains the
       whole stop context and more (发展空间规划 is not cancelled by 发展空间).
    2. An English term counts only as whole words; hyphens join (non-resident is not resident).
    3. Compound terms take their place first, then single terms; within each, from left to right and
       the longest term first.
    4. What is taken is taken within the family: a hit that overlaps an earlier one is dropped if
       they have a family in common, and kept if not. A compound term takes its place in the
       families of all its codes.
    """
    matcher = _matcher(dictionary)
    rows = [
        (document.doc_id, start, end, code_id, document.text_hash, document.text[start:end])
        for document in corpus
        for start, end, code_id in sorted(_code_document(document.text, dictionary, matcher))
    ]
    frame = pd.DataFrame(rows, columns=["doc_id", "start", "end", "code_id", "text_hash", "quote"])
    return make_codings(
        frame.assign(
            coder_id=coder_id,
            coder_kind="dictionary",
            codebook_version=dictionary.version,
            confidence=float("nan"),
        )
    )


def _matcher(dictionary: Dictionary) -> Any:
    """One automaton for all patterns and, after them, all stop contexts."""
    from ahocorasick_rs import AhoCorasick

    terms = [*(pattern.term for pattern in dictionary.patterns), *dictionary.stop_contexts]
    return AhoCorasick([_fold(term) for term in terms])


def _fold(text: str) -> str:
    """Small letters, character by character (of all capitals only İ would become two)."""
    return text.replace("İ", "i").lower()


def _code_document(text: str, dictionary: Dictionary, matcher: Any) -> Iterator[tuple[int, int, str]]:
    hits: list[Hit] = matcher.find_matches_as_indexes(_fold(text), overlapping=True)
    patterns = dictionary.patterns
    counted = [hit for hit in _not_cancelled(hits, dictionary) if _is_whole(text, hit[1], hit[2])]
    counted.sort(key=lambda hit: (not patterns[hit[0]].is_compound, hit[1], -hit[2], hit[0]))
    families = {family for index, _, _ in counted for family in patterns[index].families}
    taken = {family: bytearray(len(text)) for family in families}
    for index, start, end in counted:
        places = [taken[family] for family in patterns[index].families]
        if not any(1 in place[start:end] for place in places):
            for place in places:
                place[start:end] = b"\1" * (end - start)
            for code_id in patterns[index].code_ids:
                yield start, end, code_id


def _not_cancelled(hits: list[Hit], dictionary: Dictionary) -> list[Hit]:
    """The hits of patterns that no hit of a stop context cancels."""
    n_patterns = len(dictionary.patterns)
    stops = sorted((start, end) for index, start, end in hits if index >= n_patterns)
    kept = [hit for hit in hits if hit[0] < n_patterns]
    if not stops:
        return kept
    longest = max(map(len, dictionary.stop_contexts))
    return [hit for hit in kept if not _is_cancelled(hit[1], hit[2], stops, longest)]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word, number or identifier is cut at either end."""
    return not (_is_joined(text, start) or _is_joined(text, end))


def _is_joined(text: str, position: int) -> bool:
    around = text[max(position - 1, 0) : position + 1]
    return len(around) == 2 and LATIN.issuperset(around)


def _is_cancelled(start: int, end: int, stops: list[Span], longest: int) -> bool:
    near = stops[bisect_left(stops, (start - longest,)) : bisect_left(stops, (end,))]
    return any(
        stop_end > start
        and not (start <= stop_start and stop_end <= end and stop_end - stop_start < end - start)
        for stop_start, stop_end in near
    )
