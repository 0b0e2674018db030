import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

SHARED = Path(__file__).parents[2] / "../shared"


@pytest.fixture(scope="session")
def reference() -> Callable[[str], dict[str, Any]]:
    """Stored output of R, or of NIST, by file name."""

    def load(name: str) -> dict[str, Any]:
        path = SHARED / "reference/quant" / f"{name}.json"
        if not path.exists():
            pytest.skip("needs ../shared")
        return json.loads(path.read_text(encoding="utf-8"))

    return load


@pytest.fixture(scope="session")
def published() -> Callable[[str], pd.DataFrame]:
    """Data of a published regression, by file name."""

    def load(name: str) -> pd.DataFrame:
        path = SHARED / "real/regression_replications" / f"{name}.csv"
        if not path.exists():
            pytest.skip("needs ../shared")
        return pd.read_csv(path)

    return load


@pytest.fixture
def residents() -> pd.DataFrame:
    """Sixty invented residents of twelve communities; three do not say their age."""
    rng = np.random.default_rng(7)
    case = np.repeat(np.arange(12), 5)
    frame = pd.DataFrame(
        {
            "respondent_id": [f"r{i:02}" for i in range(60)],
            "case_id": [f"case{j:02}" for j in case],
            "PL": rng.normal(3, 1, 60),
            "age": rng.integers(20, 80, 60).astype(float),
        }
    )
    frame["RES"] = 2 + 0.5 * frame["PL"] + rng.normal(0, 0.7, 12)[case] + rng.normal(0, 0.5, 60)
    frame.loc[[3, 17, 40], "age"] = np.nan
    return frame
