"""Coefficients of agreement against published examples, and the laws they obey."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement import cohens_kappa, gwets_ac1, krippendorffs_alpha, percent_agreement
from workbench.errors import TableError

SHARED = Path(__file__).parents[2] / "../shared"
CASES = SHARED / "reference/agreement_cases.json"
NAMES = {
    "percent_agreement": percent_agreement,
    "percent_agreement_gwet": percent_agreement,
    "cohen_kappa": cohens_kappa,
    "alpha_nominal": krippendorffs_alpha,
    "alpha_nominal_irrCAC": krippendorffs_alpha,
    "gwet_ac1": gwets_ac1,
}
COEFFICIENTS = [percent_agreement, cohens_kappa, krippendorffs_alpha, gwets_ac1]


def published() -> list[object]:
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"] if CASES.exists() else []
    return [
        pytest.param(case["ratings"], name, expected["value"], expected["tol"], id=f"{case['id']}-{name}")
        for case in cases
        if case["kind"] == "ratings"
        for name, expected in case["expected"].items()
        if name in NAMES
    ]


@pytest.mark.shared
@pytest.mark.skipif(not CASES.exists(), reason="needs ../shared")
@pytest.mark.parametrize(("ratings", "name", "value", "tol"), published())
def test_published_examples(ratings, name, value, tol):
    found = NAMES[name](ratings)
    if value is None:
        assert math.isnan(found.value)
        assert found.reason
    else:
        assert found.value == pytest.approx(value, abs=tol or 1e-12)


def read_textbook(name: str, **options: object) -> pd.DataFrame:
    path = SHARED / "real/irr_textbook" / name
    if not path.exists():
        pytest.skip("needs ../shared")
    return pd.read_csv(path, **options)


@pytest.mark.shared
def test_krippendorffs_own_example_from_the_textbook_file():
    ratings = read_textbook("krippendorff_nmm_4x12.csv", index_col=0).T
    assert krippendorffs_alpha(ratings).value == pytest.approx(0.743, abs=5e-4)


@pytest.mark.shared
def test_stuarts_eyes():
    assert cohens_kappa(read_textbook("vision.csv")).value == pytest.approx(0.5954, abs=5e-5)


@pytest.mark.shared
def test_alpha_of_six_complete_coders_is_fleiss_kappa_but_for_its_small_sample_correction():
    """Fleiss 1971: kappa .43024; alpha = 1 - (1 - kappa) (n - 1) / n for n values of complete coders."""
    ratings = read_textbook("diagnoses.csv")
    n = ratings.size
    kappa = 1 - (1 - krippendorffs_alpha(ratings).value) * n / (n - 1)
    assert kappa == pytest.approx(0.43024, abs=5e-6)


CELLS = st.sampled_from(["a", "b", "c", None])
TWO = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12)
MANY = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=12)


def same(x: float, y: float) -> bool:
    return (math.isnan(x) and math.isnan(y)) or math.isclose(x, y, abs_tol=1e-12)


@settings(deadline=None)
@given(MANY, st.permutations(range(4)), st.randoms())
def test_order_of_coders_and_units_does_not_matter(ratings, order, random):
    shuffled = [tuple(row[i] for i in order) for row in ratings]
    random.shuffle(shuffled)
    for coefficient in (percent_agreement, krippendorffs_alpha, gwets_ac1):
        assert same(coefficient(ratings).value, coefficient(shuffled).value)


@settings(deadline=None)
@given(TWO)
def test_kappa_is_the_same_from_both_sides(ratings):
    assert same(cohens_kappa(ratings).value, cohens_kappa([(b, a) for a, b in ratings]).value)


@settings(deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=12), st.integers(2, 5))
def test_identical_coders_agree_fully_or_not_definably(column, n_coders):
    ratings = [[value] * n_coders for value in column]
    for coefficient in COEFFICIENTS:
        found = coefficient(ratings)
        assert same(found.value, 1.0) or (math.isnan(found.value) and found.reason)


@settings(deadline=None)
@given(MANY)
def test_values_stay_in_range_and_nan_has_a_reason(ratings):
    for coefficient in COEFFICIENTS:
        found = coefficient(ratings)
        assert math.isnan(found.value) == bool(found.reason)
        assert math.isnan(found.value) or found.value <= 1 + 1e-12


@settings(deadline=None)
@given(MANY)
def test_alpha_is_one_minus_disagreement_pair_by_pair(ratings):
    """Alpha from its definition over pairs of values, not from counts."""
    units = [[v for v in row if v is not None] for row in ratings]
    units = [row for row in units if len(row) >= 2]
    values = [v for row in units for v in row]
    n = len(values)
    pairs = [
        sum(a != b for i, a in enumerate(r) for j, b in enumerate(r) if i != j) / (len(r) - 1) for r in units
    ]
    expected = sum(a != b for i, a in enumerate(values) for j, b in enumerate(values) if i != j)
    alpha = 1 - (sum(pairs) / n) / (expected / (n * (n - 1))) if expected else float("nan")
    assert same(krippendorffs_alpha(ratings).value, alpha)


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
def test_undefined_is_missing_with_a_reason(coefficient):
    for ratings in ([[0, None], [None, 1]], np.empty((0, 2))):
        found = coefficient(ratings)
        assert math.isnan(float(found))
        assert "no unit was rated by" in found.reason
        assert found.n_units == 0


def test_kappa_of_three_coders_is_refused_with_a_reason():
    assert "two coders, not 3" in cohens_kappa([[0, 0, 1]]).reason


def test_one_coder_has_nobody_to_agree_with():
    with pytest.raises(TableError, match="1 coders"):
        krippendorffs_alpha([[0], [1]])
