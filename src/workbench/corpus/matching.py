"""Find expressions in a text however they are spaced, in whatever width, script or capitals."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from workbench.corpus.identifiers.mention import Kind
from workbench.corpus.identifiers.words import stands_as_word

#: Left out when expressions are compared: spaces, marks without width, hyphens and the dot between names.
_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff-‐‑‒–—－·•・‧∙+()（）")
#: So many of them in a row may stand inside an expression.
_MAX_GAP = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """An expression found: its number in the matcher; not certain if it may be cut out of other words."""

    start: int
    end: int
    index: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Matcher:
    """Expressions to find, what belongs to each, and expressions that protect what they cover."""

    texts: tuple[str, ...]
    values: tuple[str, ...]
    kinds: tuple[Kind, ...]
    kept: tuple[str, ...] = ()
    _owners: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _engine: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        patterns = [(p, i) for i, text in enumerate(self.texts) for p in _variants(text, self.kinds[i])]
        patterns += [(fold(text), -1) for text in self.kept]
        object.__setattr__(self, "_owners", tuple(owner for _, owner in patterns))
        object.__setattr__(self, "_engine", _automaton([p for p, _ in patterns]) if self.texts else None)

    def find(self, text: str) -> list[Hit]:
        """Hits in reading order, the longest first where they compete."""
        if self._engine is None:
            return []
        found = self._engine.find_matches_as_indexes(fold(text), overlapping=True)
        if not found:
            return []
        kept = {c for c in set(text) if _fold_character(c)}
        places = [i for i, c in enumerate(text) if c in kept]
        spans = [(places[a], places[b - 1] + 1, b - a, self._owners[i]) for i, a, b in found]
        taken, hits = bytearray(len(text)), []
        for start, end, size, owner in sorted(spans, key=lambda s: (-s[2], s[0], s[3])):
            if 1 not in taken[start:end] and _is_whole(text, start, end) and _is_close(text, start, end):
                taken[start:end] = b"\1" * (end - start)
                if owner >= 0:
                    hits.append(Hit(start, end, owner, _is_certain(text, start, end, size)))
        return sorted(hits, key=lambda hit: hit.start)


def fold(text: str) -> str:
    """Small letters, half width, simplified characters; spaces, hyphens and dots between names left out.

    >>> fold("王 秀英１３８-0001")
    '王秀英1380001'
    """
    return text.translate({ord(c): _fold_character(c) for c in set(text)})


@cache
def _fold_character(character: str) -> str:
    """One character for one, or none for what is left out."""
    plain = unicodedata.normalize("NFKC", character)
    plain = plain if len(plain) == 1 else character
    if plain.isspace() or character in _DROPPED or plain in _DROPPED:
        return ""
    simple = _simplify(plain).lower()
    return simple if len(simple) == 1 else plain


def _simplify(character: str) -> str:
    simple: str = _converter().convert(character) if character >= "\u3400" else character
    return simple


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _variants(text: str, kind: Kind) -> Sequence[str]:
    """The expression as it is compared; a telephone number also with the code of the country."""
    folded = fold(text)
    if kind != "phone" or not folded.isdigit():
        return (folded,)
    bare = folded.removeprefix("0086") if folded.startswith("0086") else folded
    bare = bare[2:] if bare.startswith("86") and len(bare) > 11 else bare
    return (bare, f"86{bare}", f"0086{bare}")


def _automaton(patterns: list[str]) -> Any:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(patterns)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word and no number is cut at either end."""
    return not (_is_joined(text, start) or _is_joined(text, end))


def _is_joined(text: str, place: int) -> bool:
    before, after = text[place - 1 : place] if place else "", text[place : place + 1]
    return _is_latin(before) and _is_latin(after)


def _is_latin(character: str) -> bool:
    folded = _fold_character(character) if character else ""
    return folded.isascii() and (folded.isalnum() or folded == "_")


def _is_close(text: str, start: int, end: int) -> bool:
    """Whether the characters stand together: no long gap between two of them and no empty line."""
    inner = [i for i in range(start, end) if _fold_character(text[i])]
    return all(b - a - 1 <= _MAX_GAP and text.count("\n", a, b) <= 1 for a, b in pairwise(inner))


def _is_certain(text: str, start: int, end: int, size: int) -> bool:
    """Two characters across a line end, or that other words may own, are left to a person."""
    if size > 2 or _is_latin(text[start]):
        return True
    return end - start == size and stands_as_word(text, start, end)
