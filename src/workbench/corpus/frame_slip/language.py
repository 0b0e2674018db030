"""How likely a stretch of text is, by what is usual in Chinese and what is usual in the text itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log

from workbench.corpus.frame_slip.usage import JIEBA_TOTAL, LONGEST_WORD, Usage, lexicon, long_phrases, usage
from workbench.corpus.script import to_simplified

#: Weight of the public texts beside the words of this text, besides one for every different word.
_PRIOR_WORDS, _PRIOR_PAIRS = 1_000, 1
#: So much of a text shows its words.
_MAX_OWN = 200_000
_PLAIN = (
    {0xFF01 + i: 0x21 + i for i in range(94)}
    | {ord(c): "0" for c in "0123456789０１２３４５６７８９"}
    | {i: "a" for a in (0x41, 0x61, 0xFF21, 0xFF41) for i in range(a, a + 26)}
    | {0x3000: " ", 0xA0: " "}
)
_REPEATED = re.compile(r"0{2,}|a{2,}| {2,}")


def plain(text: str) -> str:
    """Simplified script, half-width marks, any number as 0, any Latin word as a: what the model compares."""
    return _REPEATED.sub(lambda m: m[0][0], to_simplified(text).translate(_PLAIN))


@dataclass(frozen=True, slots=True)
class Language:
    """Counts of the words of one text and of their neighbours, beside those of public texts.

    Notes
    -----
    With c the counts in this text, N its words and T its different words, J the share of a word in jieba's
    list and C the counts in public texts,

    P(w) = (c(w) + (T + ν)·J(w)) / (N + T + ν), Q(w | v) = (C(v w) + (U(v) + μ)·P(w)) / (C(v) + μ),
    P(w | v) = (c(v w) + T(v)·Q(w | v)) / (c(v) + T(v)),

    T(v) being the number of different words behind v and U(v) the pairs left out of the table: Witten, I. H.
    & Bell, T. C. (1991). The zero-frequency problem. IEEE Transactions on Information Theory, 37, 1085–1094.
    The score of a text is that of its likeliest division into words.
    """

    words: Counter[str]
    pairs: Counter[tuple[str, str]]
    followed: Counter[str]
    kinds: Counter[str]
    n: int
    usage: Usage

    def score(self, text: str) -> float:
        """Log probability of a text in its plain form, as of one that follows a line break."""
        best: list[dict[str, float]] = [{"\n": 0.0}] + [{} for _ in text]
        for end in range(1, len(text) + 1):
            for word in _words_ending(text, end):
                share = self._share(word)
                best[end][word] = max(
                    score + self._log_follows(before, word, share)
                    for before, score in best[end - len(word)].items()
                )
        return max(best[-1].values())

    def _share(self, word: str) -> float:
        spread = _PRIOR_WORDS + len(self.words)
        return (self.words[word] + spread * self.usage.share(word)) / (self.n + spread)

    def _log_follows(self, before: str, word: str, share: float) -> float:
        usual = self.usage.follows(before, word, share)
        spread = _PRIOR_PAIRS + self.kinds[before]
        return log((self.pairs[before, word] + spread * usual) / (self.followed[before] + spread))


def learn(text: str) -> Language:
    """Count the words of a text in its plain form."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    followed: Counter[str] = Counter()
    for line in text[:_MAX_OWN].split("\n"):
        sequence = ["\n", *divide(line.strip())]
        words.update(sequence)
        followed.update(sequence[:-1])
        pairs.update(pairwise(sequence))
    kinds = Counter(before for before, _ in pairs)
    return Language(words, pairs, followed, kinds, words.total(), usage())


def divide(line: str) -> list[str]:
    """The likeliest words and marks of a line in its plain form, by their frequencies alone."""
    best = [(0.0, "")]
    for end in range(1, len(line) + 1):
        best.append(max((best[end - len(w)][0] + _log_share(w), w) for w in _words_ending(line, end)))
    found, at = [], len(line)
    while at:
        found.append(best[at][1])
        at -= len(best[at][1])
    return found[::-1]


def _log_share(word: str) -> float:
    return log(lexicon().get(word, 0.1) / JIEBA_TOTAL)


def _words_ending(text: str, end: int) -> Iterator[str]:
    yield text[end - 1]
    words = lexicon()
    for start in range(max(0, end - LONGEST_WORD), end - 1):
        word = text[start:end]
        if word in words:
            yield word
    for phrase in long_phrases().get(text[end - 1], ()):
        if text.endswith(phrase, 0, end):
            yield phrase
