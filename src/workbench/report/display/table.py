"""Show a frame as a three-line table in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from workbench.errors import OptionError
from workbench.evidence import (
    LANGUAGES,
    Basis,
    Language,
    Text,
    Value,
    basis_of,
    format_number,
    in_both,
    pick,
    record_of,
    value_record,
)
from workbench.report.display.front import SIMULATED
from workbench.report.display.labels import check_label
from workbench.report.display.mime import TABLE, Bundle

if TYPE_CHECKING:
    import pandas as pd

Align = Literal["left", "center", "right"]
Translations = Mapping[Any, Text]
MISSING = "—"


@dataclass(frozen=True, slots=True)
class Cells:
    """A table in one language, as it is printed."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table in both languages; `links` says which cells are named values."""

    label: str
    caption: dict[str, str]
    note: dict[str, str]
    simulated: bool
    align: tuple[Align, ...]
    cells: dict[str, Cells]
    links: tuple[tuple[int, int, str], ...]
    values: tuple[Value, ...]
    basis: tuple[Basis, ...] = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        record = {
            "label": self.label,
            "caption": self.caption,
            "note": self.note,
            "simulated": self.simulated,
            "align": self.align,
            "cells": {lang: asdict(cells) for lang, cells in self.cells.items()},
            "links": self.links,
            "values": [value_record(item) for item in self.values],
            "basis": [record_of(basis) for basis in self.basis],
        }
        return {"text/plain": self._text(), "text/html": self._html(), TABLE: record}, {}

    def _text(self) -> str:
        lines = [self.cells["zh"].header, *self.cells["zh"].rows]
        return "\n".join([f"{self.label} {self.caption['zh']}", *("\t".join(line) for line in lines)])

    def _html(self) -> str:
        return _html(self)


def show_table(  # noqa: PLR0913
    frame: pd.DataFrame,
    *,
    label: str,
    caption: Text,
    columns: Mapping[str, Text] | None = None,
    values: Mapping[str, Translations] | None = None,
    formats: Mapping[str, str] | None = None,
    digits: int = 2,
    align: Mapping[str, Align] | None = None,
    note: Text = "",
    simulated: bool = False,
    of: object = (),
) -> ShownTable:
    """Show a table that a report prints as 表 1 or Table 1.

    Parameters
    ----------
    frame
        One row per line. A cell may be a `Value`: it is then linked to its evidence.
    label
        Such as ``"tbl-cases"``; the text cites it as ``[@tbl-cases]``.
    caption, note
        In both languages; plain text. The note stands below the table.
    columns
        Names of the columns in both languages; if given, only these are shown, in this order.
    values
        Translations of what stands in a column: ``{"kind": {"human": {"zh": "人工", "en": "human"}}}``.
    formats
        Per column: ``".3f"``, ``",d"``, ``".1%"``, ``"p"``. Others: whole numbers as they are, the rest with
        `digits` decimals.
    align
        Per column; by default numbers right and text left.
    simulated
        Whether the data are invented; the caption then says so.
    of
        What the table rests on, as for `workbench.value`.
    """
    names = list(columns or frame.columns)
    _check_columns(frame, [*names, *(values or {}), *(formats or {}), *(align or {})], label=label)
    headings = [in_both((columns or {}).get(name, str(name)), name=f"columns[{name!r}]") for name in names]
    printed = {
        name: _print_column(
            frame[name], (formats or {}).get(name, f".{digits}f"), (values or {}).get(name, {})
        )
        for name in names
    }
    cells: dict[str, Cells] = {lang: _cells(lang, headings, list(printed.values())) for lang in LANGUAGES}
    cited = [
        (row, place, cell)
        for place, name in enumerate(names)
        for row, cell in enumerate(frame[name])
        if isinstance(cell, Value)
    ]
    return ShownTable(
        label=check_label(label, kind="tbl"),
        caption=in_both(caption, name="caption"),
        note=in_both(note, name="note"),
        simulated=simulated,
        align=tuple((align or {}).get(name, _align(frame[name])) for name in names),
        cells=cells,
        links=tuple((row, place, item.name) for row, place, item in cited),
        values=tuple(item for _, _, item in cited),
        basis=basis_of(of),
    )


def _check_columns(frame: pd.DataFrame, names: Sequence[str], *, label: str) -> None:
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise OptionError(
            f"the table {label} has no column {', '.join(map(str, missing))}; "
            f"its columns are {', '.join(map(str, frame.columns))}"
        )


def _print_column(column: pd.Series[Any], spec: str, translations: Translations) -> list[dict[str, str]]:
    return [in_both(_print(cell, spec, translations), name="values") for cell in column]


def _print(cell: Any, spec: str, translations: Translations) -> Text:
    import numpy as np
    import pandas as pd

    if isinstance(cell, Value):
        return cell.text
    if np.ndim(cell) == 0 and pd.isna(cell):
        return MISSING
    if isinstance(cell, str | bool | np.bool_) or not np.isscalar(cell):
        return translations.get(cell, str(cell)) if np.ndim(cell) == 0 else str(cell)
    if cell in translations:
        return translations[cell]
    whole = isinstance(cell, int | np.integer) and re.fullmatch(r"\.\d+f", spec)
    return format_number(cell, "d" if whole else spec, name="of a table")


def _cells(lang: Language, headings: list[dict[str, str]], printed: list[list[dict[str, str]]]) -> Cells:
    columns = [[pick(cell, lang) for cell in column] for column in printed]
    return Cells(tuple(heading[lang] for heading in headings), tuple(zip(*columns, strict=True)))


def _align(column: pd.Series[Any]) -> Align:
    import numpy as np

    cells = [cell for cell in column if cell is not None]
    numbers = all(isinstance(cell, int | float | np.number | Value) for cell in cells)
    return "right" if cells and numbers else "left"


_RULE = "border-top:1.5px solid;border-bottom:1.5px solid;border-collapse:collapse"


def _html(table: ShownTable) -> str:
    cells = table.cells["zh"]
    head = "".join(
        f"<th style='text-align:{side};border-bottom:1px solid'>{escape(name)}</th>"
        for name, side in zip(cells.header, table.align, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td style='text-align:{side}'>{escape(cell)}</td>"
            for cell, side in zip(row, table.align, strict=True)
        )
        + "</tr>"
        for row in cells.rows
    )
    mark = f" <mark>{escape(SIMULATED['zh'])}</mark>" if table.simulated else ""
    zh, en = (escape(table.caption[lang]) for lang in LANGUAGES)
    caption = f"<caption>{zh}{mark}<br><small>{en}</small></caption>"
    note = f"<p><small>{escape(table.note['zh'])}</small></p>" if table.note["zh"] else ""
    return (
        f"<table style='{_RULE}'>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"
    )
