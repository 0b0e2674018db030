"""A shown table as a pandoc table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from workbench.report.display.table import Cells, ShownTable
from workbench.report.render.draft import Draft
from workbench.report.render.elements import NO_ATTRIBUTES, Element, is_wide, plain, words

_ALIGN = {"left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight"}
_LINE, _MARGIN = 98, 3  # of the page, of a cell's edges; in widths of a digit
SHORT_TABLE = 20  # rows up to which a table stays on one page
_EMPTY = "\u00a0"  # else Word gives an empty cell the height of a paragraph
CellContent = Callable[[str, str], list[Element]]
"""Called with the text of a cell and the name of the value in it."""


def table_tree(
    table: ShownTable,
    draft: Draft,
    *,
    value_cell: CellContent,
    caption: Sequence[Element] = (),
    full_width: bool = False,
) -> Element:
    """Return the table as a pandoc table; cells that are values are set by `value_cell`.

    With `full_width` it fills the column of text, else it is as wide as its content.
    """
    cells = table.cells[draft.lang]
    names = {(row, column): name for row, column, name in table.links}
    rows = [
        _row(
            [
                value_cell(text, names[row, column]) if (row, column) in names else words(text or _EMPTY)
                for column, text in enumerate(line)
            ]
        )
        for row, line in enumerate(cells.rows)
    ]
    widths = _shares(cells, table.align) if full_width else [{"t": "ColWidthDefault"}] * len(cells.header)
    columns = [
        [{"t": _ALIGN.get(side, "AlignLeft")}, width] for side, width in zip(table.align, widths, strict=True)
    ]
    head = [NO_ATTRIBUTES, [_row([words(text) for text in cells.header])]]
    body = [NO_ATTRIBUTES, 0, [], rows]
    return {
        "t": "Table",
        "c": [NO_ATTRIBUTES, [None, list(caption)], columns, head, [body], [NO_ATTRIBUTES, []]],
    }


def _shares(cells: Cells, align: Sequence[str]) -> list[Element]:
    """Share of the width for every column: what its longest cell needs, less for text if there is no room."""
    columns = list(zip(*cells.rows, strict=True)) or [()] * len(cells.header)
    wants = [max(map(_length, column), default=0) for column in columns]
    least = [
        max(want if side != "left" else 0, *map(_unbroken, (name, *column)))
        for want, side, name, column in zip(wants, align, cells.header, columns, strict=True)
    ]
    longest = max(wants)

    def widths() -> list[int]:
        return [max(low, min(want, longest)) + _MARGIN for low, want in zip(least, wants, strict=True)]

    while sum(widths()) > _LINE and longest > 0:
        longest -= 1
    return [{"t": "ColWidth", "c": round(width / sum(widths()), 4)} for width in widths()]


def _unbroken(text: str) -> int:
    """Length of the longest piece that no line may break: a word, or one Chinese character."""
    pieces = re.split(r"\s", "".join(f" {c} " if is_wide(c) else c for c in text))
    return max(map(_length, pieces))


def _length(text: str) -> int:
    return sum(2 if is_wide(character) else 1 for character in text)


def _row(cells: list[list[Element]]) -> list[Any]:
    return [NO_ATTRIBUTES, [[NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [plain(cell)]] for cell in cells]]
