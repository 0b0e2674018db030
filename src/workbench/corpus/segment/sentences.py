"""Where sentences end.

A sentence ends after 。！？； with the ellipsis, quotes, brackets and note numbers that close there, and at
every line end. Some marks look like an end and are none:

- a mark inside a title (《怎么办？》), inside brackets in the middle of a sentence, and inside quotes there
  if the sentence goes on: no mark stands before the closing quote, or after it comes punctuation or a word
  that continues (他说“好。”然后走了, 写着“闲人免进！”的牌子). Quotes or brackets that open a sentence or
  follow a colon hold sentences of their own, the last of which ends with the closing mark;
- an ellipsis alone: it marks a pause or an omission (GB/T 15834—2011, 4.11), and speech is full of them;
- ``?`` and ``!`` inside an address (``watch?v=1``);
- the full stop of 3.5, of ``1.``, of an initial and of an abbreviation. Other Latin full stops end a sentence
  before a space and a capital letter or a Chinese character, and ``;`` does after one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import chain

_MARKS = "。！？!?；｡‼⁇⁈⁉"
_CLOSING = r"”’」』）)】〉》〕］\]"
_HAN = r"\u3400-\u9fff\U00020000-\U0003134f"
_NOTES = r"(?:\[\d{1,3}(?:[-–,，、]\d{1,3})*\])*"

_SENTENCE = re.compile(rf"[^{_MARKS}\n]*(?:(?:[{_MARKS}]+…*{_NOTES}[{_CLOSING}]*)+{_NOTES}|\n|\Z)\s*")
_REST = re.compile(rf"[{_CLOSING}]*{_NOTES}\s*")
_IN_ADDRESS = tuple(re.compile(rf"{mark}(?<=[0-9A-Za-z/].)(?=[0-9A-Za-z=&#%])") for mark in (r"\?", "!"))
_SEMICOLON = re.compile(rf";(?<=[{_HAN}{_CLOSING}];)[{_CLOSING}]*\s*")
_FULL_STOP = re.compile(rf"\.[{_CLOSING}\"]*[ \t]+(?=[\"“‘(\[]?[A-Z{_HAN}])")
_NO_SENTENCE_BEFORE = re.compile(
    r"(?:(?:\A|[^A-Za-z])[A-Za-z]|\.|^[ \t]*[(（]?[0-9]{1,3}"
    r"|(?:\A|[^A-Za-z])(?:Mrs?|Ms|Dr|Prof|St|Jr|Sr|Inc|Ltd|Corp|Co|Dept|Univ|Gov|Gen|Rep|Sen|[Nn]os?|[Vv]ols?"
    r"|[Ff]igs?|Eqs?|[Cc]h|[Ss]ecs?|[Aa]rts?|pp|[Ee]ds?|al|cf|vs|viz|approx|ca|[Tt]ab))\Z",
    re.MULTILINE,
)

_STRAIGHT_QUOTES = re.compile(r'"[^"\n]*"')
_PAIRS = {
    first: re.compile(rf"\{first}[^{first}\{last}\n{_MARKS}]*[{_MARKS}][^{first}\{last}\n]*\{last}")
    for first, last in ("“”", "‘’", "「」", "『』", "（）", "【】", "〔〕", "《》", "〈〉", "()")
} | {'"': _STRAIGHT_QUOTES}
#: What stands before a quote or a bracket that holds sentences of its own.
_OPENS_SENTENCE = re.compile(
    rf"(?:\A|[\n：:]|[{_MARKS}…][{_CLOSING}\"]*{_NOTES}|[说道问答][，,])[ \t\u3000]*\Z"
)
_QUOTES = '“‘「『"'
_TITLES = "《〈"
#: Characters that go on with a sentence after a quote: punctuation, particles, conjunctions, adverbs, verbs.
_GOES_ON = frozenset(
    _MARKS + "，,、：:—-）)】》的地得着了之等后时然就便而并且也又还才都是为与和及或来转起走跑说问道喊叫答笑"
)


def sentence_ends(text: str) -> list[int]:
    """Where the sentences of a text end, white space after a sentence included; the last ends the text.

    >>> sentence_ends("他说“好。”然后走了。我问：“去吗？”没人应。")
    [11, 19, 23]
    """
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    ends = list(dict.fromkeys(sorted([*ends, *_further_ends(text)])))
    false_ends = set(_false_ends(text, ends))
    return [end for end in ends if end not in false_ends] if text else []


def _further_ends(text: str) -> Iterator[int]:
    """Ends at ``;`` after Chinese, Latin full stops, and straight quotes that close with a mark."""
    yield from (match.end() for match in _SEMICOLON.finditer(text))
    for match in _FULL_STOP.finditer(text):
        if not _NO_SENTENCE_BEFORE.search(text[max(0, match.start() - 12) : match.start()]):
            yield match.end()
    for quote in _STRAIGHT_QUOTES.finditer(text):
        if text[quote.end() - 2] in _MARKS:
            yield _rest(text, quote.end())


def _false_ends(text: str, ends: list[int]) -> Iterator[int]:
    """Those of the ends that are inside an address, or in quotes or brackets within a sentence."""
    for in_address in _IN_ADDRESS:
        yield from (match.end() for match in in_address.finditer(text))
    for first, last in _within_sentences(text):
        yield from ends[bisect_right(ends, first) : bisect_left(ends, last)]
    for quote in _STRAIGHT_QUOTES.finditer(text):
        yield from ends[bisect_left(ends, quote.end() - 1) : bisect_left(ends, quote.end())]


def _within_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Stretches, from after the first place to before the second, in which no sentence ends."""
    kinds = (pattern for opening, pattern in _PAIRS.items() if opening in text)
    for pair in chain.from_iterable(pattern.finditer(text) for pattern in kinds):
        opening, before = pair[0][0], text[max(0, pair.start() - 12) : pair.start()]
        if opening not in _TITLES and _OPENS_SENTENCE.search(before):
            continue
        last = _rest(text, pair.end())
        line_ends = last == len(text) or "\n" in text[pair.end() : last]
        if opening in _QUOTES and pair[0][-2] in _MARKS and not line_ends and text[last] not in _GOES_ON:
            continue
        yield pair.start(), last + (not line_ends)


def _rest(text: str, start: int) -> int:
    """End of what still belongs to a sentence: closing marks, note numbers, white space."""
    match = _REST.match(text, start)
    return match.end() if match else start
