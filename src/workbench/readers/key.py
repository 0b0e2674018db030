"""The key of a corpus, ``private/key.csv``: who stands behind each pseudonym; for its owner's eyes only.

Whoever holds this file can undo the pseudonyms, so it is written for its owner alone and refused if others
could read it. A row without a text keeps the last number given, so that no pseudonym is given twice.
"""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Collection
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbench.corpus.encoding import decode
from workbench.corpus.identifiers.mention import KINDS, Kind
from workbench.corpus.pseudonyms import DECISIONS, LABELS, Decision, Key, KeyEntry
from workbench.errors import InputError, TableError
from workbench.sources.cells import check_columns, read_csv_text

if TYPE_CHECKING:
    import pandas as pd

PRIVATE = "private"
KEY = "key.csv"
_COLUMNS = tuple(f.name for f in fields(KeyEntry))
_LAST = "last"  # in the column `decision`: the row keeps the last number of a label


def key_path(corpus_path: str | os.PathLike[str]) -> Path:
    """Where the key of a corpus folder lies."""
    return Path(corpus_path) / PRIVATE / KEY


def read_key(corpus_path: str | os.PathLike[str]) -> Key:
    """Read the key of a corpus folder; an empty key if there is none.

    Raises
    ------
    InputError
        If others than its owner can read the file, with the command that closes it.
    TableError
        Naming the row of an unknown kind or decision.
    """
    path = key_path(corpus_path)
    if not path.is_file():
        return Key()
    check_private(path)
    frame = read_csv_text(decode(path.read_bytes()).text, name=KEY)
    check_columns(frame, ("kind", "text", "pseudonym", "decision"), name=KEY)
    check_known(frame, "kind", KINDS, name=KEY)
    check_known(frame, "decision", (*DECISIONS, _LAST), name=KEY)
    rows = frame.reindex(columns=list(_COLUMNS), fill_value="").itertuples(name=None)
    entries, last = [], {}
    for line, kind, text, pseudonym, decision, *rest in rows:
        if decision == _LAST:
            last[LABELS[kind]] = _number(pseudonym, line)
        else:
            entries.append(_entry(line, kind, text, pseudonym, decision, rest))
    return Key(tuple(entries), tuple(last.items()))


def write_key(corpus_path: str | os.PathLike[str], key: Key) -> Path:
    """Write the key of a corpus folder in one step, readable by its owner only."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([getattr(entry, name) for name in _COLUMNS] for entry in key.entries)
    kinds = {label: kind for kind, label in LABELS.items()}
    writer.writerows((kinds[label], "", n, _LAST, "", "", "") for label, n in key.last if label in kinds)
    return write_private(key_path(corpus_path), text.getvalue().encode("utf-8-sig"))


def write_private(path: Path, data: bytes) -> Path:
    """Write a file in one step; it and its folder are open to their owner only.

    Windows has no such rights: there the file has those of its folder, see `rights_note`.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path


def check_private(path: Path) -> None:
    """Refuse a file that others than its owner can read."""
    if os.name == "nt":
        return
    if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise InputError(f"{path} can be read by others; close it with: chmod 600 {path}")


def check_known(frame: pd.DataFrame, column: str, allowed: Collection[str], *, name: str) -> None:
    """Refuse a value that is not allowed by its row, without repeating it: it may be somebody's name."""
    for row in frame.index[~frame[column].isin(list(allowed))]:
        one_of = ", ".join(filter(None, allowed))
        raise TableError(f"{name}, row {row}: {column} is unknown; it must be one of {one_of}")


def rights_note() -> str:
    """What the system cannot do for the key; empty where its rights are kept by the file's mode."""
    if os.name != "nt":
        return ""
    return (
        "Windows keeps no owner-only mode of a file: right-click the folder private, Properties, Security, "
        "and leave nobody but yourself, or keep the study on an encrypted drive"
    )


def _entry(line: int, kind: str, text: str, pseudonym: str, decision: str, rest: list[str]) -> KeyEntry:
    try:
        return KeyEntry(cast(Kind, kind), text, pseudonym, cast(Decision, decision), *rest)
    except InputError as error:
        raise TableError(f"{KEY}, row {line}: {error}") from None


def _number(text: str, line: int) -> int:
    if not text.isdigit():
        raise TableError(f"{KEY}, row {line}: a row with the decision {_LAST} needs a number as pseudonym")
    return int(text)
