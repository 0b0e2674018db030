"""The case register: which communities the study has, and how each came into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import pandas as pd

from workbench.errors import InputError
from workbench.sources.cells import UTF8, check_columns, check_unique, check_values, read_cells

UNIT_LEVELS = ("community", "area", "street", "district", "city")
ORIGINS = ("published", "simulated")


@dataclass(frozen=True, slots=True)
class Case:
    """One unit of analysis, as the register describes it."""

    case_id: str
    label: str
    city: str
    district: str
    unit_level: str
    case_type: str
    status_kind: str
    selection: str
    origin: str

    @property
    def is_simulated(self) -> bool:
        """Whether the case is invented and must be marked so wherever it is used."""
        return self.origin == "simulated"


@dataclass(frozen=True, slots=True)
class CaseRegister:
    """Cases in the order of their file; ids are unique."""

    cases: tuple[Case, ...]

    def __post_init__(self) -> None:
        twice = {case_id for case_id in self.case_ids if self.case_ids.count(case_id) > 1}
        if twice:
            raise InputError(f"case_id {', '.join(sorted(twice))} occurs twice; ids must be unique")

    def __iter__(self) -> Iterator[Case]:
        return iter(self.cases)

    def __len__(self) -> int:
        return len(self.cases)

    def __getitem__(self, case_id: str) -> Case:
        for case in self.cases:
            if case.case_id == case_id:
                return case
        raise InputError(f"no case {case_id} in the register; its cases are {', '.join(self.case_ids)}")

    @property
    def case_ids(self) -> tuple[str, ...]:
        """Ids of the cases, in their order."""
        return tuple(case.case_id for case in self.cases)

    def to_frame(self) -> pd.DataFrame:
        """One row per case, for `join_cases`."""
        return pd.DataFrame([asdict(case) for case in self.cases], columns=_COLUMNS)


_COLUMNS = [field.name for field in fields(Case)]


def read_cases(path: str | Path) -> CaseRegister:
    """Read the case register, ``corpus/register.csv``.

    Parameters
    ----------
    path
        CSV with the columns ``case_id, label, city, district, unit_level, case_type, status_kind, selection,
        origin``. ``unit_level`` is community, area, street, district or city; ``origin`` published or
        simulated; ``selection`` says why the case is in the study.

    Raises
    ------
    TableError
        Naming the row of a ``case_id`` that is empty or there twice, or of a value that is not allowed.
    UnreadableFileError
        If the file is absent, not UTF-8 or not a table.
    """
    name = str(path)
    frame = read_cells(path, name=name, encodings=UTF8).frame
    check_columns(frame, _COLUMNS, name=name)
    check_unique(frame, "case_id", name=name)
    check_values(frame, "unit_level", UNIT_LEVELS, name=name)
    check_values(frame, "origin", ORIGINS, name=name)
    return CaseRegister(tuple(Case(*row) for row in frame[_COLUMNS].itertuples(index=False)))
