"""Frequent characters that never occur in a text and leave broken words behind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from math import exp, log

import numpy as np

from workbench.corpus.remnants import character_table, count_characters, find_remnants
from workbench.corpus.wordlist import word_counts

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
#: Evidence below this is left out of the sum.
_MIN_PART = 0.7
#: From this log-likelihood ratio on a character is said to be missing. No text that lacks nothing reaches it
#: among 4 papers, 116 statutes, 73 reports and 86 minutes; taken out on purpose, every second character
#: does that stood there 15 times or more.
MIN_EVIDENCE = 7.0
#: People speak in single characters, so that more is asked of a text in which they speak.
MIN_EVIDENCE_IN_TALK = 12.0
_WORDS_OF_TALK, _MIN_TALK = "我你您吗呢吧啊嗯咱", 0.012
_MIN_CHARS_OF_TALK = 4_000


@dataclass(frozen=True, slots=True)
class MissingCharacter:
    """A character that never occurs, how often it was expected, and the evidence that it was taken out."""

    character: str
    n_expected: float
    evidence: float
    remnants: tuple[str, ...]


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
    sample = text[:_SAMPLE_CHARS]
    is_talk = sum(sample.count(c) for c in _WORDS_OF_TALK) > _MIN_TALK * len(sample)
    if len(sample) < (_MIN_CHARS_OF_TALK if is_talk else _MIN_HAN):
        return ()
    absent, n_han = _absent(text, sample)
    if not absent:
        return ()
    parts = _evidence(_places(sample, absent), absent, n_han)
    enough = MIN_EVIDENCE_IN_TALK if is_talk else MIN_EVIDENCE
    weighed = (
        MissingCharacter(c, absent[c], sum(p.values()) + min(absent[c], 1.0), tuple(p))
        for c, p in parts.items()
        if len(p) > 1
    )
    return tuple(m for m in weighed if m.evidence >= enough)


def remnants_by_character(character: str) -> dict[str, float]:
    """What frequent words leave behind without the character, with the frequency of those words.

    Examples
    --------
    >>> remnants_by_character("群")["众"] > remnants_by_character("群")["众性"]
    True
    """
    return _all_remnants().get(character, {})


def usual_rate(remnant: str) -> float:
    """How often a remnant stands alone in texts that lack nothing, per character."""
    table = character_table()
    return table.alone.get(remnant, table.least)


def _absent(text: str, sample: str) -> tuple[dict[str, float], int]:
    """Characters that were expected and never occur, with how often they were expected; characters of all."""
    probability = character_table().probability
    counts, n_han = count_characters(sample, "".join(probability))
    expected = n_han * np.fromiter(probability.values(), dtype=np.float64)
    missing = np.flatnonzero((counts == 0) & (expected >= _MIN_EXPECTED))
    characters = list(probability)
    found = {characters[i]: float(expected[i]) for i in missing if not _occurs(characters[i], text)}
    return (found if n_han >= _MIN_HAN else {}), n_han


def _occurs(character: str, text: str) -> bool:
    """Whether a character that the sample lacks stands in the rest of the text."""
    return len(text) > _SAMPLE_CHARS and character in text


def _places(sample: str, absent: dict[str, float]) -> dict[str, int]:
    """In how many different surroundings each remnant of an absent character stands."""
    telling = _telling_characters()
    seen = {
        (r.text, r.context)
        for r in find_remnants(sample, lambda remnant: not absent.keys().isdisjoint(telling.get(remnant, ())))
    }
    counts: dict[str, int] = defaultdict(int)
    for remnant, _ in seen:
        counts[remnant] += 1
    return counts


def _evidence(places: dict[str, int], absent: dict[str, float], n_han: int) -> dict[str, dict[str, float]]:
    """The evidence of each remnant for each absent character."""
    parts: dict[str, dict[str, float]] = {c: {} for c in absent}
    for remnant, k in sorted(places.items()):
        usual = n_han * usual_rate(remnant)
        for character, frequency in _telling_characters()[remnant].items():
            if character in absent:
                part = _log_odds(k, usual, n_han * frequency)
                if part >= _MIN_PART:
                    parts[character][remnant] = part
    return parts


def _log_odds(k: int, usual: float, broken: float) -> float:
    first = log((1 - exp(-usual - broken)) / (1 - exp(-usual)))
    return first + _REPEATED * min(max(k - 1 - 3 * usual, 0.0), _MAX_REPEATED)


@cache
def _telling_characters() -> dict[str, dict[str, float]]:
    """For each remnant that is rarer than the words it comes from, the characters whose loss leaves it."""
    found: dict[str, dict[str, float]] = {}
    for character in character_table().probability:
        for remnant, frequency in remnants_by_character(character).items():
            if frequency >= usual_rate(remnant):
                found.setdefault(remnant, {})[character] = frequency
    return found


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
