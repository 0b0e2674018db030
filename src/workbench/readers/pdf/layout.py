"""Stretches of a page into lines in the order of reading: columns one after the other, a table row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workbench.readers.pdf.segments import Segment, rows_of
from workbench.readers.pdf.squares import is_square

_TAB_WIDE = 1.2  # the same between Chinese characters, whose lines have no spaces that stretch
_TAB = 1.5  # of the size: a gap that parts the cells of a row
_MIN_LINES = 3  # in each of two columns
_MIN_EMS = 7  # the narrowest column of running text, in characters
_MIN_RATIO = 0.6  # of the widths of two columns, unless the narrower is wide by itself
_MIN_FULL = 0.5  # of the lines of a column of running text end near its edge; those of cells do not
_RAGGED = 0.18  # of the width: how far from the edge a full line of ragged text may end
_MAX_TRIES = 60
_MAX_DEPTH = 4
_MIN_SHARE = 0.2  # of the lines of a column: a place where lines usually begin
_SHORT = 1.5  # sizes by which the last line of a paragraph is shorter than the column
_NEAR = 0.6  # of the size: edges of lines that belong to one margin

Rule = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column, or one row of a table with its cells parted by tabs."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    first: float
    raised: tuple[int, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """Small raised figures and signs, such as the marks of footnotes."""
        runs: list[str] = []
        for i, place in enumerate(self.raised):
            if i and place == self.raised[i - 1] + 1:
                runs[-1] += self.text[place]
            else:
                runs.append(self.text[place])
        return tuple(runs)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of several cells."""
        return "\t" in self.text


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one column, or of a part of the page that has no columns."""

    lines: tuple[Line, ...]
    left: float
    right: float


def arrange(segments: Sequence[Segment], rules: Sequence[Rule], *, depth: int = 0) -> tuple[Block, ...]:
    """Blocks of a page in the order in which a reader takes them."""
    gutter = _gutter(segments, rules) if depth < _MAX_DEPTH else None
    if gutter is None:
        return (_block(segments),) if segments else ()
    blocks: list[Block] = []
    for band, in_columns in _bands(segments, gutter, rules):
        if not in_columns:
            blocks.append(_block(band))
            continue
        for side in (_left_of(band, gutter), [s for s in band if s.x0 >= gutter]):
            blocks += arrange(side, rules, depth=depth + 1)
    return tuple(blocks)


def _left_of(band: Sequence[Segment], gutter: float) -> list[Segment]:
    return [s for s in band if s.x1 <= gutter]


def _gutter(segments: Sequence[Segment], rules: Sequence[Rule]) -> float | None:
    """The place between two columns with the most lines on both sides of it."""
    if len(segments) < 2 * _MIN_LINES:
        return None
    edges = Counter(round(s.x1 + 0.2 * s.size) for s in segments)
    best, place = 0, None
    for edge, _ in edges.most_common(_MAX_TRIES):
        lines = sum(len(band) for band, in_columns in _bands(segments, edge, rules) if in_columns)
        if lines > best:
            best, place = lines, edge
    return place


def _bands(
    segments: Sequence[Segment], gutter: float, rules: Sequence[Rule]
) -> Iterator[tuple[list[Segment], bool]]:
    """Stretches down the page, each in columns at the gutter or not."""
    plain: list[Segment] = []
    for band, crosses in _crossing(segments, gutter):
        if crosses or not _is_columns(band, gutter, rules):
            plain += band
            continue
        above, columns = _without_lead(band, gutter)
        if plain or above:
            yield plain + above, False
        plain = []
        yield columns, True
    if plain:
        yield plain, False


def _crossing(segments: Sequence[Segment], gutter: float) -> Iterator[tuple[list[Segment], bool]]:
    """Runs of rows, down the page, that all leave the gutter free or all have something across it."""
    band: list[Segment] = []
    crossing = False
    for row in rows_of(segments, base=lambda s: s.base, size=lambda s: s.size):
        crosses = any(s.x0 < gutter < s.x1 for s in row)
        if band and crosses != crossing:
            yield band, crossing
            band = []
        crossing = crosses
        band += row
    if band:
        yield band, crossing


def _is_columns(band: Sequence[Segment], gutter: float, rules: Sequence[Rule]) -> bool:
    """Whether both sides hold running text, of like width, and no rules cut them into rows."""
    sides = (_left_of(band, gutter), [s for s in band if s.x0 >= gutter])
    if not all(map(_is_running_text, sides)) or _is_ruled(band, gutter, rules):
        return False
    narrow, wide = sorted(max(s.x1 for s in side) - min(s.x0 for s in side) for side in sides)
    return narrow >= _MIN_RATIO * wide or narrow >= 2 * _MIN_EMS * median(s.size for s in band)


def _is_running_text(side: Sequence[Segment]) -> bool:
    """Whether a side has several lines, most of them nearly as long as it is wide."""
    if len(side) < _MIN_LINES:
        return False
    right = max(s.x1 for s in side)
    width = right - min(s.x0 for s in side)
    n_full = sum(right - s.x1 <= _RAGGED * width for s in side)
    return width >= _MIN_EMS * median(s.size for s in side) and n_full >= _MIN_FULL * len(side)


def _is_ruled(band: Sequence[Segment], gutter: float, rules: Sequence[Rule]) -> bool:
    """Whether rules run across the gutter between the rows, as in a table."""
    top, bottom = min(s.top for s in band), max(s.base for s in band)
    return len({round(y) for x0, x1, y in rules if x0 < gutter < x1 and top < y < bottom}) >= 2


def _without_lead(band: list[Segment], gutter: float) -> tuple[list[Segment], list[Segment]]:
    """Part off the last, short line of what stands above both columns: a gap follows it."""
    other = max(min(s.base for s in _left_of(band, gutter)), min(s.base for s in band if s.x0 >= gutter))
    lead = [s for s in band if s.base < other - s.size]
    below = [s for s in band if s.base >= other - s.size]
    if not lead or min(s.top for s in below) - max(s.base for s in lead) < 1.2 * lead[-1].size:
        return [], band
    return lead, below


def _block(segments: Sequence[Segment]) -> Block:
    rows = rows_of(segments, base=lambda s: s.base, size=lambda s: s.size)
    lines = tuple(line_of(sorted(row, key=lambda s: s.x0)) for row in rows)
    prose = [line for line in lines if not line.is_row] or list(lines)
    right = _right_edge(prose)
    return Block(lines, left=_left_edge(prose, right), right=right)


def line_of(row: Sequence[Segment]) -> Line:
    """The stretches of one row, from left to right, as a line."""
    largest = max(row, key=lambda s: (len(s.text), s.size))
    text, raised = row[0].text, list(row[0].raised)
    for before, after in pairwise(row):
        text += _between(before, after)
        raised += [len(text) + place for place in after.raised]
        text += after.text
    return Line(
        text=text,
        x0=row[0].x0,
        x1=max(s.x1 for s in row),
        base=largest.base,
        size=largest.size,
        first=row[0].first,
        raised=tuple(raised),
    )


def _between(before: Segment, after: Segment) -> str:
    gap = (after.x0 - before.x1) / max(before.size, after.size, 0.1)
    wide = is_square(before.text, after.text)
    if before.is_walled or gap >= (_TAB_WIDE if wide else _TAB):
        return "\t"
    return "" if gap < (0.6 if wide else 0.1) else " "


def _left_edge(lines: Sequence[Line], right: float) -> float:
    """Where lines begin inside paragraphs; first lines of paragraphs may stand further in, or further out."""
    starts = Counter(round(line.x0) for line in lines)
    often = [x for x, n in starts.items() if n >= _MIN_SHARE * len(lines)] or list(starts)
    after_short = Counter(round(b.x0) for a, b in pairwise(lines) if right - a.x1 > _SHORT * a.size)
    edge = min(often, key=lambda x: (round(after_short[x] / starts[x], 1), x))
    return min(line.x0 for line in lines if round(line.x0) == edge)


def _right_edge(lines: Sequence[Line]) -> float:
    """Where full lines end: the rightmost end that a second line comes near to."""
    ends = sorted((line.x1 for line in lines), reverse=True)
    size = median(line.size for line in lines)
    return next((a for a, b in pairwise(ends) if a - b <= _NEAR * size), ends[0])
