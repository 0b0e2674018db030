"""Coefficients of agreement for nominal ratings, with missing ratings and any number of coders.

Ratings are a table of units (rows) by coders (columns); None or NaN is a missing rating. A
coefficient that cannot be computed is NaN with the reason, never 0 or 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import TableError

Floats = NDArray[np.float64]
Ratings = pd.DataFrame | NDArray[Any] | Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient, the units it rests on, and the reason if it is undefined."""

    value: float
    n_units: int
    reason: str = ""

    def __float__(self) -> float:
        return self.value


def percent_agreement(ratings: Ratings) -> Coefficient:
    r"""Share of pairs of coders who agree on a unit, averaged over units.

    Parameters
    ----------
    ratings
        Units by coders; any number of coders.

    Returns
    -------
    Coefficient
        Between 0 and 1, over the units with two ratings or more.

    Notes
    -----
    With :math:`r_{uk}` coders who put unit *u* into category *k*, of :math:`r_u` who rated it,

    .. math:: p_a = \frac{1}{n'} \sum_{u: r_u \ge 2} \sum_k \frac{r_{uk} (r_{uk} - 1)}{r_u (r_u - 1)}

    With two coders this is the plain share of units on which they agree.

    References
    ----------
    Gwet, K. L. (2014). *Handbook of Inter-Rater Reliability* (4th ed.), ch. 2. Advanced Analytics.

    Examples
    --------
    >>> percent_agreement([[0, 0], [1, 1], [0, 1], [1, 1]]).value
    0.75
    """
    counts = _paired(_counts(ratings))
    if not len(counts):
        return _undefined(0, "no unit was rated by two coders")
    return Coefficient(float(_pair_agreement(counts).mean()), len(counts))


def cohens_kappa(ratings: Ratings) -> Coefficient:
    r"""Agreement of two coders beyond what their own use of the categories makes likely.

    Parameters
    ----------
    ratings
        Units by exactly two coders; units with a missing rating are left out.

    Returns
    -------
    Coefficient
        1 for full agreement, 0 for agreement as by chance.

    Notes
    -----
    .. math:: \kappa = \frac{p_o - p_e}{1 - p_e}, \qquad p_e = \sum_k p_{1k} \, p_{2k}

    with :math:`p_o` the share of units agreed on and :math:`p_{ik}` coder *i*'s share of category
    *k*. Undefined if both coders put every unit into one and the same category.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. *Educational and Psychological
    Measurement*, 20(1), 37–46.

    Examples
    --------
    >>> round(cohens_kappa([[0, 0], [1, 1], [0, 1], [1, 1]]).value, 4)
    0.5
    """
    codes, n_categories = _categories(ratings)
    if codes.shape[1] != 2:
        return _undefined(0, f"Cohen's kappa is for two coders, not {codes.shape[1]}")
    codes = codes[(codes >= 0).all(axis=1)]
    if not len(codes):
        return _undefined(0, "no unit was rated by both coders")
    if (codes == codes[0, 0]).all():
        return _undefined(len(codes), "both coders used one and the same category throughout")
    share_a, share_b = (np.bincount(codes[:, i], minlength=n_categories) / len(codes) for i in (0, 1))
    observed, expected = (codes[:, 0] == codes[:, 1]).mean(), share_a @ share_b
    return Coefficient(float((observed - expected) / (1 - expected)), len(codes))


def krippendorffs_alpha(ratings: Ratings) -> Coefficient:
    r"""Krippendorff's alpha for nominal ratings: observed against expected disagreement.

    Parameters
    ----------
    ratings
        Units by coders; any number of coders, ratings may be missing.

    Returns
    -------
    Coefficient
        1 for full agreement, 0 for agreement as by chance; over the units with two ratings or more.

    Notes
    -----
    With :math:`n_{uc}` values *c* in unit *u*, :math:`m_u \ge 2` values in it,
    :math:`n_c = \sum_u n_{uc}` and :math:`n = \sum_c n_c`,

    .. math::
        \alpha = 1 - \frac{D_o}{D_e}, \qquad
        D_o = \frac{1}{n} \sum_u \frac{1}{m_u - 1} \sum_{c \ne k} n_{uc} n_{uk}, \qquad
        D_e = \frac{1}{n (n - 1)} \sum_{c \ne k} n_c n_k

    Undefined if all values are the same: without variation there is nothing to be reliable about.
    R's ``irr::kripp.alpha`` departs from this formula on complete sets of 6 to 14 coders.

    References
    ----------
    Krippendorff, K. (2011). *Computing Krippendorff's Alpha-Reliability*. University of Pennsylvania.

    Krippendorff, K. (2019). *Content Analysis* (4th ed.), ch. 12. Sage.

    Examples
    --------
    Krippendorff (2011), section A: two observers, ten units.

    >>> a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    >>> b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    >>> round(krippendorffs_alpha(list(zip(a, b))).value, 3)
    0.095
    """
    counts = _paired(_counts(ratings))
    if not len(counts):
        return _undefined(0, "no unit was rated by two coders")
    values, n = counts.sum(axis=0), counts.sum()
    if (values > 0).sum() < 2:
        return _undefined(len(counts), "all ratings are the same; without variation alpha has no meaning")
    m = counts.sum(axis=1)
    observed = ((m**2 - (counts**2).sum(axis=1)) / (m - 1)).sum() / n
    expected = (n**2 - (values**2).sum()) / (n * (n - 1))
    return Coefficient(float(1 - observed / expected), len(counts))


def gwets_ac1(ratings: Ratings) -> Coefficient:
    r"""Gwet's AC1: agreement beyond chance that stays stable when one category is rare.

    Parameters
    ----------
    ratings
        Units by coders; any number of coders, ratings may be missing.

    Returns
    -------
    Coefficient
        1 for full agreement, 0 for agreement as by chance.

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
    counts = _counts(ratings)
    rated = counts[counts.sum(axis=1) > 0]
    paired = _paired(counts)
    if not len(paired):
        return _undefined(0, "no unit was rated by two coders")
    if counts.shape[1] < 2:
        return _undefined(len(paired), "only one category is in use")
    shares = (rated / rated.sum(axis=1, keepdims=True)).mean(axis=0)
    expected = (shares * (1 - shares)).sum() / (counts.shape[1] - 1)
    return Coefficient(float((_pair_agreement(paired).mean() - expected) / (1 - expected)), len(paired))


def _undefined(n_units: int, reason: str) -> Coefficient:
    return Coefficient(float("nan"), n_units, reason)


def _categories(ratings: Ratings) -> tuple[NDArray[np.int_], int]:
    """Units by coders as category numbers, -1 where a rating is missing."""
    frame = pd.DataFrame(ratings)
    if frame.shape[1] < 2:
        raise TableError(f"ratings have {frame.shape[1]} coders (columns); agreement needs two or more")
    codes, categories = pd.factorize(frame.astype(object).to_numpy().ravel())
    return codes.reshape(frame.shape), len(categories)


def _counts(ratings: Ratings) -> Floats:
    """Units by categories: how many coders put the unit into the category."""
    codes, n_categories = _categories(ratings)
    counts: Floats = (codes[:, :, None] == np.arange(n_categories)).sum(axis=1).astype(float)
    return counts


def _paired(counts: Floats) -> Floats:
    """Only the units with two ratings or more."""
    paired: Floats = counts[counts.sum(axis=1) >= 2]
    return paired


def _pair_agreement(counts: Floats) -> Floats:
    """Per unit, the share of pairs of coders who agree."""
    r = counts.sum(axis=1)
    shares: Floats = (counts * (counts - 1)).sum(axis=1) / (r * (r - 1))
    return shares
