"""One table as rows of text, before anything is said about its columns."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import UnreadableFileError
from workbench.readers.limits import MAX_CELLS, MAX_CHARACTERS, MAX_ROWS, MAX_TABLE_BYTES

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row and its number as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Names of the columns and the rows below them; blank rows are passed over and keep their number."""

    name: str  # empty for a file that is one table
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    alarms: tuple[str, ...] = ()


def read_bytes(path: Path) -> bytes:
    """Read a table that is no packed file, unless it is larger than any table of documents."""
    size = os.stat(path).st_size
    if size > MAX_TABLE_BYTES:
        raise UnreadableFileError(
            f"has {size:,} bytes, more than the {MAX_TABLE_BYTES:,} that are read; "
            "split it into several files"
        )
    return path.read_bytes()


def counted_rows(rows: Iterable[Iterable[str]]) -> Iterator[Row]:
    """Number the rows from 1 and pass over blank ones; refuse a table larger than a spreadsheet holds."""
    n_cells = n_characters = 0
    for number, cells in enumerate((tuple(row) for row in rows), start=1):
        n_cells += len(cells)
        n_characters += sum(map(len, cells))
        if number > MAX_ROWS or n_cells > MAX_CELLS or n_characters > MAX_CHARACTERS:
            raise too_large()
        if any(map(str.strip, cells)):
            yield Row(number, cells)


def too_large() -> UnreadableFileError:
    """Say that a table is larger than a spreadsheet holds."""
    return UnreadableFileError(
        f"is larger than a table of documents can be ({MAX_ROWS:,} rows, {MAX_CELLS:,} cells, "
        f"{MAX_CHARACTERS:,} characters); split it into several files"
    )


def clean_cell(text: str) -> str:
    r"""Line ends as ``\n``; halves of surrogate pairs, which no file can hold, as U+FFFD.

    >>> clean_cell("a\r\nb\ud800")
    'a\nb�'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)
