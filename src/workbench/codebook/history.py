"""The history of a codebook: one revision a change, and the number of the next version."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

Operation = Literal["add", "change", "rename", "merge", "split", "move", "retire", "restore", "recolour"]
OPERATIONS: tuple[Operation, ...] = get_args(Operation)
#: Operations after which codings may need another code.
LINEAGE: tuple[Operation, ...] = ("rename", "merge", "split")


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of a codebook: from which version to which, what was done, when, by whom and why.

    `ids` are the codes it was done to as they were called before, `into` those that came of it where the
    two differ (add, rename, merge, split, and the new parent of a move), `fields` what was changed.
    """

    version: str
    previous: str
    operation: Operation
    ids: tuple[str, ...]
    into: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    at: str = ""
    by: str = ""
    reason: str = ""


def next_version(version: str, used: Collection[str] = ()) -> str:
    """Count the last number of a version up by one, until nobody has used it.

    >>> next_version("0.1.9"), next_version("2024a"), next_version("1", {"2"})
    ('0.1.10', '2024a.1', '3')
    """
    match = re.fullmatch(r"(.*?)(\d+)", version, re.DOTALL)
    stem, number = (match[1], int(match[2])) if match else (f"{version}.", 0)
    while True:
        number += 1
        if f"{stem}{number}" not in used:
            return f"{stem}{number}"
