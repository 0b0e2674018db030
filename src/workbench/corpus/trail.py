"""The trail of a text: the original, every step of changes since, and the way back for each position.

Each `Step` turns one text into the next by replacing stretches that do not overlap. A position is led back
through the steps one after the other, so that it ends in the original, whatever was repaired in between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.corpus.changes import UNDECIDED, Change, Decisions
from workbench.corpus.encoding import encode
from workbench.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Place:
    """From code point `start` of the original on, until the next place: a page, a row, a time."""

    start: int
    label: str  # "page 3", "row 12", "footnote 2", "00:01:02.500"


@dataclass(frozen=True, slots=True)
class OriginalSpan:
    """Where a passage of the repaired text stands in the original."""

    start: int  # code points of the original
    end: int
    byte_start: int | None  # of the file; None if the file is packed (docx, pdf, xlsx)
    byte_end: int | None
    line: int  # of the original, from 1
    place: str  # page, row or time, if the original has them
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One text into the next: ``before[starts[i]:ends[i]]`` became ``after[new_starts[i]:new_ends[i]]``."""

    before: str = field(repr=False)
    after: str = field(repr=False)
    starts: Positions
    ends: Positions
    new_starts: Positions
    new_ends: Positions
    rules: tuple[str, ...]  # one a change, or one for all of them

    def rule(self, i: int) -> str:
        """Name the rule of change `i`."""
        return self.rules[i] if len(self.rules) > 1 else self.rules[0]

    def back(self, start: Positions, end: Positions) -> tuple[Positions, Positions]:
        """Lead spans of `after` back to `before`; what was cut out at their borders stays outside."""
        return _carry(start, end, self.new_starts, self.new_ends, self.starts, self.ends)

    def forth(self, start: Positions, end: Positions) -> tuple[Positions, Positions]:
        """Lead spans of `before` on to `after`."""
        return _carry(start, end, self.starts, self.ends, self.new_starts, self.new_ends)


def _carry(
    start: Positions,
    end: Positions,
    from_starts: Positions,
    from_ends: Positions,
    to_starts: Positions,
    to_ends: Positions,
) -> tuple[Positions, Positions]:
    """Spans over the changed stretches; a stretch that kept its length leads character to character."""
    if not len(from_starts):
        return start, end
    even = (from_ends - from_starts) == (to_ends - to_starts)
    i = np.searchsorted(from_starts, start, side="right") - 1
    inside = (i >= 0) & (start < from_ends[i])
    new_start = np.where(
        inside,
        to_starts[i] + np.where(even[i], start - from_starts[i], 0),
        np.where(i >= 0, start - from_ends[i] + to_ends[i], start),
    )
    j = np.searchsorted(from_starts, end, side="left") - 1
    within = (j >= 0) & (end <= from_ends[j])
    new_end = np.where(
        within,
        np.where(even[j], to_starts[j] + end - from_starts[j], to_ends[j]),
        np.where(j >= 0, end - from_ends[j] + to_ends[j], end),
    )
    return new_start, np.maximum(new_start, new_end)


def apply(text: str, changes: Iterable[Change]) -> Step:
    """Apply changes that are in order and do not overlap.

    >>> apply("網(wǎng)站", [Change(1, 7, "", "inserted-pinyin")]).after
    '網站'
    """
    listed = list(changes)
    pieces: list[str] = []
    at = 0
    for change in listed:
        pieces += (text[at : change.start], change.after)
        at = change.end
    pieces.append(text[at:])
    starts = np.array([c.start for c in listed], dtype=np.int64)
    ends = np.array([c.end for c in listed], dtype=np.int64)
    lengths = np.array([len(c.after) for c in listed], dtype=np.int64)
    new_starts = starts + np.concatenate(([0], np.cumsum(lengths - (ends - starts))[:-1])).astype(np.int64)
    rules = tuple(c.rule for c in listed)
    return Step(text, "".join(pieces), starts, ends, new_starts, new_starts + lengths, rules)


@dataclass(frozen=True, slots=True)
class Trail:
    """How a text came from its original, and what was only proposed; positions lead back and forth."""

    original: str = field(repr=False)
    steps: tuple[Step, ...] = field(default=(), repr=False)
    open: tuple[Change, ...] = field(default=(), repr=False)  # found, not made; positions of the original
    decisions: Decisions = UNDECIDED
    encoding: str = "utf-8"
    head: bytes = b""  # byte order mark
    is_decoded_file: bool = True  # False for packed files, which have no byte of their own for a character
    places: tuple[Place, ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """The text after every step."""
        return self.steps[-1].after if self.steps else self.original

    @property
    def n_edits(self) -> int:
        """How many changes were made."""
        return sum(len(step.starts) for step in self.steps)

    def to_original(
        self, start: Positions, end: Positions, *, n_steps: int | None = None
    ) -> tuple[Positions, Positions]:
        """Lead spans of the text after the first `n_steps` steps (all of them) back to the original."""
        for step in reversed(self.steps[:n_steps]):
            start, end = step.back(start, end)
        return start, end

    def to_text(self, start: Positions, end: Positions) -> tuple[Positions, Positions]:
        """Lead spans of the original on to the text."""
        for step in self.steps:
            start, end = step.forth(start, end)
        return start, end

    def original_span(self, start: int, end: int) -> OriginalSpan:
        """Where ``text[start:end]`` stands in the original."""
        if not 0 <= start <= end <= len(self.text):
            raise InputError(
                f"positions {start} to {end} are not in the text; it has {len(self.text)} characters, "
                "counted from 0, and the end is not before the start"
            )
        firsts, lasts = self.to_original(np.array([start]), np.array([end]))
        first, last = int(firsts[0]), int(lasts[0])
        (byte_start, line), (byte_end, _) = self.bytes_and_lines([first, last])
        return OriginalSpan(
            first, last, byte_start, byte_end, line, self.place(first), self.original[first:last]
        )

    def place(self, position: int) -> str:
        """Page, row or time of a position of the original; empty if it has none."""
        i = bisect_right(self.places, position, key=lambda place: place.start)
        return self.places[i - 1].label if i else ""

    def bytes_and_lines(self, positions: Iterable[int]) -> list[tuple[int | None, int]]:
        """Byte and line of each position of the original, in one walk through it."""
        wanted = list(positions)
        mark = "\n" if "\n" in self.original else "\r"
        at, line, byte = 0, 1, len(self.head)
        known: dict[int, tuple[int | None, int]] = {}
        for position in sorted(set(wanted)):
            passed = self.original[at:position]
            line += passed.count(mark)
            if self.is_decoded_file:
                byte += len(encode(passed, self.encoding))
            known[position] = (byte if self.is_decoded_file else None, line)
            at = position
        return [known[position] for position in wanted]

    @property
    def edits(self) -> pd.DataFrame:
        """One row a change made, step by step: the columns of `schemas.EDITS`."""
        from workbench.corpus.edits import edits_table

        return edits_table(self)

    @property
    def proposals(self) -> pd.DataFrame:
        """One row a change found and not made: the columns of `schemas.EDITS`."""
        from workbench.corpus.edits import proposals_table

        return proposals_table(self)

    def original_bytes(self) -> bytes:
        """Return the bytes of the file that was read; packed files are not kept, their text in UTF-8 is."""
        return self.head + encode(self.original, self.encoding if self.is_decoded_file else "utf-8")
