"""Words of a text with their parts of speech, and whether a name there is cut out of another word."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

from workbench.corpus.identifiers.surnames import AMBIGUOUS, COMPOUND, STEADY, SURNAMES

_ENDS_OF_THINGS = frozenset("册栏炮镜湖镇村寺岛桥证单台书工周岁饭会区河灯新权")
#: How often a name is taken to occur in jieba's 60 million words when it is weighed against other words.
_NAME_FREQUENCY = 1000
#: So many characters on either side decide how the words around a name are cut.
_AROUND = 8


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place; `known` if the dictionary has it, otherwise it was guessed."""

    start: int
    end: int
    flag: str
    known: bool

    @property
    def is_name(self) -> bool:
        """Whether it is tagged as a person's name."""
        return self.flag.startswith("nr")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text in order, and the places strictly inside a common word."""

    source: str
    items: tuple[Word, ...]
    at: dict[int, int]  # first code point → position in `items`
    inside: frozenset[int]

    def text(self, word: Word) -> str:
        """The characters of a word."""
        return self.source[word.start : word.end]

    def starting(self, place: int) -> Word | None:
        """The word that begins there."""
        index = self.at.get(place)
        return None if index is None else self.items[index]

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that begin in a stretch."""
        return tuple(self.items[self.at[i]] for i in range(start, end) if i in self.at)

    def is_cut(self, start: int, end: int) -> bool:
        """Whether the stretch begins or ends inside a common word."""
        return start in self.inside or end in self.inside

    def is_free(self, start: int, end: int) -> bool:
        """Whether the stretch neither cuts a common word nor is one."""
        word = self.starting(start)
        is_one = word is not None and word.end == end and start + 1 in self.inside
        return not is_one and not self.is_cut(start, end)


def tag_words(text: str) -> Words:
    """Cut a text into words with their parts of speech (jieba's tags: nr person, ns place, nt body)."""
    known = _engine().tokenizer.FREQ
    items, start = [], 0
    for pair in _engine().cut(text):
        end = start + len(pair.word)
        items.append(Word(start, end, pair.flag, bool(known.get(pair.word))))
        start = end
    common = [w for w in items if w.known and not (w.is_name and is_listed_name(text[w.start : w.end]))]
    inside = {place for w in common for place in range(w.start + 1, w.end)}
    return Words(text, tuple(items), {w.start: i for i, w in enumerate(items)}, frozenset(inside))


def is_listed_name(word: str) -> bool:
    """Whether a word that the dictionary tags as a name is one: it tags many common words so (明白, 井盖)."""
    if word[:2] in COMPOUND:
        return len(word) in (3, 4)
    if len(word) == 3:
        return word[0] in SURNAMES - AMBIGUOUS and word[-1] not in _ENDS_OF_THINGS
    return len(word) == 2 and word[0] in STEADY


def stands_as_word(text: str, start: int, end: int) -> bool:
    """Whether a name reads as a word there: its best cut is likelier than the best cut without it.

    >>> stands_as_word("我们去找小文拿钥匙", 4, 6), stands_as_word("按照小文件的要求", 2, 4)
    (True, False)
    """
    left, right = _run(text[max(start - _AROUND, 0) : start], last=True), _run(text[end : end + _AROUND])
    name = text[start:end]
    engine = _engine().tokenizer
    with_name = _likelihood(left) + log(_NAME_FREQUENCY / engine.total) + _likelihood(right)
    return with_name >= _likelihood(left + name + right)


def _run(text: str, *, last: bool = False) -> str:
    """The letters next to a name, up to the first sign that is none."""
    letters = text[::-1] if last else text
    n = next((i for i, c in enumerate(letters) if not c.isalnum()), len(letters))
    return letters[:n][::-1] if last else letters[:n]


def _likelihood(text: str) -> float:
    """Log probability of the likeliest cut of a text into words of the dictionary."""
    if not text:
        return 0.0
    tokenizer = _engine().tokenizer
    route: dict[int, tuple[float, int]] = {}
    tokenizer.calc(text, tokenizer.get_DAG(text), route)
    return float(route[0][0])


@cache
def _engine() -> Any:
    """A jieba tagger filled here, so that it neither logs nor touches a cache file others can write."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own: escapes in its patterns, pkg_resources
        import jieba
        import jieba.posseg
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return jieba.posseg.POSTokenizer(tokenizer)
