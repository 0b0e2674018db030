"""Whether a text is wrapped at a fixed width, and which of its lines are full."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from workbench.corpus.layout.lines import NO_START, SENTENCE_ENDS, Lines, open_lines, stands_alone
from workbench.corpus.letters import HAN

_LATIN_WORD = re.compile(r"[^\s\u2e80-\uffef]+")
_HAN_CHAR = re.compile(rf"[{HAN}]")
#: Fewer full lines may be chance; verse is narrower than this.
_MIN_FULL = 6
_MIN_WIDTH = 34
#: Columns by which a full line may fall short: a mark or a Chinese character kept off the next line.
_SLACK = 3


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The columns at which lines are broken, the lines broken there, and whether paragraphs are indented."""

    width: int
    full: frozenset[int]
    indents: bool

    def is_filled(self, line: str) -> bool:
        """Whether a line reaches the end, give or take a word, whatever comes after it."""
        return columns(line) > self.width - (_SLACK + 2 if _HAN_CHAR.search(line) else 12)


def find_wrapping(lines: Lines) -> Wrapping | None:
    """Measure whether the lines are plainly wrapped at one width; None if they are not.

    Notes
    -----
    A line is full if the first word (or character) of the next line had no room on it. The text is wrapped
    at a width if hardly a line is longer, and nearly all lines that end inside a sentence are full.
    """
    filled = [i for i, last in enumerate(lines.lasts) if last]
    open_ones = open_lines(lines)
    if len(open_ones) < _MIN_FULL or 6 * len(open_ones) < len(filled):
        return None
    widths = {i: columns(lines.rows[i].rstrip()) for i in filled if not _is_row(lines.rows[i])}
    inside = [i for i in open_ones if i in widths and _has_rest(lines, i)]
    if len(inside) < _MIN_FULL:
        return None
    for width in _likely_widths(list(widths.values())):
        full = frozenset(i for i in widths if widths[i] + _next_word(lines, i) > width)
        if _is_wrapped(lines, full, inside, n_lines=len(widths)):
            indents = sum(row.startswith(("\u3000\u3000", "    ")) for row in lines.rows) >= 2
            return Wrapping(width, full, indents)
    return None


def _is_row(row: str) -> bool:
    return "\t" in row or "|" in row


def _likely_widths(widths: list[int]) -> list[int]:
    """The width most Chinese lines fill, and the longest, for Latin words; at most 3 % of lines exceed it."""
    ordered = sorted(widths)
    longest = ordered[-1 - len(ordered) // 33]
    counts = Counter(widths)
    fullest = max(counts, key=lambda width: (sum(counts[width - k] for k in range(_SLACK)), width))
    return [width for width in (fullest, longest) if width >= max(_MIN_WIDTH, longest - _SLACK)]


def _is_wrapped(lines: Lines, full: frozenset[int], inside: list[int], *, n_lines: int) -> bool:
    return (
        len(full) >= max(_MIN_FULL, n_lines // 6)
        and 20 * sum(i in full for i in inside) >= 17 * len(inside)
        and 2 * sum(_ends_without_mark(lines.words(i)) for i in full) >= len(full)
    )


def columns(line: str) -> int:
    """Columns a line takes on a grid: in Chinese all characters but Latin ones take two."""
    return 2 * len(line) - len(line.encode("latin-1", "ignore")) if _HAN_CHAR.search(line) else len(line)


def _next_word(lines: Lines, i: int) -> int:
    """Columns that the beginning of the next line would have needed; 0 if there is no next line."""
    if i + 1 >= len(lines) or not lines.rows[i + 1].strip():
        return 0
    after = lines.words(i + 1)
    if word := _LATIN_WORD.match(after):
        joined = word.end() + 1 if lines.words(i)[-1:].isascii() else word.end()
        return joined if len(word.group()) < 20 else 0
    return _SLACK + 2 if len(after) > 1 and after[1] in NO_START else _SLACK


def _has_rest(lines: Lines, i: int) -> bool:
    return i + 1 < len(lines) and bool(lines.rows[i + 1].strip()) and not stands_alone(lines.words(i + 1))


def _ends_without_mark(line: str) -> bool:
    return line[-1] not in SENTENCE_ENDS + "，、,"
