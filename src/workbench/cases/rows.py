"""Rows of a CSV file as texts, with the checks that register and facts share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pandas as pd

from workbench.errors import TableError, UnreadableFileError

UNIT_LEVELS = ("community", "area", "street", "district", "city")
ORIGINS = ("published", "simulated")


def read_rows(path: str | Path, *, required: Sequence[str]) -> pd.DataFrame:
    """Read a CSV file; every value is a text without surrounding blanks, empty where nothing is written.

    Raises
    ------
    UnreadableFileError
        If the file is absent, not UTF-8 or not a table.
    TableError
        If a required column is missing.
    """
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}; check the path") from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise UnreadableFileError(f"{path} is not a table: {error}; save it as CSV") from error
    missing = [name for name in required if name not in frame.columns]
    if missing:
        columns = ", ".join(frame.columns)
        raise TableError(f"{path} has no column {', '.join(missing)}; its columns are {columns}")
    return frame.assign(**{name: frame[name].str.strip() for name in frame.columns})


def check_unique(frame: pd.DataFrame, column: str, *, path: str | Path) -> None:
    """Refuse an id that is empty or occurs twice, naming its rows (the header is row 1)."""
    empty = frame[column] == ""
    if empty.any():
        raise TableError(f"{path}, row {_row(empty)}: {column} is empty; every row needs one")
    again = frame[column].duplicated()
    if again.any():
        value = frame.loc[again, column].iloc[0]
        first = _row(frame[column] == value)
        raise TableError(f"{path}, row {_row(again)}: {column} {value} is there already in row {first}")


def check_values(frame: pd.DataFrame, column: str, allowed: Collection[str], *, path: str | Path) -> None:
    """Refuse a value that is not one of those allowed, naming its row."""
    wrong = ~frame[column].isin(list(allowed))
    if wrong.any():
        value = frame.loc[wrong, column].iloc[0]
        raise TableError(
            f"{path}, row {_row(wrong)}: {column} is {value!r}; it must be one of {', '.join(allowed)}"
        )


def read_numbers(frame: pd.DataFrame, column: str, *, path: str | Path) -> pd.Series:
    """Turn a column into numbers, missing where it is empty; refuse what is neither."""
    numbers = pd.to_numeric(frame[column].where(frame[column] != ""), errors="coerce")
    wrong = numbers.isna() & (frame[column] != "")
    if wrong.any():
        value = frame.loc[wrong, column].iloc[0]
        raise TableError(f"{path}, row {_row(wrong)}: {column} is {value!r}, which is not a number")
    return numbers.astype(float)


def _row(found: pd.Series) -> int:
    """Row of the file where the first True stands."""
    return int(found.to_numpy().argmax()) + 2
