"""Agreement beyond chance: what the kappas, pi, Brennan–Prediger and Gwet's coefficients share.

All are (p_a - p_e) / (1 - p_e) and differ in p_e, the agreement expected by chance. Counts of units come
as rows, one row for the ratings themselves and one for each bootstrap draw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from workbench.agreement.coefficient import NO_PAIR, Coefficient, undefined, with_interval
from workbench.agreement.ratings import Floats, Ints, RatingTable

Weighting = Floats | None


@dataclass(frozen=True, slots=True)
class Chance:
    """One idea of agreement by chance.

    `expected` gives p_e for rows of counts; `by_row` each distinct row's part in it, for the standard
    error. If `both`, only units rated by both of two coders count, and the variance is divided by n
    as for a table of two coders, not by n - 1. `constant` says why constant ratings have no value.
    """

    expected: Callable[[RatingTable, Weighting, Floats], Floats]
    by_row: Callable[[RatingTable, Weighting, Floats], Floats]
    constant: str = "all ratings are the same; without variation there is no agreement beyond chance"
    both: bool = False


def pair_sums(codes: Ints, compare: Callable[[Ints, Ints], Any]) -> Floats:
    """For each row, the sum of `compare` over ordered pairs of different coders who rated it."""
    total = np.zeros(len(codes))
    for i, j in combinations(range(codes.shape[1]), 2):
        a, b = codes[:, i], codes[:, j]
        total += np.where((a >= 0) & (b >= 0), compare(a, b), 0)
    return 2 * total


def row_agreement(table: RatingTable, weighting: Weighting) -> Floats:
    """For each distinct row, the (weighted) share of pairs of coders who agree; 0 without a pair."""
    r = table.n_ratings
    if weighting is None:
        agreeing = pair_sums(table.codes, lambda a, b: a == b)
    else:
        agreeing = pair_sums(table.codes, lambda a, b: weighting[a, b])
    return np.asarray(agreeing / np.maximum(r * (r - 1), 1))


def counted(table: RatingTable, chance: Chance | None, repeats: Floats) -> Floats:
    """Counts of units that enter the coefficient."""
    n_needed = 2 if chance is not None and chance.both else 1
    return np.where(table.n_ratings >= n_needed, repeats, 0.0)


def beyond_chance(
    table: RatingTable, weighting: Weighting, chance: Chance, repeats: Floats
) -> tuple[Floats, Floats]:
    """Coefficient and p_e for each row of counts; NaN where there is no pair or no variation."""
    repeats = counted(table, chance, repeats)
    n_paired = repeats @ (table.n_ratings >= 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = repeats @ row_agreement(table, weighting) / n_paired
        expected = chance.expected(table, weighting, repeats)
        value = (observed - expected) / (1 - expected)
    constant = (n_tallied(table, repeats) > 0).sum(axis=1) < 2
    return np.where(constant | ~np.isfinite(value), np.nan, value), expected


def n_tallied(table: RatingTable, repeats: Floats) -> Floats:
    """Rows of counts by categories: how many ratings each category has."""
    return np.asarray(repeats @ incidence(table.codes, table.n_categories))


def incidence(codes: Ints, n_categories: int, cell: Floats | None = None) -> Any:
    """Sparse matrix of rows by categories: ratings of the row in the category, or their weight `cell`."""
    from scipy.sparse import csr_array

    rows, coders = np.nonzero(codes >= 0)
    weights = np.ones(len(rows)) if cell is None else cell[rows]
    return csr_array((weights, (rows, codes[rows, coders])), shape=(len(codes), n_categories))


def estimate(table: RatingTable, weighting: Weighting, chance: Chance, conf_level: float) -> Coefficient:
    r"""Coefficient with its large-sample standard error.

    Notes
    -----
    With *n* units, *n'* of them rated twice or more, and each unit's agreement :math:`p_{a|u}` and part
    in the chance agreement :math:`p_{e|u}`,

    .. math::
        v = \frac{1}{n (n - 1)} \sum_u (\kappa_u^* - \kappa)^2, \qquad
        \kappa_u^* = \frac{n}{n'} \frac{p_{a|u} - p_e [r_u \ge 2]}{1 - p_e}
        - 2 (1 - \kappa) \frac{p_{e|u} - p_e}{1 - p_e}

    (Gwet 2021, ch. 5); for two coders it is divided by n², which is Fleiss, Cohen and Everitt's (1969)
    variance of kappa.
    """
    repeats = counted(table, chance, table.repeats)
    paired = table.n_ratings >= 2
    n, n_paired = float(repeats.sum()), float(repeats @ paired)
    if not n_paired:
        return undefined(0, "no unit was rated by both coders" if chance.both else NO_PAIR)
    values, expecteds = beyond_chance(table, weighting, chance, repeats[None])
    value, expected = float(values[0]), float(expecteds[0])
    if np.isnan(value):
        return undefined(n_paired, chance.constant)
    part = chance.by_row(table, weighting, repeats) - expected
    agreeing = n / n_paired * (row_agreement(table, weighting) - expected * paired)
    terms = (agreeing - 2 * (1 - value) * part) / (1 - expected)
    variance = repeats @ (terms - value) ** 2 / (n * max(n - (not chance.both), 1))
    return with_interval(
        value,
        n_units=n_paired,
        n_sampled=n,
        std_error=float(np.sqrt(variance)),
        conf_level=conf_level,
        lowest=-1.0,
    )


def mean_over_coders(table: RatingTable, by_category: Floats) -> Floats:
    """For each distinct row, the mean over its ratings of a number that belongs to the category."""
    present = table.codes >= 0
    found = np.where(present, by_category[table.codes], 0.0) if len(by_category) else present.astype(float)
    return np.asarray(found.sum(axis=1) / np.maximum(present.sum(axis=1), 1))


def category_shares(table: RatingTable, repeats: Floats) -> Floats:
    """Share of each category, every unit rated counting once: rows of counts by categories."""
    r = table.n_ratings
    shares = repeats @ incidence(table.codes, table.n_categories, 1 / np.maximum(r, 1))
    return np.asarray(shares / (repeats @ (r >= 1))[:, None], dtype=float)


def spread(by_category: Floats, weighting: Weighting) -> Floats:
    """Numbers of the categories, each given to the others by their weight."""
    return by_category if weighting is None else by_category @ weighting


def total_weight(table: RatingTable, weighting: Weighting) -> float:
    """Sum of all agreement weights."""
    return float(table.n_categories if weighting is None else weighting.sum())
