"""Rows of codings: filled in, and known by their key."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

from workbench.errors import InputError
from workbench.schemas import CODINGS
from workbench.store.events import Row

_KEY = ("doc_id", "start", "end", "code_id", "coder_id", "text_hash")
#: Columns of a frame of codings as the store gives it.
COLUMNS = (*CODINGS.names, "memo", "attributes", "prefix", "suffix", "coding_id")


def key_of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what makes a coding the same coding: place, code, coder and text."""
    return tuple(row[name] for name in _KEY)


def complete(record: Mapping[str, Any]) -> Row:
    """Fill in what a row of codings leaves out; its id follows from its key, so imports agree everywhere."""
    texts = {name: str(_given(record, name) or "") for name in COLUMNS if name not in ("start", "end")}
    confidence = _given(record, "confidence")
    row: Row = {
        **texts,
        "start": int(record["start"]),
        "end": int(record["end"]),
        "confidence": None if confidence is None else float(confidence),
        "attributes": _attributes(_given(record, "attributes")),
    }
    identity = "\x1f".join(str(row[name]) for name in _KEY)
    row["coding_id"] = texts["coding_id"] or hashlib.sha256(identity.encode()).hexdigest()[:32]
    return row


def _given(record: Mapping[str, Any], name: str) -> Any:
    value = record.get(name)
    return None if isinstance(value, float) and math.isnan(value) else value


def _attributes(value: Any) -> str:
    """Attributes as JSON with sorted keys, so that equal ones are equal texts."""
    if not value:
        return "{}"
    try:
        given = json.loads(value) if isinstance(value, str) else dict(value)
    except (ValueError, TypeError):
        given = None
    if not isinstance(given, dict):
        raise InputError('the attributes of a coding must be a JSON object such as {"valence": "pos"}')
    return json.dumps(given, ensure_ascii=False, sort_keys=True)
