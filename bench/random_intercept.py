"""The random-intercept model against the bare MixedLM of statsmodels, whose default optimisers search."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np
import pandas as pd

from bench.timing import Comparison, compare


def run() -> Iterator[Comparison]:
    import statsmodels.formula.api as smf

    from workbench.models import fit_multilevel

    def bare(data: pd.DataFrame) -> object:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return smf.mixedlm("y ~ x + z", data, groups="case_id").fit()

    for n_rows, n_groups in ((3_000, 50), (50_000, 50), (50_000, 500)):
        data = simulate(n_rows, n_groups)
        yield compare(
            f"random intercept, {n_rows} rows in {n_groups} groups",
            lambda data=data: fit_multilevel("y ~ x + z", data, groups="case_id"),
            peer="MixedLM",
            theirs=lambda data=data: bare(data),
            turns=3,
        )


def simulate(n_rows: int, n_groups: int, *, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    group = rng.integers(n_groups, size=n_rows)
    x, z = rng.normal(size=n_rows), rng.normal(size=n_groups)[group]
    y = 3 + 0.4 * x + 0.2 * z + rng.normal(0, 0.4, n_groups)[group] + rng.normal(size=n_rows)
    return pd.DataFrame({"y": y, "x": x, "z": z, "case_id": group})
