from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from workbench.errors import TableError
from workbench.survey import aggregate_to_cases, intraclass_correlations

QUANT = Path(__file__).parents[2] / "../shared/reference/quant"
TOLERANCE = 1e-9  # the reference is printed with 15 digits, its data with 10 decimals


@pytest.mark.shared
@pytest.mark.skipif(not QUANT.exists(), reason="no ../shared")
def test_intraclass_correlations_agree_with_multilevel() -> None:
    reference = json.loads((QUANT / "aggregation_icc_rwg.json").read_text(encoding="utf-8"))
    people = pd.DataFrame(reference["data_bh1996"]).rename(columns={"GRP": "case_id"})
    table = intraclass_correlations(people, ["HRS", "WBEING"]).set_index("scale")
    for scale in ("HRS", "WBEING"):
        expected = reference[scale.lower()]
        assert table.loc[scale, "icc1"] == pytest.approx(expected["ICC1"], abs=TOLERANCE)
        assert table.loc[scale, "icc2"] == pytest.approx(expected["ICC2"], abs=TOLERANCE)


def test_means_and_counts_by_community() -> None:
    people = pd.DataFrame({"respondent_id": list("xyz"), "case_id": list("baa"), "T": [1.0, 2.0, None]})
    table = aggregate_to_cases(people, ["T"])
    assert table.to_dict("list") == {
        "case_id": ["a", "b"],
        "n_respondents": [2, 1],
        "T": [2.0, 1.0],
        "n_T": [1, 1],
    }


def test_too_little_gives_missing_and_a_wrong_column_is_named() -> None:
    people = pd.DataFrame({"respondent_id": list("xy"), "case_id": list("ab"), "T": [1.0, 2.0]})
    assert intraclass_correlations(people, ["T"])["icc1"].isna().all()
    with pytest.raises(TableError, match="no column RES"):
        aggregate_to_cases(people, ["RES"])
