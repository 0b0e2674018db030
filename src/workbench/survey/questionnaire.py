"""A questionnaire: its items, the scales they form, and everything else that is asked or recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.errors import OptionError

Role = Literal["governance-factor", "mediator", "outcome", "marker"]
Scoring = Literal["mean", "count"]


@dataclass(frozen=True, slots=True)
class Item:
    """One question that is answered with a whole number from `low` to `high`."""

    item_id: str
    construct: str
    text_zh: str
    text_en: str
    reverse: bool = False
    low: int = 1
    high: int = 5
    kind: str = "perception"
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Items that are scored together: by their mean, or by counting those that were ticked."""

    scale_id: str
    label_zh: str
    label_en: str
    items: tuple[Item, ...]
    role: Role
    scoring: Scoring = "mean"
    dont_know: bool = False
    codes: tuple[str, ...] = ()
    props: tuple[str, ...] = ()

    @property
    def item_ids(self) -> list[str]:
        """Ids of the items in the order of the questionnaire."""
        return [item.item_id for item in self.items]

    @property
    def is_reflective(self) -> bool:
        """Whether the items are meant to reflect one thing, so that a reliability has a meaning."""
        return self.scoring == "mean" and self.role != "marker"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer of a field."""

    value: str
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Field:
    """A question or record that belongs to no scale: age, tenure, the last incident, c_drills_n."""

    field_id: str
    text_zh: str
    text_en: str
    type: str
    choices: tuple[Choice, ...] = ()
    low: int | None = None
    high: int | None = None
    unit: str = ""
    form: str = ""
    show_if: str = ""


@dataclass(frozen=True, slots=True)
class AttentionCheck:
    """A check on attention; without an expected answer it is one that a machine makes."""

    check_id: str
    text_zh: str
    text_en: str
    expected: int | None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Everything that is asked: scales, attention checks, demographics, the incident, the record sheet."""

    title_zh: str
    title_en: str
    version: str
    scales: tuple[Scale, ...]
    missing: tuple[Choice, ...] = ()
    anchors: tuple[Choice, ...] = ()
    attention_checks: tuple[AttentionCheck, ...] = ()
    demographics: tuple[Field, ...] = ()
    incident: tuple[Field, ...] = ()
    record_sheet: tuple[Field, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all scales."""
        return tuple(item for scale in self.scales for item in scale.items)

    @property
    def missing_codes(self) -> tuple[int, ...]:
        """Numbers that stand for a missing answer: -7 don't know, -8 refused, -9 left out."""
        return tuple(int(choice.value) for choice in self.missing)

    def scale(self, scale_id: str) -> Scale:
        """Return the scale of that id."""
        for scale in self.scales:
            if scale.scale_id == scale_id:
                return scale
        ids = ", ".join(scale.scale_id for scale in self.scales)
        raise OptionError(f"no scale {scale_id!r} in the questionnaire; its scales are {ids}")
