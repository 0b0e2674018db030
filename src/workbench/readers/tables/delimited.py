"""Tables in text files (csv), separated by commas, semicolons, or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from workbench.corpus.encoding import decode
from workbench.errors import UnreadableFileError
from workbench.readers.limits import MAX_CELLS
from workbench.readers.raw import RawText
from workbench.readers.tables.columns import MAX_HEADING_ROWS, find_roles, header_at, make_sheet
from workbench.readers.tables.documents import documents_of
from workbench.readers.tables.sheet import Row, Sheet, counted_rows, read_bytes, too_large

_DELIMITERS = (",", ";", "\t")
_DECLARED = re.compile(r"\ufeff?sep=(.)\r?\n")  # first line that Excel writes and reads
#: Characters at the beginning of the file that show its delimiter.
_SAMPLE = 2**17
_LONGEST_CELL = 2**31 - 1  # the csv module's own limit is 131,072, less than a long report


def read_csv_documents(path: Path) -> tuple[RawText, ...]:
    """Read a csv file in any encoding, one document a row.

    The delimiter is the one that makes the names of the columns make sense: a column of texts, then as
    many columns as possible. Cells may hold line ends and be of any length.

    Raises
    ------
    UnreadableFileError
        Naming the row, as a spreadsheet counts it, where quotation marks do not balance or cells are too
        many; or saying which column is missing.
    """
    data = read_bytes(path)
    stripped = _without_nul(data)
    decoded = decode(data if stripped is None else stripped)
    text = decoded.text.replace("\0", "")
    n_nul = (data.count(b"\0") if stripped is not None else 0) + len(decoded.text) - len(text)
    alarms = (f"nul-bytes: {n_nul} left out",) if n_nul else ()
    with _cells_of_any_length():
        sheet = _sheet(text, alarms)
    return documents_of([sheet], encoding=decoded.encoding, reader="csv")


def _sheet(text: str, alarms: tuple[str, ...]) -> Sheet:
    declared = _DECLARED.match(text)
    delimiter = declared[1] if declared else _delimiter(text)
    if text.count(delimiter) > MAX_CELLS:
        raise too_large()
    rows = list(counted_rows(_records(text, delimiter)))
    if declared:
        rows = rows[1:]
    sheet = make_sheet("", rows, alarms=alarms)
    _check_widths(sheet)
    n_short = sum(len(row.cells) < len(sheet.columns) for row in sheet.rows)
    if n_short:
        said = f"short-rows: {n_short} rows have fewer cells than there are columns; the missing are empty"
        return Sheet(sheet.name, sheet.columns, sheet.rows, (*sheet.alarms, said))
    return sheet


def _delimiter(text: str) -> str:
    def fit(delimiter: str) -> tuple[bool, int]:
        reader = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=delimiter)
        rows = [Row(n, tuple(cells)) for n, cells in enumerate(islice(reader, MAX_HEADING_ROWS)) if cells]
        if not rows:
            return False, 0
        header = make_sheet("", rows[header_at(rows) :][:1])
        return _names_text(header), len(header.columns)

    return max(_DELIMITERS, key=fit)


def _names_text(header: Sheet) -> bool:
    return find_roles(header) is not None


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFileError(
                f"row {number}: quotation marks do not balance; write a quotation mark inside a cell twice "
                "and close the cell, or save the table again as CSV from the spreadsheet"
            ) from error


def _check_widths(sheet: Sheet) -> None:
    for row in sheet.rows:
        if any(map(str.strip, row.cells[len(sheet.columns) :])):
            raise UnreadableFileError(
                f"row {row.number}: {len(row.cells)} cells where there are {len(sheet.columns)} columns; put "
                "a text that holds the delimiter between quotation marks"
            )


def _without_nul(data: bytes) -> bytes | None:
    """The bytes without stray zeros, if there are some and what is left is UTF-8; else None."""
    n_nul = data.count(b"\0")
    if not n_nul or n_nul * 5 > len(data):  # many zeros: UTF-16
        return None
    stripped = data.replace(b"\0", b"")
    try:
        stripped.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return stripped


@contextmanager
def _cells_of_any_length() -> Iterator[None]:
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
