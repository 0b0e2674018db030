"""Rows of codings: filled in, checked, and known by their key."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

from workbench.errors import InputError
from workbench.schemas import CODINGS
from workbench.store.tables import events

Row = dict[str, Any]

KEY = ("doc_id", "start", "end", "code_id", "coder_id", "text_hash")
#: Columns of a frame of codings as the store gives it.
COLUMNS = (*CODINGS.names, "memo", "attributes", "prefix", "suffix", "coding_id")

_NEEDED = ("doc_id", "code_id", "coder_id", "coder_kind")
_LAST_POSITION = 2**31 - 1
#: The most characters of a name: what both databases hold, and what an index can hold.
_LONGEST = dict.fromkeys(("doc_id", "code_id", "coder_id", "actor", "codebook_version"), 200) | {
    column.name: length for column in events.columns if (length := getattr(column.type, "length", None))
}
_TEXTS = tuple(c.name for c in events.columns if c.type.python_type is str)


def key_of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what makes a coding the same coding: place, code, coder and text."""
    return tuple(row[name] for name in KEY)


def complete(record: Mapping[str, Any]) -> Row:
    """Fill in what a row of codings leaves out; its id follows from its key, so imports agree everywhere.

    Raises
    ------
    InputError
        If start and end are no whole numbers, or attributes or confidence are not what they must be.
    """
    texts = {name: str(_given(record, name) or "") for name in COLUMNS if name not in ("start", "end")}
    row: Row = {
        **texts,
        "start": _whole(record, "start"),
        "end": _whole(record, "end"),
        "confidence": _number(_given(record, "confidence")),
        "attributes": _attributes(_given(record, "attributes")),
    }
    identity = "\x1f".join(str(row[name]) for name in KEY)
    row["coding_id"] = (
        texts["coding_id"] or hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    )
    return row


def check_event(row: Row) -> Row:
    """Return an event if both databases can keep it as it is.

    Raises
    ------
    InputError
        Naming the column: empty, too long, or with characters that no database and no file keeps.
    """
    for name in ("actor", *_NEEDED) if row["stands"] else ("actor",):
        if not row[name]:
            raise InputError(f"a coding has no {name}; every coding needs one")
    for name, longest in _LONGEST.items():
        if len(row[name]) > longest:
            raise InputError(f"{name} has {len(row[name])} characters; it may have {longest} at most")
    if not 0 <= row["start"] <= row["end"] - row["stands"] <= _LAST_POSITION:
        raise InputError(
            f"{row['doc_id']}: {row['start']} to {row['end']} is no passage; start is from 0 and before end"
        )
    if not _can_be_kept("".join([row[name] for name in _TEXTS])):
        broken = next(name for name in _TEXTS if not _can_be_kept(row[name]))
        raise InputError(
            f"{broken} of a coding holds a NUL or half a character (a lone surrogate), which cannot be kept; "
            "remove it"
        )
    return row


def _can_be_kept(text: str) -> bool:
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _given(record: Mapping[str, Any], name: str) -> Any:
    value = record.get(name)
    if isinstance(value, str):
        return value
    is_missing = (isinstance(value, float) and math.isnan(value)) or type(value).__name__ == "NAType"
    return None if is_missing else value


def _whole(record: Mapping[str, Any], name: str) -> int:
    value = _given(record, name)
    try:
        if float(value) == int(value):
            return int(value)
    except (TypeError, ValueError, OverflowError):
        pass
    raise InputError(f"{name} of a coding is not a whole number; give the position of a code point")


def _number(value: Any) -> float | None:
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise InputError("the confidence of a coding is not a number; give a probability or leave it out")
    return number


def _attributes(value: Any) -> str:
    """Attributes as JSON with sorted keys, so that equal ones are equal texts."""
    if not value:
        return "{}"
    try:
        given = json.loads(value) if isinstance(value, str) else dict(value)
        if isinstance(given, dict):
            return json.dumps(given, ensure_ascii=False, sort_keys=True, allow_nan=False)
    except (ValueError, TypeError, RecursionError):
        pass
    raise InputError('the attributes of a coding must be a JSON object such as {"valence": "pos"}')
