"""What respondents answered: read, checked against the questionnaire, missing answers kept apart by kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from workbench.errors import TableError
from workbench.schemas import RESPONSES, check
from workbench.sources.cells import Cells, read_cells
from workbench.survey.questionnaire import AttentionCheck, Field, Questionnaire

LEFT_OUT = -9  # the code of an empty cell
NO_EXPERIENCE = ("none", "无")  # what the questionnaire lets a respondent write instead of a number
_SAME_COLUMN = {"resp_id": "respondent_id", "community_id": "case_id"}


@dataclass(frozen=True, slots=True)
class Responses:
    """Answers of respondents, one row each.

    Attributes
    ----------
    frame
        respondent_id, case_id, further columns of the file, demographics and one column per item. Items are
        numbers as the respondent gave them (not reversed); a missing answer is NaN.
    missing
        One row per missing answer: respondent_id, item_id, code (-7 don't know, -8 refused, -9 left out).
    source, source_hash
        Name of the file, and the first 16 hex digits of the SHA-256 of its bytes.
    is_reversed
        Whether `reverse_items` was applied; a second time is refused.
    """

    frame: pd.DataFrame
    missing: pd.DataFrame
    source: str = ""
    source_hash: str = ""
    is_reversed: bool = False

    @property
    def n_missing(self) -> dict[int, int]:
        """Number of missing answers to items by their code."""
        counts = self.missing["code"].value_counts()
        return {int(code): int(counts[code]) for code in sorted(counts.index, reverse=True)}


@dataclass(frozen=True, slots=True)
class _Problem:
    """One cell that cannot be right: its row in the spreadsheet, its column, and what is wrong."""

    row: int
    column: str
    what: str


def read_responses(
    path_or_frame: str | Path | pd.DataFrame,
    questionnaire: Questionnaire,
    *,
    cases: Collection[str] | None = None,
) -> Responses:
    """Read the answers to a questionnaire from a CSV file, an xlsx file or a frame.

    Parameters
    ----------
    path_or_frame
        Needs the columns respondent_id and case_id (or resp_id and community_id) and one per item. A cell
        left empty counts as -9, left out. Rows of a frame are numbered as if it stood in a spreadsheet.
    questionnaire
        Says which answers are possible.
    cases
        Ids of the register of cases; others are refused. Without it case ids are not checked.

    Raises
    ------
    TableError
        A column is missing, a respondent occurs twice, a case is not in the register, or a cell holds
        something else than a possible answer. The first place is named, the others are counted.
    """
    name = "the responses" if isinstance(path_or_frame, pd.DataFrame) else None
    cells = read_cells(path_or_frame, name=name)
    text = check(_rename_ids(cells.frame), RESPONSES, name=cells.source)
    _refuse_missing_columns(text, questionnaire, source=cells.source)
    checks = [c for c in questionnaire.attention_checks if c.check_id in text.columns]
    _refuse_problems(_problems(text, questionnaire, checks, cases), n_rows=len(text), source=cells.source)
    return _responses(text, questionnaire, checks, cells)


def reverse_items(responses: Responses, questionnaire: Questionnaire) -> Responses:
    """Turn the reversed items round (low + high − x), so that a high number means the same everywhere.

    Raises
    ------
    TableError
        If the answers have been reversed already.
    """
    if responses.is_reversed:
        raise TableError(
            f"{responses.source or 'the responses'}: the items are reversed already, and a second time would "
            "undo it; go back to what read_responses gave"
        )
    turned = {
        i.item_id: i.low + i.high - responses.frame[i.item_id] for i in questionnaire.items if i.reverse
    }
    return replace(responses, frame=responses.frame.assign(**turned), is_reversed=True)


def _rename_ids(text: pd.DataFrame) -> pd.DataFrame:
    names = {old: new for old, new in _SAME_COLUMN.items() if old in text.columns and new not in text.columns}
    return text.rename(columns=names)


def _refuse_missing_columns(text: pd.DataFrame, questionnaire: Questionnaire, *, source: str) -> None:
    missing = [item.item_id for item in questionnaire.items if item.item_id not in text.columns]
    if missing:
        raise TableError(
            f"{source} has no column for {len(missing)} of the {len(questionnaire.items)} items: "
            f"{', '.join(missing)}; name the columns by the ids of the questionnaire"
        )


def _refuse_problems(problems: Iterator[_Problem], *, n_rows: int, source: str) -> None:
    found = sorted(problems, key=lambda problem: problem.row)
    if not found:
        return
    first, rows = found[0], sorted({problem.row for problem in found})
    others = f"; {len(rows)} of {n_rows} rows have such errors (rows {_some(rows)})" if len(rows) > 1 else ""
    raise TableError(
        f"{source}, row {first.row}, column {first.column}: {first.what}{others}; "
        "correct the file and read it again"
    )


def _some(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:8])) + (" …" if len(rows) > 8 else "")


def _problems(
    text: pd.DataFrame,
    questionnaire: Questionnaire,
    checks: list[AttentionCheck],
    cases: Collection[str] | None,
) -> Iterator[_Problem]:
    yield from _id_problems(text, cases)
    codes = questionnaire.missing_codes
    for item in questionnaire.items:
        yield from _number_problems(text[item.item_id], item.low, item.high, codes=codes)
    for attention in checks:
        low, high = _range_of(questionnaire)
        yield from _number_problems(text[attention.check_id], low, high, codes=codes)
    for field in _fields(text, questionnaire):
        yield from _field_problems(text[field.field_id], field, codes=codes)
    if "weight" in text.columns:
        weight = pd.to_numeric(text["weight"], errors="coerce")
        for row in text.index[~(weight >= 0)]:
            yield _Problem(int(row), "weight", "a weight must be a number that is not negative")


def _id_problems(text: pd.DataFrame, cases: Collection[str] | None) -> Iterator[_Problem]:
    first: dict[str, int] = {}
    for row, respondent_id, case_id in text[["respondent_id", "case_id"]].itertuples(name=None):
        if not respondent_id or not case_id:
            yield _Problem(row, "case_id" if respondent_id else "respondent_id", "the id is empty")
        if respondent_id and respondent_id in first:
            what = f"{respondent_id} is also in row {first[respondent_id]}; a respondent has one row"
            yield _Problem(row, "respondent_id", what)
        first.setdefault(respondent_id, row)
        if cases is not None and case_id and case_id not in cases:
            yield _Problem(row, "case_id", _unknown_case(case_id, cases))


def _unknown_case(case_id: str, cases: Collection[str]) -> str:
    near = get_close_matches(case_id, cases, n=1)
    hint = f" (is it {near[0]}?)" if near else ""
    return f"{case_id} is not one of the {len(cases)} cases of the register{hint}"


def _number_problems(
    column: pd.Series[str], low: int, high: int, *, codes: Collection[int]
) -> Iterator[_Problem]:
    numbers = pd.to_numeric(column, errors="coerce")
    possible = numbers.isin([*range(low, high + 1), *codes]) | (column == "")
    allowed = f"{low} to {high}, or {', '.join(map(str, codes))} for a missing answer"
    for row in column.index[~possible]:
        value = f"{column[row]} is not possible" if pd.notna(numbers[row]) else _not_a_number(column[row])
        yield _Problem(int(row), str(column.name), f"{value}; allowed are {allowed}")


def _not_a_number(cell: str) -> str:
    return f"text of {len(cell)} characters stands where a number belongs"


def _field_problems(column: pd.Series[str], field: Field, *, codes: Collection[int]) -> Iterator[_Problem]:
    if field.type == "number":
        plain = column.where(~column.isin(NO_EXPERIENCE), "")
        numbers = pd.to_numeric(plain, errors="coerce")
        low = float("-inf") if field.low is None else field.low
        high = float("inf") if field.high is None else field.high
        possible = numbers.between(low, high) | numbers.isin(list(codes)) | (plain == "")
        what = f"the answer is not a number from {low} to {high}"
    elif field.choices:
        allowed = {choice.value for choice in field.choices} | {str(code) for code in codes}
        possible = column.map(lambda cell: set(_parts(cell, field)) <= allowed).astype(bool)
        what = f"the answer is none of {', '.join(choice.value for choice in field.choices)}"
    else:
        return
    for row in column.index[~possible]:
        yield _Problem(int(row), str(column.name), what)


def _parts(cell: str, field: Field) -> list[str]:
    """Answers in a cell; those to a question with several answers are parted by semicolons."""
    parts = cell.replace("；", ";").split(";") if field.type == "multi" else [cell]
    return [part.strip() for part in parts if part.strip()]


def _fields(text: pd.DataFrame, questionnaire: Questionnaire) -> list[Field]:
    fields = [*questionnaire.demographics, *questionnaire.incident]
    return [field for field in fields if field.field_id in text.columns and field.type != "id"]


def _range_of(questionnaire: Questionnaire) -> tuple[int, int]:
    values = [int(anchor.value) for anchor in questionnaire.anchors]
    return min(values), max(values)


def _responses(
    text: pd.DataFrame, questionnaire: Questionnaire, checks: list[AttentionCheck], cells: Cells
) -> Responses:
    codes = {*questionnaire.missing_codes, LEFT_OUT}
    fields = {f.field_id: _field_values(text[f.field_id], f, codes) for f in _fields(text, questionnaire)}
    items = {i.item_id: pd.to_numeric(text[i.item_id]).fillna(LEFT_OUT) for i in questionnaire.items}
    answers = {name: coded.where(~coded.isin(list(codes))).astype(float) for name, coded in items.items()}
    attention = {c.check_id: _without_codes(text[c.check_id], codes) for c in checks}
    weight = {"weight": pd.to_numeric(text["weight"])} if "weight" in text.columns else {}
    frame = text.assign(**weight, **fields, **attention, **answers)
    return Responses(
        frame=frame.reset_index(drop=True),
        missing=_missing(text["respondent_id"], pd.DataFrame(items), codes),
        source=cells.source,
        source_hash=cells.source_hash,
    )


def _without_codes(column: pd.Series[str], codes: Collection[int]) -> pd.Series[float]:
    numbers = pd.to_numeric(column, errors="coerce")
    return numbers.where(~numbers.isin(list(codes))).astype(float)


def _field_values(
    column: pd.Series[str], field: Field, codes: Collection[int]
) -> pd.Series[float] | pd.Series[str]:
    """Numbers for numbers and for ordered answers that are numbers, text for the others."""
    if field.type in ("number", "ordinal"):
        return _without_codes(column, codes)
    return column.where(~column.isin(["", *map(str, codes)]), None)


def _missing(respondents: pd.Series[str], coded: pd.DataFrame, codes: Collection[int]) -> pd.DataFrame:
    long = coded.assign(respondent_id=respondents).melt(
        id_vars="respondent_id", var_name="item_id", value_name="code"
    )
    kept = long[long["code"].isin(list(codes))]
    return kept.astype({"code": int}).reset_index(drop=True)
