"""The text between tags, as a browser would set it: blocks on lines of their own, cells apart by tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.corpus.changes import Change
from workbench.readers.plain import check_count

_SPACE = " \t\r\n\f"
_RUN = re.compile(r"[ \t\r\n\f]*[\t\r\n\f][ \t\r\n\f]*| {2,}")
_LINE = re.compile(r"\r\n|\r|\n")
_FIRST_WIDE = "\u2e80"  # Chinese writing has no space where a line ends


@dataclass(slots=True)
class _Gap:
    """What stands between two stretches of text: tags, and white space that says nothing by itself."""

    start: int
    has_marks: bool = False
    n_cells: int = 0
    is_row: bool = False
    is_block: bool = False
    has_space: bool = False
    n_lines: int = 0  # the most line ends in a row
    inserted: str = ""

    def white(self, run: str) -> None:
        if run:
            self.has_space = True
            self.n_lines = max(self.n_lines, len(_LINE.findall(run)))

    def after(self, before: str, behind: str) -> str:
        """What the gap becomes, by the characters on its two sides."""
        if not before or self.inserted:
            return ("\n" if before else "") + self.inserted
        if self.is_row or self.n_cells:
            return "\n" + "\t" * (self.n_cells - 1) if self.is_row else "\t" * self.n_cells
        if self.is_block or self.n_lines > 1 or not behind:
            return "\n"
        is_chinese = before >= _FIRST_WIDE and behind >= _FIRST_WIDE
        return " " if self.has_space and not (self.n_lines and is_chinese) else ""


@dataclass(slots=True)
class Flow:
    """Takes the pieces of a file in their order, and gives the changes that leave its text."""

    text: str
    changes: list[Change] = field(default_factory=list)
    gap: _Gap = field(default_factory=lambda: _Gap(0))
    last: str = ""  # character before the gap
    is_preformatted: bool = False

    def words(self, start: int, end: int) -> None:
        """``text[start:end]`` stays, but for its white space."""
        if self.is_preformatted:
            self._put(start, end) if start < end else None
            return
        piece = self.text[start:end]
        stripped = piece.lstrip(_SPACE)
        first = end - len(stripped)
        self.gap.white(piece[: first - start])
        if not stripped:
            return
        after = len(stripped.rstrip(_SPACE))
        self._put(first, first + after)
        self._shorten_runs(first, first + after)
        self.gap.white(stripped[after:])

    def replaced(self, start: int, end: int, after: str, rule: str) -> None:
        """``text[start:end]`` stands for `after`."""
        self._put(start, end, after)
        if after != self.text[start:end]:
            self._change(start, end, after, rule)

    def mark(self) -> None:
        """A tag that says nothing about lines."""
        self.gap.has_marks = True

    def block(self) -> None:
        """A tag that begins or ends lines."""
        self.gap.has_marks = self.gap.is_block = True

    def row(self) -> None:
        """A tag that begins or ends a row of a table."""
        self.gap.has_marks = self.gap.is_row = True
        self.gap.n_cells = 0

    def cell(self) -> None:
        """A tag that begins a cell."""
        self.gap.has_marks = True
        self.gap.n_cells += 1

    def insert(self, line: str) -> None:
        """A line that the tags say and no text does."""
        self.gap.has_marks = True
        self.gap.inserted += ("\n" if self.last or self.gap.inserted else "") + line + "\n"

    def finish(self) -> list[Change]:
        """All changes, in order."""
        if self.gap.start < len(self.text):
            self._close(len(self.text), "")
        return self.changes

    def _put(self, start: int, end: int, after: str | None = None) -> None:
        written = self.text[start:end] if after is None else after
        self._close(start, written[:1])
        self.gap = _Gap(end)
        self.last = written[-1:] or self.last

    def _close(self, end: int, behind: str) -> None:
        after = self.gap.after(self.last, behind)
        if after != self.text[self.gap.start : end]:
            rule = "markup" if self.gap.has_marks else "white-space"
            self._change(self.gap.start, end, after, rule)

    def _shorten_runs(self, start: int, end: int) -> None:
        """White space within a piece of text."""
        for run in _RUN.finditer(self.text, start, end):
            gap = _Gap(run.start())
            gap.white(run.group())
            after = gap.after(self.text[run.start() - 1], self.text[run.end()])
            if after != run.group():
                self._change(run.start(), run.end(), after, "white-space")

    def _change(self, start: int, end: int, after: str, rule: str) -> None:
        self.changes.append(Change(start, end, after, rule))
        check_count(len(self.changes))
