"""Bootstrap intervals of any coefficient: units, or whole documents, drawn with replacement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from workbench.agreement.alpha import Level
from workbench.agreement.coefficient import NAN
from workbench.agreement.ratings import Floats, Ratings, RatingTable, tabulate_ratings
from workbench.agreement.statistics import COEFFICIENT_NAMES, CoefficientName, statistic
from workbench.errors import OptionError, TableError
from workbench.schemas import check_option

CELLS = 4_000_000  # numbers of a draw held at once


@dataclass(frozen=True, slots=True)
class BootstrapInterval:
    """Percentile interval of a coefficient, and what it rests on.

    `n_undefined` draws had no variation or no pair, so that the coefficient does not exist; they are left
    out. `reason` says so, or why there is no interval.
    """

    conf_low: float
    conf_high: float
    std_error: float
    n_resamples: int
    n_undefined: int
    n_blocks: int
    seed: int
    reason: str = ""


def bootstrap_interval(
    ratings: Ratings,
    coefficient: CoefficientName = "krippendorffs_alpha",
    *,
    level: Level = "nominal",
    categories: Sequence[Any] | None = None,
    blocks: Sequence[Any] | None = None,
    n_resamples: int = 1000,
    seed: int = 20250101,
    conf_level: float = 0.95,
) -> BootstrapInterval:
    r"""Percentile interval from units, or blocks of units, drawn with replacement.

    Parameters
    ----------
    ratings
        Units by coders.
    coefficient
        Name of the coefficient.
    level
        Level of measurement of Krippendorff's alpha.
    categories
        All categories of the scale in their order, if some were not used.
    blocks
        For each unit what it is drawn with, such as its document: sentences of one conversation are
        alike, and an interval that draws them singly is too narrow. By default each unit by itself.
    n_resamples, seed
        Number of draws and seed.
    conf_level
        Share of draws inside the interval.

    Returns
    -------
    BootstrapInterval
        Limits, the standard deviation of the draws, how many draws were undefined.

    Raises
    ------
    OptionError
        If there is no such coefficient, or fewer than 2 draws are wanted.
    TableError
        If `blocks` has not one entry for each unit, or an entry is missing.

    Notes
    -----
    A draw of *B* blocks with replacement is a multinomial count of blocks, and the coefficient a
    function of the counts of distinct rows of ratings that follow from it. Units that nobody rated are
    drawn too, as they were sampled. Krippendorff's (2011) own bootstrap draws pairs of values rather
    than units and is not used here.

    References
    ----------
    Efron, B., & Tibshirani, R. J. (1993). *An Introduction to the Bootstrap*, ch. 13. Chapman & Hall.

    Examples
    --------
    >>> ratings = [[0, 0], [1, 1], [0, 1], [1, 1]] * 10
    >>> found = bootstrap_interval(ratings, "cohens_kappa", n_resamples=200, seed=1)
    >>> found.conf_low < 0.5 < found.conf_high
    True
    """
    check_option(coefficient, COEFFICIENT_NAMES, name="coefficient")
    if n_resamples < 2:
        raise OptionError(f"n_resamples={n_resamples} gives no interval; take 1000 or more")
    table = tabulate_ratings(ratings, categories=categories)
    counts = block_counts(table, blocks)
    n_blocks = counts.shape[0]
    if n_blocks < 2:
        reason = "an interval needs two blocks or units to draw from"
        return BootstrapInterval(NAN, NAN, NAN, n_resamples, 0, n_blocks, seed, reason)
    value = statistic(table, coefficient, level)
    draws = draw_blocks(counts, n_resamples=n_resamples, seed=seed)
    return summarize(np.concatenate([value(draw) for draw in draws]), n_blocks, seed, conf_level)


def summarize(values: Floats, n_blocks: int, seed: int, conf_level: float) -> BootstrapInterval:
    """Limits and spread of the draws that are defined."""
    defined = values[~np.isnan(values)]
    n_undefined = len(values) - len(defined)
    if len(defined) < 2:
        reason = "no resample has any variation"
        return BootstrapInterval(NAN, NAN, NAN, len(values), n_undefined, n_blocks, seed, reason)
    low, high = np.quantile(defined, [(1 - conf_level) / 2, (1 + conf_level) / 2])
    left_out = f"{n_undefined} of {len(values)} resamples had no variation and are left out"
    return BootstrapInterval(
        float(low),
        float(high),
        float(defined.std(ddof=1)),
        len(values),
        n_undefined,
        n_blocks,
        seed,
        left_out if n_undefined else "",
    )


def block_counts(table: RatingTable, blocks: Sequence[Any] | None) -> Any:
    """Sparse matrix of blocks by distinct rows: units of the block that have the row."""
    from scipy.sparse import csr_array

    n_units = len(table.pattern)
    if blocks is None:
        numbers, n_blocks = np.arange(n_units), n_units
    else:
        numbers, names = pd.factorize(pd.Series(list(blocks), dtype=object).to_numpy())
        n_blocks = len(names)
        if len(numbers) != n_units:
            raise TableError(
                f"blocks has {len(numbers)} entries, but there are {n_units} units; give one each"
            )
        if (numbers < 0).any():
            raise TableError(f"unit {int(np.argmin(numbers))} (counted from 0) has no block")
    shape = (n_blocks, len(table.codes))
    return csr_array((table.sizes, (numbers, table.pattern)), shape=shape)


def draw_blocks(counts: Any, *, n_resamples: int, seed: int) -> Iterator[Floats]:
    """Rows of counts of distinct rows, one for each draw; a slice of the draws at a time."""
    rng = np.random.default_rng(seed)
    n_blocks, n_rows = counts.shape
    kinds, n_of_kind = _kinds(counts)
    step = max(1, CELLS // max(n_rows, len(n_of_kind), 1))
    for start in range(0, n_resamples, step):
        size = min(step, n_resamples - start)
        drawn = rng.multinomial(n_blocks, n_of_kind / n_blocks, size=size).astype(float)
        yield np.asarray(drawn @ kinds)


def _kinds(counts: Any) -> tuple[Any, Floats]:
    """Blocks of one unit and the same ratings are drawn together: how many there are of each kind."""
    n_blocks, n_rows = counts.shape
    single = np.diff(counts.indptr) == 1
    if not single.all() or not (counts.data == 1).all():
        return counts, np.ones(n_blocks)
    from scipy.sparse import eye_array

    n_of_kind = np.bincount(counts.indices, minlength=n_rows).astype(float)
    return eye_array(n_rows, format="csr"), n_of_kind
