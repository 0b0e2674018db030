"""Running heads, running feet and page numbers: what stands at one height on page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workbench.readers.pdf.layout import line_of
from workbench.readers.pdf.segments import Segment, Upright, rows_of

_DEPTH = 3  # rows from the edge of the page
_ZONE = 0.16  # of the height of the page
_SAME_HEIGHT = 3.0  # points
_MIN_PAGES = 3
_MIN_IN_STEP = 0.6  # of the rows whose numbers should rise with the pages
_GAP = 1.4  # of the usual distance between lines
_LARGER, _OTHER_SIZE = 1.25, 0.05

_NUMBER_ONLY = re.compile(r"(?:第|共|页|頁|面|[Pp]age|[Ss]eite|of|[pP]\.|[-–—·•.~/|\s]|#)*")
_MAX_NUMBERS = 2  # page 3 of 20
_DIGITS = re.compile(r"\d+|(?<=第)[一二三四五六七八九十百零〇]+(?=[页頁])")
_ROMAN = re.compile(r"[ivxlc]{1,8}|[IVXLC]{1,8}")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

_DOUBT_FEW = "fewer than three pages show it"
_DOUBT_CLOSE = "stands close to the text and in its size"
_DOUBT_LARGE = "set larger than the text, may be a heading"
_DOUBT_ALONE = "a number alone at the edge of the page"
_DOUBT_RULED = "stands at the edge of the page beyond a rule"
_DOUBT_SLOT = "stands where the running head of other pages stands"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A row of a page that is not part of the text."""

    segments: tuple[Segment, ...]
    at_top: bool
    rule: str
    doubt: str = ""  # why it is only a guess; empty if it is certain


@dataclass(frozen=True, slots=True)
class _Row:
    """A row near the upper or the lower edge of a page."""

    page: int
    at_top: bool
    depth: int  # 0 is nearest to the edge
    height: float  # distance from the edge
    segments: tuple[Segment, ...]
    pattern: str  # its text with # for every number
    numbers: tuple[int, ...]
    size: float
    is_large: bool
    is_apart: bool  # from the next row, by a gap, a rule or its size
    is_ruled_off: bool

    @property
    def key(self) -> tuple[int, bool, int]:
        """Where it stands."""
        return self.page, self.at_top, self.depth

    @property
    def is_number(self) -> bool:
        """Whether it says nothing but a number of a page."""
        return (
            "#" in self.pattern
            and _NUMBER_ONLY.fullmatch(self.pattern) is not None
            and len(self.numbers) <= _MAX_NUMBERS
        )


@dataclass(frozen=True, slots=True)
class _Judgement:
    row: _Row
    rule: str
    doubt: str


_Judged = dict[tuple[int, bool, int], _Judgement]


def find_furniture(pages: Sequence[Upright], body_size: float) -> tuple[tuple[Furniture, ...], ...]:
    """For each page its rows that are running heads or page numbers, from the top of the page down."""
    rows = [row for i, page in enumerate(pages) for row in _edge_rows(i, page, body_size)]
    judged: _Judged = {}
    for slot in _at_one_height(rows):
        judged.update((j.row.key, j) for j in _judge_numbers(slot))
    for cluster in _alike(rows):
        for judgement in _judge_heads(cluster, len(pages)):
            judged.setdefault(judgement.row.key, judgement)
    judged = {key: _trusted_by_inner(judgement, judged) for key, judgement in judged.items()}
    judged = {key: judgement for key, judgement in judged.items() if not _is_note(judgement, body_size)}
    judged |= _in_slots(rows, judged)
    return tuple(tuple(_outermost(judged, i)) for i in range(len(pages)))


def _edge_rows(index: int, page: Upright, body_size: float) -> Iterator[_Row]:
    rows = list(rows_of(page.segments, base=lambda s: s.base, size=lambda s: s.size))
    gaps = [b[0].base - a[0].base for a, b in pairwise(rows)]
    usual = median(gaps) if len(gaps) >= 4 else 1.6 * body_size
    zone = _ZONE * (page.bottom - page.top)
    for at_top in (True, False):
        ordered = rows if at_top else rows[::-1]
        for depth, row in enumerate(ordered[:_DEPTH]):
            height = row[0].base - page.top if at_top else page.bottom - row[0].base
            if height > zone:
                break
            line = line_of(sorted(row, key=lambda s: s.x0))
            inner = ordered[depth + 1] if depth + 1 < len(ordered) else None
            ruled = inner is not None and _is_ruled_off(row, inner, page)
            far = inner is None or abs(inner[0].base - row[0].base) > _GAP * usual
            other = inner is not None and abs(line.size - inner[0].size) > _OTHER_SIZE * body_size
            yield _Row(
                index,
                at_top,
                depth,
                height,
                tuple(row),
                *_pattern(line.text),
                size=line.size,
                is_large=line.size > _LARGER * body_size,
                is_apart=ruled or far or other,
                is_ruled_off=ruled,
            )


def _is_ruled_off(row: Sequence[Segment], inner: Sequence[Segment], page: Upright) -> bool:
    """Whether a rule as long as half the text lies between a row and the next."""
    high, low = sorted((row[0].base, inner[0].base))
    width = max(s.x1 for s in page.segments) - min(s.x0 for s in page.segments)
    return any(high - 1 < y < low and x1 - x0 > 0.5 * width for x0, x1, y in page.rules)


def _pattern(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with # for each number, and the numbers.

    >>> _pattern("- 12 -"), _pattern("iv")
    (('- # -', (12,)), ('#', (4,)))
    """
    text = " ".join(text.split())
    if _ROMAN.fullmatch(text):
        return "#", (_roman(text.lower()),)
    return _DIGITS.sub("#", text), tuple(int(n) for n in re.findall(r"(?<!\d)\d{1,6}(?!\d)", text))


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def _at_one_height(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows of one size at one height, whatever they say."""
    groups: dict[tuple[bool, int], list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row.at_top, round(row.size)].append(row)
    for group in groups.values():
        yield from _split(group)


def _alike(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows with one pattern at one height."""
    groups: dict[tuple[bool, str], list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row.at_top, row.pattern].append(row)
    for group in groups.values():
        yield from _split(group)


def _split(group: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows of a group parted by their height."""
    cluster: list[_Row] = []
    for row in sorted(group, key=lambda r: r.height):
        if cluster and row.height - cluster[-1].height > _SAME_HEIGHT:
            yield cluster
            cluster = []
        cluster.append(row)
    yield cluster


def _judge_numbers(slot: Sequence[_Row]) -> Iterator[_Judgement]:
    """Rows with numbers that rise by one from page to page, and lone numbers at the edge."""
    numbered = [row for row in slot if row.numbers and len(row.numbers) <= _MAX_NUMBERS]
    steps = Counter(number - row.page for row in numbered for number in set(row.numbers))
    best = [max(steps[number - row.page] for number in row.numbers) for row in numbered]
    are_paged = sum(n >= _MIN_PAGES for n in best) >= _MIN_IN_STEP * len(numbered)
    for row, n_in_step in zip(numbered, best, strict=True):
        rule = "page-number" if row.is_number else "running-head"
        if n_in_step >= _MIN_PAGES and are_paged:
            yield _Judgement(row, rule, _doubt(row, numbered))
        elif row.is_number and n_in_step == 2:
            yield _Judgement(row, rule, _DOUBT_FEW)
        elif row.is_number and row.depth == 0 and row.is_apart:
            yield _Judgement(row, rule, _DOUBT_ALONE)


def _judge_heads(cluster: Sequence[_Row], n_all: int) -> Iterator[_Judgement]:
    """Rows that say the same on several pages."""
    n_pages = len({row.page for row in cluster})
    for row in cluster:
        if row.is_number and row.numbers:
            continue
        rule = "page-number" if row.is_number else "running-head"
        if n_pages >= _MIN_PAGES:
            yield _Judgement(row, rule, _doubt(row, cluster))
        elif n_pages > 1 and row.is_apart:
            yield _Judgement(row, rule, _DOUBT_FEW)
        elif row.is_ruled_off and row.depth == 0 and n_all < _MIN_PAGES:
            yield _Judgement(row, rule, _DOUBT_RULED)


def _doubt(row: _Row, cluster: Sequence[_Row]) -> str:
    if row.is_large:
        return _DOUBT_LARGE
    return _DOUBT_CLOSE if sum(r.is_apart for r in cluster) * 2 < len(cluster) else ""


def _trusted_by_inner(judgement: _Judgement, judged: _Judged) -> _Judgement:
    """The upper line of a head of two lines stands close to the lower one, which is certain."""
    row = judgement.row
    inner = judged.get((row.page, row.at_top, row.depth + 1))
    if judgement.doubt == _DOUBT_CLOSE and inner is not None and not inner.doubt:
        return _Judgement(row, judgement.rule, "")
    return judgement


def _is_note(judgement: _Judgement, body_size: float) -> bool:
    """Whether it is more likely a footnote that several pages repeat."""
    row = judgement.row
    return judgement.doubt == _DOUBT_CLOSE and not row.at_top and row.size < body_size


def _in_slots(rows: Sequence[_Row], judged: _Judged) -> _Judged:
    """Rows that stand where other pages have a certain running head: the head of a short chapter."""
    certain = [j for j in judged.values() if j.rule == "running-head" and not j.doubt]
    slots = {(j.row.at_top, round(j.row.height), round(j.row.size)) for j in certain}
    return {
        row.key: _Judgement(row, "running-head", _DOUBT_SLOT)
        for row in rows
        if row.depth == 0
        and row.key not in judged
        and (row.at_top, round(row.height), round(row.size)) in slots
    }


def _outermost(judged: _Judged, page: int) -> Iterator[Furniture]:
    """Furniture from the edges inwards: what lies inside of text is text."""
    for at_top in (True, False):
        found: list[Furniture] = []
        while (judgement := judged.get((page, at_top, len(found)))) is not None:
            found.append(Furniture(judgement.row.segments, at_top, judgement.rule, judgement.doubt))
        yield from found if at_top else reversed(found)
