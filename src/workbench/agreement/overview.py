"""Every coefficient of one table of ratings, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from workbench.agreement.alpha import LEVELS, Level, category_places, krippendorffs_alpha
from workbench.agreement.bootstrap import bootstrap_interval
from workbench.agreement.coefficient import Coefficient, undefined
from workbench.agreement.gwet import brennan_prediger, gwets_ac1
from workbench.agreement.kappa import cohens_kappa, conger_kappa, weighted_kappa
from workbench.agreement.percent import percent_agreement
from workbench.agreement.pi import fleiss_kappa, scotts_pi
from workbench.agreement.ratings import Ratings, RatingTable, tabulate_ratings
from workbench.agreement.weights import MOST_CATEGORIES
from workbench.schemas import check_option

COLUMNS = ("coefficient", "value", "std_error", "conf_low", "conf_high", "n_units", "note")
NO_ORDER = "the categories are names without an order, which weights would need"
NO_ERROR = "no disagreement was observed: the standard error of 0 does not tell how sure this is"


def agreement_coefficients(
    units: Ratings,
    *,
    level: Level = "nominal",
    categories: Sequence[Any] | None = None,
    blocks: Sequence[Any] | None = None,
    n_resamples: int = 0,
    seed: int = 20250101,
    conf_level: float = 0.95,
) -> pd.DataFrame:
    """Measure the agreement of coders by every coefficient.

    Parameters
    ----------
    units
        A row for each unit, a column for each coder; missing ratings are None, NaN or NA.
    level
        Level of measurement of Krippendorff's alpha: nominal, ordinal, interval or ratio. The other
        coefficients say by their names whether categories are weighted.
    categories
        All categories of the scale in their order, if some were not used or they are names with an order.
    blocks, n_resamples, seed
        With `n_resamples` the standard errors and intervals are from that many bootstrap draws of units,
        or of blocks such as documents; see `bootstrap_interval`. Otherwise they are analytic and take
        units for independent.
    conf_level
        Confidence of the intervals.

    Returns
    -------
    DataFrame
        One row per coefficient: ``coefficient, value, std_error, conf_low, conf_high, n_units, note``.
        A coefficient that does not exist for these ratings is missing, and ``note`` says why.

    Raises
    ------
    TableError
        If there are fewer than two coders, or the level needs numbers and the ratings are names.
    OptionError
        If the level is none of the four.

    Notes
    -----
    Formulas and sources are with `percent_agreement`, `cohens_kappa`, `weighted_kappa`, `scotts_pi`,
    `fleiss_kappa`, `conger_kappa`, `brennan_prediger`, `gwets_ac1` and `krippendorffs_alpha`.

    References
    ----------
    Gwet, K. L. (2021). *Handbook of Inter-Rater Reliability* (5th ed., vol. 1). AgreeStat Analytics.

    Examples
    --------
    >>> found = agreement_coefficients([["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]])
    >>> found.set_index("coefficient")["value"].round(2).dropna()
    coefficient
    percent_agreement      0.75
    cohens_kappa           0.50
    scotts_pi              0.47
    fleiss_kappa           0.47
    conger_kappa           0.50
    brennan_prediger       0.50
    gwets_ac1              0.53
    krippendorffs_alpha    0.53
    Name: value, dtype: float64
    >>> found["note"][2]
    'the categories are names without an order, which weights would need'
    """
    check_option(level, LEVELS, name="level")
    table = tabulate_ratings(units, categories=categories)
    category_places(table, level)
    rows = []
    for name, measure in _measures(level, conf_level).items():
        found = measure(table)
        row = _row(name, found)
        if (n_resamples or blocks is not None) and not found.reason:
            drawn = bootstrap_interval(
                table,
                name,  # type: ignore[arg-type]
                level=level,
                blocks=blocks,
                n_resamples=n_resamples or 1000,
                seed=seed,
                conf_level=conf_level,
            )
            row |= {name: getattr(drawn, name) for name in ("std_error", "conf_low", "conf_high")}
            row["note"] = "; ".join(filter(None, (str(row["note"]), drawn.reason)))
        rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _measures(level: Level, conf_level: float) -> dict[str, Callable[[RatingTable], Coefficient]]:
    return {
        "percent_agreement": lambda t: percent_agreement(t, conf_level=conf_level),
        "cohens_kappa": lambda t: cohens_kappa(t, conf_level=conf_level),
        "cohens_kappa_linear": lambda t: _weighted(t, "linear", conf_level),
        "cohens_kappa_quadratic": lambda t: _weighted(t, "quadratic", conf_level),
        "scotts_pi": lambda t: scotts_pi(t, conf_level=conf_level),
        "fleiss_kappa": lambda t: fleiss_kappa(t, conf_level=conf_level),
        "conger_kappa": lambda t: conger_kappa(t, conf_level=conf_level),
        "brennan_prediger": lambda t: brennan_prediger(t, conf_level=conf_level),
        "gwets_ac1": lambda t: gwets_ac1(t, conf_level=conf_level),
        "krippendorffs_alpha": lambda t: krippendorffs_alpha(t, level=level, conf_level=conf_level),
    }


def _weighted(table: RatingTable, weights: Any, conf_level: float) -> Coefficient:
    """Weighted kappa, or the reason that the categories cannot be weighted."""
    if table.n_coders == 2 and table.scale == "names" and table.n_categories:
        return undefined(0, NO_ORDER)
    if table.n_coders == 2 and table.n_categories > MOST_CATEGORIES:
        return undefined(0, f"more than {MOST_CATEGORIES} different values; take alpha at interval level")
    return weighted_kappa(table, weights=weights, conf_level=conf_level)


def _row(name: str, found: Coefficient) -> dict[str, object]:
    note = found.reason
    if not note and found.std_error == 0:
        note = NO_ERROR
    elif not note and found.std_error != found.std_error:
        note = "an interval needs two units"
    return {
        "coefficient": name,
        "value": found.value,
        "std_error": found.std_error,
        "conf_low": found.conf_low,
        "conf_high": found.conf_high,
        "n_units": found.n_units,
        "note": note,
    }
