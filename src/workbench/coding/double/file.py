"""A plan of double coding as a table: one row a unit and coder, so that it can be read in a spreadsheet."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from workbench.coding.double.plan import PLAN_UNITS, CoderState, DoublePlan, PlannedUnit
from workbench.coding.formulas import mark_formulas, unmark_formulas
from workbench.errors import TableError
from workbench.sources.cells import UTF8, check_columns, check_values, read_cells, read_whole_numbers

STATES = ("open", "finished")
_OF_PLAN = ["unit", "seed", "share", "min_segments", "strata", "n_units"]
_COLUMNS = [
    *("doc_id", "start", "end", "text_hash", "stratum", "coder_id", "state", "finished_at", "finished_event"),
    *_OF_PLAN,
]


def plan_table(plan: DoublePlan) -> pd.DataFrame:
    """Return one row per unit and coder with everything the plan knows; lists are JSON."""
    of_plan = {name: getattr(plan, name) for name in _OF_PLAN} | {"strata": json.dumps(plan.strata)}
    rows = [
        {
            "doc_id": unit.doc_id,
            "start": unit.start,
            "end": unit.end,
            "text_hash": unit.text_hash,
            "stratum": json.dumps(unit.stratum, ensure_ascii=False),
            "coder_id": coder.coder_id,
            "state": STATES[coder.finished],
            "finished_at": coder.at,
            "finished_event": "" if coder.event is None else str(coder.event),
            **of_plan,
        }
        for unit in plan.units
        for coder in plan.coders
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def write_plan(plan: DoublePlan, path: str | Path) -> Path:
    """Write a plan as CSV in one step."""
    path = Path(path)
    part = path.with_name(f".{path.name}.part")
    mark_formulas(plan_table(plan)).to_csv(part, index=False, encoding="utf-8", lineterminator="\n")
    part.replace(path)
    return path


def read_plan(path: str | Path) -> DoublePlan:
    """Read a plan from its CSV file.

    Raises
    ------
    TableError
        Naming the row of a value that is not possible.
    """
    name = Path(path).name
    frame = read_cells(path, name=name, encodings=UTF8).frame
    check_columns(frame, _COLUMNS, name=name)
    if frame.empty:
        raise TableError(f"{name} has no rows; delete it and plan anew")
    check_values(frame, "state", STATES, name=name)
    check_values(frame, "unit", PLAN_UNITS, name=name)
    numbers = {
        column: read_whole_numbers(frame, column, name=name)
        for column in ("start", "end", "seed", "min_segments", "n_units")
    }
    frame = unmark_formulas(frame).assign(**numbers)
    first = frame.iloc[0]
    try:
        return DoublePlan(
            units=tuple(_units(frame)),
            coders=tuple(_coders(frame, name)),
            unit=first["unit"],
            seed=int(first["seed"]),
            share=float(first["share"]),
            min_segments=int(first["min_segments"]),
            strata=tuple(json.loads(first["strata"])),
            n_units=int(first["n_units"]),
        )
    except ValueError as error:
        raise TableError(f"{name}: a value of the plan cannot be read ({error}); restore the file") from None


def _units(frame: pd.DataFrame) -> list[PlannedUnit]:
    rows = frame[["doc_id", "start", "end", "text_hash", "stratum"]].drop_duplicates()
    return [
        PlannedUnit(doc_id, int(start), int(end), text_hash, tuple(json.loads(stratum)))
        for doc_id, start, end, text_hash, stratum in rows.itertuples(index=False, name=None)
    ]


def _coders(frame: pd.DataFrame, name: str) -> list[CoderState]:
    """Each coder's state, which is the same in all rows of the coder."""
    states = frame[["coder_id", "state", "finished_at", "finished_event"]].drop_duplicates()
    twice = states.index[states["coder_id"].duplicated()]
    if len(twice):
        raise TableError(
            f"{name}, row {twice[0]}: coder {states.loc[twice[0], 'coder_id']} has another state here than "
            "above; a coder has finished with all units or is open with all"
        )
    return [
        CoderState(coder, state == "finished", at, int(event) if event else None)
        for coder, state, at, event in states.itertuples(index=False, name=None)
    ]
