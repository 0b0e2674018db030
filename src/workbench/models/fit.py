"""What every fitted model carries, and the rows it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from workbench.errors import ModelError
from workbench.models.design import variables_of

Estimator = Literal["ols", "multilevel"]


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model: the result of statsmodels, whole, with the rows it used and what must be said of it.

    Attributes
    ----------
    result
        The results object of statsmodels; `tidy` and `glance` read it.
    formula
        The model as it was written.
    estimator
        ``"ols"`` or ``"multilevel"``.
    vcov
        Kind of standard errors: ``"HC1"``, ``"CR1"``, …, ``"REML"`` for a multilevel model.
    groups
        Column of the clusters or of the random intercept, None without.
    n_groups
        How many of them were used.
    n_dropped
        Rows removed before the estimator because a value was missing.
    converged
        Whether the optimum was found and checked.
    notes
        What a reader must know: few clusters, a variance of zero, warnings of the estimator.
    row_ids, dropped_ids
        ``respondent_id`` of the rows used and removed (the frame's index where there is no such column).
    data_name
        Name of the table, for the evidence of a report.
    """

    result: Any
    formula: str
    estimator: Estimator
    vcov: str
    groups: str | None
    n_groups: int | None
    n_dropped: int
    converged: bool
    notes: tuple[str, ...]
    row_ids: tuple[Any, ...]
    dropped_ids: tuple[Any, ...] = ()
    data_name: str = ""

    @property
    def nobs(self) -> int:
        """Rows used."""
        return len(self.row_ids)


@dataclass(frozen=True, slots=True)
class CompleteRows:
    """The rows that have a value for every variable of a model, and the ids of those that do not."""

    frame: pd.DataFrame
    row_ids: tuple[Any, ...]
    dropped_ids: tuple[Any, ...]

    @property
    def n_dropped(self) -> int:
        """Rows removed."""
        return len(self.dropped_ids)


def complete_rows(data: pd.DataFrame, formula: str, *, also: Sequence[str] = ()) -> CompleteRows:
    """Keep the rows that have a value for every variable of the formula.

    Rows are removed here and not by the estimator, so that their number is true.

    Parameters
    ----------
    data
        One row per respondent; ``respondent_id`` names the rows if it is there, else the index does.
    formula
        A model such as ``"RES ~ PL + CO"``.
    also
        Further columns that must be complete, such as the groups.

    Returns
    -------
    CompleteRows
        The rows with the variables of the model, and the ids of those kept and removed.

    Examples
    --------
    >>> data = pd.DataFrame({"respondent_id": ["r1", "r2", "r3"], "y": [1, 2, 3], "x": [1.0, None, 2.0]})
    >>> rows = complete_rows(data, "y ~ x")
    >>> rows.row_ids, rows.dropped_ids, rows.n_dropped
    (('r1', 'r3'), ('r2',), 1)
    """
    names = list(dict.fromkeys([*variables_of(formula, data.columns, also=also), *also]))
    ids = data["respondent_id"] if "respondent_id" in data.columns else data.index.to_series()
    complete = data[names].notna().all(axis=1).to_numpy()
    frame = data.loc[complete, names].reset_index(drop=True)
    if frame.empty:
        raise ModelError(
            f"no row has a value for all of {', '.join(names)}; "
            f"values there are: {', '.join(f'{name} {n}' for name, n in data[names].count().items())}"
        )
    return CompleteRows(_plain_numbers(frame), tuple(ids[complete]), tuple(ids[~complete]))


def _plain_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn pandas' nullable numbers (Int64, boolean …), complete by now, into numpy's, which patsy reads."""
    nullable = {
        name: "bool" if dtype == "boolean" else "float64"
        for name, dtype in frame.dtypes.items()
        if pd.api.types.is_extension_array_dtype(dtype)
        and (pd.api.types.is_numeric_dtype(dtype) or dtype == "boolean")
    }
    return frame.astype(nullable)
