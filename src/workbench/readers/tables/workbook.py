"""Workbooks (xlsx, xls) with one document a row.

openpyxl reads .xlsx and xlrd the older .xls. python-calamine reads both and is faster, but it asks for
memory for every cell between the first and the last one used, and when it gets none it ends the whole
Python process: one stray cell in the last row and column does it (python-calamine 0.9.1 asked for 512 GB),
and damaged .xls files make it panic. openpyxl in its read-only mode and xlrd raise errors that can be
caught, and openpyxl is needed for tables of results anyway.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import UnreadableFileError
from workbench.readers.limits import check_archive, is_zip, open_archive, parse_part
from workbench.readers.raw import RawText
from workbench.readers.tables.columns import make_sheet
from workbench.readers.tables.documents import documents_of
from workbench.readers.tables.sheet import Sheet, counted_rows, read_bytes
from workbench.readers.unreadable import explain_unreadable, is_old_workbook

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how xlsx writes a control character, such as _x000D_


def read_xlsx_documents(path: Path) -> tuple[RawText, ...]:
    """Read every sheet that has a column of texts, one document a row.

    Cells come as text: whole numbers without a decimal point, dates as 2020-01-31, formulas as their
    stored value.

    Raises
    ------
    UnreadableFileError
        If the file is protected, damaged, or hostile, or no sheet has a column of texts.
    """
    if is_old_workbook(path):
        return documents_of(_old_sheets(path), encoding="utf-16", reader="xls")
    problem = explain_unreadable(path)
    if problem:
        raise UnreadableFileError(problem)
    if not is_zip(path):
        raise UnreadableFileError(f"cannot be read as {path.suffix}: it is no workbook; save it as .xlsx")
    check_archive(path)
    return documents_of(_sheets(path), encoding="utf-8", reader="xlsx")


def _sheets(path: Path) -> list[Sheet]:
    import openpyxl

    with _damage_said(path):
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            found = [(sheet.title, list(counted_rows(_cells(sheet)))) for sheet in book.worksheets]
        alarms = tuple(_losses(path))
    return [make_sheet(title, rows, alarms=alarms) for title, rows in found]


def _cells(sheet: ReadOnlyWorksheet) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    for row in sheet.iter_rows(values_only=True):
        yield [_unescaped(value) if isinstance(value, str) else _as_text(value) for value in row]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def _losses(path: Path) -> Iterator[str]:
    """What of a workbook stands in no cell, or in a cell without a value."""
    with open_archive(path) as archive:
        names = archive.namelist()
        comments = [name for name in names if re.fullmatch(r"xl/comments[^.]*\.xml", name)]
        n_comments = sum(_count(archive, name, "comment") for name in comments)
        n_pictures = sum(name.startswith("xl/media/") for name in names)
        sheets = [name for name in names if re.fullmatch(r"xl/worksheets/[^/]*\.xml", name)]
        n_formulas = sum(_n_formulas_without_value(archive, name) for name in sheets)
    if n_comments:
        yield f"comments: {n_comments} on cells are not read"
    if n_pictures:
        yield f"pictures: {n_pictures} not read"
    if n_formulas:
        yield f"formulas: {n_formulas} have no stored value and are empty; open and save the file in Excel"


def _count(archive: zipfile.ZipFile, part: str, tag: str) -> int:
    return sum(element.tag.endswith(f"}}{tag}") for element in parse_part(archive, part).iter())


def _n_formulas_without_value(archive: zipfile.ZipFile, part: str) -> int:
    """Count cells with a formula and no value, which a program that does not calculate writes."""
    from xml.etree.ElementTree import iterparse

    if b"<f" not in archive.read(part):
        return 0
    n_formulas = 0
    with archive.open(part) as stream:
        for _, element in iterparse(stream):
            name = element.tag.rpartition("}")[2]
            if name == "c":
                parts = {child.tag.rpartition("}")[2]: child for child in element}
                value = parts.get("v")
                n_formulas += "f" in parts and (value is None or not value.text)
            if name in {"c", "row"}:
                element.clear()
    return n_formulas


def _old_sheets(path: Path) -> list[Sheet]:
    import xlrd

    with _damage_said(path):
        # xlrd writes warnings about damage to this file instead of raising them
        book = xlrd.open_workbook(
            file_contents=read_bytes(path), on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
        found = [(name, list(counted_rows(_old_cells(book, name)))) for name in book.sheet_names()]
    return [make_sheet(name, rows) for name, rows in found]


def _old_cells(book: Any, name: str) -> Iterator[list[str]]:
    sheet = book.sheet_by_name(name)
    for number in range(sheet.nrows):
        yield [_old_text(cell, book.datemode) for cell in sheet.row(number)]


def _old_text(cell: Any, datemode: int) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        return _as_text(xlrd.xldate.xldate_as_datetime(cell.value, datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return _as_text(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return _as_text(cell.value)


@contextmanager
def _damage_said(path: Path) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl says what of the formatting it does not know
            yield
    except UnreadableFileError:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl and xlrd raise anything
        raise UnreadableFileError(
            f"cannot be read as {path.suffix}: it is damaged or protected ({type(error).__name__}); open it "
            "in its own program and save it again"
        ) from error
