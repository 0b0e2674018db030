"""Linear regression with robust or cluster-robust standard errors."""

from __future__ import annotations

from typing import Any, Literal, get_args

import pandas as pd

from workbench.errors import ModelError, OptionError
from workbench.models.design import build
from workbench.models.fit import Fit, complete_rows
from workbench.schemas import check_option

Vcov = Literal["nonrobust", "HC0", "HC1", "HC2", "HC3", "CR1"]


def fit_ols(
    formula: str,
    data: pd.DataFrame,
    *,
    cluster: str | None = None,
    vcov: Vcov | None = None,
    data_name: str = "",
) -> Fit:
    r"""Fit a linear regression by ordinary least squares.

    Parameters
    ----------
    formula
        Such as ``"RES ~ PL + CO + C(city)"``.
    data
        One row per respondent or case.
    cluster
        Column whose values share unexplained influences, such as ``"case_id"``; gives CR1.
    vcov
        Kind of standard errors: ``"CR1"`` with `cluster`, ``"HC1"`` without unless you say otherwise.
    data_name
        Name of the table, kept in the fit.

    Returns
    -------
    Fit
        ``fit.result`` is the RegressionResults of statsmodels.

    Notes
    -----
    With clusters g = 1 … G, residuals û and k terms,

    .. math:: V_{CR1} = \frac{G}{G-1} \frac{n-1}{n-k}
              (X'X)^{-1} \Big(\sum_g X_g' \hat u_g \hat u_g' X_g\Big) (X'X)^{-1}

    and p values and intervals come from t with G − 1 degrees of freedom (Stata's convention, and that of
    `sandwich` in R; `clubSandwich` calls CR1 what lacks the factor (n − 1) / (n − k)). HC1 multiplies
    White's variance by n / (n − k); its tests, and those of the other kinds, use t with n − k degrees of
    freedom. Least squares are solved by QR.

    References
    ----------
    Cameron, A. C., & Miller, D. L. (2015). A practitioner's guide to cluster-robust inference.
    *Journal of Human Resources, 50*(2), 317–372.

    MacKinnon, J. G., & White, H. (1985). Some heteroskedasticity-consistent covariance matrix estimators
    with improved finite sample properties. *Journal of Econometrics, 29*(3), 305–325.

    Examples
    --------
    >>> data = pd.DataFrame({"y": [1.0, 2, 4, 3, 6, 5], "x": [0.0, 1, 2, 3, 4, 5]})
    >>> fit = fit_ols("y ~ x", data)
    >>> fit.result.params.round(3).to_dict()
    {'Intercept': 1.286, 'x': 0.886}
    """
    from statsmodels.api import OLS

    kind = _kind_of_vcov(vcov, cluster)
    rows = complete_rows(data, formula, also=[cluster] if cluster else [])
    model = build(OLS, formula, rows.frame)
    n_groups = _count_clusters(rows.frame, cluster) if cluster else None
    result = _fit(model, kind, rows.frame[cluster] if cluster else None)
    return Fit(
        result=result,
        formula=formula,
        estimator="ols",
        vcov=kind,
        groups=cluster,
        n_groups=n_groups,
        n_dropped=rows.n_dropped,
        converged=True,
        notes=few_groups_notes(n_groups, groups=cluster or ""),
        row_ids=rows.row_ids,
        dropped_ids=rows.dropped_ids,
        data_name=data_name,
    )


def few_groups_notes(n_groups: int | None, *, groups: str) -> tuple[str, ...]:
    """Say what a reader must know when there are fewer groups than large-sample inference asks for.

    Below 50 the standard errors of group-level terms are too small (Maas & Hox, 2005); below 20 the data do
    not support claims about groups at all.
    """
    if n_groups is None or n_groups >= 50:
        return ()
    few = f"{n_groups} groups in {groups} are fewer than"
    note = f"{few} 50: standard errors and p values of group-level terms are too small"
    return (note,) if n_groups >= 20 else (note, f"{few} 20: community-level claims are not supported")


def _kind_of_vcov(vcov: Vcov | None, cluster: str | None) -> Vcov:
    kind = vcov or ("CR1" if cluster else "HC1")
    check_option(kind, get_args(Vcov), name="vcov")
    if (kind == "CR1") != (cluster is not None):
        raise OptionError(
            f"vcov={kind!r} with cluster={cluster!r}: CR1 needs cluster=…, and the other kinds take none"
        )
    return kind


def _count_clusters(frame: pd.DataFrame, cluster: str) -> int:
    n_groups = int(frame[cluster].nunique())
    if n_groups < 2:
        raise ModelError(f"{cluster} has one value in all {len(frame)} rows used; CR1 needs two clusters")
    return n_groups


def _fit(model: Any, kind: Vcov, clusters: pd.Series | None) -> Any:
    if clusters is None:
        return model.fit(method="qr", cov_type=kind, use_t=True)
    groups = {"groups": pd.factorize(clusters)[0], "use_correction": True, "df_correction": True}
    return model.fit(method="qr", cov_type="cluster", cov_kwds=groups, use_t=True)
