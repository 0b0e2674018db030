"""Footnotes at the foot of a page, told from the text by a rule or by their mark, and by their size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.readers.pdf.layout import Block, Line, Rule

_SMALLER = 0.97  # of the size of the text, below a rule
_SMALL = 0.93  # without a rule
_MAX_RULE = 0.62  # of the column: a longer rule is a table's
_MIN_RULE = 2.0  # characters
_MARK = re.compile(r"(?P<mark>\d{1,3}|[①-⑳㉑-㉟]|[*＊†‡※]{1,3})(?=[\s.．、]|\D)")


def part_footnotes(
    blocks: Sequence[Block], rules: Sequence[Rule], body_size: float
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Part the blocks of a page into its text and its footnotes."""
    raised = {mark for block in blocks for line in block.lines for mark in line.marks}
    text: list[Block] = []
    notes: list[Block] = []
    for block in blocks:
        start = _first_note(block, blocks, rules, body_size, raised)
        for part, lines in ((text, block.lines[:start]), (notes, block.lines[start:])):
            if lines:
                part.append(replace(block, lines=lines))
    return tuple(text), tuple(notes)


def _first_note(
    block: Block, blocks: Sequence[Block], rules: Sequence[Rule], body_size: float, raised: set[str]
) -> int:
    """Number of the first line of a block that is a footnote, or the number of its lines."""
    n = len(block.lines)
    start = n
    while start and block.lines[start - 1].size <= _SMALLER * body_size and not block.lines[start - 1].is_row:
        start -= 1
    if start == n or not _is_at_foot(block.lines[start], blocks, _SMALLER * body_size):
        return n
    for i in range(start, n):
        if _is_below_rule(i, block, rules, body_size):
            return i
    for i in range(max(1, start), n):
        if block.lines[i].size <= _SMALL * body_size and _has_called_mark(block.lines[i], raised):
            return i
    return n


def _is_at_foot(first: Line, blocks: Sequence[Block], largest: float) -> bool:
    """Whether nothing of the text's own size stands lower on the page in the same column."""
    return not any(
        line.base > first.base and line.size > largest and line.x0 < first.x1 and line.x1 > first.x0
        for block in blocks
        for line in block.lines
    )


def _is_below_rule(i: int, block: Block, rules: Sequence[Rule], body_size: float) -> bool:
    """Whether a short rule that begins at the left edge lies between a line and the one before it."""
    line = block.lines[i]
    above = block.lines[i - 1].base if i else line.base - 4 * body_size
    longest = _MAX_RULE * max(block.right - block.left, line.x1 - line.x0)
    return any(
        above < y < line.base - 0.3 * line.size
        and abs(x0 - min(block.left, line.x0)) < 2.5 * body_size
        and _MIN_RULE * body_size <= x1 - x0 <= longest
        for x0, x1, y in rules
    )


def _has_called_mark(line: Line, raised: set[str]) -> bool:
    """Whether a line begins with a mark that stands raised in the text of the page."""
    found = _MARK.match(line.text)
    return found is not None and found["mark"] in raised
