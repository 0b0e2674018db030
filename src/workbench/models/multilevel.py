"""Random-intercept models: residents in communities."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd

from workbench.errors import ModelError
from workbench.models.design import build
from workbench.models.fit import Fit, complete_rows
from workbench.models.random_intercept import Optimum, find_optimum, sum_by_group
from workbench.models.regression import few_groups_notes

# statsmodels divides by the variance between groups, so an estimate of zero is held here instead.
_SMALLEST_RATIO = 1e-10
_NOT_COMPARABLE = (
    "restricted likelihood (REML): log_lik, aic and bic compare only models with the same predictors"
)


def fit_multilevel(formula: str, data: pd.DataFrame, *, groups: str, data_name: str = "") -> Fit:
    """Fit a linear model with a random intercept per group, by restricted maximum likelihood (REML).

    Parameters
    ----------
    formula
        Fixed part, such as ``"RES ~ PL_within + PL_between + age"``; ``"RES ~ 1"`` is the null model.
    data
        One row per respondent.
    groups
        Column of the groups, such as ``"case_id"``.
    data_name
        Name of the table, kept in the fit.

    Returns
    -------
    Fit
        ``fit.result`` is the MixedLMResults of statsmodels. ``fit.converged`` says whether its likelihood at
        the estimate agrees with ours and is the highest; ``fit.notes`` what else must be said.

    Notes
    -----
    Respondent i in group j: :math:`y_{ij} = x_{ij}'β + u_j + e_{ij}`, u_j ~ N(0, τ²), e_ij ~ N(0, σ²).

    The optimisers of statsmodels may report convergence far from the optimum (a variance of 0 with an
    infinite likelihood on the Exam data). So the ratio τ²/σ² is found here from the profiled restricted
    likelihood, and statsmodels computes its result at that ratio, which it holds fixed. Standard errors are
    those of generalised least squares, :math:`σ^2 (X'V^{-1}X)^{-1}`, as in lme4; left free, statsmodels
    inverts the whole observed Hessian, which differs in unbalanced data. The summary of statsmodels shows
    no standard error for τ².

    Tests are z tests: no correction for few groups is made, and a note says so below 50 groups.

    References
    ----------
    Bates, D., Mächler, M., Bolker, B., & Walker, S. (2015). Fitting linear mixed-effects models using lme4.
    *Journal of Statistical Software, 67*(1).

    Maas, C. J. M., & Hox, J. J. (2005). Sufficient sample sizes for multilevel modeling. *Methodology, 1*(3),
    86–92.

    Examples
    --------
    >>> data = pd.DataFrame({"y": [1.0, 2, 4, 5, 7, 9], "case_id": list("aabbcc")})
    >>> fit = fit_multilevel("y ~ 1", data, groups="case_id")
    >>> round(float(fit.result.fe_params.iloc[0]), 3), fit.n_groups, fit.converged
    (4.667, 3, True)
    """
    from statsmodels.api import MixedLM

    rows = complete_rows(data, formula, also=[groups])
    n_groups = _check_groups(rows.frame, groups)
    model = build(MixedLM, formula, rows.frame, groups=groups)
    optimum = _find_optimum(model, rows.frame[groups], formula)
    result, warned = _result_at(model, optimum)
    converged = optimum.converged and bool(np.isclose(result.llf, optimum.log_lik, rtol=1e-8, atol=1e-4))
    return Fit(
        result=result,
        formula=formula,
        estimator="multilevel",
        vcov="REML",
        groups=groups,
        n_groups=n_groups,
        n_dropped=rows.n_dropped,
        converged=converged,
        notes=(*_notes(optimum, converged), *warned, *few_groups_notes(n_groups, groups=groups)),
        row_ids=rows.row_ids,
        dropped_ids=rows.dropped_ids,
        data_name=data_name,
    )


def fit_null(outcome: str, data: pd.DataFrame, *, groups: str, data_name: str = "") -> Fit:
    """Fit the null model: a mean, a variance between groups and one within them, hence the ICC.

    >>> data = pd.DataFrame({"y": [1.0, 2, 4, 5, 7, 9], "case_id": list("aabbcc")})
    >>> fit_null("y", data, groups="case_id").formula
    'y ~ 1'
    """
    name = outcome if outcome.isidentifier() else f"Q({outcome!r})"
    return fit_multilevel(f"{name} ~ 1", data, groups=groups, data_name=data_name)


def variances(fit: Fit) -> pd.DataFrame:
    """Variance between groups (τ²) and within them (σ²), and their shares of the sum; the first is the ICC.

    Returns
    -------
    pandas.DataFrame
        ``component``, ``variance``, ``share``.

    Notes
    -----
    :math:`ICC = τ^2 / (τ^2 + σ^2)`; given the predictors if there are any.
    """
    if fit.estimator != "multilevel":
        raise ModelError(f"{fit.formula!r} has no random intercept; variances(fit) needs fit_multilevel")
    between, within = float(np.asarray(fit.result.cov_re)[0, 0]), float(fit.result.scale)
    return pd.DataFrame(
        {
            "component": [fit.groups, "residual"],
            "variance": [between, within],
            "share": [between / (between + within), within / (between + within)],
        }
    )


def _check_groups(frame: pd.DataFrame, groups: str) -> int:
    sizes = frame[groups].value_counts()
    if len(sizes) < 2 or sizes.max() < 2:
        raise ModelError(
            f"{groups} has {len(sizes)} groups, the largest of {sizes.max()} rows: a random intercept needs "
            "at least two groups, and some with two rows or more"
        )
    return len(sizes)


def _find_optimum(model: Any, groups: pd.Series, formula: str) -> Optimum:
    X, y = np.asarray(model.exog, float), np.asarray(model.endog, float)
    sums = sum_by_group(X, y, pd.factorize(groups)[0])
    if abs(sums.within[-1, -1]) <= 1e-10 * np.linalg.norm(y):
        raise ModelError(f"{formula!r}: nothing is left to explain within the groups")
    return find_optimum(sums)


def _result_at(model: Any, optimum: Optimum) -> tuple[Any, tuple[str, ...]]:
    """Have statsmodels compute its result at the optimum; keep what it warns of."""
    from statsmodels.regression.mixed_linear_model import MixedLMParams

    ratio = np.array([[max(optimum.ratio, _SMALLEST_RATIO)]])
    start = MixedLMParams.from_components(fe_params=np.zeros(model.k_fe), cov_re=ratio)
    free = MixedLMParams.from_components(fe_params=np.ones(model.k_fe), cov_re=np.zeros((1, 1)))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = model.fit(start_params=start, free=free, reml=True, method="bfgs")
        result.llf  # noqa: B018  computed here, so that its warnings are caught too
    # statsmodels calls any variance below 0.01 a boundary, whatever the unit of the outcome; we know better
    messages = dict.fromkeys(str(w.message).splitlines()[0] for w in caught)
    return result, tuple(f"statsmodels: {text}" for text in messages if "on the boundary" not in text)


def _notes(optimum: Optimum, converged: bool) -> tuple[str, ...]:
    notes = [_NOT_COMPARABLE]
    if optimum.at_boundary:
        notes.append(
            "the variance between groups is estimated as 0 (boundary): estimates are those of a regression "
            "that ignores the groups"
        )
    if not converged:
        notes.append("not converged: the highest likelihood was not found, or statsmodels computes another")
    return tuple(notes)
