"""Weights of partial agreement."""

import numpy as np
import pandas as pd
import pytest

from workbench.agreement import tabulate_ratings, weight_matrix, weighted_kappa
from workbench.errors import OptionError, TableError

TABLE = tabulate_ratings([[1, 2], [2, 4]])


def test_steps_are_counted_between_categories():
    assert weight_matrix(TABLE, "identity") is None
    assert weight_matrix(TABLE, "linear")[0].tolist() == [1, 0.5, 0]
    assert weight_matrix(TABLE, "quadratic")[0].tolist() == [1, 0.75, 0]
    whole = tabulate_ratings(TABLE, categories=[1, 2, 3, 4])
    assert weight_matrix(whole, "linear")[1].tolist() == pytest.approx([2 / 3, 1, 2 / 3, 1 / 3])


def test_a_frame_of_weights_is_read_by_its_names():
    weights = pd.DataFrame([[0, 3, 1], [3, 0, 2], [1, 2, 0]], [4, 1, 2], [4, 1, 2])
    assert weight_matrix(TABLE, weights).tolist() == [
        pytest.approx([1, 1 / 3, 0]),
        pytest.approx([1 / 3, 1, 2 / 3]),
        pytest.approx([0, 2 / 3, 1]),
    ]


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (np.eye(2), "there are 3 categories"),
        (np.triu(np.ones((3, 3))), "same from both sides"),
        (np.full((3, 3), 0.5), "with 1 on the diagonal"),
        (pd.DataFrame(np.eye(2), [1, 2], [1, 2]), "lack a row or column for 1"),
        ("cubic", "'identity', 'linear', 'quadratic'"),
    ],
)
def test_weights_that_do_not_fit_are_refused(weights, message):
    with pytest.raises(OptionError, match=message):
        weight_matrix(TABLE, weights)


def test_names_have_no_steps():
    with pytest.raises(TableError, match="names without an order"):
        weighted_kappa([["a", "b"], ["b", "b"]], weights="linear")
