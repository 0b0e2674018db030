"""Ratings as distinct rows and counts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement import krippendorffs_alpha, tabulate_ratings
from workbench.errors import TableError

ROWS = st.lists(st.tuples(*[st.sampled_from([1, 2, 5, None])] * 3), min_size=1, max_size=20)


@settings(deadline=None)
@given(ROWS)
def test_distinct_rows_and_their_numbers_give_the_ratings_back(rows):
    table = tabulate_ratings(rows)
    codes = table.codes[table.pattern]
    again = [tuple(None if c < 0 else table.categories[c] for c in row) for row in codes]
    assert again == rows
    assert table.repeats.sum() == len(rows)
    assert len(np.unique(table.codes, axis=0)) == len(table.codes)


@pytest.mark.parametrize(
    "ratings",
    [
        np.array([[1.0, np.nan], [2, 2]]),
        [[1, None], [2, 2]],
        pd.DataFrame([[1, None], [2, 2]], dtype=object),
        pd.DataFrame([[1, pd.NA], [2, 2]], dtype="Int64"),
        pd.DataFrame([[1, None], [2, 2]]).astype("category"),
    ],
    ids=["array", "rows", "objects", "Int64", "category"],
)
def test_missing_is_missing_in_every_form(ratings):
    table = tabulate_ratings(ratings)
    assert table.codes.tolist() == [[0, -1], [1, 1]]
    assert (table.categories, table.scale) == ((1, 2), "numbers")


def test_ordered_categories_keep_their_order_and_the_unused():
    grade = pd.CategoricalDtype(["低", "中", "高", "极高"], ordered=True)
    table = tabulate_ratings(pd.DataFrame({"A": ["低", "高"], "B": ["中", None]}, dtype=grade))
    assert (table.categories, table.scale) == (("低", "中", "高", "极高"), "order")
    assert table.codes.tolist() == [[0, 1], [2, -1]]


def test_words_in_a_given_order_are_an_ordinal_scale():
    words, order = [["low", "mid"], ["high", "high"], ["low", "low"]], ["low", "mid", "high"]
    numbers = [[1, 2], [3, 3], [1, 1]]
    found = krippendorffs_alpha(words, level="ordinal", categories=order)
    assert found == krippendorffs_alpha(numbers, level="ordinal")


def test_many_different_values_are_not_reduced():
    ratings = np.random.default_rng(1).normal(size=(200, 3))
    table = tabulate_ratings(ratings)
    assert len(table.codes) == 200
    assert np.array_equal(np.array(table.categories)[table.codes], ratings)


def test_the_table_is_unchanged():
    frame = pd.DataFrame({"A": ["x", None], "B": ["y", "x"]})
    before = frame.copy()
    tabulate_ratings(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_what_does_not_fit_is_refused():
    with pytest.raises(TableError, match="0 coders"):
        tabulate_ratings([])
    with pytest.raises(TableError, match="1 of 2 categories in the ratings are not among the 2"):
        tabulate_ratings([[1, 2]], categories=[2, 3])
    with pytest.raises(TableError, match="a category twice"):
        tabulate_ratings([[1, 2]], categories=[1, 2, 2])
