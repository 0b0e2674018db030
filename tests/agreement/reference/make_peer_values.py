"""Values of the peers irrCAC 0.4.4 and krippendorff 0.9.0 for random ratings, with and without gaps.

Run with both installed: ``python tests/agreement/reference/make_peer_values.py`` writes peer_values.json.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

LEVELS = ("nominal", "ordinal", "interval", "ratio")
WEIGHTS = ("identity", "linear", "quadratic")
METHODS = ("fleiss", "gwet", "conger", "bp", "krippendorff")
SHAPES = ((12, 2, 3), (20, 4, 5), (30, 6, 2), (15, 3, 4))  # units, coders, categories


def simulate(shape: tuple[int, int, int], share_missing: float, seed: int) -> np.ndarray:
    n, coders, q = shape
    rng = np.random.default_rng(seed)
    truth = rng.integers(1, q + 1, (n, 1))
    ratings = np.where(rng.random((n, coders)) < 0.35, rng.integers(1, q + 1, (n, coders)), truth).astype(
        float
    )
    ratings[rng.random((n, coders)) < share_missing] = np.nan
    return ratings


def measure(ratings: np.ndarray) -> dict[str, list[float]]:
    import krippendorff
    from irrCAC.raw import CAC

    found = {
        f"alpha {level}": [krippendorff.alpha(reliability_data=ratings.T, level_of_measurement=level)]
        for level in LEVELS
    }
    for weights in WEIGHTS:
        cac = CAC(pd.DataFrame(ratings), weights=weights, digits=12)
        for method in METHODS:
            row = getattr(cac, method)()["est"]
            found[f"{method} {weights}"] = [row["coefficient_value"], row["se"], *row["confidence_interval"]]
    return found


def main() -> None:
    cases = []
    for seed, (shape, share) in enumerate((shape, share) for shape in SHAPES for share in (0.0, 0.2)):
        ratings = simulate(shape, share, seed)
        rows = [[None if np.isnan(x) else x for x in row] for row in ratings]
        cases.append({"ratings": rows, "expected": measure(ratings)})
    target = Path(__file__).with_name("peer_values.json")
    target.write_text(json.dumps(cases) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
