"""Agreement on the set of codes that a unit carries: Dice, Jaccard, exact match."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.agreement.coefficient import Coefficient, undefined, with_interval
from workbench.agreement.ratings import Floats
from workbench.errors import TableError
from workbench.schemas import check_option

CodeSets = pd.DataFrame | NDArray[Any] | Sequence[Sequence[Any]]
Uncoded = Literal["leave_out", "agree"]
UNCODED = ("leave_out", "agree")
Likeness = Callable[[Floats, Floats, Floats], Floats]


def dice(code_sets: CodeSets, *, uncoded: Uncoded = "leave_out", conf_level: float = 0.95) -> Coefficient:
    r"""Share of codes that two coders have in common, averaged over units (Dice).

    Parameters
    ----------
    code_sets
        Units by coders, each cell the set of codes (None if the coder has not coded the unit); or
        0, 1 and NaN as codes by units by coders, the `ratings` of a `UnitTable`.
    uncoded
        Pairs of coders who both put no code on the unit are left out, or agree (count as 1).
    conf_level
        Confidence of the interval.

    Returns
    -------
    Coefficient
        From 0 to 1, not corrected for chance; its interval takes units for independent.

    Raises
    ------
    TableError
        If there are fewer than two coders or a cell is not a set of codes.
    OptionError
        If `uncoded` is neither of the two.

    Notes
    -----
    .. math:: \frac{2 |A \cap B|}{|A| + |B|}

    for the sets *A* and *B* of two coders; a unit has the mean over its pairs of coders.

    References
    ----------
    Dice, L. R. (1945). Measures of the amount of ecologic association between species. *Ecology*, 26(3),
    297–302.

    Examples
    --------
    >>> dice([[{"trust"}, {"trust", "fear"}], [{"fear"}, {"fear"}], [set(), set()]]).value
    0.8333333333333333
    """
    return _mean(code_sets, lambda a, b, both: 2 * both / (a + b), uncoded, conf_level)


def jaccard(code_sets: CodeSets, *, uncoded: Uncoded = "leave_out", conf_level: float = 0.95) -> Coefficient:
    r"""Codes that two coders have in common, of those that either has, averaged over units.

    Parameters
    ----------
    code_sets, uncoded, conf_level
        As in `dice`.

    Returns
    -------
    Coefficient
        From 0 to 1, not corrected for chance.

    Raises
    ------
    TableError, OptionError
        As `dice`.

    Notes
    -----
    .. math:: \frac{|A \cap B|}{|A \cup B|}

    References
    ----------
    Jaccard, P. (1912). The distribution of the flora in the alpine zone. *New Phytologist*, 11(2), 37–50.

    Examples
    --------
    >>> jaccard([[{"trust"}, {"trust", "fear"}], [{"fear"}, {"fear"}]]).value
    0.75
    """
    return _mean(code_sets, lambda a, b, both: both / (a + b - both), uncoded, conf_level)


def exact_match(
    code_sets: CodeSets, *, uncoded: Uncoded = "leave_out", conf_level: float = 0.95
) -> Coefficient:
    r"""Share of units on which two coders put exactly the same codes.

    Parameters
    ----------
    code_sets, uncoded, conf_level
        As in `dice`.

    Returns
    -------
    Coefficient
        From 0 to 1, not corrected for chance.

    Raises
    ------
    TableError, OptionError
        As `dice`.

    Notes
    -----
    1 where :math:`A = B`, else 0; a unit has the mean over its pairs of coders.

    References
    ----------
    Krippendorff, K. (2019). *Content Analysis* (4th ed.), ch. 12. Sage.

    Examples
    --------
    >>> exact_match([[{"trust"}, {"trust", "fear"}], [{"fear"}, {"fear"}]]).value
    0.5
    """
    return _mean(code_sets, lambda a, b, both: (both == a) & (both == b), uncoded, conf_level)


def _mean(code_sets: CodeSets, likeness: Likeness, uncoded: Uncoded, conf_level: float) -> Coefficient:
    check_option(uncoded, UNCODED, name="uncoded")
    marks = _marks(code_sets)
    total, n_pairs = np.zeros(marks.shape[1]), np.zeros(marks.shape[1])
    for i, j in combinations(range(marks.shape[2]), 2):
        one, other = marks[:, :, i], marks[:, :, j]
        rated = ~(np.isnan(one).any(axis=0) | np.isnan(other).any(axis=0))
        a, b, both = (np.nansum(x, axis=0) for x in (one, other, one * other))
        empty = a + b == 0
        with np.errstate(invalid="ignore"):
            alike = np.where(empty, 1.0, likeness(a, b, both))
        counts = rated & ~empty if uncoded == "leave_out" else rated
        total += np.where(counts, alike, 0.0)
        n_pairs += counts
    units = total[n_pairs > 0] / n_pairs[n_pairs > 0]
    return _summary(units, conf_level)


def _summary(units: Floats, conf_level: float) -> Coefficient:
    n = len(units)
    if not n:
        return undefined(0, "no unit was coded by two coders with a code of either")
    std_error = float(units.std(ddof=1) / np.sqrt(n)) if n > 1 else 0.0
    return with_interval(
        float(units.mean()), n_units=n, n_sampled=n, std_error=std_error, conf_level=conf_level, lowest=0.0
    )


def _marks(code_sets: CodeSets) -> Floats:
    """Codes by units by coders: 1, 0, or NaN where a coder has not coded the unit."""
    if isinstance(code_sets, np.ndarray) and code_sets.ndim == 3:
        marks = code_sets.astype(float)
    else:
        marks = _from_sets(pd.DataFrame(code_sets).astype(object).to_numpy())
    if marks.shape[2] < 2:
        raise TableError(f"code sets have {marks.shape[2]} coders; agreement needs two or more")
    return marks


def _from_sets(cells: NDArray[Any]) -> Floats:
    for unit, coder in np.ndindex(cells.shape):
        if not isinstance(cells[unit, coder], set | frozenset) and not pd.isna(cells[unit, coder]):
            raise TableError(
                f"unit {unit}, coder {coder} (counted from 0): a cell holds the set of codes, or None if the "
                "coder has not coded the unit"
            )
    sets = [cell for cell in cells.ravel() if isinstance(cell, set | frozenset)]
    numbers = {code: i for i, code in enumerate(sorted(set().union(*sets), key=str))}
    marks = np.full((len(numbers), *cells.shape), np.nan)
    for unit, coder in np.ndindex(cells.shape):
        cell = cells[unit, coder]
        if isinstance(cell, set | frozenset):
            marks[:, unit, coder] = 0.0
            marks[[numbers[code] for code in cell], unit, coder] = 1.0
    return marks
