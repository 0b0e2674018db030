"""Bootstrap intervals of the coefficients."""

import math

import numpy as np
import pytest

from workbench.agreement import bootstrap_interval, krippendorffs_alpha
from workbench.agreement import conger_kappa as conger
from workbench.agreement.bootstrap import block_counts, draw_blocks
from workbench.agreement.ratings import tabulate_ratings
from workbench.agreement.statistics import COEFFICIENT_NAMES
from workbench.errors import OptionError, TableError


def simulate(n_units: int = 300, n_coders: int = 3, q: int = 4, seed: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    truth, noise = rng.integers(1, q + 1, (n_units, 1)), rng.integers(1, q + 1, (n_units, n_coders))
    ratings = np.where(rng.random(noise.shape) < 0.3, noise, truth).astype(float)
    ratings[rng.random(noise.shape) < 0.1] = np.nan
    return ratings


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_draws_spread_as_the_analytic_error_says(level):
    ratings = simulate()
    found = bootstrap_interval(ratings, level=level, n_resamples=2000, seed=1)
    exact = krippendorffs_alpha(ratings, level=level)
    assert found.std_error == pytest.approx(exact.std_error, rel=0.08)
    assert (found.conf_low, found.conf_high) == pytest.approx((exact.conf_low, exact.conf_high), abs=0.02)


@pytest.mark.parametrize("name", COEFFICIENT_NAMES)
def test_every_coefficient_is_drawn_and_the_seed_repeats_it(name):
    ratings = simulate(n_coders=2)
    first, again = (bootstrap_interval(ratings, name, n_resamples=200, seed=5) for _ in range(2))
    assert first == again
    assert first.conf_low < first.conf_high
    assert first != bootstrap_interval(ratings, name, n_resamples=200, seed=6)


def test_draws_of_documents_are_draws_by_hand():
    ratings, blocks = simulate(60), [f"d{i // 6}" for i in range(60)]
    table = tabulate_ratings(ratings)
    counts = block_counts(table, blocks)
    draws = np.concatenate(list(draw_blocks(counts, n_resamples=2000, seed=1)))
    assert (draws @ np.ones(draws.shape[1])).min() == 60
    found = bootstrap_interval(ratings, "conger_kappa", blocks=blocks, n_resamples=2000, seed=1)
    rng = np.random.default_rng(2)
    rows = [
        np.concatenate([np.arange(6 * b, 6 * b + 6) for b in rng.integers(0, 10, 10)]) for _ in range(400)
    ]
    by_hand = np.std([conger(ratings[r]).value for r in rows], ddof=1)
    assert found.n_blocks == 10
    assert found.std_error == pytest.approx(by_hand, rel=0.15)


def test_alike_units_of_a_document_widen_the_interval():
    ratings = np.repeat(simulate(40), 10, axis=0)
    by_unit = bootstrap_interval(ratings, n_resamples=300, seed=1)
    by_document = bootstrap_interval(ratings, blocks=np.arange(400) // 10, n_resamples=300, seed=1)
    assert by_document.std_error > 2 * by_unit.std_error


def test_draws_without_variation_are_counted():
    found = bootstrap_interval([[0, 0], [0, 0], [0, 0], [1, 1]], "cohens_kappa", n_resamples=500, seed=1)
    assert found.n_undefined > 50
    assert f"{found.n_undefined} of 500 resamples had no variation" in found.reason
    flat = bootstrap_interval([[0, 0]] * 5, "gwets_ac1", n_resamples=50)
    assert math.isnan(flat.conf_low)
    assert flat.reason == "no resample has any variation"


def test_one_block_and_wrong_blocks():
    assert "two blocks" in bootstrap_interval([[0, 1], [1, 1]], blocks=["d", "d"]).reason
    with pytest.raises(TableError, match="1 entries, but there are 2 units"):
        bootstrap_interval([[0, 1], [1, 1]], blocks=["d"])
    with pytest.raises(TableError, match=r"unit 1 \(counted from 0\) has no block"):
        bootstrap_interval([[0, 1], [1, 1]], blocks=["d", None])
    with pytest.raises(OptionError, match="take 1000 or more"):
        bootstrap_interval([[0, 1], [1, 1]], n_resamples=1)
    with pytest.raises(OptionError, match="'gwets_ac1'"):
        bootstrap_interval([[0, 1], [1, 1]], "accuracy")  # type: ignore[arg-type]
