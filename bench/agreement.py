"""Alpha against PyPI's krippendorff, and the times that a study of 100,000 codings takes.

krippendorff has neither standard errors nor a bootstrap: its times are those of the values alone, and its
draws are made one by one (20, where we make 1,000). Where there is no peer, one sort of the ratings by numpy
is the measure of what the machine can do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from bench.timing import Comparison, compare
from workbench.agreement import (
    agreement_coefficients,
    bootstrap_interval,
    krippendorffs_alpha,
    unitizing_alpha,
)


def run() -> Iterator[Comparison]:
    import krippendorff

    ratings = simulate_ratings(100_000, 50)
    for level in ("nominal", "ordinal", "interval", "ratio"):
        yield compare(
            f"alpha {level}, 3 coders x 100,000 units x 50 categories",
            lambda level=level: krippendorffs_alpha(ratings, level=level),
            peer="krippendorff",
            theirs=lambda level=level: krippendorff.alpha(ratings.T, level_of_measurement=level),
            turns=3,
        )
    codes = [np.where(ratings == code, 1.0, 0.0) for code in range(1, 51)]
    yield compare(
        "alpha of each of 50 codes, 3 coders x 100,000 units",
        lambda: [krippendorffs_alpha(code) for code in codes],
        peer="krippendorff",
        theirs=lambda: [krippendorff.alpha(code.T, level_of_measurement="nominal") for code in codes],
        turns=2,
    )
    few = simulate_ratings(5_000, 50)
    yield compare(
        "alpha with 1,000 draws of 5,000 units",
        lambda: bootstrap_interval(few),
        peer="krippendorff, 20 draws",
        theirs=lambda: draw_by_peer(krippendorff.alpha, few, 20),
        turns=2,
    )
    yield from beside_numpy(ratings)


def beside_numpy(ratings: np.ndarray) -> Iterator[Comparison]:
    spans, lengths = simulate_spans(100_000, 500, 50)
    ours: dict[str, Callable[[], object]] = {
        "ten coefficients of 2 coders x 100,000 units": lambda: agreement_coefficients(ratings[:, :2]),
        "unitizing alpha of 100,000 codings, 50 codes, 500 documents": lambda: unitizing_alpha(
            spans, lengths
        ),
        "the same with 1,000 draws": lambda: unitizing_alpha(spans, lengths, n_resamples=1000),
    }
    for name, work in ours.items():
        yield compare(name, work, peer="numpy.unique", theirs=lambda: np.unique(ratings), turns=2)


def draw_by_peer(alpha: Callable[..., float], ratings: np.ndarray, n_resamples: int) -> list[float]:
    rng = np.random.default_rng(1)
    rows = (rng.integers(0, len(ratings), len(ratings)) for _ in range(n_resamples))
    return [alpha(ratings[row].T, level_of_measurement="nominal") for row in rows]


def simulate_ratings(n_units: int, n_categories: int, *, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    truth = rng.integers(1, n_categories + 1, (n_units, 1))
    noise = rng.integers(1, n_categories + 1, (n_units, 3))
    return np.where(rng.random((n_units, 3)) < 0.2, noise, truth).astype(float)


def simulate_spans(
    n_spans: int, n_docs: int, n_codes: int, *, seed: int = 1
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Codings of two coders who mark about the same stretches."""
    rng = np.random.default_rng(seed)
    half = n_spans // 2
    doc, code = rng.integers(0, n_docs, half), rng.integers(0, n_codes, half)
    start, length = rng.integers(0, 29_000, half), rng.integers(10, 200, half)
    parts = []
    for coder in ("A", "B"):
        begin = start + rng.integers(0, 20, half)
        parts.append(
            pd.DataFrame(
                {
                    "doc_id": [f"d{i}" for i in doc],
                    "code_id": [f"c{i}" for i in code],
                    "coder_id": coder,
                    "start": begin,
                    "end": begin + length,
                }
            )
        )
    return pd.concat(parts, ignore_index=True), {f"d{i}": 30_000 for i in range(n_docs)}
