import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.models.random_intercept import deviance, find_optimum, slope, sum_by_group


def simulated(seed, n_groups=6):
    rng = np.random.default_rng(seed)
    groups = np.sort(np.concatenate([np.arange(n_groups), rng.integers(n_groups, size=24)]))
    X = np.column_stack([np.ones(len(groups)), rng.normal(size=len(groups))])
    y = X @ [1, 2] + rng.normal(size=n_groups)[groups] + rng.normal(size=len(groups))
    return X, y, groups


def dense_deviance(X, y, groups, ratio):
    """The restricted deviance from whole matrices: slow, and nothing shared with the module."""
    V = np.eye(len(y)) + ratio * (groups[:, None] == groups[None, :])
    VX, Vy = np.linalg.solve(V, X), np.linalg.solve(V, y)
    residuals = y - X @ np.linalg.solve(X.T @ VX, X.T @ Vy)
    df = len(y) - X.shape[1]
    variance = residuals @ np.linalg.solve(V, residuals) / df
    logs = np.linalg.slogdet(V)[1] + np.linalg.slogdet(X.T @ VX)[1]
    return df * (np.log(2 * np.pi * variance) + 1) + logs


@given(st.integers(0, 10_000), st.floats(0, 100))
@settings(max_examples=30)
def test_deviance_is_that_of_the_whole_matrices(seed, ratio):
    data = simulated(seed)
    assert deviance(sum_by_group(*data), ratio) == pytest.approx(dense_deviance(*data, ratio), rel=1e-9)


@given(st.integers(0, 10_000), st.floats(0.01, 10))
@settings(max_examples=30)
def test_slope_is_the_derivative(seed, ratio):
    sums, step = sum_by_group(*simulated(seed)), 1e-5 * ratio
    difference = (deviance(sums, ratio + step) - deviance(sums, ratio - step)) / (2 * step)
    # a central difference keeps about six digits
    assert slope(sums, ratio) == pytest.approx(difference, rel=1e-4, abs=1e-5)


@given(st.integers(0, 10_000))
@settings(max_examples=30)
def test_no_other_ratio_is_better(seed):
    sums = sum_by_group(*simulated(seed))
    found = find_optimum(sums)
    assert found.converged
    others = [deviance(sums, ratio) for ratio in [0, *np.logspace(-6, 4, 60)]]
    assert -2 * found.log_lik <= min(others) + 1e-9


@given(st.integers(0, 10_000), st.floats(0.01, 100), st.floats(-50, 50))
@settings(max_examples=30)
def test_ratio_does_not_depend_on_the_unit_of_the_outcome(seed, scale, shift):
    X, y, groups = simulated(seed)
    one = find_optimum(sum_by_group(X, y, groups))
    other = find_optimum(sum_by_group(X, scale * y + shift, groups))
    assert other.ratio == pytest.approx(one.ratio, rel=1e-6, abs=1e-9)
