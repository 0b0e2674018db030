"""Facts about cases as sources state them: where, how exactly, and how often independently."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from workbench.cases.register import ORIGINS, UNIT_LEVELS
from workbench.sources.cells import (
    UTF8,
    check_columns,
    check_unique,
    check_values,
    read_cells,
    read_numbers,
)

STATUSES = (
    "single-source",  # stated once
    "same-article",  # stated again in the same article: repetition, not corroboration
    "name-variant",  # the same thing in another spelling
    "ambiguous",  # readable in two ways, or denominator or unit missing
    "conflict",  # contradicts another fact of its conflict_group
    "secondary-reuse",  # the wording of one article again in another: not an independent source
    "inferred",  # read from the structure of a paragraph
    "cited-only",  # the case appears only in the title of a reference
)
_REQUIRED = [
    *("fact_id", "case_id", "unit_level", "category", "attribute", "value_zh", "number", "unit", "qualifier"),
    *("paper", "seed", "line", "status", "conflict_group", "origin"),
]
_OPTIONAL = ["denominator", "year"]
_SAME_FACT = ["case_id", "category", "attribute", "_value"]


def read_facts(path: str | Path) -> pd.DataFrame:
    """Read the facts that sources state about cases, ``corpus/facts.csv``.

    Parameters
    ----------
    path
        CSV with one row per fact and place: ``fact_id, case_id, unit_level, category, attribute, value_zh,
        number, unit, qualifier, paper, seed, line, status, conflict_group, origin`` and, where known,
        ``denominator`` and ``year``. Further columns are kept.

    Returns
    -------
    pandas.DataFrame
        Its rows; ``number`` and ``line`` are numbers, everything else texts, empty where nothing is written.

    Raises
    ------
    TableError
        Naming the row of a ``fact_id`` that is empty or there twice, of a number that is none, or of a
        status, level or origin that is not allowed.
    """
    name = str(path)
    frame = read_cells(path, name=name, encodings=UTF8).frame
    check_columns(frame, _REQUIRED, name=name)
    check_unique(frame, "fact_id", name=name)
    for column, allowed in (("status", STATUSES), ("unit_level", UNIT_LEVELS), ("origin", ORIGINS)):
        check_values(frame, column, allowed, name=name)
    numbers = {column: read_numbers(frame, column, name=name) for column in ("number", "line")}
    absent = {column: "" for column in _OPTIONAL if column not in frame.columns}
    return frame.assign(**numbers, **absent).reset_index(drop=True)


def facts_table(facts: pd.DataFrame) -> pd.DataFrame:
    """Put the places that state the same fact together, and count the sources that state it independently.

    Two rows state the same fact if case, category and attribute agree, and the number with its unit (the
    wording where there is no number).

    Parameters
    ----------
    facts
        From `read_facts`.

    Returns
    -------
    pandas.DataFrame
        One row per fact: ``case_id, category, attribute, value_zh, number, unit, qualifier, denominator,
        year, n_places, n_articles, n_independent, conflict_group, fact_ids``. Repetition inside one article
        adds to ``n_places`` only; an article that reuses another's wording adds to ``n_articles`` and not to
        ``n_independent``.
    """
    counted = facts.assign(_value=_value(facts), _own=facts["paper"].where(~_is_reuse(facts)))
    same = counted.groupby(_SAME_FACT, sort=False)
    described = ["value_zh", "number", "unit", "qualifier", *_OPTIONAL]
    table = (
        same[described]
        .agg(_first_given)
        .assign(
            n_places=same.size(),
            n_articles=same["paper"].nunique(),
            n_independent=same["_own"].nunique().clip(lower=1),
            conflict_group=same["conflict_group"].agg(_first_given),
            fact_ids=same["fact_id"].agg(tuple),
        )
    )
    return table.reset_index().drop(columns="_value")


def incomplete_figures(facts: pd.DataFrame) -> pd.DataFrame:
    """List the figures that cannot be compared because their year, or the base of a percentage, is unknown.

    Parameters
    ----------
    facts
        From `read_facts`.

    Returns
    -------
    pandas.DataFrame
        ``case_id, attribute, number, unit, qualifier, missing, fact_ids``, one row per figure; ``missing``
        is ``denominator``, ``year`` or both. A figure that is itself a date needs neither.
    """
    table = facts_table(facts)
    figures = table[table["number"].notna() & (table["qualifier"] != "decade")]
    no_base = figures["unit"].str.contains("percent|%") & (figures["denominator"] == "")
    lacks = pd.DataFrame({"denominator": no_base, "year": figures["year"] == ""})
    missing = [", ".join(lacks.columns[row]) for row in lacks.to_numpy()]
    columns = ["case_id", "attribute", "number", "unit", "qualifier", "missing", "fact_ids"]
    listed = figures.assign(missing=pd.Series(missing, index=figures.index, dtype=object))
    return listed.loc[lacks.any(axis=1), columns].reset_index(drop=True)


def _value(facts: pd.DataFrame) -> pd.Series:
    figures = facts["number"].astype(str) + " " + facts["unit"]
    return facts["value_zh"].where(facts["number"].isna(), figures)


def _is_reuse(facts: pd.DataFrame) -> pd.Series:
    return facts["status"] == "secondary-reuse"


def _first_given(values: pd.Series) -> Any:
    """First value that is neither missing nor empty."""
    given = values[values.notna() & (values != "")]
    return given.iloc[0] if len(given) else values.iloc[0]
