"""Which column of a table holds the texts, which the ids, titles, and dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from workbench.errors import UnreadableFileError
from workbench.readers.tables.sheet import Row, Sheet

#: Names of columns in the order in which they are looked for; capitals do not matter.
TEXT_NAMES = ("text", "content", "正文", "内容", "全文", "文本")
ID_NAMES = ("doc_id", "id", "编号")
TITLE_NAMES = ("title", "标题")
DATE_NAMES = ("date", "日期", "year", "年份")
#: A column holds long texts if half of its cells have so many characters, two lines of print.
LONG = 40
#: And it does so plainly if half of the cells of every other column have at most so many.
SHORT = 20
#: Rows above the names of the columns that may hold a heading of the table.
MAX_HEADING_ROWS = 20


@dataclass(frozen=True, slots=True)
class Roles:
    """Positions of the columns with a role; None if the table has no such column."""

    text: int
    doc_id: int | None
    title: int | None
    date: int | None
    alarms: tuple[str, ...] = ()


def make_sheet(name: str, rows: Sequence[Row], *, alarms: tuple[str, ...] = ()) -> Sheet:
    """Take the first row as names of the columns, or the first below a heading that names a text column."""
    if not rows:
        return Sheet(name, (), (), alarms)
    at = header_at(rows)
    if at:
        alarms = (*alarms, f"heading: {at} rows above the names of the columns are left out")
    columns = tuple(cell.lstrip("\ufeff").strip() for cell in rows[at].cells)
    while columns and not columns[-1]:
        columns = columns[:-1]
    return Sheet(name, columns, tuple(rows[at + 1 :]), alarms)


def header_at(rows: Sequence[Row]) -> int:
    """Position of the row with the names of the columns: 0, unless only single cells stand above it."""
    for at, row in enumerate(rows[:MAX_HEADING_ROWS]):
        if _find(row.cells, TEXT_NAMES) is not None:
            return at
        if sum(bool(cell.strip()) for cell in row.cells) > 1:
            return 0
    return 0


def find_roles(sheet: Sheet, *, by_name: bool = True) -> Roles | None:
    """Find the column of texts by its name, or as the only one with long cells; None if there is none."""
    text = _find(sheet.columns, TEXT_NAMES)
    alarms: tuple[str, ...] = ()
    if text is None and not by_name:
        text = _long_column(sheet)
        if text is not None:
            alarms = (f"text-column: column {text + 1} taken as the text, the only one with long cells",)
    if text is None:
        return None
    roles = (_find(sheet.columns, names) for names in (ID_NAMES, TITLE_NAMES, DATE_NAMES))
    doc_id, title, date = (None if at == text else at for at in roles)
    return Roles(text, doc_id, title, date, alarms)


def no_text_column(sheets: Sequence[Sheet]) -> UnreadableFileError:
    """Say what to do with a table whose texts cannot be told from its other columns."""
    n_columns = sum(len(sheet.columns) for sheet in sheets)
    other = ", ".join(TEXT_NAMES[1:])
    return UnreadableFileError(
        f"a table of documents needs a column named {TEXT_NAMES[0]!r} (or {other}), and none of its "
        f"{n_columns} columns is; name it so in the first row"
    )


def _find(columns: Iterable[str], names: Sequence[str]) -> int | None:
    plain = [column.lstrip("\ufeff").strip().casefold() for column in columns]
    return next((plain.index(name) for name in names if name in plain), None)


def _long_column(sheet: Sheet) -> int | None:
    typical = [_typical_length(sheet.rows, at) for at in range(len(sheet.columns))]
    long = [at for at, length in enumerate(typical) if length >= LONG]
    others = [length for at, length in enumerate(typical) if at not in long]
    if len(long) != 1 or max(others, default=0) > SHORT or len(sheet.columns[long[0]]) >= LONG:
        return None
    return long[0]


def _typical_length(rows: Iterable[Row], at: int) -> float:
    lengths = [len(row.cells[at].strip()) for row in rows if at < len(row.cells)]
    return median([length for length in lengths if length] or [0])
