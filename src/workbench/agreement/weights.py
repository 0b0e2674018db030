"""How much two different categories count as agreement: weights from 0 to 1."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.agreement.ratings import Floats, RatingTable
from workbench.errors import OptionError
from workbench.schemas import check_option

WeightName = Literal["identity", "linear", "quadratic"]
WEIGHT_NAMES = ("identity", "linear", "quadratic")
Weights = WeightName | pd.DataFrame | NDArray[Any]
MOST_CATEGORIES = 5000  # a matrix of weights for more would not fit into memory


def weight_matrix(table: RatingTable, weights: Weights) -> Floats | None:
    r"""Agreement weights of every two categories, or None if only the same category agrees.

    Parameters
    ----------
    table
        Ratings, whose categories are steps of a scale for linear and quadratic weights.
    weights
        ``identity``, ``linear``, ``quadratic``, or a symmetric matrix in the order of the categories:
        of agreement (1 on the diagonal, at most 1 elsewhere), or of disagreement (0 on the diagonal).

    Notes
    -----
    For the *i*-th and *j*-th of *q* categories

    .. math:: w_{ij} = 1 - \frac{|i - j|}{q - 1}, \qquad w_{ij} = 1 - \frac{(i - j)^2}{(q - 1)^2}

    are linear and quadratic weights. Steps are counted between categories, as in R's ``irr::kappa2``:
    if nobody used grade 5, 4 and 6 are one step apart unless all categories are given. Disagreements
    :math:`v_{ij}` become :math:`w_{ij} = 1 - v_{ij} / \max v`.

    References
    ----------
    Cohen, J. (1968). Weighted kappa. *Psychological Bulletin*, 70(4), 213–220.

    Examples
    --------
    >>> from workbench.agreement.ratings import tabulate_ratings
    >>> weight_matrix(tabulate_ratings([[1, 2], [2, 3]]), "linear")
    array([[1. , 0.5, 0. ],
           [0.5, 1. , 0.5],
           [0. , 0.5, 1. ]])
    """
    if not isinstance(weights, str):
        return _given(table, weights)
    check_option(weights, WEIGHT_NAMES, name="weights")
    if weights == "identity":
        return None
    table.check_order()
    if table.n_categories > MOST_CATEGORIES:
        raise OptionError(
            f"{weights} weights need a matrix of {table.n_categories} categories; "
            "for measurements take krippendorffs_alpha with level='interval'"
        )
    place = np.arange(table.n_categories) / max(table.n_categories - 1, 1)
    distance = np.abs(place[:, None] - place)
    return np.asarray(1 - (distance if weights == "linear" else distance**2))


def _given(table: RatingTable, weights: pd.DataFrame | NDArray[Any]) -> Floats:
    if isinstance(weights, pd.DataFrame):
        weights = _in_order(table, weights)
    matrix = np.array(weights, dtype=float)
    q = table.n_categories
    if matrix.shape != (q, q):
        raise OptionError(
            f"weights have shape {matrix.shape}, but there are {q} categories; name the categories of the "
            "scale with categories=, in the order of the weights"
        )
    if not np.isfinite(matrix).all() or not np.array_equal(matrix, matrix.T):
        raise OptionError("weights must be finite and the same from both sides (a symmetric matrix)")
    diagonal = np.diagonal(matrix)
    if (diagonal == 0).all() and (matrix >= 0).all():
        return np.asarray(1 - matrix / max(matrix.max(), np.finfo(float).tiny))
    if (diagonal == 1).all() and (matrix <= 1).all():
        return matrix
    raise OptionError(
        "weights are agreements with 1 on the diagonal and at most 1 elsewhere, or disagreements with 0 on "
        "the diagonal and nothing below 0"
    )


def _in_order(table: RatingTable, weights: pd.DataFrame) -> pd.DataFrame:
    unknown = [c for c in table.categories if c not in weights.index or c not in weights.columns]
    if unknown:
        raise OptionError(f"weights lack a row or column for {len(unknown)} of the categories in the ratings")
    return weights.loc[list(table.categories), list(table.categories)]
