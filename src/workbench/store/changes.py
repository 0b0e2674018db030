"""What a coder asks the store for, and what the store answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from workbench.store.rows import Row

Kind = Literal["add", "change", "retract"]
ACTIONS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a coder does: add, change or retract one coding."""

    action: Kind
    coding: Mapping[str, Any]  # for add a whole coding; else coding_id and the columns that change
    op_id: str = ""  # of the message that asks for it, 48 characters at most; asked twice it is done once
    base_event: int | None = None  # the coding's last event as the asker knows it


@dataclass(frozen=True, slots=True)
class Saved:
    """What is on the disk: the event, and the coding as it stands after it (None if retracted)."""

    op_id: str
    event_id: int
    coding: Row | None
