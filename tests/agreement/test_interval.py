"""The bootstrap interval of alpha."""

import math

import numpy as np
import pytest

from workbench.agreement import krippendorffs_alpha
from workbench.agreement.interval import _alpha, _sums, alpha_interval


def random_ratings(n_units: int = 200, n_coders: int = 3) -> np.ndarray:
    rng = np.random.default_rng(3)
    truth = rng.random((1, n_units, 1)) < 0.3
    ratings = np.where(rng.random((1, n_units, n_coders)) < 0.1, ~truth, truth).astype(float)
    ratings[rng.random(ratings.shape) < 0.1] = np.nan
    return ratings


@pytest.mark.parametrize("n_groups", [1, 7, 200])
def test_alpha_from_sums_is_alpha(n_groups):
    ratings = random_ratings()
    sums = _sums(ratings, np.arange(200) % n_groups).sum(axis=0, keepdims=True)
    assert _alpha(sums)[0] == pytest.approx(krippendorffs_alpha(ratings[0]).value, abs=1e-12)


def test_same_seed_same_interval_around_the_value():
    ratings = random_ratings()
    first, again, other = (
        alpha_interval(ratings, np.arange(200), n_resamples=1000, seed=seed) for seed in (1, 1, 2)
    )
    assert first == again != other
    assert first.low < krippendorffs_alpha(ratings[0]).value < first.high
    assert first.low == pytest.approx(other.low, abs=0.03)


def test_drawing_whole_groups_agrees_with_drawing_rows_by_hand():
    ratings, groups = random_ratings(60), np.arange(60) // 6
    found = alpha_interval(ratings, groups, n_resamples=4000, seed=1)
    rng = np.random.default_rng(5)
    draws = [
        np.concatenate([np.flatnonzero(groups == g) for g in rng.integers(0, 10, 10)]) for _ in range(1000)
    ]
    by_hand = np.quantile([krippendorffs_alpha(ratings[0][rows]).value for rows in draws], [0.025, 0.975])
    assert (found.low, found.high) == pytest.approx(tuple(by_hand), abs=0.04)


def test_no_interval_from_one_group_or_without_variation():
    ratings = np.zeros((1, 5, 2))
    one = alpha_interval(ratings, np.zeros(5, dtype=int), n_resamples=10, seed=1)
    flat = alpha_interval(ratings, np.arange(5), n_resamples=10, seed=1)
    assert math.isnan(one.low)
    assert "two documents or units" in one.reason
    assert "no resample has any variation" in flat.reason


def test_resamples_without_variation_are_counted():
    ratings = np.zeros((1, 4, 2))
    ratings[0, 0] = 1
    interval = alpha_interval(ratings, np.arange(4), n_resamples=500, seed=1)
    assert (interval.low, interval.high) == (1.0, 1.0)
    assert "of 500 resamples had no variation" in interval.reason
