"""From an executed notebook to what a report publishes: prose, figures, tables, values; nothing else."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.errors import ReportError
from workbench.evidence import Basis, Value, basis_from, is_simulated, value_from
from workbench.report.display.figure import ShownFigure
from workbench.report.display.front import FrontMatter
from workbench.report.display.mime import FIGURE, FRONT, KEPT_IN_METADATA, TABLE, VALUES
from workbench.report.display.table import Cells, ShownTable
from workbench.report.display.values import merge_value

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Prose:
    """One markdown cell, by its number in the notebook."""

    cell: int
    tags: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure or a table, by the number of the cell that shows it."""

    cell: int
    what: ShownFigure | ShownTable


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a notebook publishes, in its order, in both languages."""

    front: FrontMatter
    pieces: tuple[Prose | Shown, ...]
    values: dict[str, Value]

    @property
    def is_simulated(self) -> bool:
        """Whether anything in it is invented: the title page says so, or a figure, a table or a value."""
        shown = [piece.what for piece in self.pieces if isinstance(piece, Shown)]
        basis: list[Basis] = [b for item in [*self.values.values(), *shown] for b in item.basis]
        return self.front.simulated or any(item.simulated for item in shown) or any(map(is_simulated, basis))


def read_manuscript(notebook: Any) -> Manuscript:
    """Read a notebook that has been run; prints, warnings and other outputs are left out."""
    _check_run(notebook)
    fronts: list[FrontMatter] = []
    pieces: list[Prose | Shown] = []
    values: dict[str, Value] = {}
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            pieces.append(Prose(number, frozenset(cell.metadata.get("tags", ())), cell.source))
        for mime, record, output in _records(cell):
            item = _read(mime, record, output, cell=number)
            if isinstance(item, FrontMatter):
                fronts.append(item)
            elif isinstance(item, tuple):
                _merge(values, item)
            else:
                pieces.append(Shown(number, item))
                _merge(values, item.values if isinstance(item, ShownTable) else ())
    return Manuscript(fronts[0] if fronts else _untitled(notebook), tuple(pieces), values)


def _check_run(notebook: Any) -> None:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if code and not any(cell.get("outputs") for cell in code):
        raise ReportError(
            "the notebook has no outputs; run it first: `workbench build`, or all cells in Jupyter"
        )


def _records(cell: Any) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    for output in cell.get("outputs", ()):
        for mime in _READERS:
            if mime in output.get("data", {}):
                yield mime, output["data"][mime], output


def _merge(values: dict[str, Value], items: tuple[Value, ...]) -> None:
    for item in items:
        merge_value(values, item)


def _untitled(notebook: Any) -> FrontMatter:
    title = str(notebook.metadata.get("title", ""))
    return FrontMatter(
        title={"zh": title or "未命名报告", "en": title or "Untitled report"}, subtitle={"zh": "", "en": ""}
    )


def _read(mime: str, record: Mapping[str, Any], output: Any, *, cell: int) -> Any:
    try:
        return _READERS[mime](record, output)
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
        raise ReportError(
            f"cell {cell} shows something this version cannot read ({type(error).__name__}); "
            "run the notebook again"
        ) from error


def _front(record: Mapping[str, Any], output: Any) -> FrontMatter:
    return FrontMatter(
        title=_both(record["title"]),
        subtitle=_both(record["subtitle"]),
        authors=tuple(map(_both, record["authors"])),
        affiliation=_both(record["affiliation"]) if record["affiliation"] else None,
        keywords=tuple(map(_both, record["keywords"])),
        date=str(record["date"]),
        simulated=bool(record["simulated"]),
        notice=_both(record["notice"]) if record["notice"] else None,
    )


def _figure(record: Mapping[str, Any], output: Any) -> ShownFigure:
    second = output["metadata"][KEPT_IN_METADATA]["png_en"]
    return ShownFigure(
        **_common(record),
        summary=str(record["summary"]),
        png={"zh": _png(output["data"]["image/png"]), "en": _png(second)},
    )


def _table(record: Mapping[str, Any], output: Any) -> ShownTable:
    return ShownTable(
        **_common(record),
        align=tuple(record["align"]),
        cells={lang: _cells(record["cells"][lang]) for lang in ("zh", "en")},
        links=tuple((int(row), int(column), str(name)) for row, column, name in record["links"]),
        values=tuple(map(value_from, record["values"])),
    )


def _values(record: Mapping[str, Any], output: Any) -> tuple[Value, ...]:
    return tuple(map(value_from, record["values"]))


_READERS: dict[str, Callable[[Mapping[str, Any], Any], Any]] = {
    FRONT: _front,
    FIGURE: _figure,
    TABLE: _table,
    VALUES: _values,
}


def _common(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": str(record["label"]),
        "caption": _both(record["caption"]),
        "note": _both(record["note"]),
        "simulated": bool(record["simulated"]),
        "basis": tuple(map(basis_from, record["basis"])),
    }


def _cells(record: Mapping[str, Any]) -> Cells:
    return Cells(tuple(map(str, record["header"])), tuple(tuple(map(str, row)) for row in record["rows"]))


def _both(record: Mapping[str, Any]) -> dict[str, str]:
    return {lang: str(record[lang]) for lang in ("zh", "en")}


def _png(text: str) -> bytes:
    data = base64.b64decode(text)
    if not data.startswith(_PNG):
        raise ValueError("not a PNG")
    return data
