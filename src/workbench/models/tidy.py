"""One table of estimates and one row of summary for every fit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import t

from workbench.errors import OptionError
from workbench.models.fit import Fit
from workbench.schemas import ESTIMATES, FIT_SUMMARY


def tidy(fit: Fit, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Estimates of a fit, one row per term.

    Parameters
    ----------
    fit
        From `fit_ols` or `fit_multilevel`; of the latter the fixed part (`variances` gives the other).
    conf_level
        Probability that the intervals cover, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        ``term, estimate, std_error, statistic, p_value, conf_low, conf_high, df``. ``df`` are the degrees of
        freedom of t: n − k, or G − 1 with clusters; infinite, a z test, for multilevel models.

    Examples
    --------
    >>> from workbench.models import fit_ols
    >>> data = pd.DataFrame({"y": [1.0, 2, 4, 3, 6, 5], "x": [0.0, 1, 2, 3, 4, 5]})
    >>> tidy(fit_ols("y ~ x", data, vcov="nonrobust"))[["term", "estimate", "df"]].round(3)
            term  estimate   df
    0  Intercept     1.286  4.0
    1          x     0.886  4.0
    """
    if not 0 < conf_level < 1:
        raise OptionError(f"conf_level={conf_level} is not between 0 and 1; write 0.95 for 95 %")
    estimate, std_error, df = _coefficients(fit)
    half = t.ppf((1 + conf_level) / 2, df) * std_error
    statistic = estimate / std_error
    columns: dict[str, Any] = {
        "term": list(fit.result.model.exog_names),
        "estimate": estimate,
        "std_error": std_error,
        "statistic": statistic,
        "p_value": 2 * t.sf(np.abs(statistic), df),
        "conf_low": estimate - half,
        "conf_high": estimate + half,
    }
    return pd.DataFrame(columns).assign(df=df)[ESTIMATES.names]


def glance(fit: Fit) -> pd.DataFrame:
    """Summary of a fit, one row.

    Returns
    -------
    pandas.DataFrame
        ``nobs, n_dropped, n_groups, r_squared, aic, bic, log_lik, icc, converged``; missing where a quantity
        has no meaning for the model.

    Notes
    -----
    ``aic`` = −2 log_lik + 2 q and ``bic`` = −2 log_lik + q log n, as R counts: q is the number of terms, plus
    one for the residual variance, plus one for that of a random intercept. For multilevel models the
    likelihood is the restricted one.
    """
    q = len(fit.result.model.exog_names) + (2 if fit.estimator == "multilevel" else 1)
    log_lik = float(fit.result.llf)
    values = {
        "nobs": fit.nobs,
        "n_dropped": fit.n_dropped,
        "n_groups": fit.n_groups,
        "r_squared": float(fit.result.rsquared) if fit.estimator == "ols" else np.nan,
        "aic": -2 * log_lik + 2 * q,
        "bic": -2 * log_lik + q * np.log(fit.nobs),
        "log_lik": log_lik,
        "icc": _icc(fit),
        "converged": fit.converged,
    }
    return pd.DataFrame([values]).astype({"n_groups": "Int64"})[FIT_SUMMARY.names]


def _coefficients(fit: Fit) -> tuple[Any, Any, float]:
    if fit.estimator == "multilevel":
        return np.asarray(fit.result.fe_params), np.asarray(fit.result.bse_fe), np.inf
    result = fit.result
    df = result.df_resid if fit.n_groups is None else fit.n_groups - 1
    return np.asarray(result.params), np.asarray(result.bse), float(df)


def _icc(fit: Fit) -> float:
    if fit.estimator != "multilevel":
        return float("nan")
    between, within = float(np.asarray(fit.result.cov_re)[0, 0]), float(fit.result.scale)
    return between / (between + within)
