"""Characters of a page into stretches of one line: upright, struck once, with spaces between words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

from workbench.readers.pdf.pages import Glyph, Page

_SAME_LINE = 0.45  # of the size: raised note marks still belong to their line
_SAME_RUN = 0.9  # of the size: the widest gap inside a line that is written in one go
_SAME_STRETCH = 0.5  # the same for pieces written at different times
_OVERLAP = -0.6
_ASCENT = 0.88
_MIN_VERTICAL = 4  # characters below one another before a line is held to be vertical
_SAMPLE = 200  # pairs of characters, enough to see that a page is not vertical
_SLANT = 5.0  # degrees
_AGAIN = 0.2  # of the size: a character struck again lies nearer
_CELL = 8  # points: side of the squares in which characters are looked up


_WIDE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff—…]")
_QUOTES = "“”‘’"  # wide in Chinese, narrow in English

T = TypeVar("T")


class Mark(NamedTuple):
    """One character in the frame of its writing: x to the right, y down the page."""

    char: str
    x0: float
    x1: float
    base: float
    size: float
    spaced: bool


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
        return self.base - _ASCENT * self.size


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
    groups = _directions(page.glyphs)
    if not groups:
        return Upright((), (), 0.0, 0.0)
    main = max(groups, key=lambda turn: (len(groups[turn]), turn == 0))
    aside = [s.text for turn, glyphs in groups.items() if turn != main for s in _aside(turn, glyphs)]
    left, bottom, right, top = page.box
    corners = _turned((left, bottom, right, top), main)
    rules = [_turned(rule, main) for rule in page.rules]
    walls = _Walls(tuple(sorted((x0, y0, y1) for x0, y0, x1, y1 in rules if x1 - x0 <= 2 < y1 - y0)))
    return Upright(
        segments=tuple(_segments(_marks(main, groups[main]), walls)),
        rules=tuple((x0, x1, y0) for x0, y0, x1, y1 in rules if y1 - y0 <= 2 < x1 - x0),
        top=corners[1],
        bottom=corners[3],
        aside=tuple(aside),
    )


def _aside(turn: int, glyphs: list[Glyph]) -> list[Segment]:
    marks = _marks(turn, glyphs)
    if turn == _OTHER:
        return [_segment(marks, _Walls(()))] if any(not m.char.isspace() for m in marks) else []
    return sorted(_segments(marks, _Walls(())), key=lambda s: (s.base, s.x0))


_OTHER = -1


def _directions(glyphs: Sequence[Glyph]) -> dict[int, list[Glyph]]:
    """Glyphs by quarter turn of their line; vertical writing runs like a line turned by 270 degrees."""
    vertical = _vertical(glyphs)
    if not vertical and not any(glyph.angle for glyph in glyphs):
        return {0: list(glyphs)} if glyphs else {}
    groups: dict[int, list[Glyph]] = defaultdict(list)
    for i, glyph in enumerate(glyphs):
        turn = round(glyph.angle / 90) % 4 * 90
        if abs((glyph.angle - turn + 180) % 360 - 180) > _SLANT:
            turn = _OTHER
        groups[270 if i in vertical else turn].append(glyph)
    return groups


def _vertical(glyphs: Sequence[Glyph]) -> set[int]:
    """Upright glyphs that stand below one another, if they are the greater part of the page."""
    sample = range(1, len(glyphs), len(glyphs) // _SAMPLE + 1)
    if 4 * sum(_is_below(glyphs[i], glyphs[i - 1]) for i in sample) < len(sample):
        return set()
    found: set[int] = set()
    start = 0
    for i in range(1, len(glyphs) + 1):
        if i < len(glyphs) and _is_below(glyphs[i], glyphs[i - 1]):
            continue
        if i - start >= _MIN_VERTICAL:
            found.update(range(start, i))
        start = i
    return found if 2 * len(found) > len(glyphs) else set()


def _is_below(glyph: Glyph, above: Glyph) -> bool:
    size = max(glyph.size, above.size)
    sideways = (glyph.left + glyph.right - above.left - above.right) / 2
    down = (above.top + above.bottom - glyph.top - glyph.bottom) / 2
    return abs(glyph.angle) < _SLANT and abs(sideways) < 0.3 * size and 0.2 * size < down < 1.8 * size


def _turned(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """A box (left, bottom, right, top) as x0, y0, x1, y1 in the frame of the writing, y down."""
    left, bottom, right, top = box
    return {
        90: (bottom, left, top, right),
        180: (-right, bottom, -left, top),
        270: (-top, -right, -bottom, -left),
    }.get(turn, (left, -top, right, -bottom))


def _marks(turn: int, glyphs: Iterable[Glyph]) -> list[Mark]:
    if turn in (0, _OTHER):
        marks = [Mark(g.char, g.left, g.right, -g.y, g.size, g.spaced) for g in glyphs]
    else:
        marks = [_mark(turn, glyph) for glyph in glyphs]
    return _struck_once(marks)


def _mark(turn: int, glyph: Glyph) -> Mark:
    x0, y0, x1, y1 = _turned((glyph.left, glyph.bottom, glyph.right, glyph.top), turn)
    if turn == 270 and abs(glyph.angle) < _SLANT:  # upright in a vertical line: its middle lies on the line's
        base = (y0 + y1) / 2 + (_ASCENT - 0.5) * glyph.size
    else:
        base = {90: glyph.x, 180: glyph.y, 270: -glyph.x}[turn]
    return Mark(glyph.char, x0, x1, base, glyph.size, glyph.spaced)


def _struck_once(marks: list[Mark]) -> list[Mark]:
    """Leave out a character printed again on its own place to look bold, or as a shadow."""
    places: dict[tuple[str, int, int], list[Mark]] = {}
    kept: list[Mark] = []
    previous: Mark | None = None
    for mark in marks:
        char, x0, _, base, size, _ = mark
        near = _AGAIN * size
        columns = range(int((x0 - near) // _CELL), int((x0 + near) // _CELL) + 1)
        rows = range(int((base - near) // _CELL), int((base + near) // _CELL) + 1)
        if not _is_struck(mark, previous, places, columns[:4], rows[:4]):
            place = places.setdefault((char, int(x0 // _CELL), int(base // _CELL)), [])
            if len(place) < _CELL:
                place.append(mark)
            kept.append(mark)
        previous = mark
    return kept


def _is_struck(
    mark: Mark,
    previous: Mark | None,
    places: dict[tuple[str, int, int], list[Mark]],
    columns: range,
    rows: range,
) -> bool:
    for row in rows:
        for column in columns:
            place = places.get((mark.char, column, row))
            if place and any(_is_again(mark, other, previous) for other in place):
                return True
    return False


def _is_again(mark: Mark, other: Mark, previous: Mark | None) -> bool:
    """Whether a character repeats another; the letters of a ligature (ffi) share one place and do not."""
    if other is previous and other[1:5] == mark[1:5]:
        return False
    aside = min(max(0.3 * (mark.x1 - mark.x0), 0.03 * mark.size), _AGAIN * mark.size)
    return abs(mark.x0 - other.x0) < aside and abs(mark.base - other.base) < _AGAIN * mark.size


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
    return is_wide(mark.char) or (mark.char in _QUOTES and mark.x1 - mark.x0 > 0.75 * mark.size)


def is_square(before: str, after: str) -> bool:
    """Whether two texts that follow each other do so without a space; a quotation mark is like its neighbour.

    >>> is_square("他说", "“好”"), is_square("said", "‘yes’"), is_square("社区。”", "2021")
    (True, False, True)
    """
    last, first = before.rstrip(_QUOTES)[-1:], after.lstrip(_QUOTES)[:1]
    return bool(_WIDE.match(last) or _WIDE.match(first))


def is_wide(char: str) -> bool:
    """Whether a character is set in a full square and lines break beside it without a space.

    >>> [is_wide(c) for c in "社。A—"]
    [True, True, False, True]
    """
    return bool(_WIDE.match(char))


def first_word(text: str) -> str:
    """What would have to fit on the line before: a word, or one Chinese character with the stops after it."""
    opening = len(text) - len(text.lstrip(_QUOTES + "（《「『"))
    if is_wide(text[opening : opening + 1] or " "):
        end = opening + 1
        while end < len(text) and text[end] in "，。；：！？、）》”’」』】%…—":
            end += 1
        return text[:end]
    return next((text[:i] for i, c in enumerate(text) if c.isspace() or is_wide(c)), text)


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
