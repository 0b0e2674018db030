"""Kappas: chance agreement from each coder's own use of the categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from workbench.agreement.chance import Chance, Weighting, estimate, incidence, spread
from workbench.agreement.coefficient import Coefficient, undefined
from workbench.agreement.ratings import Floats, Ratings, RatingTable, tabulate_ratings
from workbench.agreement.weights import Weights, weight_matrix


def cohens_kappa(ratings: Ratings, *, conf_level: float = 0.95) -> Coefficient:
    r"""Agreement of two coders beyond what their own use of the categories makes likely.

    Parameters
    ----------
    ratings
        Units by exactly two coders; units with a missing rating are left out.
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
    .. math:: \kappa = \frac{p_o - p_e}{1 - p_e}, \qquad p_e = \sum_k p_{1k} \, p_{2k}

    with :math:`p_o` the share of units agreed on and :math:`p_{ik}` coder *i*'s share of category
    *k*. Undefined if both coders put every unit into one and the same category. The standard error is
    that of Fleiss, Cohen and Everitt for a kappa that need not be 0.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. *Educational and Psychological
    Measurement*, 20(1), 37–46.

    Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and
    weighted kappa. *Psychological Bulletin*, 72(5), 323–327.

    Examples
    --------
    >>> round(cohens_kappa([[0, 0], [1, 1], [0, 1], [1, 1]]).value, 4)
    0.5
    """
    return weighted_kappa(ratings, weights="identity", conf_level=conf_level)


def weighted_kappa(
    ratings: Ratings,
    *,
    weights: Weights = "linear",
    categories: Sequence[Any] | None = None,
    conf_level: float = 0.95,
) -> Coefficient:
    r"""Cohen's kappa in which near categories agree in part.

    Parameters
    ----------
    ratings
        Units by exactly two coders; units with a missing rating are left out.
    weights
        ``linear``, ``quadratic``, ``identity``, or a matrix of agreements (1 on the diagonal) or
        disagreements (0 on the diagonal); see `weight_matrix`.
    categories
        All categories of the scale in their order, if some were not used.
    conf_level
        Confidence of the interval.

    Returns
    -------
    Coefficient
        1 for full agreement, 0 for agreement as by chance.

    Raises
    ------
    TableError
        If the categories have no order that linear or quadratic weights could count.
    OptionError
        If a matrix of weights does not fit.

    Notes
    -----
    .. math::
        \kappa_w = \frac{p_o - p_e}{1 - p_e}, \qquad
        p_o = \sum_{kl} w_{kl} p_{kl}, \qquad p_e = \sum_{kl} w_{kl} \, p_{1k} \, p_{2l}

    References
    ----------
    Cohen, J. (1968). Weighted kappa: nominal scale agreement with provision for scaled disagreement or
    partial credit. *Psychological Bulletin*, 70(4), 213–220.

    Examples
    --------
    >>> grades = [[1, 1], [2, 3], [3, 3], [1, 2], [2, 2]]
    >>> round(weighted_kappa(grades, weights="quadratic").value, 4)
    0.6875
    """
    table = tabulate_ratings(ratings, categories=categories)
    if table.n_coders != 2:
        return undefined(0, f"Cohen's kappa is for two coders, not {table.n_coders}")
    return estimate(table, weight_matrix(table, weights), COHEN, conf_level)


def conger_kappa(
    ratings: Ratings,
    *,
    weights: Weights = "identity",
    categories: Sequence[Any] | None = None,
    conf_level: float = 0.95,
) -> Coefficient:
    r"""Cohen's kappa for any number of coders.

    Parameters
    ----------
    ratings
        Units by coders, each column one and the same coder; ratings may be missing.
    weights, categories
        As in `weighted_kappa`; by default only the same category agrees.
    conf_level
        Confidence of the interval.

    Returns
    -------
    Coefficient
        1 for full agreement, 0 for agreement as by chance; Cohen's kappa if there are two coders.

    Raises
    ------
    TableError, OptionError
        As `weighted_kappa`.

    Notes
    -----
    With :math:`p_{gk}` the share of category *k* in the ratings of coder *g*, of *r* coders,

    .. math:: p_e = \frac{1}{r (r - 1)} \sum_{g \ne h} \sum_{kl} w_{kl} \, p_{gk} \, p_{hl}

    and :math:`p_a` as in `percent_agreement`. A coder who rated nothing is left out.

    References
    ----------
    Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. *Psychological
    Bulletin*, 88(2), 322–328.

    Gwet, K. L. (2021). *Handbook of Inter-Rater Reliability* (5th ed., vol. 1). AgreeStat Analytics.

    Examples
    --------
    >>> ratings = [["a", "a", "a"], ["a", "b", "b"], ["b", "b", "b"], ["c", "c", "b"]]
    >>> round(conger_kappa(ratings).value, 4)
    0.4839
    """
    table = tabulate_ratings(ratings, categories=categories)
    return estimate(table, weight_matrix(table, weights), CONGER, conf_level)


def _margins(table: RatingTable, repeats: Floats) -> list[Floats]:
    """For each coder who rated anything, shares of the categories: rows of counts by categories."""
    margins = []
    for column in table.codes.T:
        if (column >= 0).any():
            tally = repeats @ incidence(column[:, None], table.n_categories)
            with np.errstate(invalid="ignore"):
                margins.append(tally / tally.sum(axis=1, keepdims=True))
    return margins


def _expected(table: RatingTable, weighting: Weighting, repeats: Floats) -> Floats:
    margins = _margins(table, repeats)
    together = np.sum(margins, axis=0)
    with_self = sum(((margin * spread(margin, weighting)).sum(axis=1) for margin in margins), np.float64(0))
    pairs: Floats = (together * spread(together, weighting)).sum(axis=1) - with_self
    return pairs / (len(margins) * (len(margins) - 1))


def _by_row(table: RatingTable, weighting: Weighting, repeats: Floats) -> Floats:
    """For each distinct row, what its ratings would agree by chance with the other coders.

    A coder who rated n_g of n units has each rating count n / n_g times (Gwet 2021), so that the mean over
    units is p_e.
    """
    margins = [margin[0] for margin in _margins(table, repeats[None])]
    columns = [column for column in table.codes.T if (column >= 0).any()]
    together = np.sum(margins, axis=0)
    found = np.zeros(len(table.codes))
    for column, margin in zip(columns, margins, strict=True):
        others = spread(together - margin, weighting)
        usual, n_rated = margin @ others, repeats @ (column >= 0)
        found += usual + np.where(column >= 0, (others[column] - usual) * repeats.sum() / n_rated, 0.0)
    return found / (len(margins) * (len(margins) - 1))


CONGER = Chance(_expected, _by_row)
COHEN = Chance(
    _expected, _by_row, constant="both coders used one and the same category throughout", both=True
)
