"""Which words follow which in written Chinese, punctuation included, counted in public texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workbench.corpus.wordlist import word_counts

#: Sum of the counts of jieba's words.
JIEBA_TOTAL = 6.0e7
#: Characters of jieba's words that are looked at.
LONGEST_WORD = 4
#: Share of a character that neither list has.
_UNKNOWN = 2e-9
#: Weight of a word's own frequency against what was counted to follow which, in words.
_PRIOR = 100
#: Added to it for every different word that was counted.
_KIND = 3
#: Frequency of a fixed phrase, as jieba would count it.
_PHRASE = 1_500
#: Weight of jieba's list against the words of the public texts, in words.
_GENERAL = 1_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts of words and of pairs of neighbours; rare pairs are left out, pairs with a mark are not.

    Parameters
    ----------
    words : mapping of word or mark to count
    pairs : mapping of (word, next word) to count
    followed : mapping of word to count
        How often something follows it in the line.
    kinds : mapping of word to count
        How many different words are in `pairs` behind it.
    left_out : mapping of word to count
        How many of the words that follow it are not in `pairs`.
    total : int
        Words and marks counted.
    """

    words: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    followed: Mapping[str, int]
    kinds: Mapping[str, int]
    left_out: Mapping[str, int]
    total: int

    def share(self, word: str) -> float:
        """Share of a word by jieba's frequencies, of a mark by its count."""
        if is_word(word):
            general = lexicon().get(word, 0) / JIEBA_TOTAL or _UNKNOWN
            return (self.words.get(word, 0) + _GENERAL * general) / (self.total + _GENERAL)
        return self.words.get(word, 0) / self.total or _UNKNOWN

    def follows(self, before: str, word: str, share: float) -> float:
        """Probability of `word` after `before`, if it has that share of all words."""
        prior, spread = float(_PRIOR), float(_PRIOR)
        if is_word(word):
            prior += _KIND * self.kinds.get(before, 0)
            spread = prior + self.left_out.get(before, 0)
        pair = self.pairs.get((before, word), 0)
        return (pair + spread * share) / (self.followed.get(before, 0) + prior)


def is_word(word: str) -> bool:
    """Whether this is a Chinese word and no mark."""
    return word[0] >= "\u3400" and not "\uff00" <= word[0] <= "\uffef"


@cache
def lexicon() -> dict[str, int]:
    """Jieba's words and the fixed phrases, in the plain form of `language.plain`, with their frequencies."""
    return word_counts() | {phrase: _PHRASE for phrase in _phrases() if phrase not in word_counts()}


@cache
def long_phrases() -> dict[str, tuple[str, ...]]:
    """Fixed phrases longer than jieba's words, by their last character."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in _phrases():
        if len(phrase) > LONGEST_WORD:
            found[phrase[-1]] = (*found.get(phrase[-1], ()), phrase)
    return found


@cache
def _phrases() -> tuple[str, ...]:
    lines = _read("phrases.txt").split("\n")
    return tuple(" ".join(line for line in lines if not line.startswith("#")).replace("，", ",").split())


@cache
def usage() -> Usage:
    """Read the table written by tools/count_word_pairs.py."""
    total, *rows = (
        line for line in _read("word_pairs.tsv").split("\n") if line and not line.startswith("# ")
    )
    words: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    followed: dict[str, int] = {}
    kinds: dict[str, int] = {}
    left_out: dict[str, int] = {}
    for row in rows:
        before, count, n_followed, *following = row.replace("\\n", "\n").split("\t")
        counts = list(map(int, following[1::2]))
        pairs.update(((before, word), n) for word, n in zip(following[::2], counts, strict=True))
        words[before], followed[before], kinds[before] = int(count), int(n_followed), len(counts)
        left_out[before] = followed[before] - sum(counts)
    return Usage(words, pairs, followed, kinds, left_out, int(total))


def _read(name: str) -> str:
    return files("workbench.corpus.frame_slip").joinpath(name).read_text(encoding="utf-8")
