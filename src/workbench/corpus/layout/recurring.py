"""Short lines that come back from page to page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workbench.corpus.layout.furniture import ISSUE, PAGE, PAGE_BEGINS, PERIODICAL, is_page_furniture
from workbench.corpus.layout.lines import (
    NO_END,
    NO_START,
    SENTENCE_ENDS,
    Lines,
    breaks_off,
    goes_on,
    open_lines,
    prose_lines,
    stands_alone,
)
from workbench.corpus.layout.words import MIN_GAIN, word_gain
from workbench.corpus.layout.wrapping import Wrapping, find_wrapping

#: What a page sets beside the name: its number, or the mark of a heading that a converter gave it.
_BESIDE_NAME = re.compile(r"^(?:#{1,6}\s*)?(?:\d{1,4}\s+)?|\s+\d{1,4}$")

#: Before and after a noun of the sentence itself.
_WANTS_NOUN = re.compile(r"[在是的和与由对向为从把被及或于经据按到给]$")
_FOLLOWS_NOUN = re.compile(r"[的地得了之等们上中里内是和与及或]")

_MAX_HEAD = 40
#: A head comes once a page or two; what returns sooner is said, not printed.
_MIN_APART = 200


@dataclass(frozen=True, slots=True)
class Site:
    """Lines `heads` between line `before` and line `after`; `inside` if a sentence runs across them."""

    before: int
    heads: tuple[int, ...]
    after: int
    inside: bool


@dataclass(frozen=True, slots=True)
class Heads:
    """Where short lines stand between halves of sentences, and which of them the pages bring back."""

    sites: tuple[Site, ...]
    places: dict[str, list[int]]  # key of a head → all its lines
    certain: frozenset[str]  # keys of the heads that come back
    wrapping: Wrapping | None
    is_printed: bool  # line ends mean something


def find_heads(lines: Lines) -> Heads:
    """Look for the lines that pages brought into a text."""
    wrapping = find_wrapping(lines)
    sites = tuple(_sites(lines, wrapping))
    pages = [i for i, row in enumerate(lines.rows) if 0 < len(row) <= _MAX_HEAD and _is_page(lines, i)]
    if not sites and len(pages) < 3:
        return Heads((), {}, frozenset(), wrapping, is_printed=False)
    places = _places(lines, [*pages, *(i for site in sites for i in site.heads)])
    inside: dict[str, list[Site]] = defaultdict(list)
    for site in sites:
        for head in site.heads if site.inside else ():
            inside[head_key(lines.words(head))].append(site)
    certain = {key for key, where in places.items() if _comes_back(lines, key, where, inside.get(key, []))}
    n_cut = sum(any(head_key(lines.words(i)) in certain for i in site.heads) for site in sites)
    is_printed = bool(certain or inside) and _is_printed(lines, wrapping, n_cut=n_cut)
    return Heads(sites, places, frozenset(certain if is_printed else ()), wrapping, is_printed)


def _places(lines: Lines, heads: list[int]) -> dict[str, list[int]]:
    """All lines with the key of one of these."""
    keys = {head_key(lines.words(i)) for i in heads}
    firsts = {lines.firsts[i] for i in heads} | set("0123456789")
    places: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(lines.rows):
        if lines.firsts[i] in firsts and len(row) <= 2 * _MAX_HEAD:
            key = head_key(row.strip())
            if key in keys:
                places[key].append(i)
    return dict(places)


def _is_page(lines: Lines, i: int) -> bool:
    return lines.firsts[i] in PAGE_BEGINS and PAGE.fullmatch(lines.words(i)) is not None


def head_key(line: str) -> str:
    """The line as it comes back on every page: numbers of pages aside."""
    squeezed = "".join(line.split())
    return re.sub(r"\d+", "#", squeezed) if PAGE.fullmatch(line) or not ISSUE.search(line) else squeezed


def _is_head_like(line: str) -> bool:
    if not line or len(line) > _MAX_HEAD or line[-1] in SENTENCE_ENDS + "，、,":
        return False
    if is_page_furniture(line):
        return True
    name = _BESIDE_NAME.sub("", line)
    if any(mark in name for mark in "，。；、！？,;"):
        return False
    return len(name) >= 4 and name[-1] not in NO_END and name[0] not in NO_START and not stands_alone(name)


def _sites(lines: Lines, wrapping: Wrapping | None) -> Iterator[Site]:
    """Up to three head-like lines in a row after a line of prose that breaks off.

    In a wrapped text that line is full and the heads are not.
    """
    for before in open_lines(lines):
        line = lines.words(before)
        if not (wrapping.is_filled(line) if wrapping else breaks_off(line)):
            continue
        heads: list[int] = []
        at = lines.after(before)
        while at is not None and len(heads) < 3 and _can_be_head(lines.words(at), wrapping):
            heads.append(at)
            at = lines.after(at)
        if heads and at is not None:
            rest = lines.words(at)
            inside = goes_on(rest) and rest[0] not in NO_START and not lines.is_indented(at)
            yield Site(before, tuple(heads), at, inside)


def _can_be_head(line: str, wrapping: Wrapping | None) -> bool:
    return _is_head_like(line) and not (wrapping and wrapping.is_filled(line))


def _comes_back(lines: Lines, key: str, where: list[int], sites: list[Site]) -> bool:
    """Whether the line is set again and again by the page, not by the author."""
    n_inside = len(sites)
    if key == "#":  # section numbers and cells of tables come back as well
        return n_inside >= 2 and _counts_up([lines.words(i) for i in where])
    if len(where) < 2 or median(b - a for a, b in pairwise(lines.start(i) for i in where)) < _MIN_APART:
        return False
    first = lines.words(where[0])
    if PAGE.fullmatch(first) and len(where) >= 3:
        return True
    if n_inside < 2:
        return False
    return bool(PAGE.fullmatch(first) or ISSUE.fullmatch(first)) or _interrupts(lines, first, sites)


def _interrupts(lines: Lines, name: str, sites: list[Site]) -> bool:
    """Whether a name stands across sentences and is no piece of them, as the text of a link would be."""
    joints = [(lines.words(s.before), lines.words(s.after)) for s in sites]
    if any(max(word_gain(before, name), word_gain(name, rest)) >= MIN_GAIN for before, rest in joints):
        return False
    n_of_sentence = sum(bool(_WANTS_NOUN.search(a) or _FOLLOWS_NOUN.match(b)) for a, b in joints)
    if 2 * n_of_sentence >= len(joints):
        return False
    if len(sites) >= 3 or PERIODICAL.fullmatch(name):
        return True
    return any(word_gain(before, rest) >= MIN_GAIN for before, rest in joints)


def _counts_up(numbers: list[str]) -> bool:
    pages = [int(number) for number in numbers]
    return all(0 < b - a <= 3 for a, b in pairwise(pages))


def _is_printed(lines: Lines, wrapping: Wrapping | None, *, n_cut: int) -> bool:
    """Whether line ends mean something: most prose lines end with their sentence, or all are wrapped.

    The `n_cut` lines that heads cut off do not count against it. On a printed page no line begins with a
    closing mark; where several do, links or markup cut the lines.
    """
    if sum(first in NO_START for first in lines.firsts if first) > 1:
        return False
    prose = prose_lines(lines)
    n_ended = sum(lines.lasts[i] in SENTENCE_ENDS + "”）)】》" for i in prose)
    return 2 * (n_ended + n_cut) >= len(prose) or wrapping is not None
