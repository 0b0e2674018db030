"""Characters of a page turned upright, those struck several times once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.readers.pdf.pages import Glyph

#: How far letters reach above their line, of their size.
ASCENT = 0.88
#: The direction of what is written neither level nor in a quarter turn.
OTHER = -1

_MIN_VERTICAL = 4  # characters below one another before a line is held to be vertical
_SAMPLE = 200  # pairs of characters, enough to see that a page is not vertical
_SLANT = 5.0  # degrees
_AGAIN = 0.2  # of the size: a character struck again lies nearer
_CELL = 8  # points: side of the squares in which characters are looked up


class Mark(NamedTuple):
    """One character in the frame of its writing: x to the right, y down the page."""

    char: str
    x0: float
    x1: float
    base: float
    size: float
    spaced: bool


def split_directions(glyphs: Sequence[Glyph]) -> dict[int, list[Glyph]]:
    """Glyphs by quarter turn of their line; vertical writing runs like a line turned by 270 degrees."""
    vertical = _vertical(glyphs)
    if not vertical and not any(glyph.angle for glyph in glyphs):
        return {0: list(glyphs)} if glyphs else {}
    groups: dict[int, list[Glyph]] = defaultdict(list)
    for i, glyph in enumerate(glyphs):
        turn = round(glyph.angle / 90) % 4 * 90
        if abs((glyph.angle - turn + 180) % 360 - 180) > _SLANT:
            turn = OTHER
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


def turn_box(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """A box (left, bottom, right, top) as x0, y0, x1, y1 in the frame of the writing, y down."""
    left, bottom, right, top = box
    return {
        90: (bottom, left, top, right),
        180: (-right, bottom, -left, top),
        270: (-top, -right, -bottom, -left),
    }.get(turn, (left, -top, right, -bottom))


def make_marks(turn: int, glyphs: Iterable[Glyph]) -> list[Mark]:
    """Characters of one direction in the frame of their writing, each once."""
    if turn in (0, OTHER):
        marks = [Mark(g.char, g.left, g.right, -g.y, g.size, g.spaced) for g in glyphs]
    else:
        marks = [_mark(turn, glyph) for glyph in glyphs]
    return _struck_once(marks)


def _mark(turn: int, glyph: Glyph) -> Mark:
    x0, y0, x1, y1 = turn_box((glyph.left, glyph.bottom, glyph.right, glyph.top), turn)
    if turn == 270 and abs(glyph.angle) < _SLANT:  # upright in a vertical line: its middle lies on the line's
        base = (y0 + y1) / 2 + (ASCENT - 0.5) * glyph.size
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
