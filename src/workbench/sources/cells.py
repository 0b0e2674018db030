"""The cells of a table as a spreadsheet shows them: text, with the row number its user sees."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from workbench.errors import TableError, UnreadableFileError

#: Encodings to try in turn; the second is what Chinese spreadsheets write.
UTF8 = ("utf-8-sig",)
UTF8_OR_GB18030 = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells as text; the index of `frame` is the row in a spreadsheet, where the header is row 1."""

    frame: pd.DataFrame
    source: str
    source_hash: str


def read_cells(
    path_or_frame: str | Path | pd.DataFrame,
    *,
    name: str | None = None,
    encodings: Sequence[str] = UTF8_OR_GB18030,
    strip: bool = True,
) -> Cells:
    """Read a CSV file, the first sheet of an xlsx file, or a frame.

    Rows in which every cell is empty are passed over; the others keep their number.

    Parameters
    ----------
    path_or_frame
        Its first row holds the names of the columns.
    name
        What messages call the table; if None the file's name without folders.
    encodings
        Of a CSV file: `UTF8_OR_GB18030` or `UTF8`, with or without a byte order mark.
    strip
        False keeps the blanks around the text of a cell.

    Raises
    ------
    UnreadableFileError
        If the file is absent, in no such encoding, or neither CSV nor an xlsx workbook.
    TableError
        If it is empty, a column occurs twice, or a row has more cells than the header.
    """
    if isinstance(path_or_frame, pd.DataFrame):
        return _cells_of_frame(path_or_frame, name or "the table", strip=strip)
    path = Path(path_or_frame)
    name = path.name if name is None else name
    content = _content(path, name)
    if path.suffix.lower() == ".xlsx":
        rows = _xlsx_rows(content, name)
    else:
        rows = _csv_rows(_text(content, name, encodings), name)
    return Cells(_frame_of_rows(rows, name, strip=strip), name, _hash(content))


def read_csv_text(text: str, *, name: str) -> pd.DataFrame:
    """Return the cells of a CSV file that has been decoded already, numbered like those of `read_cells`."""
    return _frame_of_rows(_csv_rows(text, name), name, strip=True)


def check_columns(frame: pd.DataFrame, required: Iterable[str], *, name: str) -> None:
    """Refuse a table that lacks a column."""
    missing = [column for column in required if column not in frame.columns]
    if missing:
        columns = ", ".join(frame.columns)
        raise TableError(f"{name} has no column {', '.join(missing)}; its columns are {columns}")


def check_unique(frame: pd.DataFrame, column: str, *, name: str) -> None:
    """Refuse an id that is empty or occurs twice, naming its rows."""
    ids = frame[column]
    for row in ids.index[ids == ""]:
        raise TableError(f"{name}, row {row}: {column} is empty; every row needs one")
    for row in ids.index[ids.duplicated()]:
        first = ids.index[ids == ids[row]][0]
        raise TableError(
            f"{name}, row {row}: {column} {ids[row]} is there already in row {first}; "
            "every row needs its own, so change or remove one"
        )


def check_values(frame: pd.DataFrame, column: str, allowed: Collection[str], *, name: str) -> None:
    """Refuse a value that is not one of those allowed, naming its row."""
    values = frame[column]
    for row in values.index[~values.isin(list(allowed))]:
        one_of = ", ".join(allowed)
        raise TableError(f"{name}, row {row}: {column} is {values[row]!r}; it must be one of {one_of}")


def read_numbers(
    frame: pd.DataFrame, column: str, *, name: str, low: float = float("-inf")
) -> pd.Series[float]:
    """Turn a column into numbers, missing where it is empty; refuse what is neither or is below `low`."""
    texts = frame[column].str.strip()
    is_number = texts.str.fullmatch(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
    numbers = pd.to_numeric(texts.where(is_number, None)).astype(float)
    wrong = (texts != "") & ~(is_number & (numbers >= low))
    _refuse(texts[wrong], "a number" if low == float("-inf") else f"a number from {low:g}", name)
    return numbers


def read_whole_numbers(frame: pd.DataFrame, column: str, *, name: str) -> pd.Series[int]:
    """Turn a column into whole numbers from 0; refuse what is none, such as an empty cell."""
    texts = frame[column].str.strip()
    _refuse(texts[~texts.str.fullmatch(r"[0-9]{1,15}")], "a whole number from 0", name)
    return pd.to_numeric(texts).astype("int64")


def _refuse(wrong: pd.Series[str], what: str, name: str) -> None:
    for row, text in wrong.items():
        raise TableError(
            f"{name}, row {row}: {wrong.name} is {_shown(text)}, which is not {what}; correct it"
        )


def _shown(text: str) -> str:
    """A mistyped number as it is; of a longer text, which may be what somebody said, only the length."""
    return repr(text) if re.fullmatch(r"[!-~]{0,12}", text) else f"a text of {len(text)} characters"


def _content(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{name} cannot be read: {error.strerror or error}; check the path"
        raise UnreadableFileError(message) from None


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _text(content: bytes, name: str, encodings: Sequence[str]) -> str:
    line = 1
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
    known = "is not UTF-8" if tuple(encodings) == UTF8 else "is neither UTF-8 nor GB18030"
    raise UnreadableFileError(f"{name}, line {line} {known}; save it as CSV UTF-8")


def _csv_rows(text: str, name: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        message = f"{name} is not valid CSV ({error}); save it again from the spreadsheet as CSV UTF-8"
        raise UnreadableFileError(message) from None


def _xlsx_rows(content: bytes, name: str) -> list[list[str]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
    except Exception as error:  # a damaged workbook makes openpyxl raise anything
        problem = type(error).__name__
        raise UnreadableFileError(f"{name} is not an xlsx workbook ({problem}); save it as .xlsx") from None
    return [[_as_text(value) for value in row] for row in rows]


def _cells_of_frame(frame: pd.DataFrame, name: str, *, strip: bool) -> Cells:
    rows = [[str(column) for column in frame.columns]]
    rows += [[_as_text(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    text = "\n".join("\t".join(map(str.strip, row)) for row in rows)
    return Cells(_frame_of_rows(rows, name, strip=strip), name, _hash(text.encode()))


def _as_text(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, float):
        return "" if value != value else f"{value:g}" if value.is_integer() else repr(value)  # noqa: PLR0124
    return str(value)


def _frame_of_rows(rows: list[list[str]], name: str, *, strip: bool) -> pd.DataFrame:
    if not rows:
        raise TableError(f"{name} is empty; its first row must hold the names of the columns")
    header = _header(rows[0], name)
    kept = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(map(str.strip, row))]
    for number, row in kept:
        if len(row) > len(header) and any(map(str.strip, row[len(header) :])):
            message = f"{name}, row {number}: {len(row)} cells where the header has {len(header)}"
            raise TableError(f"{message}; look for a comma or a quote too many")
    cells = [_fit(row, len(header), strip=strip) for _, row in kept]
    return pd.DataFrame(cells, columns=header, index=[number for number, _ in kept], dtype=str)


def _header(names: Sequence[str], table: str) -> list[str]:
    header = [name.strip() for name in names]
    while header and not header[-1]:
        header.pop()
    repeated = sorted({name or "(no name)" for name in header if header.count(name) > 1})
    if repeated:
        raise TableError(
            f"{table}: the column {', '.join(repeated)} occurs twice in row 1; rename or remove one"
        )
    return header


def _fit(row: list[str], width: int, *, strip: bool) -> list[str]:
    if strip:
        row = [cell.strip() for cell in row]
    return row if len(row) == width else [*row, *[""] * width][:width]
