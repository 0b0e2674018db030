"""The pages of a PDF, in order, into one text with its places and changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.corpus.changes import Change, settle
from workbench.readers.pdf.footnotes import part_footnotes
from workbench.readers.pdf.furniture import Furniture, find_furniture
from workbench.readers.pdf.joins import Placed, Setting, describe_setting, find_joins, place_lines
from workbench.readers.pdf.layout import Block, arrange, line_of
from workbench.readers.pdf.letters import find_letters, raise_figures
from workbench.readers.pdf.segments import Upright
from workbench.readers.raw import Place

_MIN_PAGES = 3


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of a PDF, where its pages begin, and what the page's form changed."""

    text: str
    places: tuple[Place, ...]
    changes: tuple[Change, ...]


def compose(pages: Sequence[Upright]) -> Composed:
    """Put pages together: text page after page, then the footnotes of all pages."""
    body_size = _body_size(pages)
    furniture = find_furniture(pages, body_size)
    parts = [_parts(page, found, body_size) for page, found in zip(pages, furniture, strict=True)]
    setting = describe_setting([block for text, notes in parts for block in (*text, *notes)])
    stamps = Counter(line for page in pages for line in set(page.aside))
    sheet = _Sheet()
    number = 0
    for i, page in enumerate(pages):
        sheet.places.append(Place(sheet.length, f"page {i + 1}"))
        sheet.add_furniture([f for f in furniture[i] if f.at_top])
        number = sheet.add_blocks(parts[i][0], sheet.body, number, setting)
        sheet.add_furniture([f for f in furniture[i] if not f.at_top])
        sheet.add_aside(page.aside, stamps)
    for i, (_, notes) in enumerate(parts):
        if notes:
            sheet.places.append(Place(sheet.length, f"page {i + 1} footnote"))
            number = sheet.add_blocks(notes, sheet.notes, number, setting)
    return _composed(sheet, setting)


def _composed(sheet: _Sheet, setting: Setting) -> Composed:
    text = "".join(sheet.pieces)
    joins = [
        c
        for lines in (sheet.body, sheet.notes)
        for c in find_joins(lines, setting, frozenset(sheet.doubtful))
    ]
    raised = (placed.start + place for placed in (*sheet.body, *sheet.notes) for place in placed.line.raised)
    changes = settle([*sheet.changes, *joins, *find_letters(text), *raise_figures(text, raised)])
    return Composed(text, tuple(sheet.places), tuple(changes))


def _body_size(pages: Sequence[Upright]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for segment in page.segments:
            sizes[round(segment.size, 1)] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _parts(
    page: Upright, found: Sequence[Furniture], body_size: float
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    taken = {segment for piece in found for segment in piece.segments}
    blocks = arrange([s for s in page.segments if s not in taken], page.rules)
    return part_footnotes(blocks, page.rules, body_size)


@dataclass(slots=True)
class _Sheet:
    """The text while it is written."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Place] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    body: list[Placed] = field(default_factory=list)
    notes: list[Placed] = field(default_factory=list)
    doubtful: set[int] = field(default_factory=set)  # starts of lines of text followed by something in doubt

    def write(self, line: str) -> int:
        """Add a line; give where it starts."""
        start = self.length
        self.pieces += (line, "\n")
        self.length += len(line) + 1
        return start

    def add_blocks(self, blocks: Sequence[Block], lines: list[Placed], number: int, setting: Setting) -> int:
        """Add the lines of blocks; give the number of the next block."""
        for block in blocks:
            for placed in place_lines(block, number, setting):
                lines.append(replace(placed, start=self.write(placed.line.text)))
            number += 1
        return number

    def add_furniture(self, found: Sequence[Furniture]) -> None:
        """Add running heads and page numbers, each with the change that takes it out."""
        for piece in found:
            self.exclude(line_of(sorted(piece.segments, key=lambda s: s.x0)).text, piece.rule, piece.doubt)

    def add_aside(self, lines: Sequence[str], stamps: Counter[str]) -> None:
        """Add what is written in another direction; the same on page after page is taken out."""
        for line in lines:
            doubt = "" if stamps[line] >= _MIN_PAGES else "written in another direction than the text"
            self.exclude(line, "running-head", doubt)

    def exclude(self, line: str, rule: str, doubt: str) -> None:
        """Add a line and the change, made or proposed, that takes it out."""
        start = self.write(line)
        self.changes.append(Change(start, self.length, "", rule, automatic=not doubt, reason=doubt))
        if doubt and self.body:
            self.doubtful.add(self.body[-1].start)
