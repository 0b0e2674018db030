"""A bootstrap interval for Krippendorff's alpha of 0/1 ratings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits of an interval, or the reason that there is none."""

    low: float
    high: float
    reason: str = ""


def alpha_interval(
    ratings: Floats, groups: NDArray[np.int_], *, n_resamples: int, seed: int, level: float = 0.95
) -> Interval:
    """Percentile bootstrap of alpha: groups of units (documents, say) are drawn with replacement.

    Parameters
    ----------
    ratings
        Codes by units by coders, values 0, 1 and NaN. All codes of a drawn unit are drawn with it.
    groups
        For each unit the number of its group, from 0.
    n_resamples, seed
        Number of draws and seed.
    level
        Share of draws inside the interval.

    Notes
    -----
    Alpha of 0/1 ratings depends on the units only through three sums: the disagreement
    :math:`2 n_{u0} n_{u1} / (m_u - 1)`, the zeros and the ones. They are summed per group once, and a
    draw is a sum over groups weighted by how often each was drawn. Equal groups are drawn together.
    """
    nothing = float("nan")
    n_groups = len(np.unique(groups))
    if n_groups < 2:
        return Interval(nothing, nothing, "an interval needs two documents or units to draw from")
    sums = _sums(ratings, groups)
    kinds, counts = np.unique(sums, axis=0, return_counts=True)
    draws = np.random.default_rng(seed).multinomial(n_groups, counts / n_groups, size=n_resamples) @ kinds
    alphas = _alpha(draws)
    defined = alphas[~np.isnan(alphas)]
    if not len(defined):
        return Interval(nothing, nothing, "no resample has any variation")
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    n_undefined = len(alphas) - len(defined)
    reason = (
        f"{n_undefined} of {n_resamples} resamples had no variation and are left out" if n_undefined else ""
    )
    return Interval(float(low), float(high), reason)


def _sums(ratings: Floats, groups: NDArray[np.int_]) -> Floats:
    """Groups by (disagreement, zeros, ones), over all codes and units with two ratings or more."""
    ones, zeros = np.zeros(ratings.shape[:2]), np.zeros(ratings.shape[:2])
    for coder in range(ratings.shape[2]):
        ones += ratings[:, :, coder] == 1
        zeros += ratings[:, :, coder] == 0
    m = ones + zeros
    paired = m >= 2
    disagreement = np.divide(2 * zeros * ones, m - 1, out=np.zeros_like(m), where=paired)
    per_unit = [(x * paired).sum(axis=0) for x in (disagreement, zeros, ones)]
    return np.stack([np.bincount(groups, x, minlength=groups.max() + 1) for x in per_unit], axis=1)


def _alpha(sums: Floats) -> Floats:
    disagreement, zeros, ones = sums.T
    n = zeros + ones
    expected = 2 * zeros * ones
    ratio: Floats = np.divide(
        disagreement * (n - 1), expected, out=np.full_like(n, np.nan), where=expected > 0
    )
    return 1 - ratio
