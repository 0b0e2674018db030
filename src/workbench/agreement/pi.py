"""Scott's pi and Fleiss' kappa: chance agreement from the categories' shares among all ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.agreement.chance import (
    Chance,
    Weighting,
    category_shares,
    estimate,
    mean_over_coders,
    spread,
)
from workbench.agreement.coefficient import Coefficient, undefined
from workbench.agreement.ratings import Floats, Ratings, RatingTable, tabulate_ratings
from workbench.agreement.weights import Weights, weight_matrix


def scotts_pi(
    ratings: Ratings,
    *,
    weights: Weights = "identity",
    categories: Sequence[Any] | None = None,
    conf_level: float = 0.95,
) -> Coefficient:
    r"""Agreement of two coders beyond chance, if both drew from the same shares of categories.

    Parameters
    ----------
    ratings
        Units by exactly two coders; units with a missing rating are left out.
    weights, categories
        As in `weighted_kappa`; by default only the same category agrees.
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
    .. math:: \pi = \frac{p_o - p_e}{1 - p_e}, \qquad
        p_e = \sum_k \left( \frac{p_{1k} + p_{2k}}{2} \right)^2

    References
    ----------
    Scott, W. A. (1955). Reliability of content analysis: the case of nominal scale coding. *Public
    Opinion Quarterly*, 19(3), 321–325.

    Examples
    --------
    >>> round(scotts_pi([[0, 0], [1, 1], [0, 1], [1, 1]]).value, 4)
    0.4667
    """
    table = tabulate_ratings(ratings, categories=categories)
    if table.n_coders != 2:
        return undefined(
            0, f"Scott's pi is for two coders, not {table.n_coders}; Fleiss' kappa takes any number"
        )
    return estimate(table, weight_matrix(table, weights), SCOTT, conf_level)


def fleiss_kappa(
    ratings: Ratings,
    *,
    weights: Weights = "identity",
    categories: Sequence[Any] | None = None,
    conf_level: float = 0.95,
) -> Coefficient:
    r"""Scott's pi for any number of coders, who may differ from unit to unit.

    Parameters
    ----------
    ratings
        Units by coders; ratings may be missing, and the order within a row does not matter.
    weights, categories
        As in `weighted_kappa`; by default only the same category agrees.
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
    With :math:`r_{uk}` of :math:`r_u` coders putting unit *u* into category *k*, over the *n* units
    rated at all,

    .. math:: p_e = \sum_{kl} w_{kl} \, \pi_k \, \pi_l, \qquad
        \pi_k = \frac{1}{n} \sum_u \frac{r_{uk}}{r_u}

    and :math:`p_a` as in `percent_agreement`.

    References
    ----------
    Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. *Psychological Bulletin*,
    76(5), 378–382.

    Gwet, K. L. (2021). *Handbook of Inter-Rater Reliability* (5th ed., vol. 1). AgreeStat Analytics.

    Examples
    --------
    >>> ratings = [["a", "a", "a"], ["a", "b", "b"], ["b", "b", "b"], ["c", "c", "b"]]
    >>> round(fleiss_kappa(ratings).value, 4)
    0.4545
    """
    table = tabulate_ratings(ratings, categories=categories)
    return estimate(table, weight_matrix(table, weights), FLEISS, conf_level)


def _expected(table: RatingTable, weighting: Weighting, repeats: Floats) -> Floats:
    shares = category_shares(table, repeats)
    found: Floats = (shares * spread(shares, weighting)).sum(axis=1)
    return found


def _by_row(table: RatingTable, weighting: Weighting, repeats: Floats) -> Floats:
    return mean_over_coders(table, spread(category_shares(table, repeats[None]), weighting)[0])


FLEISS = Chance(_expected, _by_row)
SCOTT = Chance(
    _expected, _by_row, constant="both coders used one and the same category throughout", both=True
)
