"""The random-intercept model by its profiled restricted likelihood: one number to search, the rest exact."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

Array = npt.NDArray[np.float64]

# Ratios between 1e-8 and 1e8 of the residual variance are searched, ten steps a decade.
_RATIOS = np.logspace(-8, 8, 161)


@dataclass(frozen=True, slots=True)
class GroupSums:
    """Data reduced to what the likelihood needs: the deviations within groups and the group means."""

    within: Array  # R of the QR of [X y] around its group means
    means: Array  # group means of [X y], one row per group
    sizes: Array  # rows per group

    @property
    def n_terms(self) -> int:
        """Columns of X."""
        return int(self.means.shape[1]) - 1

    @property
    def df_resid(self) -> float:
        """Rows minus terms: the divisor of the restricted likelihood."""
        return float(self.sizes.sum() - self.n_terms)


@dataclass(frozen=True, slots=True)
class Optimum:
    """Where the restricted likelihood is highest."""

    ratio: float  # variance between groups / residual variance
    log_lik: float
    at_boundary: bool
    converged: bool = True  # whether the derivative is zero there, or rises from the boundary


def sum_by_group(X: Array, y: Array, groups: npt.NDArray[np.intp]) -> GroupSums:
    """Reduce the data; groups are codes 0 … G − 1."""
    Xy = np.column_stack([X, y])
    sizes = np.bincount(groups).astype(float)
    means = np.column_stack([np.bincount(groups, weights=column) / sizes for column in Xy.T])
    within: Array = np.asarray(np.linalg.qr(Xy - means[groups], mode="r"))
    return GroupSums(within, means, sizes)


def find_optimum(sums: GroupSums) -> Optimum:
    r"""Maximise the restricted likelihood over the ratio of the variances.

    With V_j = I + θ 11' the restricted deviance depends on θ alone:

    .. math:: d(θ) = (n-p) \log\frac{2π e\, r'V^{-1}r}{n-p} + \log|X'V^{-1}X| + \sum_j \log(1 + n_j θ)

    Its lowest point is located on a grid, so that a second valley is not missed, and made exact by the root
    of its derivative.
    """
    deviances = [deviance(sums, ratio) for ratio in _RATIOS]
    lowest = int(np.argmin(deviances))
    if lowest == 0 and slope(sums, 0.0) >= 0:
        return Optimum(0.0, -deviance(sums, 0.0) / 2, at_boundary=True)
    low = 0.0 if lowest == 0 else _RATIOS[lowest - 1]
    high = _RATIOS[min(lowest + 1, len(_RATIOS) - 1)]
    ratio, converged = float(_RATIOS[lowest]), slope(sums, low) < 0 < slope(sums, high)
    if converged:
        ratio = float(brentq(partial(slope, sums), low, high, xtol=1e-14, rtol=1e-12))
    return Optimum(ratio, -deviance(sums, ratio) / 2, at_boundary=False, converged=converged)


def deviance(sums: GroupSums, ratio: float) -> float:
    """Restricted deviance, −2 log likelihood, at one ratio."""
    R, _ = _solve(sums, ratio)
    rss = float(R[-1, -1] ** 2)
    log_det = 2 * np.log(np.abs(np.diag(R)[:-1])).sum()
    df = sums.df_resid
    return float(df * (np.log(2 * np.pi * rss / df) + 1) + log_det + np.log1p(sums.sizes * ratio).sum())


def slope(sums: GroupSums, ratio: float) -> float:
    """Differentiate the restricted deviance in the ratio.

    With c_j = n_j / (1 + n_j θ), mean residual r̄_j and mean predictors x̄_j of group j, it is
    Σ c_j [1 − c_j x̄_j'(X'V⁻¹X)⁻¹x̄_j − c_j r̄_j² / σ²].
    """
    R, weights = _solve(sums, ratio)
    p = sums.n_terms
    leverage = (np.linalg.solve(R[:p, :p].T, sums.means[:, :p].T) ** 2).sum(axis=0)
    residuals = sums.means[:, p] - sums.means[:, :p] @ np.linalg.solve(R[:p, :p], R[:p, p])
    variance = R[p, p] ** 2 / sums.df_resid
    return float((weights * (1 - weights * (leverage + residuals**2 / variance))).sum())


def _solve(sums: GroupSums, ratio: float) -> tuple[Array, Array]:
    """R of the QR of [X y] weighted by V^(−1/2), which holds X'V⁻¹X and r'V⁻¹r; weights c_j of the means."""
    weights = sums.sizes / (1 + sums.sizes * ratio)
    weighted = np.vstack([sums.within, np.sqrt(weights)[:, None] * sums.means])
    return np.asarray(np.linalg.qr(weighted, mode="r")), weights
