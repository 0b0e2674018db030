"""Ratings of units by coders, reduced to the distinct rows and how often each occurs.

Every coefficient depends on the ratings only through these counts, so that a bootstrap draw is a new
row of counts and needs no new table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from numbers import Real
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import TableError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Scale = Literal["names", "order", "numbers"]


@dataclass(frozen=True, slots=True)
class RatingTable:
    """Distinct rows of ratings, their counts, and the categories.

    Attributes
    ----------
    codes
        Distinct rows by coders: numbers of categories, -1 where a rating is missing.
    pattern
        For each row that was given, the number of its distinct row.
    sizes
        How many units each given row stands for: 1, or the characters of a stretch of text.
    categories
        The values the numbers stand for; in ascending order for numbers, in their own order for an
        ordered categorical.
    scale
        Whether the categories are names, have an order, or are numbers.
    """

    codes: Ints
    pattern: Ints
    sizes: Floats
    categories: tuple[Any, ...]
    scale: Scale

    @property
    def repeats(self) -> Floats:
        """Units that have each distinct row."""
        return np.bincount(self.pattern, self.sizes, minlength=len(self.codes)).astype(float)

    @property
    def n_coders(self) -> int:
        """Coders, whether they rated every unit or not."""
        return int(self.codes.shape[1])

    @property
    def n_categories(self) -> int:
        """Categories in use, or all of the scale if it was given."""
        return len(self.categories)

    @property
    def n_ratings(self) -> Ints:
        """For each distinct row, how many coders gave a rating."""
        return np.asarray((self.codes >= 0).sum(axis=1))

    def values(self) -> Floats:
        """Return the categories as numbers."""
        if self.scale != "numbers":
            raise TableError(
                "intervals and ratios are between numbers; these ratings are names: take level 'nominal' or, "
                "with the categories in their order, 'ordinal'"
            )
        return np.array(self.categories, dtype=float)

    def check_order(self) -> None:
        """Refuse categories that have no order."""
        if self.scale == "names":
            raise TableError(
                "these categories are names without an order; give categories=[lowest, …, highest], "
                "an ordered categorical, or numbers"
            )


Ratings = RatingTable | pd.DataFrame | NDArray[Any] | Sequence[Sequence[Any]]


def tabulate_ratings(ratings: Ratings, *, categories: Sequence[Any] | None = None) -> RatingTable:
    """Reduce ratings to their distinct rows.

    Parameters
    ----------
    ratings
        Units (rows) by coders (columns): a frame, an array or a list of rows. None, NaN and NA are
        missing ratings.
    categories
        All categories of the scale in their order, used or not; by default those in use, or those of
        an ordered categorical.

    Returns
    -------
    RatingTable
        Any coefficient takes it in place of the ratings, so that the work is done once.

    Raises
    ------
    TableError
        If there are fewer than two coders, or a rating is not among the categories.

    Examples
    --------
    >>> table = tabulate_ratings([[1, 1], [2, 1], [1, 1], [2, None]])
    >>> table.codes.tolist(), table.repeats.tolist(), table.categories
    ([[0, 0], [1, -1], [1, 0]], [2.0, 1.0, 1.0], (1.0, 2.0))
    """
    if isinstance(ratings, RatingTable):
        return ratings if categories is None else _rescaled(ratings, tuple(categories))
    given: Any = ratings if _is_matrix(ratings) else pd.DataFrame(ratings)
    if given.shape[1] < 2:
        raise TableError(
            f"ratings have {given.shape[1]} coders (columns); agreement needs two coders or more, "
            "one in each column"
        )
    codes, found, scale = _numbered(given)
    distinct, pattern = _distinct(codes, len(found))
    table = RatingTable(distinct, pattern, np.ones(len(codes)), found, scale)
    return table if categories is None else _rescaled(table, tuple(categories))


def _is_matrix(ratings: Any) -> bool:
    return isinstance(ratings, np.ndarray) and ratings.ndim == 2 and ratings.dtype.kind in "bifu"


def _numbered(given: Any) -> tuple[Ints, tuple[Any, ...], Scale]:
    """Ratings as numbers of categories, and the categories."""
    if isinstance(given, np.ndarray):
        return _numbered_cells(given)
    dtypes = set(given.dtypes)
    dtype = next(iter(dtypes))
    if len(dtypes) == 1 and isinstance(dtype, pd.CategoricalDtype) and dtype.ordered:
        codes = np.column_stack([given.iloc[:, i].cat.codes for i in range(given.shape[1])])
        return codes.astype(np.int64), tuple(dtype.categories), "order"
    return _numbered_cells(
        given.to_numpy() if all(map(_is_plain, dtypes)) else given.astype(object).to_numpy()
    )


def _numbered_cells(cells: NDArray[Any]) -> tuple[Ints, tuple[Any, ...], Scale]:
    small = _small_numbers(cells) if cells.dtype.kind in "bifu" and cells.size else None
    if small is not None:
        return small
    numbers, uniques = pd.factorize(cells.ravel())
    found = uniques.tolist()
    scale = _scale(found)
    is_sortable = scale == "numbers" or all(isinstance(value, str) for value in found)
    order = sorted(range(len(found)), key=found.__getitem__) if is_sortable else list(range(len(found)))
    ranks = np.full(len(found) + 1, -1, dtype=np.int64)
    ranks[order] = np.arange(len(found))
    return ranks[numbers].reshape(cells.shape), tuple(found[i] for i in order), scale


def _small_numbers(cells: NDArray[Any]) -> tuple[Ints, tuple[Any, ...], Scale] | None:
    """The same for whole numbers close together, without a hash table; None if they are not."""
    values = cells.astype(float, copy=False)
    lowest, highest = np.fmin.reduce(values, axis=None), np.fmax.reduce(values, axis=None)
    if not highest - lowest < 1000 or abs(lowest) > 1e9:
        return None
    shifted = np.where(np.isnan(values), -1.0, values - lowest)
    steps = shifted.astype(np.int64)
    if lowest != np.floor(lowest) or not (steps == shifted).all():
        return None
    used = np.bincount(steps.ravel() + 1)[1:] > 0
    ranks = np.append(np.cumsum(used) - 1, -1)
    return ranks[steps], tuple((np.flatnonzero(used) + lowest).tolist()), "numbers"


def _is_plain(dtype: Any) -> bool:
    return isinstance(dtype, np.dtype) and dtype.kind in "bifu"


def _scale(found: Sequence[Any]) -> Scale:
    is_number = all(isinstance(value, Real) and np.isfinite(float(value)) for value in found)
    return "numbers" if is_number else "names"


def _distinct(codes: Ints, n_categories: int) -> tuple[Ints, Ints]:
    """Distinct rows and where each row went; rows stay as they are if too many could be distinct."""
    n_units, n_coders = codes.shape
    n_possible = (n_categories + 1) ** n_coders
    if n_possible > max(1 << 16, 8 * n_units):
        return codes, np.arange(n_units)
    keys = np.zeros(n_units, dtype=np.int64)
    for column in codes.T:
        keys = keys * (n_categories + 1) + column + 1
    present = np.flatnonzero(np.bincount(keys, minlength=n_possible))
    numbers = np.zeros(n_possible, dtype=np.int64)
    numbers[present] = np.arange(len(present))
    places = present[:, None] // (n_categories + 1) ** np.arange(n_coders)[::-1]
    return places % (n_categories + 1) - 1, numbers[keys]


def _rescaled(table: RatingTable, categories: tuple[Any, ...]) -> RatingTable:
    """The same ratings on a scale that may have more categories."""
    numbers = {category: i for i, category in enumerate(categories)}
    if len(numbers) < len(categories):
        raise TableError("categories has a category twice; name each once, in the order of the scale")
    missing = [category for category in table.categories if category not in numbers]
    if missing:
        raise TableError(
            f"{len(missing)} of {table.n_categories} categories in the ratings are not among the "
            f"{len(categories)} categories given; name all of the scale"
        )
    renumber = np.array([*(numbers[category] for category in table.categories), -1])
    ascending = _scale(categories) == "numbers" and all(a < b for a, b in pairwise(categories))
    scale: Scale = "numbers" if ascending else "order"
    return RatingTable(renumber[table.codes], table.pattern, table.sizes, categories, scale)
