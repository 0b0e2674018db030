"""Coefficients of agreement against published examples, and the laws they obey."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement import (
    brennan_prediger,
    cohens_kappa,
    conger_kappa,
    fleiss_kappa,
    gwets_ac1,
    gwets_ac2,
    krippendorffs_alpha,
    percent_agreement,
    scotts_pi,
    weighted_kappa,
)
from workbench.errors import TableError

SHARED = Path(__file__).parents[2] / "../shared"
CASES = SHARED / "reference/agreement_cases.json"
PEERS = Path(__file__).parent / "reference/peer_values.json"
PEER_TOLERANCE = 2e-9  # irrCAC gives 12 digits; its intervals move a standard error of 0 to 1e-15
NAMES = {
    "percent_agreement": percent_agreement,
    "percent_agreement_gwet": percent_agreement,
    "cohen_kappa": cohens_kappa,
    "cohen_kappa_linear": lambda r: weighted_kappa(r, weights="linear"),
    "cohen_kappa_quadratic": lambda r: weighted_kappa(r, weights="quadratic"),
    "scott_pi": scotts_pi,
    "fleiss_kappa": fleiss_kappa,
    "fleiss_kappa_gwet_missing": fleiss_kappa,
    "conger_kappa": conger_kappa,
    "conger_kappa_gwet_missing": conger_kappa,
    "bennett_s": brennan_prediger,
    "brennan_prediger": brennan_prediger,
    "gwet_ac1": gwets_ac1,
    "alpha_nominal": krippendorffs_alpha,
    "alpha_nominal_irrCAC": krippendorffs_alpha,
    "alpha_ordinal": lambda r: krippendorffs_alpha(r, level="ordinal"),
    "alpha_interval": lambda r: krippendorffs_alpha(r, level="interval"),
    "alpha_ratio": lambda r: krippendorffs_alpha(r, level="ratio"),
}
ELSEWHERE = {"kappa_max", "cohen_kappa_weighted_custom"}  # no coefficient of ours; test_cohens_own_weights
TWO_CODERS = [
    cohens_kappa,
    scotts_pi,
    lambda r: weighted_kappa(r, weights="linear", categories=["a", "b", "c"]),
]
COEFFICIENTS = [
    percent_agreement,
    cohens_kappa,
    scotts_pi,
    fleiss_kappa,
    conger_kappa,
    brennan_prediger,
    gwets_ac1,
    krippendorffs_alpha,
]
ANY_NUMBER = [f for f in COEFFICIENTS if f not in (cohens_kappa, scotts_pi)]


def published() -> list[object]:
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"] if CASES.exists() else []
    return [
        pytest.param(case["ratings"], name, expected["value"], expected["tol"], id=f"{case['id']}-{name}")
        for case in cases
        if case["kind"] == "ratings"
        for name, expected in case["expected"].items()
        if name not in ELSEWHERE
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


@pytest.mark.shared
@pytest.mark.skipif(not CASES.exists(), reason="needs ../shared")
def test_cohens_own_weights():
    cases = {case["id"]: case for case in json.loads(CASES.read_text(encoding="utf-8"))["cases"]}
    case = cases["cohen1960_p45"]
    weights = np.array(case["disagreement_weights"])
    assert weighted_kappa(case["ratings"], weights=weights).value == pytest.approx(0.348, abs=1e-3)
    named = pd.DataFrame(weights, [1, 2, 3], [1, 2, 3])
    for same_weights in (named, 1 - weights / 6):
        again = weighted_kappa(case["ratings"], weights=same_weights)
        assert again.value == pytest.approx(weighted_kappa(case["ratings"], weights=weights).value, abs=1e-12)


PEER_NAMES = {
    "fleiss": fleiss_kappa,
    "gwet": gwets_ac2,
    "conger": conger_kappa,
    "bp": brennan_prediger,
}


@pytest.mark.parametrize("case", json.loads(PEERS.read_text(encoding="utf-8")))
def test_values_errors_and_intervals_of_irrcac(case):
    for name, expected in case["expected"].items():
        method, option = name.split()
        if method in PEER_NAMES:
            found = PEER_NAMES[method](case["ratings"], weights=option)
        elif method == "alpha" or option != "linear":
            level = {"identity": "nominal", "quadratic": "interval"}.get(option, option)
            found = krippendorffs_alpha(case["ratings"], level=level)
        else:
            continue
        ours = (found.value, found.std_error, found.conf_low, found.conf_high)[: len(expected)]
        assert ours == pytest.approx(expected, abs=PEER_TOLERANCE), name


def test_error_of_cohens_kappa_is_that_of_fleiss_cohen_and_everitt():
    """Their example (1969, p. 325): kappa .429 over 200 cases, variance .002885; weighted .0032."""
    cells = [[53, 5, 2], [11, 14, 5], [1, 6, 3]]
    ratings = [(i, j) for i in range(3) for j in range(3) for _ in range(2 * cells[i][j])]
    found = cohens_kappa(ratings)
    assert found.value == pytest.approx(0.429, abs=5e-4)
    assert found.std_error**2 == pytest.approx(0.002885, abs=5e-6)


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
@pytest.mark.parametrize(
    ("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorffs_example_at_every_level(level, value):
    ratings = read_textbook("krippendorff_nmm_4x12.csv", index_col=0).T
    assert krippendorffs_alpha(ratings, level=level).value == pytest.approx(value, abs=5e-4)


@pytest.mark.shared
def test_fleiss_diagnoses():
    assert fleiss_kappa(read_textbook("diagnoses.csv")).value == pytest.approx(0.43024, abs=5e-6)


def read_real(name: str) -> Path:
    path = SHARED / "real" / name
    if not path.exists():
        pytest.skip("needs ../shared")
    return path


@pytest.mark.shared
def test_stances_of_three_coders():
    table = pd.read_csv(read_real("issuepositions/annotations_stances_1_gold.csv"))
    labels = table[["NR", "JF", "WvA"]]
    topics = labels.apply(lambda column: column.str.split(" : ").str[0])
    assert krippendorffs_alpha(labels).value == pytest.approx(0.5192, abs=5e-5)
    assert krippendorffs_alpha(labels[table["round"] == 1]).value == pytest.approx(0.4405, abs=5e-5)
    assert krippendorffs_alpha(labels[table["round"] == 2]).value == pytest.approx(0.5732, abs=5e-5)
    assert krippendorffs_alpha(topics).value == pytest.approx(0.7033, abs=5e-5)
    for a, b, full, topic in (
        ("NR", "JF", 0.5432, 0.7075),
        ("NR", "WvA", 0.5607, 0.7538),
        ("JF", "WvA", 0.4539, 0.6487),
    ):
        assert cohens_kappa(labels[[a, b]]).value == pytest.approx(full, abs=5e-5)
        assert cohens_kappa(topics[[a, b]]).value == pytest.approx(topic, abs=5e-5)


@pytest.mark.shared
def test_stances_of_five_coders_who_each_coded_half():
    table = pd.read_csv(read_real("issuepositions/gold_325.csv"))
    coders = ["JF", "MR", "NR", "Sarah", "WvA"]
    assert krippendorffs_alpha(table[[f"{c}_t" for c in coders]]).value == pytest.approx(0.6344, abs=5e-5)
    assert krippendorffs_alpha(table[coders]).value == pytest.approx(0.5095, abs=5e-5)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "value"), [("ustsc_dev", 0.547), ("ustsu_dev", 0.8434)])
def test_similarity_of_chinese_sentences(name, value):
    pairs = json.loads(read_real(f"usts_zh/{name}.json").read_text(encoding="utf-8"))
    ratings = pd.DataFrame([pair["raw_annotation"] for pair in pairs.values()])
    assert krippendorffs_alpha(ratings, level="interval").value == pytest.approx(value, abs=5e-4)


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
    for coefficient in ANY_NUMBER:
        assert same(coefficient(ratings).value, coefficient(shuffled).value)


@settings(deadline=None)
@given(TWO)
def test_kappa_is_the_same_from_both_sides(ratings):
    turned = [(b, a) for a, b in ratings]
    for coefficient in TWO_CODERS:
        one, other = coefficient(ratings), coefficient(turned)
        assert same(one.value, other.value)
        assert same(one.std_error, other.std_error)


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


@pytest.mark.parametrize("coefficient", COEFFICIENTS[1:])
@pytest.mark.parametrize("value", [0, 1, "a"])
def test_constant_ratings_have_no_coefficient_beyond_chance(coefficient, value):
    found = coefficient([[value, value]] * 12)
    assert math.isnan(found.value)
    assert math.isnan(found.std_error)
    assert found.reason


@settings(deadline=None)
@given(TWO)
def test_coefficients_of_many_are_those_of_two_for_two(ratings):
    complete = pd.DataFrame([row for row in ratings if None not in row], columns=["A", "B"])
    assert same(conger_kappa(complete).value, cohens_kappa(complete).value)
    assert same(fleiss_kappa(complete).value, scotts_pi(complete).value)


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from([1, 2, None])] * 3), min_size=1, max_size=12))
def test_two_categories_have_one_distance(ratings):
    levels = [krippendorffs_alpha(ratings, level=level).value for level in ("nominal", "ordinal", "interval")]
    assert same(levels[0], levels[1])
    assert same(levels[0], levels[2])
    assert same(gwets_ac1(ratings).value, gwets_ac2(ratings, weights="quadratic").value)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_error_of_alpha_is_that_of_the_jackknife(level):
    rng = np.random.default_rng(3)
    ratings = np.where(
        rng.random((150, 4)) < 0.35, rng.integers(1, 5, (150, 4)), rng.integers(1, 5, (150, 1))
    ).astype(float)
    ratings[rng.random(ratings.shape) < 0.2] = np.nan
    left_out = [krippendorffs_alpha(np.delete(ratings, i, 0), level=level).value for i in range(150)]
    jackknife = math.sqrt(149 / 150 * ((np.array(left_out) - np.mean(left_out)) ** 2).sum())
    assert krippendorffs_alpha(ratings, level=level).std_error == pytest.approx(jackknife, rel=0.01)


def test_names_have_no_distances_and_ratios_no_negatives():
    with pytest.raises(TableError, match="between numbers"):
        krippendorffs_alpha([["a", "b"]], level="interval")
    with pytest.raises(TableError, match="names without an order"):
        krippendorffs_alpha([["a", "b"]], level="ordinal")
    with pytest.raises(TableError, match="below 0"):
        krippendorffs_alpha([[-1, 2]], level="ratio")


def test_one_coder_has_nobody_to_agree_with():
    with pytest.raises(TableError, match="1 coders"):
        krippendorffs_alpha([[0], [1]])
