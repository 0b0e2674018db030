"""Agreement measured from codings."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement import cohens_kappa, krippendorffs_alpha, measure_agreement
from workbench.codebook import Code, Codebook, Family
from workbench.coding import make_codings
from workbench.corpus import Segment
from workbench.errors import OptionError, TableError

UNITS = [Segment(f"d{d}", 10 * i, 10 * i + 10, "sentence") for d in range(4) for i in range(5)]
CODEBOOK = Codebook(
    tuple(Code(c, "f", c, c) for c in ("trust", "fear", "unused")), (Family("f", "家族", "Family"),), "1"
)


def coded(coder: str, places: dict[str, list[int]]) -> pd.DataFrame:
    return make_codings(
        {
            "doc_id": f"d{i // 5}",
            "start": 10 * (i % 5),
            "end": 10 * (i % 5) + 9,
            "code_id": code,
            "coder_id": coder,
        }
        for code, numbers in places.items()
        for i in numbers
    )


A = coded("A", {"trust": [0, 5, 10, 15, 16], "fear": [1]})
B = coded("B", {"trust": [0, 5, 11, 15], "fear": [1, 2]})


def test_coefficients_are_those_of_the_units():
    row = measure_agreement(A, B, units=UNITS).coefficients.set_index("code_id").loc["trust"]
    a, b = ([float(i in numbers) for i in range(20)] for numbers in ([0, 5, 10, 15, 16], [0, 5, 11, 15]))
    ratings = list(zip(a, b, strict=True))
    assert (row["n_units"], row["n_a"], row["n_b"]) == (20, 5, 4)
    assert row["prevalence"] == 9 / 40
    assert row["percent_agreement"] == 17 / 20
    assert row["cohens_kappa"] == cohens_kappa(ratings).value
    assert row["krippendorffs_alpha"] == krippendorffs_alpha(ratings).value
    assert row["conf_low"] <= row["krippendorffs_alpha"] <= row["conf_high"]


def test_agreement_says_what_it_rests_on():
    agreement = measure_agreement(A, B, units=UNITS, seed=5)
    assert (agreement.unit, agreement.n_units, agreement.coders) == ("sentence", 20, ("A", "B"))
    assert agreement.doc_ids == ("d0", "d1", "d2", "d3")
    assert (agreement.resample, agreement.seed) == ("document", 5)
    assert agreement.notes == ("intervals rest on 4 documents only and are rough",)
    assert list(agreement.confusion.iloc[1]) == ["trust", 3, 2, 1, 14]


def test_overall_takes_every_unit_and_code():
    agreement = measure_agreement(A, B, units=UNITS)
    ratings = agreement.table.ratings.reshape(-1, 2)
    assert agreement.overall.loc[0, "krippendorffs_alpha"] == krippendorffs_alpha(ratings).value
    assert agreement.overall.loc[0, "n_units"] == 40


def test_codebook_gives_a_row_to_codes_nobody_used():
    agreement = measure_agreement(A, B, units=UNITS, codebook=CODEBOOK)
    table = agreement.coefficients.set_index("code_id")
    assert list(table.index) == ["trust", "fear", "unused"]
    assert math.isnan(table.loc["unused", "krippendorffs_alpha"])
    assert table.loc["unused", "note"] == "no coder used this code on these units"
    assert table.loc["unused", "percent_agreement"] == 1


def test_third_coder_gets_a_column_and_kappa_a_reason():
    agreement = measure_agreement(A, B, A, units=UNITS)
    row = agreement.coefficients.iloc[1]
    assert (row["n_a"], row["n_b"], row["n_c"]) == (5, 4, 5)
    assert math.isnan(row["cohens_kappa"])
    assert "for two coders, not 3" in row["note"]
    assert agreement.confusion.empty


def test_documents_of_one_coder_are_left_out_with_a_note():
    only_first = B[B["doc_id"] == "d0"]
    agreement = measure_agreement(A, only_first, units=UNITS)
    assert agreement.n_units == 5
    assert agreement.notes[0].startswith("15 units lie in documents coded by fewer than two coders")
    assert "two documents or units" in agreement.coefficients.loc[0, "note"]


def test_several_coders_in_one_table_are_taken_as_one_with_a_note():
    both = pd.concat([A, coded("C", {"trust": [3]})])
    agreement = measure_agreement(both, B, units=UNITS)
    assert agreement.coders == ("A+C", "B")
    assert "2 coders taken as one" in agreement.notes[0]


def test_nothing_shared_gives_missing_values_with_reasons():
    agreement = measure_agreement(A, make_codings([]), units=UNITS)
    assert agreement.n_units == 0
    assert agreement.coefficients["krippendorffs_alpha"].isna().all()
    assert (agreement.coefficients["note"] != "").all()
    assert agreement.overall["percent_agreement"].isna().all()


def test_wrong_codes_and_options_are_refused():
    with pytest.raises(TableError, match="use anger, which codebook 1 does not have"):
        measure_agreement(A, coded("B", {"anger": [1]}), units=UNITS, codebook=CODEBOOK)
    with pytest.raises(OptionError, match="'document', 'unit'"):
        measure_agreement(A, B, units=UNITS, resample="case")  # type: ignore[arg-type]


PLACES = st.dictionaries(
    st.sampled_from(["trust", "fear"]), st.lists(st.integers(0, 19), max_size=8), max_size=2
)


@settings(deadline=None)
@given(PLACES, PLACES)
def test_order_of_coders_does_not_matter(a, b):
    columns = [
        "percent_agreement",
        "cohens_kappa",
        "krippendorffs_alpha",
        "gwets_ac1",
        "conf_low",
        "conf_high",
    ]
    one = measure_agreement(coded("A", a), coded("B", b), units=UNITS)
    two = measure_agreement(coded("B", b), coded("A", a), units=UNITS)
    pd.testing.assert_frame_equal(one.coefficients[columns], two.coefficients[columns])


@settings(deadline=None)
@given(PLACES)
def test_a_coder_agrees_with_himself(places):
    table = measure_agreement(coded("A", places), coded("A", places), units=UNITS).coefficients
    for name in ("percent_agreement", "cohens_kappa", "krippendorffs_alpha"):
        assert table[name].dropna().eq(1).all()
