"""The cells of a table as a spreadsheet shows them: text, with the row number its user sees."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from workbench.errors import TableError, UnreadableFileError

_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells as text; the index of `frame` is the row in a spreadsheet, where the header is row 1."""

    frame: pd.DataFrame
    source: str
    source_hash: str


def read_cells(path_or_frame: str | Path | pd.DataFrame) -> Cells:
    """Read a CSV file (UTF-8 or GB18030), the first sheet of an xlsx file, or a frame.

    Rows in which every cell is empty are passed over; the others keep their number.
    """
    if isinstance(path_or_frame, pd.DataFrame):
        return _cells_of_frame(path_or_frame)
    path = Path(path_or_frame)
    content = _content(path)
    rows = _xlsx_rows(path, content) if path.suffix.lower() == ".xlsx" else _csv_rows(path, content)
    return Cells(_frame_of_rows(rows, source=path.name), path.name, hashlib.sha256(content).hexdigest()[:16])


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path.name} cannot be read: {error.strerror or error}") from None


def _csv_rows(path: Path, content: bytes) -> list[list[str]]:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error as error:
            message = (
                f"{path.name} is not valid CSV ({error}); save it again from the spreadsheet as CSV UTF-8"
            )
            raise UnreadableFileError(message) from None
    raise UnreadableFileError(f"{path.name} is neither UTF-8 nor GB18030; save it as CSV UTF-8")


def _xlsx_rows(path: Path, content: bytes) -> list[list[str]]:
    from zipfile import BadZipFile

    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError) as error:
        raise UnreadableFileError(
            f"{path.name} is not an xlsx workbook ({error}); save it as .xlsx"
        ) from None
    return [[_as_text(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]


def _cells_of_frame(frame: pd.DataFrame) -> Cells:
    rows = [[str(name) for name in frame.columns]]
    rows += [[_as_text(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    text = "\n".join("\t".join(row) for row in rows)
    source_hash = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Cells(_frame_of_rows(rows, source="the responses"), "the responses", source_hash)


def _as_text(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, float):
        return "" if value != value else f"{value:g}" if value.is_integer() else repr(value)  # noqa: PLR0124
    return str(value).strip()


def _frame_of_rows(rows: Sequence[Sequence[str]], *, source: str) -> pd.DataFrame:
    if not rows:
        raise TableError(f"{source} is empty; its first row must hold the names of the columns")
    header = _header(rows[0], source=source)
    kept = [(n, row) for n, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    for number, row in kept:
        if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            message = f"{source}, row {number}: {len(row)} cells where the header has {len(header)}"
            raise TableError(f"{message}; look for a comma or a quote too many")
    cells = [_fit(row, len(header)) for _, row in kept]
    return pd.DataFrame(cells, columns=header, index=[number for number, _ in kept], dtype=str)


def _header(names: Sequence[str], *, source: str) -> list[str]:
    header = [name.strip() for name in names]
    while header and not header[-1]:
        header.pop()
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise TableError(
            f"{source}: the column {_listed(repeated)} occurs twice in row 1; rename or remove one"
        )
    return header


def _fit(row: Iterable[str], width: int) -> list[str]:
    cells = [cell.strip() for cell in row][:width]
    return cells + [""] * (width - len(cells))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(name or "(no name)" for name in names)
