"""Blind double coding: the sample, who may see what, and where the coders disagree."""

from workbench.coding.double.compare import agreed_codings, disagreements
from workbench.coding.double.draw import plan_double_coding
from workbench.coding.double.plan import (
    CoderState,
    DoublePlan,
    PlannedUnit,
    check_open,
    finish_coder,
    in_plan,
    visible_codings,
)

__all__ = [
    "CoderState",
    "DoublePlan",
    "PlannedUnit",
    "agreed_codings",
    "check_open",
    "disagreements",
    "finish_coder",
    "in_plan",
    "plan_double_coding",
    "visible_codings",
]
