"""Characters of a page into stretches of one line: with spaces between words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from workbench.readers.pdf.marks import ASCENT, OTHER, Mark, make_marks, split_directions, turn_box
from workbench.readers.pdf.pages import Glyph, Page
from workbench.readers.pdf.squares import QUOTES, first_word, is_wide

_SAME_LINE = 0.45  # of the size: raised note marks still belong to their line
_SAME_RUN = 0.9  # of the size: the widest gap inside a line that is written in one go
_SAME_STRETCH = 0.5  # the same for pieces written at different times
_OVERLAP = -0.6


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line without a clear gap."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    first: float  # width of its first word
    raised: tuple[int, ...] = ()  # places in the text of small raised characters
    is_walled: bool = False  # a vertical rule stands to its right

    @property
    def top(self) -> float:
        """Upper edge of the letters."""
        return self.base - ASCENT * self.size


@dataclass(frozen=True, slots=True)
class Upright:
    """What is written on a page, its main direction made horizontal."""

    segments: tuple[Segment, ...]
    rules: tuple[tuple[float, float, float], ...]  # x0, x1, y
    top: float
    bottom: float
    aside: tuple[str, ...] = ()  # lines in other directions: stamps at the margin, slanted watermarks


def turn_upright(page: Page) -> Upright:
    """Stretches in the page's main direction of writing; those in other directions as plain lines."""
    groups = split_directions(page.glyphs)
    if not groups:
        return Upright((), (), 0.0, 0.0)
    main = max(groups, key=lambda turn: (len(groups[turn]), turn == 0))
    aside = [s.text for turn, glyphs in groups.items() if turn != main for s in _aside(turn, glyphs)]
    left, bottom, right, top = page.box
    corners = turn_box((left, bottom, right, top), main)
    rules = [turn_box(rule, main) for rule in page.rules]
    walls = _Walls(tuple(sorted((x0, y0, y1) for x0, y0, x1, y1 in rules if x1 - x0 <= 2 < y1 - y0)))
    return Upright(
        segments=tuple(_segments(make_marks(main, groups[main]), walls)),
        rules=tuple((x0, x1, y0) for x0, y0, x1, y1 in rules if y1 - y0 <= 2 < x1 - x0),
        top=corners[1],
        bottom=corners[3],
        aside=tuple(aside),
    )


def _aside(turn: int, glyphs: list[Glyph]) -> list[Segment]:
    marks = make_marks(turn, glyphs)
    if turn == OTHER:
        return [_segment(marks, _Walls(()))] if any(not m.char.isspace() for m in marks) else []
    return sorted(_segments(marks, _Walls(())), key=lambda s: (s.base, s.x0))


@dataclass(frozen=True, slots=True)
class _Walls:
    """Vertical rules, as x, y above, y below, from left to right."""

    rules: tuple[tuple[float, float, float], ...]

    def between(self, left: float, right: float, mark: Mark) -> bool:
        """Whether a rule stands between two places at the height of a character."""
        middle = mark.base - 0.35 * mark.size
        first, last = bisect_left(self.rules, (left - 1,)), bisect_left(self.rules, (right + 1,))
        return any(y0 <= middle <= y1 for _, y0, y1 in self.rules[first:last])


def _segments(marks: Iterable[Mark], walls: _Walls) -> Iterator[Segment]:
    runs = [(run, *_size_and_base(run)) for run in _runs(marks, walls)]
    for row in rows_of(runs, base=lambda r: r[2], size=lambda r: r[1]):
        stretch: list[Mark] = []
        for run, _, _ in sorted(row, key=lambda r: r[0][0].x0):
            if stretch and not _continues(stretch[-1], run[0], _SAME_STRETCH, walls):
                yield from _stretch(stretch, walls)
                stretch = []
            stretch += run
        yield from _stretch(stretch, walls)


def _stretch(marks: list[Mark], walls: _Walls) -> Iterator[Segment]:
    stripped = _stripped(marks)
    if stripped:
        yield _segment(stripped, walls)


def _runs(marks: Iterable[Mark], walls: _Walls) -> Iterator[list[Mark]]:
    run: list[Mark] = []
    for mark in marks:
        if run and not (_is_level(run[-1], mark) and _continues(run[-1], mark, _SAME_RUN, walls)):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _is_level(mark: Mark, other: Mark) -> bool:
    return abs(mark.base - other.base) <= _SAME_LINE * max(mark.size, other.size)


def _continues(mark: Mark, following: Mark, widest: float, walls: _Walls) -> bool:
    size = max(mark.size, following.size)
    gap = following.x0 - mark.x1
    if gap > 0.15 * size and walls.rules and walls.between(mark.x1, following.x0, mark):
        return False
    return _OVERLAP * size <= gap <= widest * size


def _stripped(run: list[Mark]) -> list[Mark]:
    filled = [i for i, mark in enumerate(run) if not mark.char.isspace()]
    return run[filled[0] : filled[-1] + 1] if filled else []


def _size_and_base(run: list[Mark]) -> tuple[float, float]:
    """The size of most of its characters, and the line on which these stand."""
    size = run[0].size
    if any(mark.size != size for mark in run):
        size = Counter(mark.size for mark in run).most_common(1)[0][0]
    return size, next(mark.base for mark in run if mark.size == size)


def _segment(run: list[Mark], walls: _Walls) -> Segment:
    size, base = _size_and_base(run)
    text, starts = _spell(run)
    last = run[min(len(first_word(text)), len(run)) - 1]
    right = max(mark.x1 for mark in run)
    return Segment(
        text=text,
        x0=run[0].x0,
        x1=right,
        base=base,
        size=size,
        first=max(0.0, last.x1 - run[0].x0),
        raised=tuple(start for mark, start in zip(run, starts, strict=True) if _is_raised(mark, size, base)),
        is_walled=bool(walls.rules) and walls.between(right, right + 4 * size, run[-1]),
    )


def _is_raised(mark: Mark, size: float, base: float) -> bool:
    return mark.size < 0.8 * size and 0.15 * size < base - mark.base and not mark.char.isspace()


def _spell(run: Sequence[Mark]) -> tuple[str, list[int]]:
    """The text of a run and where in it each character is."""
    parts, starts, length = [run[0].char], [0], 1
    for mark, following in pairwise(run):
        if not mark.char.isspace() and not following.char.isspace() and _is_gap(mark, following):
            parts.append(" ")
            length += 1
        starts.append(length)
        parts.append(following.char)
        length += 1
    return "".join(parts), starts


def _is_gap(mark: Mark, following: Mark) -> bool:
    """Whether a space is missing: next to a Chinese character a small gap is only how figures are set."""
    gap = (following.x0 - mark.x1) / max(mark.size, following.size, 0.1)
    if gap < 0.05:
        return False
    wide = _is_square(mark), _is_square(following)
    if any(wide):
        is_figure = all(wide) or (following.char if wide[0] else mark.char).isalnum()
        return gap > (0.6 if is_figure else 0.2)
    return gap > 0.25 or mark.spaced


def _is_square(mark: Mark) -> bool:
    return is_wide(mark.char) or (mark.char in QUOTES and mark.x1 - mark.x0 > 0.75 * mark.size)


def rows_of(
    pieces: Iterable[T], *, base: Callable[[T], float], size: Callable[[T], float]
) -> Iterator[list[T]]:
    """Pieces that stand on one line of writing, row after row down the page."""
    row: list[T] = []
    level = largest = 0.0
    for piece in sorted(pieces, key=base):
        if row and base(piece) - level > _SAME_LINE * max(largest, size(piece)):
            yield row
            row = []
        if not row or size(piece) > largest:
            level, largest = base(piece), size(piece)
        row.append(piece)
    if row:
        yield row
