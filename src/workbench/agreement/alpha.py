"""Krippendorff's alpha: nominal, ordinal, interval and ratio; any number of coders, missing ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from workbench.agreement.chance import incidence, n_tallied, pair_sums
from workbench.agreement.coefficient import NO_PAIR, Coefficient, undefined, with_interval
from workbench.agreement.ratings import Floats, Ratings, RatingTable, tabulate_ratings
from workbench.errors import TableError
from workbench.schemas import check_option

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS = ("nominal", "ordinal", "interval", "ratio")
CELLS = 4_000_000  # numbers held at once


def krippendorffs_alpha(
    ratings: Ratings,
    *,
    level: Level = "nominal",
    categories: Sequence[Any] | None = None,
    conf_level: float = 0.95,
) -> Coefficient:
    r"""Krippendorff's alpha: observed against expected disagreement.

    Parameters
    ----------
    ratings
        Units by coders; any number of coders, ratings may be missing.
    level
        Level of measurement: ``nominal``, ``ordinal``, ``interval`` or ``ratio``.
    categories
        The categories in their order, if they are names on an ordinal scale.
    conf_level
        Confidence of the interval.

    Returns
    -------
    Coefficient
        1 for full agreement, 0 for agreement as by chance; over the units with two ratings or more.

    Raises
    ------
    OptionError
        If the level is none of the four.
    TableError
        If there are fewer than two coders, names are to be measured at interval or ratio level, or a
        ratio scale has values below 0.

    Notes
    -----
    With :math:`n_{uc}` values *c* in unit *u*, :math:`m_u \ge 2` values in it,
    :math:`n_c = \sum_u n_{uc}` and :math:`n = \sum_c n_c`,

    .. math::
        \alpha = 1 - \frac{D_o}{D_e}, \qquad
        D_o = \frac{1}{n} \sum_u \frac{1}{m_u - 1} \sum_{c \ne k} n_{uc} n_{uk} \delta_{ck}^2, \qquad
        D_e = \frac{1}{n (n - 1)} \sum_{c \ne k} n_c n_k \delta_{ck}^2

    where :math:`\delta_{ck}^2` is 1 (nominal),
    :math:`(\sum_{g=c}^k n_g - (n_c + n_k) / 2)^2` (ordinal), :math:`(c - k)^2` (interval) or
    :math:`((c - k) / (c + k))^2` (ratio). Undefined if all values are the same: without variation there
    is nothing to be reliable about. R's ``irr::kripp.alpha`` departs from this formula on complete sets
    of 6 to 14 coders.

    The standard error is that of the large-sample linearisation over units, as in Gwet (2021); at
    the ordinal level it includes that the distances between ranks depend on the sample.

    References
    ----------
    Krippendorff, K. (2011). *Computing Krippendorff's Alpha-Reliability*. University of Pennsylvania.

    Krippendorff, K. (2019). *Content Analysis* (4th ed.), ch. 12. Sage.

    Gwet, K. L. (2021). *Handbook of Inter-Rater Reliability* (5th ed., vol. 1). AgreeStat Analytics.

    Examples
    --------
    Krippendorff (2011), section A: two observers, ten units.

    >>> a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    >>> b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    >>> round(krippendorffs_alpha(list(zip(a, b))).value, 3)
    0.095
    """
    check_option(level, LEVELS, name="level")
    table = tabulate_ratings(ratings, categories=categories)
    places = category_places(table, level)
    repeats = np.where(table.n_ratings >= 2, table.repeats, 0.0)
    n_units = repeats.sum()
    if not n_units:
        return undefined(0, NO_PAIR)
    value = float(alpha_of(table, level, repeats[None])[0])
    if np.isnan(value):
        return undefined(n_units, "all ratings are the same; without variation alpha has no meaning")
    influence = _influence(table, level, places, repeats)
    std_error = float(np.sqrt(repeats @ influence**2 * n_units / max(n_units - 1, 1)))
    return with_interval(
        value, n_units=n_units, n_sampled=n_units, std_error=std_error, conf_level=conf_level, lowest=-1.0
    )


def category_places(table: RatingTable, level: Level) -> Floats:
    """Where the categories lie: their values, or nothing but their order."""
    if level == "nominal":
        return np.arange(table.n_categories, dtype=float)
    if level == "ordinal":
        table.check_order()
        return np.arange(table.n_categories, dtype=float)
    values = table.values()
    if level == "interval":
        return values - values.mean() if len(values) else values
    if (values < 0).any():
        raise TableError(
            "a ratio scale starts at 0; these ratings have values below 0: take level 'interval'"
        )
    return values


def alpha_of(table: RatingTable, level: Level, repeats: Floats) -> Floats:
    """Alpha for each row of counts of units; NaN where it has no variation."""
    paired = table.n_ratings >= 2
    repeats = np.where(paired, repeats, 0.0)
    tallies = n_tallied(table, repeats)
    n = tallies.sum(axis=1)
    if level == "ordinal":
        observed, expected = _ordinal(table, repeats, tallies)
    else:
        places = category_places(table, level)
        observed = repeats @ _disagreement(table, level, places)
        expected = _expected(level, places, tallies)
    varied = (tallies > 0).sum(axis=1) >= 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(varied, 1 - (n - 1) * observed / expected, np.nan)


def _disagreement(table: RatingTable, level: Level, places: Floats) -> Floats:
    """For each distinct row, the squared distances of its pairs over one less than its ratings."""
    if level == "nominal":
        squares = pair_sums(table.codes, lambda a, b: a != b)
    elif level == "ratio":
        squares = pair_sums(table.codes, lambda a, b: _ratio(places[a], places[b]))
    else:
        squares = _square_sums(table, places)
    scaled = squares / np.maximum(table.n_ratings - 1, 1)
    return np.asarray(np.where(table.n_ratings >= 2, scaled, 0.0))


def _square_sums(table: RatingTable, places: Floats) -> Floats:
    """Sum of squared differences over ordered pairs of a row: 2 (m Σv² - (Σv)²)."""
    present = table.codes >= 0
    v = np.where(present, places[table.codes], 0.0) if len(places) else np.zeros(table.codes.shape)
    m = present.sum(axis=1)
    mean = v.sum(axis=1) / np.maximum(m, 1)
    deviations: Floats = (np.where(present, v - mean[:, None], 0.0) ** 2).sum(axis=1)
    return np.asarray(2 * m * deviations)


def _ratio(c: Floats, k: Floats) -> Floats:
    total = c + k
    return np.divide(c - k, total, out=np.zeros_like(total), where=total != 0) ** 2


def _expected(level: Level, places: Floats, tallies: Floats) -> Floats:
    """Sum of squared distances over all ordered pairs of values, for each row of tallies."""
    if level == "ratio":
        total: Floats = (tallies * _ratio_sums(places, tallies)).sum(axis=1)
        return total
    n = tallies.sum(axis=1)
    if level == "nominal":
        return np.asarray(n**2 - (tallies**2).sum(axis=1))
    mean = tallies @ places / np.maximum(n, 1)
    return np.array([2 * n_i * (t @ (places - m) ** 2) for n_i, t, m in zip(n, tallies, mean, strict=True)])


def _ratio_sums(places: Floats, tallies: Floats) -> Floats:
    """For each category, its squared distances to all values; a slice of categories at a time."""
    step = max(1, CELLS // max(len(places), 1))
    parts = [
        tallies @ _ratio(places[:, None], places[start : start + step][None, :])
        for start in range(0, len(places), step)
    ]
    return np.concatenate(parts, axis=1)


def _midranks(tallies: Floats) -> Floats:
    """Mean rank of the values of each category: ordinal distances are differences of these."""
    return np.asarray(np.cumsum(tallies, axis=1) - tallies / 2)


def _ordinal(table: RatingTable, repeats: Floats, tallies: Floats) -> tuple[Floats, Floats]:
    """Observed and expected disagreement for each row of counts, whose ranks differ."""
    observed, expected = np.empty(len(repeats)), np.empty(len(repeats))
    for i, (counts, tally, ranks) in enumerate(zip(repeats, tallies, _midranks(tallies), strict=True)):
        observed[i] = counts @ _disagreement(table, "ordinal", ranks)
        expected[i] = _expected("interval", ranks, tally[None])[0]
    return observed, expected


def _influence(table: RatingTable, level: Level, places: Floats, repeats: Floats) -> Floats:
    """For each distinct row, the derivative of 1 - n A / B by its count (A observed, B expected)."""
    tally = n_tallied(table, repeats[None])[0]
    if level == "ordinal":
        places = _midranks(tally[None])[0]
    rows = _disagreement(table, level, places)
    n, observed, expected = tally.sum(), repeats @ rows, _expected(_metric(level), places, tally[None])[0]
    far = _distance_sums(level, places, tally)
    observed_by_row, expected_by_row = rows, 2 * _sum_over_coders(table, far)
    if level == "ordinal":
        observed_by_row = rows + _sum_over_coders(table, _by_rank(_pull(table, places, repeats)))
        mean = tally @ places / n
        expected_by_row = expected_by_row + _sum_over_coders(table, _by_rank(4 * n * tally * (places - mean)))
    m, ratio = table.n_ratings, observed / expected
    change = m * ratio + n * observed_by_row / expected - n * ratio * expected_by_row / expected
    change += ratio * (m / n - 1 / repeats.sum())  # Gwet's small-sample term, 0 for complete ratings
    return np.where(m >= 2, -change, 0.0)


def _metric(level: Level) -> Level:
    return "interval" if level == "ordinal" else level


def _distance_sums(level: Level, places: Floats, tally: Floats) -> Floats:
    """For each category, the sum of its squared distances to all values."""
    n = tally.sum()
    if level == "nominal":
        return np.asarray(n - tally)
    if level == "ratio":
        return np.asarray(_ratio_sums(places, tally[None])[0])
    mean = tally @ places / n
    return np.asarray(n * (places - mean) ** 2 + tally @ (places - mean) ** 2)


def _pull(table: RatingTable, ranks: Floats, repeats: Floats) -> Floats:
    """Derivative of the observed disagreement by the rank of each category."""
    m = table.n_ratings
    present = table.codes >= 0
    v = np.where(present, ranks[table.codes], 0.0)
    pull = np.where(present, m[:, None] * v - v.sum(axis=1, keepdims=True), 0.0)
    pull *= (4 * repeats / np.maximum(m - 1, 1))[:, None]
    return np.bincount(table.codes[present], pull[present], minlength=len(ranks)).astype(float)


def _by_rank(by_category: Floats) -> Floats:
    """What one more value does through the ranks: half its own category's, all of those above."""
    return np.asarray(np.cumsum(by_category[::-1])[::-1] - by_category / 2)


def _sum_over_coders(table: RatingTable, by_category: Floats) -> Floats:
    total: Floats = incidence(table.codes, table.n_categories) @ by_category
    return total
