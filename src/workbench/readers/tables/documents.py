"""Rows of tables into texts of documents, with an account of the rows that have none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from workbench.errors import UnreadableFileError
from workbench.readers.raw import Place, RawText
from workbench.readers.tables.columns import Roles, find_roles, no_text_column
from workbench.readers.tables.sheet import Row, Sheet, clean_cell

#: A text shorter than this that is also far below the others of its table is likely a broken record.
SHORT_TEXT = 100
#: How many times longer half of the texts of the table are.
FAR_BELOW = 5


@dataclass(frozen=True, slots=True)
class _Table:
    sheet: Sheet
    roles: Roles
    prefix: str  # of the ids that are given to rows without one


def documents_of(sheets: Sequence[Sheet], *, encoding: str, reader: str) -> tuple[RawText, ...]:
    """Make one text of every row that has one.

    What concerns the whole file (rows without text, sheets without texts) is an alarm of every document.

    Raises
    ------
    UnreadableFileError
        If no column holds the texts, or an id is missing or occurs twice; rows are named, never cells.
    """
    tables = _tables(sheets)
    found = [(table, row) for table in tables for row in table.sheet.rows]
    kept = [(table, row) for table, row in found if _cell(row, table.roles.text).strip()]
    ids = _ids(tables)
    shared = tuple(dict.fromkeys(_losses(sheets, tables, n_empty=len(found) - len(kept), n_rows=len(found))))
    lengths = [len(_cell(row, table.roles.text).strip()) for table, row in kept]
    typical = median(lengths or [0])
    return tuple(
        RawText(
            text=clean_cell(_cell(row, table.roles.text)),
            encoding=encoding,
            reader=reader,
            row_id=ids[table.sheet.name, row.number],
            places=(Place(0, _place(table, row)),),
            alarms=(*shared, *_short(length, typical)),
            is_decoded_file=False,
            variables=tuple(_variables(table, row)),
        )
        for (table, row), length in zip(kept, lengths, strict=True)
    )


def _losses(sheets: Sequence[Sheet], tables: Sequence[_Table], *, n_empty: int, n_rows: int) -> Iterator[str]:
    for table in tables:
        yield from (*table.sheet.alarms, *table.roles.alarms)
    if n_empty:
        yield f"rows-without-text: {n_empty} of {n_rows} rows have no text and are left out"
    n_others = sum(bool(sheet.rows or sheet.columns) for sheet in sheets) - len(tables)
    if n_others:
        yield f"sheets: {n_others} without a column of texts are not read"


def _tables(sheets: Sequence[Sheet]) -> list[_Table]:
    """Sheets whose text column has its name; only if there are none, those with one column of long cells."""
    for by_name in (True, False):
        found = [(s, roles) for s in sheets if (roles := find_roles(s, by_name=by_name)) is not None]
        if found:
            prefixes = ["", *(re.sub(r"\s+", "_", sheet.name) + "-" for sheet, _ in found[1:])]
            return [_Table(s, roles, prefix) for (s, roles), prefix in zip(found, prefixes, strict=True)]
    raise no_text_column(sheets)


def _ids(tables: Sequence[_Table]) -> dict[tuple[str, int], str]:
    """Ids of the rows by sheet and number: their own, or 001, 002 … in the order of the rows."""
    ids: dict[tuple[str, int], str] = {}
    first: dict[str, str] = {}
    for table in tables:
        for count, row in enumerate(table.sheet.rows, start=1):
            place = _place(table, row)
            own = "" if table.roles.doc_id is None else _cell(row, table.roles.doc_id).strip()
            if table.roles.doc_id is not None and not own:
                if not _cell(row, table.roles.text).strip():
                    continue
                raise UnreadableFileError(f"{place}: the id is empty; every row needs one of its own")
            row_id = own or f"{table.prefix}{count:03d}"
            if row_id in first:
                raise UnreadableFileError(
                    f"{place}: its id is there already in {first[row_id]}; every row needs one of its own"
                )
            first[row_id] = place
            ids[table.sheet.name, row.number] = clean_cell(row_id)
    return ids


def _variables(table: _Table, row: Row) -> Iterator[tuple[str, str]]:
    names = {table.roles.title: "title", table.roles.date: "date"}
    for at, column in enumerate(table.sheet.columns):
        if at not in (table.roles.text, table.roles.doc_id):
            yield names.get(at, column or f"column {at + 1}"), clean_cell(_cell(row, at).strip())


def _place(table: _Table, row: Row) -> str:
    return f"sheet {table.sheet.name} row {row.number}" if table.sheet.name else f"row {row.number}"


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


def _short(length: int, typical: float) -> tuple[str, ...]:
    if length >= SHORT_TEXT or length * FAR_BELOW >= typical:
        return ()
    return (f"short-text: {length} characters, where half of the texts have {typical:,.0f} or more",)
