import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import ModelError
from workbench.models import complete_rows


def test_rows_with_a_missing_value_are_removed_and_counted(residents):
    rows = complete_rows(residents, "RES ~ PL + age")
    assert rows.n_dropped == 3
    assert rows.dropped_ids == ("r03", "r17", "r40")
    assert len(rows.frame) == len(rows.row_ids) == 57


def test_columns_outside_the_formula_drop_nothing(residents):
    assert complete_rows(residents, "RES ~ PL").n_dropped == 0


def test_groups_must_be_complete_too(residents):
    residents.loc[5, "case_id"] = None
    assert complete_rows(residents, "RES ~ PL", also=["case_id"]).dropped_ids == ("r05",)


def test_index_names_the_rows_without_respondent_id():
    data = pd.DataFrame({"y": [1.0, None, 2.0], "x": [1.0, 2.0, 3.0]}, index=["a", "b", "c"])
    assert complete_rows(data, "y ~ x").row_ids == ("a", "c")


def test_nullable_numbers_become_plain_ones():
    truth = pd.array([True, False, True], dtype="boolean")
    data = pd.DataFrame({"y": pd.array([1, None, 3], dtype="Int64"), "x": truth})
    frame = complete_rows(data, "y ~ x").frame
    assert [str(dtype) for dtype in frame.dtypes] == ["float64", "bool"]


def test_a_variable_without_values_is_named():
    data = pd.DataFrame({"y": [1.0, 2.0], "x": [None, None]})
    with pytest.raises(ModelError, match="y 2, x 0"):
        complete_rows(data, "y ~ x")


@given(st.lists(st.tuples(*[st.one_of(st.none(), st.floats(-9, 9))] * 2), min_size=1, max_size=30))
def test_every_row_is_used_or_counted(values):
    data = pd.DataFrame([*values, (1.0, 1.0)], columns=["y", "x"], dtype=float)
    rows = complete_rows(data, "y ~ x")
    assert sorted([*rows.row_ids, *rows.dropped_ids]) == list(data.index)
    assert rows.frame.notna().all().all()
