"""Gwet's AC1 and AC2, and Brennan and Prediger's coefficient: chance that does not follow the shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from workbench.agreement.chance import (
    Chance,
    Weighting,
    category_shares,
    estimate,
    mean_over_coders,
    total_weight,
)
from workbench.agreement.coefficient import Coefficient
from workbench.agreement.ratings import Floats, Ratings, RatingTable, tabulate_ratings
from workbench.agreement.weights import Weights, weight_matrix


def brennan_prediger(
    ratings: Ratings,
    *,
    weights: Weights = "identity",
    categories: Sequence[Any] | None = None,
    conf_level: float = 0.95,
) -> Coefficient:
    r"""Agreement beyond what coders would reach who pick categories at random (Bennett's S).

    Parameters
    ----------
    ratings
        Units by coders; any number of coders, ratings may be missing.
    weights
        As in `weighted_kappa`; by default only the same category agrees.
    categories
        All categories of the scale, if some were not used: their number *q* is the chance.
    conf_level
        Confidence of the interval.

    Returns
    -------
    Coefficient
        1 for full agreement, 0 for agreement as by chance.

    Raises
    ------
    TableError, OptionError
        As `weighted_kappa`.

    Notes
    -----
    .. math:: \frac{p_a - p_e}{1 - p_e}, \qquad p_e = \frac{1}{q^2} \sum_{kl} w_{kl}

    which is :math:`1 / q` without weights; :math:`p_a` as in `percent_agreement`.

    References
    ----------
    Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: some uses, misuses, and alternatives.
    *Educational and Psychological Measurement*, 41(3), 687–699.

    Examples
    --------
    >>> brennan_prediger([[0, 0], [1, 1], [0, 1], [1, 1]]).value
    0.5
    """
    table = tabulate_ratings(ratings, categories=categories)
    return estimate(table, weight_matrix(table, weights), UNIFORM, conf_level)


def gwets_ac1(
    ratings: Ratings, *, categories: Sequence[Any] | None = None, conf_level: float = 0.95
) -> Coefficient:
    r"""Gwet's AC1: agreement beyond chance that stays stable when one category is rare.

    Parameters
    ----------
    ratings
        Units by coders; any number of coders, ratings may be missing.
    categories
        All categories of the scale, if some were not used.
    conf_level
        Confidence of the interval.

    Returns
    -------
    Coefficient
        1 for full agreement, 0 for agreement as by chance.

    Raises
    ------
    TableError
        If there are fewer than two coders.

    Notes
    -----
    .. math::
        AC_1 = \frac{p_a - p_e}{1 - p_e}, \qquad
        p_e = \frac{1}{q - 1} \sum_k \pi_k (1 - \pi_k), \qquad
        \pi_k = \frac{1}{n} \sum_u \frac{r_{uk}}{r_u}

    over *q* categories in use, with :math:`p_a` as in `percent_agreement`. Undefined if only one
    category is in use.

    References
    ----------
    Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high
    agreement. *British Journal of Mathematical and Statistical Psychology*, 61(1), 29–48.

    Examples
    --------
    >>> round(gwets_ac1([[0, 0], [1, 1], [0, 1], [1, 1]]).value, 4)
    0.5294
    """
    return gwets_ac2(ratings, weights="identity", categories=categories, conf_level=conf_level)


def gwets_ac2(
    ratings: Ratings,
    *,
    weights: Weights = "quadratic",
    categories: Sequence[Any] | None = None,
    conf_level: float = 0.95,
) -> Coefficient:
    r"""Gwet's AC2: AC1 in which near categories agree in part.

    Parameters
    ----------
    ratings
        Units by coders; any number of coders, ratings may be missing.
    weights, categories
        As in `weighted_kappa`.
    conf_level
        Confidence of the interval.

    Returns
    -------
    Coefficient
        1 for full agreement, 0 for agreement as by chance.

    Raises
    ------
    TableError, OptionError
        As `weighted_kappa`.

    Notes
    -----
    .. math:: p_e = \frac{\sum_{kl} w_{kl}}{q (q - 1)} \sum_k \pi_k (1 - \pi_k)

    with :math:`\pi_k` as in `gwets_ac1` and the weighted share of agreeing pairs as :math:`p_a`.

    References
    ----------
    Gwet, K. L. (2021). *Handbook of Inter-Rater Reliability* (5th ed., vol. 1). AgreeStat Analytics.

    Examples
    --------
    >>> grades = [[1, 1], [2, 3], [3, 3], [1, 2], [2, 2]]
    >>> round(gwets_ac2(grades, weights="quadratic").value, 4)
    0.7059
    """
    table = tabulate_ratings(ratings, categories=categories)
    return estimate(table, weight_matrix(table, weights), GWET, conf_level)


def _uniform(table: RatingTable, weighting: Weighting, repeats: Floats) -> Floats:
    return np.full(len(repeats), total_weight(table, weighting) / table.n_categories**2)


def _uniform_by_row(table: RatingTable, weighting: Weighting, repeats: Floats) -> Floats:
    return np.full(len(table.codes), total_weight(table, weighting) / table.n_categories**2)


def _factor(table: RatingTable, weighting: Weighting) -> float:
    q = table.n_categories
    return total_weight(table, weighting) / max(q * (q - 1), 1)


def _gwet(table: RatingTable, weighting: Weighting, repeats: Floats) -> Floats:
    shares = category_shares(table, repeats)
    found: Floats = _factor(table, weighting) * (shares * (1 - shares)).sum(axis=1)
    return found


def _gwet_by_row(table: RatingTable, weighting: Weighting, repeats: Floats) -> Floats:
    others = 1 - category_shares(table, repeats[None])[0]
    return _factor(table, weighting) * mean_over_coders(table, others)


UNIFORM = Chance(_uniform, _uniform_by_row, constant="only one category is in use")
GWET = Chance(_gwet, _gwet_by_row, constant="only one category is in use")
