"""All coefficients side by side."""

import numpy as np
import pandas as pd
import pytest

from workbench.agreement import agreement_coefficients, fleiss_kappa, krippendorffs_alpha
from workbench.errors import OptionError, TableError

NAMES = [
    "percent_agreement",
    "cohens_kappa",
    "cohens_kappa_linear",
    "cohens_kappa_quadratic",
    "scotts_pi",
    "fleiss_kappa",
    "conger_kappa",
    "brennan_prediger",
    "gwets_ac1",
    "krippendorffs_alpha",
]
GRADES = pd.DataFrame({"A": [1, 2, 3, 4, 2, 3, 1, None], "B": [1, 2, 3, 3, 2, 4, 1, 1]})


def test_one_row_for_each_coefficient():
    found = agreement_coefficients(GRADES, level="interval")
    assert list(found["coefficient"]) == NAMES
    assert list(found.columns) == [
        "coefficient",
        "value",
        "std_error",
        "conf_low",
        "conf_high",
        "n_units",
        "note",
    ]
    rows = found.set_index("coefficient")
    assert rows.loc["krippendorffs_alpha", "value"] == krippendorffs_alpha(GRADES, level="interval").value
    assert rows.loc["fleiss_kappa", "std_error"] == fleiss_kappa(GRADES).std_error
    assert (found["n_units"] == 7).all()
    assert (found["note"] == "").all()


def test_what_does_not_exist_says_why():
    names = agreement_coefficients([["a", "a", "b"], ["b", "b", "b"]]).set_index("coefficient")
    assert names["value"].isna().sum() == 4
    assert names.loc["scotts_pi", "note"].startswith("Scott's pi is for two coders, not 3")
    words = agreement_coefficients([["a", "a"], ["b", "a"]]).set_index("coefficient")
    assert words.loc["cohens_kappa_linear", "note"].startswith("the categories are names without an order")
    ordered = agreement_coefficients([["a", "a"], ["b", "a"]], categories=["a", "b"])
    assert ordered["value"].notna().all()


def test_constant_ratings():
    found = agreement_coefficients([[1, 1]] * 12).set_index("coefficient")
    assert found.loc["percent_agreement", "value"] == 1
    assert found["value"].drop("percent_agreement").isna().all()
    assert (found["note"] != "").all()


def test_full_agreement_does_not_pass_for_certainty():
    found = agreement_coefficients([[1, 1], [2, 2], [1, 1]])
    assert (found["value"] == 1).all()
    assert found["note"].str.startswith("no disagreement was observed").all()


def test_intervals_from_documents():
    ratings = np.random.default_rng(1).integers(0, 2, (40, 2))
    blocks = np.arange(40) // 4
    found = agreement_coefficients(ratings, blocks=blocks, n_resamples=100, seed=2)
    again = agreement_coefficients(ratings, blocks=blocks, n_resamples=100, seed=2)
    pd.testing.assert_frame_equal(found, again)
    analytic = agreement_coefficients(ratings)
    assert (found["value"] == analytic["value"]).all()
    assert (found["std_error"] != analytic["std_error"]).all()


def test_continuous_measurements_of_many_units():
    ratings = np.random.default_rng(1).normal(size=(4000, 1)) + np.zeros((1, 3))
    found = agreement_coefficients(ratings + np.arange(3) / 100, level="interval").set_index("coefficient")
    assert found.loc["krippendorffs_alpha", "value"] > 0.99


def test_wrong_level_and_one_coder_are_refused():
    with pytest.raises(OptionError, match="'ratio'"):
        agreement_coefficients(GRADES, level="cardinal")  # type: ignore[arg-type]
    with pytest.raises(TableError, match="between numbers"):
        agreement_coefficients([["a", "b"]], level="interval")
    with pytest.raises(TableError, match="1 coders"):
        agreement_coefficients(GRADES[["A"]])
