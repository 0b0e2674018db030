"""Characters that a filter took out of a text everywhere, found by the words they leave broken."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from math import exp, log

from workbench.corpus.changes import Change
from workbench.corpus.glyphs import find_font_glyphs
from workbench.corpus.letters import HAN
from workbench.corpus.remnants import Remnant, character_table, find_remnants
from workbench.corpus.wordlist import word_counts

__all__ = ["MissingCharacter", "find_deleted_characters", "find_font_glyphs", "find_missing_characters"]

#: So much of a text shows whether a character is missing.
_SAMPLE_CHARS = 30_000
#: In shorter texts too many frequent characters are absent.
_MIN_HAN = 1_000
#: A character that is expected less often than this need not occur.
_MIN_EXPECTED = 1.0
#: Words rarer than this say little about what was meant, by the number of characters.
_MIN_WORD_COUNT = {2: 100, 3: 50}
#: What a further place of one remnant adds, and how many count: writers repeat themselves.
_REPEATED, _MAX_REPEATED = 0.5, 3
#: From this log-likelihood ratio on a character is said to be missing.
MIN_EVIDENCE = 7.0
#: People speak in single characters, so that more is asked of a text in which they speak.
MIN_EVIDENCE_IN_TALK = 12.0
_WORDS_OF_TALK, _MIN_TALK = "我你您吗呢吧啊嗯咱", 0.015
_MIN_PART = 0.7
#: A remnant tells something if words that leave it are at least this many times as frequent as itself.
_MIN_RAISED = 1.0
_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class MissingCharacter:
    """A character that never occurs, how often it was expected, and the evidence that it was taken out."""

    character: str
    n_expected: float
    evidence: float
    remnants: tuple[str, ...]


@cache
def remnants_by_character(character: str) -> dict[str, float]:
    """What frequent words leave behind without the character, with the frequency of those words."""
    return _all_remnants().get(character, {})


@cache
def _telling_remnants(character: str) -> dict[str, float]:
    """Those that are rare in texts that lack nothing."""
    remnants = remnants_by_character(character)
    return {r: w for r, w in remnants.items() if w >= _MIN_RAISED * _usual_rate(r)}


@cache
def _all_remnants() -> dict[str, dict[str, float]]:
    counts = word_counts()
    total = sum(len(word) * n for word, n in counts.items())
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word, n in counts.items():
        if n < _MIN_WORD_COUNT.get(len(word), n + 1) or len(set(word)) < len(word):
            continue
        for i, character in enumerate(word):
            rest = word[:i] + word[i + 1 :]
            if len(rest) == 1 or rest not in counts:
                found[character][rest] += n / total
    return found


def find_missing_characters(text: str) -> tuple[MissingCharacter, ...]:
    r"""Frequent characters that never occur and leave broken words of at least two kinds.

    Examples
    --------
    >>> find_missing_characters("社区治理依靠居民。")
    ()

    Notes
    -----
    A character of probability p is expected n·p times among n characters; one that is expected at least
    once and absent is examined. Without it the words that hold it leave remnants (角 of 角色). For remnant x,
    seen at k places with different surroundings, λ₀ = n·a(x) is the number usual in texts that lack nothing
    and λ₁ = λ₀ + n·w(x) the number if every such word was broken, w being their frequency. Its evidence is

    log[(1 − e^−λ₁)/(1 − e^−λ₀)] + 0.5·min(k − 1 − 3λ₀, 3)

    (a first place by its Poisson odds, further ones by little, because words come in bursts: Church, K. W. &
    Gale, W. A. (1995). Poisson mixtures. Natural Language Engineering, 1(2), 163–190). The sum over remnants
    and min(n·p, 1) must reach `MIN_EVIDENCE`, in talk `MIN_EVIDENCE_IN_TALK`, with two remnants or more.
    """
    absent = _absent(text)
    if not absent:
        return ()
    sample = text[:_SAMPLE_CHARS]
    n_han = len(_HAN.findall(sample))
    wanted = set().union(*(_telling_remnants(c) for c in absent))
    places = _places(sample, wanted)
    found = (_weigh(c, n, places, n_han) for c, n in absent.items())
    enough = MIN_EVIDENCE_IN_TALK if _is_talk(sample, n_han) else MIN_EVIDENCE
    return tuple(m for m in found if m.evidence >= enough)


def find_deleted_characters(text: str) -> list[Change]:
    """Propose to put a character that is missing from the whole text back where it completes a word.

    Examples
    --------
    >>> find_deleted_characters("基层群众性自治组织")
    []
    """
    missing = {m.character for m in find_missing_characters(text)}
    wanted = {rest: c for c in missing for rest in remnants_by_character(c)}
    found = []
    for place in find_remnants(text, wanted):
        likeliest = max(missing, key=lambda c: remnants_by_character(c).get(place.text, 0.0))
        if remnants_by_character(likeliest)[place.text] > _usual_rate(place.text):
            found.append(_put_back(text, place, likeliest))
    return found


def _put_back(text: str, place: Remnant, character: str) -> Change:
    """Insert the character where it completes the longest, then the most frequent word."""
    at = max(
        range(place.start, place.start + len(place.text) + 1), key=lambda i: _best_word(text, i, character)
    )
    reason = "this frequent character never occurs in the text and would complete a word here"
    return Change(at, at, character, "deleted-character", automatic=False, reason=reason)


def _best_word(text: str, at: int, character: str) -> tuple[int, int]:
    counts = word_counts()
    before, after = text[max(0, at - 3) : at], text[at : at + 3]
    words = (
        before[len(before) - i :] + character + after[:j]
        for i in range(len(before) + 1)
        for j in range(min(4 - i, len(after) + 1))
        if i + j
    )
    return max(((len(word), counts[word]) for word in words if word in counts), default=(0, 0))


def _absent(text: str) -> dict[str, float]:
    """Characters that were expected and never occur, with how often they were expected."""
    frequent = character_table().probability
    n = min(len(text), _SAMPLE_CHARS)
    absent = {c: p for c, p in frequent.items() if p * n >= _MIN_EXPECTED and c not in text}
    n_han = len(_HAN.findall(text[:_SAMPLE_CHARS])) if absent and n >= _MIN_HAN else 0
    if n_han < _MIN_HAN:
        return {}
    return {c: p * n_han for c, p in absent.items() if p * n_han >= _MIN_EXPECTED}


def _places(sample: str, wanted: set[str]) -> dict[str, int]:
    """In how many different surroundings each remnant stands."""
    seen = {(r.text, r.context) for r in find_remnants(sample, wanted)}
    counts: dict[str, int] = defaultdict(int)
    for remnant, _ in seen:
        counts[remnant] += 1
    return counts


def _usual_rate(remnant: str) -> float:
    table = character_table()
    return table.alone.get(remnant, table.least)


def _is_talk(sample: str, n_han: int) -> bool:
    return sum(sample.count(c) for c in _WORDS_OF_TALK) > _MIN_TALK * n_han


def _weigh(character: str, n_expected: float, places: dict[str, int], n_han: int) -> MissingCharacter:
    """The evidence for one absent character."""
    parts = {}
    for remnant, frequency in _telling_remnants(character).items():
        if remnant in places:
            part = _evidence(places[remnant], n_han * _usual_rate(remnant), n_han * frequency)
            if part >= _MIN_PART:
                parts[remnant] = part
    evidence = sum(parts.values()) + min(n_expected, 1.0) if len(parts) > 1 else 0.0
    return MissingCharacter(character, n_expected, evidence, tuple(parts))


def _evidence(k: int, usual: float, broken: float) -> float:
    raised = usual + broken
    first = log((1 - exp(-raised)) / (1 - exp(-usual)))
    return first + _REPEATED * min(max(k - 1 - 3 * usual, 0.0), _MAX_REPEATED)
