"""Percent agreement."""

from __future__ import annotations

import numpy as np

from workbench.agreement.chance import counted, row_agreement
from workbench.agreement.coefficient import NO_PAIR, Coefficient, undefined, with_interval
from workbench.agreement.ratings import Floats, Ratings, RatingTable, tabulate_ratings


def percent_agreement(ratings: Ratings, *, conf_level: float = 0.95) -> Coefficient:
    r"""Share of pairs of coders who agree on a unit, averaged over units.

    Parameters
    ----------
    ratings
        Units by coders; any number of coders.
    conf_level
        Confidence of the interval.

    Returns
    -------
    Coefficient
        Between 0 and 1, over the units with two ratings or more.

    Raises
    ------
    TableError
        If there are fewer than two coders.

    Notes
    -----
    With :math:`r_{uk}` coders who put unit *u* into category *k*, of :math:`r_u` who rated it,

    .. math:: p_a = \frac{1}{n'} \sum_{u: r_u \ge 2} \sum_k \frac{r_{uk} (r_{uk} - 1)}{r_u (r_u - 1)}

    With two coders this is the plain share of units on which they agree. The variance is that of the
    units' shares, units rated once counting as 0 and the others as :math:`n / n'` times their share.

    References
    ----------
    Gwet, K. L. (2021). *Handbook of Inter-Rater Reliability* (5th ed., vol. 1). AgreeStat Analytics.

    Examples
    --------
    >>> percent_agreement([[0, 0], [1, 1], [0, 1], [1, 1]]).value
    0.75
    """
    table = tabulate_ratings(ratings)
    repeats = counted(table, None, table.repeats)
    n, n_paired = float(repeats.sum()), float(repeats @ (table.n_ratings >= 2))
    if not n_paired:
        return undefined(0, NO_PAIR)
    value = float(percent_of(table, repeats[None])[0])
    deviations = n / n_paired * row_agreement(table, None) - value
    std_error = float(np.sqrt(repeats @ deviations**2 / (n * max(n - 1, 1))))
    return with_interval(
        value, n_units=n_paired, n_sampled=n, std_error=std_error, conf_level=conf_level, lowest=0.0
    )


def percent_of(table: RatingTable, repeats: Floats) -> Floats:
    """Percent agreement for each row of counts."""
    with np.errstate(invalid="ignore"):
        share: Floats = repeats @ row_agreement(table, None) / (repeats @ (table.n_ratings >= 2))
    return share
