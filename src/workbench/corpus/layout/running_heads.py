"""Running heads, issue dates and page numbers that a page end left among the lines of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workbench.corpus.changes import Change
from workbench.corpus.layout.lines import (
    NO_END,
    NO_START,
    SENTENCE_ENDS,
    Lines,
    breaks_off,
    glue,
    goes_on,
    open_lines,
    read_lines,
    stands_alone,
)
from workbench.corpus.layout.words import MIN_GAIN, word_gain
from workbench.corpus.layout.wrapping import Wrapping, find_wrapping
from workbench.corpus.letters import HAN

_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,6})"
#: Page numbers that can be nothing else: 第3页 共10页, — 12 —, Page 3 of 10, 3/10页.
_PAGE = re.compile(
    rf"第\s*{_NUMBER}\s*页(?:\s*[,，/]?\s*(?:共|总)\s*\d+\s*页)?|[-—–－─·•]{{1,3}}\s*{_NUMBER}\s*[-—–－─·•]{{1,3}}"
    rf"|(?:Page|PAGE|p\.)\s*{_NUMBER}(?:\s*(?:of|/)\s*\d+)?|\d{{1,4}}\s*/\s*\d{{1,4}}\s*页"
)
_PAGE_BEGINS = frozenset("第-—–－─·•Pp0123456789")
_PAGE_AT_START = re.compile(rf"(?:{_PAGE.pattern})(?=[{HAN}])")
_PAGE_AT_END = re.compile(rf"(?<=[{HAN}])(?:{_PAGE.pattern})$")
_NOT_SPOKEN = re.compile(
    r"^[-—–－─].*[-—–－─]$|[共总]|(?i:^page)"
)  # a sentence may speak of 第3页, not of — 3 —
_BARE_NUMBER = re.compile(r"\d{1,4}")
#: The issue of a periodical as heads print it: 2021·03, 2021.03, 2021年第3期, 总第120期.
_ISSUE = re.compile(
    r"(?:19|20)\d\d\s*[·•.．/]\s*(?:0[1-9]|1[0-2]|[1-9])(?!\d)"
    r"|(?:19|20)\d\d\s*年\s*(?:第\s*\d{1,2}\s*[期卷]|\d{1,2}\s*月号?刊?)(?:\s*[(（]?总第?\s*\d+\s*期[)）]?)?"
    r"|(?:第\s*\d+\s*卷\s*)?(?:总?第\s*\d+\s*期)"
)
#: Names of periodicals by their ending, at the beginning of a line that goes on with a sentence.
_PERIODICAL = re.compile(
    rf"[{HAN}]{{2,8}}?(?:学报|论坛|学刊|导刊|月刊|季刊|周刊|旬刊|丛刊|辑刊|集刊|评论|通讯|论丛|杂志|日报|晚报|时报|周报)"
)
#: What follows the name where the sentence itself speaks of the periodical or the forum.
_SPOKEN_OF = re.compile(r"[的上中里内和与及或、，。；：》”’）()是在将为对由以等举召主发刊登会也还都就,;:]|$")

#: What a page sets beside the name: its number, or the mark of a heading that a converter gave it.
_BESIDE_NAME = re.compile(r"^(?:#{1,6}\s*)?(?:\d{1,4}\s+)?|\s+\d{1,4}$")

#: Before and after a noun of the sentence itself.
_WANTS_NOUN = re.compile(r"[在是的和与由对向为从把被及或于经据按到给]$")
_FOLLOWS_NOUN = re.compile(r"[的地得了之等们上中里内是和与及或]")

_MAX_HEAD = 40
#: A head comes once a page or two; what returns sooner is said, not printed.
_MIN_APART = 200


@dataclass(frozen=True, slots=True)
class _Site:
    """Lines `heads` between line `before` and line `after`; `inside` if a sentence runs across them."""

    before: int
    heads: tuple[int, ...]
    after: int
    inside: bool


def find_running_heads(text: str) -> list[Change]:
    r"""Find running heads, issue dates and page numbers; inside a sentence the halves are joined.

    Automatic where the same head comes back (three times, or twice and always inside a sentence), where a
    page number stands inside a sentence, and where such a head is glued to a line that goes on; the text
    must be one whose lines end with sentences or are wrapped, since in notes without marks short lines
    come back by themselves. What looks like a head but comes once is proposed.

    Examples
    --------
    >>> text = "居民提出，楼道堆物影响通行，物\n— 12 —\n业应清理。"
    >>> [(c.start, c.end, c.after) for c in find_running_heads(text)]
    [(15, 23, '')]
    """
    lines = read_lines(text)
    heads = _Heads.of(lines)
    found = [*_on_own_lines(lines, heads), *_glued(text, lines, heads)]
    return sorted(found, key=lambda change: change.start)


@dataclass(frozen=True, slots=True)
class _Heads:
    """What the short lines of a text say: where each stands, which sites are inside sentences."""

    sites: tuple[_Site, ...]
    places: dict[str, list[int]]  # key → lines
    certain: frozenset[str]  # keys of heads that come back
    wrapping: Wrapping | None

    @classmethod
    def of(cls, lines: Lines) -> _Heads:
        wrapping = find_wrapping(lines)
        sites = tuple(_sites(lines, wrapping))
        pages = [i for i, row in enumerate(lines.rows) if 0 < len(row) <= _MAX_HEAD and _is_page(lines, i)]
        if not sites and len(pages) < 3:
            return cls((), {}, frozenset(), wrapping)
        keys = {_key(lines.words(i)) for i in pages} | {_key(lines.words(i)) for s in sites for i in s.heads}
        firsts = {lines.firsts[i] for i in (*pages, *(i for s in sites for i in s.heads))} | set("0123456789")
        places: dict[str, list[int]] = defaultdict(list)
        for i, row in enumerate(lines.rows):
            if lines.firsts[i] in firsts and len(row) <= 2 * _MAX_HEAD and (key := _key(row.strip())) in keys:
                places[key].append(i)
        inside: dict[str, list[_Site]] = defaultdict(list)
        for site in sites:
            for head in site.heads if site.inside else ():
                inside[_key(lines.words(head))].append(site)
        certain = {key for key, where in places.items() if _comes_back(lines, key, where, inside[key])}
        n_cut = sum(any(_key(lines.words(i)) in certain for i in site.heads) for site in sites)
        is_printed = bool(certain) and _is_printed(lines, wrapping, n_cut=n_cut)
        return cls(sites, dict(places), frozenset(certain) if is_printed else frozenset(), wrapping)


def _is_page(lines: Lines, i: int) -> bool:
    return lines.firsts[i] in _PAGE_BEGINS and _PAGE.fullmatch(lines.words(i)) is not None


def _key(line: str) -> str:
    """The line as it comes back on every page: numbers of pages aside."""
    squeezed = "".join(line.split())
    return re.sub(r"\d+", "#", squeezed) if _PAGE.fullmatch(line) or not _ISSUE.search(line) else squeezed


def _is_head_like(line: str) -> bool:
    if not line or len(line) > _MAX_HEAD or line[-1] in SENTENCE_ENDS + "，、,":
        return False
    if _PAGE.fullmatch(line) or _BARE_NUMBER.fullmatch(line) or _ISSUE.fullmatch(line):
        return True
    name = _BESIDE_NAME.sub("", line)
    if any(mark in name for mark in "，。；、！？,;"):
        return False
    return len(name) >= 4 and name[-1] not in NO_END and name[0] not in NO_START and not stands_alone(name)


def _sites(lines: Lines, wrapping: Wrapping | None) -> Iterator[_Site]:
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
            yield _Site(before, tuple(heads), at, inside)


def _can_be_head(line: str, wrapping: Wrapping | None) -> bool:
    return _is_head_like(line) and not (wrapping and wrapping.is_filled(line))


def _comes_back(lines: Lines, key: str, where: list[int], sites: list[_Site]) -> bool:
    """Whether the line is set again and again by the page, not by the author."""
    n_inside = len(sites)
    if key == "#":  # section numbers and cells of tables come back as well
        return n_inside >= 2 and _counts_up([lines.words(i) for i in where])
    if len(where) < 2 or median(b - a for a, b in pairwise(lines.start(i) for i in where)) < _MIN_APART:
        return False
    first = lines.words(where[0])
    if _PAGE.fullmatch(first) and len(where) >= 3:
        return True
    if n_inside < 2:
        return False
    return bool(_PAGE.fullmatch(first) or _ISSUE.fullmatch(first)) or _interrupts(lines, first, sites)


def _interrupts(lines: Lines, name: str, sites: list[_Site]) -> bool:
    """Whether a name stands across sentences and is no piece of them, as the text of a link would be."""
    joints = [(lines.words(s.before), lines.words(s.after)) for s in sites]
    if any(max(word_gain(before, name), word_gain(name, rest)) >= MIN_GAIN for before, rest in joints):
        return False
    if 2 * sum(
        bool(_WANTS_NOUN.search(before) or _FOLLOWS_NOUN.match(rest)) for before, rest in joints
    ) >= len(joints):
        return False
    if len(sites) >= 3 or _PERIODICAL.fullmatch(name):
        return True
    return any(word_gain(before, rest) >= MIN_GAIN for before, rest in joints)


def _counts_up(numbers: list[str]) -> bool:
    pages = [int(number) for number in numbers]
    return all(0 < b - a <= 3 for a, b in pairwise(pages))


def _is_printed(lines: Lines, wrapping: Wrapping | None, *, n_cut: int) -> bool:
    """Whether line ends mean something: most prose lines end with their sentence, or all are wrapped.

    The `n_cut` lines that heads cut off do not count against it.

    On a printed page no line begins with a closing mark; where several do, links or markup cut the lines.
    """
    if sum(first in NO_START for first in lines.firsts if first) > 1:
        return False
    prose = [row.rstrip() for row in lines.rows if len(row) >= 15 and not stands_alone(row.strip())]
    ended = sum(row[-1] in SENTENCE_ENDS + "”）)】》" for row in prose)
    return 2 * (ended + n_cut) >= len(prose) or wrapping is not None


def _on_own_lines(lines: Lines, heads: _Heads) -> Iterator[Change]:
    taken: set[int] = set()
    for site in heads.sites:
        if not site.inside:
            continue
        words = [lines.words(i) for i in site.heads]
        certain = all(_key(line) in heads.certain or _is_page_number(line) for line in words)
        if not certain and not all(_names_a_page(line, heads) for line in words):
            continue
        before, rest = lines.words(site.before), lines.words(site.after)
        reason = "" if certain else "a line between two halves of a sentence that looks like a running head"
        taken.update(site.heads)
        yield Change(
            lines.span(site.before)[1],
            lines.span(site.after)[0],
            glue(before, rest),
            "running-head",
            certain,
            reason,
        )
    for key in heads.certain:
        places = heads.places[key]
        is_name = not (_PAGE.fullmatch(lines.words(places[0])) or _ISSUE.fullmatch(lines.words(places[0])))
        for i in places[1:] if is_name else places:  # the first may be the title itself
            if i not in taken:
                yield _line_out(lines, i)


def _is_page_number(line: str) -> bool:
    """Whether a line can be nothing else than the number of a page."""
    return bool(_PAGE.fullmatch(line) and _NOT_SPOKEN.search(line))


def _names_a_page(line: str, heads: _Heads) -> bool:
    return bool(
        _ISSUE.fullmatch(line)
        or _PAGE.fullmatch(line)
        or _BARE_NUMBER.fullmatch(line)
        or _PERIODICAL.fullmatch(line)
        or len(heads.places[_key(line)]) >= 3
    )


def is_page_furniture(line: str) -> bool:
    """Whether a line is nothing but the number of a page or the issue of a periodical.

    >>> is_page_furniture("— 12 —"), is_page_furniture("2021·03"), is_page_furniture("12户")
    (True, True, False)
    """
    return any(kind.fullmatch(line) for kind in (_PAGE, _ISSUE, _BARE_NUMBER))


def _line_out(lines: Lines, i: int) -> Change:
    start = lines.start(i)
    if i + 1 < len(lines):
        return Change(start, lines.start(i + 1), "", "running-head")
    return Change(max(0, start - 1), start + len(lines.rows[i]), "", "running-head")


def _glued(text: str, lines: Lines, heads: _Heads) -> Iterator[Change]:
    """Heads glued to a line that goes on with the sentence of the line before, or to that line's end."""
    names = [key for key in heads.certain if "#" not in key]
    yield from _glued_first(lines, names)
    for before in open_lines(lines):
        after = lines.after(before)
        if after is None or not breaks_off(lines.words(before)):
            continue
        line = lines.words(after)
        head, certain = _head_at(line, names, bool(heads.certain))
        if head and goes_on(line[len(head) :].lstrip()[:20] or "。"):
            if certain and _PERIODICAL.fullmatch(head) and head not in names:
                certain = heads.wrapping is None and text.count(head) == 1
            yield _cut_glued(lines, before, after, head, certain)
        elif goes_on(line) and (tail := _head_at_end(lines.words(before), names)):
            yield _cut_tail(lines, before, after, tail)


def _glued_first(lines: Lines, names: list[str]) -> Iterator[Change]:
    """A head that comes back, glued to the first line of the text."""
    first = next((i for i, row in enumerate(lines.rows) if row.strip()), None)
    for name in names if first is not None else ():
        line = lines.words(first or 0)
        if line.startswith(name) and len(line) > len(name) and _ISSUE.fullmatch(name):
            start = lines.span(first or 0)[0]
            yield Change(start, start + len(name), "", "running-head")
            return


def _head_at(line: str, names: list[str], has_heads: bool) -> tuple[str, bool]:
    """The head that a line begins with, and whether it can be nothing else."""
    for name in names:
        if line.startswith(name) and len(line) > len(name):
            return name, not _SPOKEN_OF.match(line, len(name))
    if page := _PAGE_AT_START.match(line):
        return page.group(), bool(_NOT_SPOKEN.search(page.group()))
    if (issue := _ISSUE.match(line)) and not _SPOKEN_OF.match(line, issue.end()):
        return issue.group(), False
    if (title := _PERIODICAL.match(line)) and not _SPOKEN_OF.match(line, title.end()):
        return title.group(), has_heads
    return "", False


def _head_at_end(line: str, names: list[str]) -> str:
    for name in names:
        if line.endswith(name) and len(line) > len(name):
            return name
    page = _PAGE_AT_END.search(line)
    return page.group() if page and _NOT_SPOKEN.search(page.group()) else ""


def _cut_tail(lines: Lines, before: int, after: int, tail: str) -> Change:
    line = lines.words(before)
    kept = line[: -len(tail)].rstrip()
    start, end = lines.span(before)[0] + len(kept), lines.span(after)[0]
    return Change(start, end, glue(kept, lines.words(after)), "running-head")


def _cut_glued(lines: Lines, before: int, after: int, head: str, certain: bool) -> Change:
    start = lines.span(before)[1]
    line = lines.words(after)
    rest = line[len(head) :]
    end = lines.span(after)[0] + len(line) - len(rest.lstrip())
    reason = "" if certain else "a line that goes on with a sentence begins like a running head"
    return Change(start, end, glue(lines.words(before), rest.lstrip()), "running-head", certain, reason)
