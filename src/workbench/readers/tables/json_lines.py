"""Tables as JSON lines (jsonl): one object a line, one document an object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from workbench.corpus.encoding import decode
from workbench.errors import UnreadableFileError
from workbench.readers.raw import RawText
from workbench.readers.tables.columns import make_sheet
from workbench.readers.tables.documents import documents_of
from workbench.readers.tables.sheet import Row, Sheet, counted_rows, read_bytes

#: Different keys of one file; more are not columns of a table.
MAX_KEYS = 1_000


def read_jsonl_documents(path: Path) -> tuple[RawText, ...]:
    """Read a file of JSON objects, one document a line; the keys are the columns.

    A place "row n" is line n of the file. Duplicates are kept, null is an empty cell, and a list or an
    object is kept as JSON.

    Raises
    ------
    UnreadableFileError
        Naming the line that is no JSON object, or saying which key is missing.
    """
    decoded = decode(read_bytes(path))
    return documents_of([_sheet(decoded.text)], encoding=decoded.encoding, reader="jsonl")


def _sheet(text: str) -> Sheet:
    lines = list(_objects(text))
    keys = list(dict.fromkeys(key for _, record in lines for key in record))
    if len(keys) > MAX_KEYS:
        raise UnreadableFileError(
            f"its objects have {len(keys):,} different keys, and a table has at most {MAX_KEYS:,}; "
            "give every object the same keys"
        )
    numbers = [number for number, _ in lines]
    cells = ([_as_text(record.get(key)) for key in keys] for _, record in lines)
    rows = [Row(numbers[row.number - 1], row.cells) for row in counted_rows(cells)]
    header = Row(0, tuple(keys))
    return make_sheet("", [header, *rows])


def _objects(text: str) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip("\ufeff \t\r"):
            yield number, _object(line.strip("\ufeff"), number)


def _object(line: str, number: int) -> dict[str, object]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            f"line {number} is no JSON; write one object a line, without line breaks inside, or take it out"
        ) from error
    if not isinstance(record, dict):
        raise UnreadableFileError(
            f"line {number} is no JSON object; write one object a line, such as one with the key 'text'"
        )
    return record


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
