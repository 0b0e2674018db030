"""A plan of double coding: what is coded by whom, how far they are, and who may see what until then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

import pandas as pd

from workbench.corpus import Segment
from workbench.errors import OptionError, WorkbenchError
from workbench.schemas import CODINGS, check

PlanUnit = Literal["paragraph", "sentence", "turn", "article", "window", "document"]
PLAN_UNITS: tuple[PlanUnit, ...] = get_args(PlanUnit)


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """One passage that every coder codes, and the stratum it was drawn from."""

    doc_id: str
    start: int
    end: int
    text_hash: str
    stratum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoderState:
    """How far a coder is; `event` is the store's last event at the finish, which fixes the originals."""

    coder_id: str
    finished: bool = False
    at: str = ""
    event: int | None = None


@dataclass(frozen=True, slots=True)
class DoublePlan:
    """A sample that several coders code blind, how it was drawn, and how far they are.

    `n_units` is the number of units that could have been drawn.
    """

    units: tuple[PlannedUnit, ...]
    coders: tuple[CoderState, ...]
    unit: PlanUnit
    seed: int
    share: float
    min_segments: int
    strata: tuple[str, ...] = ()
    n_units: int = 0

    @property
    def coder_ids(self) -> tuple[str, ...]:
        """Ids of the coders."""
        return tuple(coder.coder_id for coder in self.coders)

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """Documents with planned units, each once."""
        return tuple(dict.fromkeys(unit.doc_id for unit in self.units))

    @property
    def is_open(self) -> bool:
        """Whether all coders have finished, so that their codings may be compared."""
        return all(coder.finished for coder in self.coders)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The planned units as segments, for `measure_agreement`."""
        return tuple(Segment(u.doc_id, u.start, u.end, self.unit) for u in self.units)

    def coder(self, coder_id: str) -> CoderState:
        """Return the state of a coder."""
        for coder in self.coders:
            if coder.coder_id == coder_id:
                return coder
        raise OptionError(f"{coder_id} is no coder of this plan; its coders are {', '.join(self.coder_ids)}")


def finish_coder(plan: DoublePlan, coder_id: str, *, at: str = "", event: int | None = None) -> DoublePlan:
    """Note that a coder has finished; a coder who has finished already stays as noted first."""
    if plan.coder(coder_id).finished:
        return plan
    done = CoderState(coder_id, True, at, event)
    return replace(plan, coders=tuple(done if c.coder_id == coder_id else c for c in plan.coders))


def check_open(plan: DoublePlan) -> None:
    """Refuse a comparison as long as a coder of the plan is at work.

    Raises
    ------
    WorkbenchError
        Naming those who have not finished.
    """
    missing = [coder.coder_id for coder in plan.coders if not coder.finished]
    if missing:
        names = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
        too = " too" if len(missing) < len(plan.coders) else ""
        have = "has" if len(missing) == 1 else "have"
        raise WorkbenchError(
            f"the comparison opens when {names} {have} finished{too}; until then coding is blind"
        )


def visible_codings(plan: DoublePlan, codings: pd.DataFrame, coder_id: str) -> pd.DataFrame:
    """Return what a coder may see: in planned documents only own codings, until all have finished.

    This holds for everybody, coder of the plan or not, and for codings of every kind: a suggestion of a
    dictionary would lead both coders the same way.
    """
    check(codings, CODINGS, name="codings")
    if plan.is_open:
        return codings.reset_index(drop=True)
    hidden = codings["doc_id"].isin(plan.doc_ids) & (codings["coder_id"] != coder_id)
    return codings[~hidden].reset_index(drop=True)


def in_plan(plan: DoublePlan, codings: pd.DataFrame) -> pd.DataFrame:
    """Return the codings that share a character with a planned unit.

    Raises
    ------
    WorkbenchError
        If a planned document was coded on another text than the one it was drawn from.
    """
    check(codings, CODINGS, name="codings")
    hashes = {unit.doc_id: unit.text_hash for unit in plan.units}
    rows = codings[codings["doc_id"].isin(hashes)]
    other = rows[rows["text_hash"] != rows["doc_id"].map(hashes)]
    if len(other):
        raise WorkbenchError(
            f"document {other['doc_id'].iloc[0]} has codings on text {other['text_hash'].iloc[0]}, but was "
            f"planned on text {hashes[other['doc_id'].iloc[0]]}; plan it anew on the text of today"
        )
    places: dict[str, list[tuple[int, int]]] = {}
    for unit in plan.units:
        places.setdefault(unit.doc_id, []).append((unit.start, unit.end))
    kept = [
        any(start < unit_end and unit_start < end for unit_start, unit_end in places[doc_id])
        for doc_id, start, end in zip(rows["doc_id"], rows["start"], rows["end"], strict=True)
    ]
    return rows[pd.Series(kept, index=rows.index, dtype=bool)].reset_index(drop=True)
