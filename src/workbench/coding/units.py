"""Which codes fall on which units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from workbench.corpus import Segment
from workbench.errors import OptionError
from workbench.schemas import CODINGS, check


def codes_in_units(codings: pd.DataFrame, units: Sequence[Segment], *, min_overlap: int = 1) -> pd.DataFrame:
    """Return which coder put which code on which unit.

    A unit carries a code if a coding of it shares at least `min_overlap` characters with the unit;
    if the unit or the coding is shorter than that, it must lie in the other as a whole.

    Parameters
    ----------
    codings
        Codings of any coders.
    units
        Segments that do not overlap, such as the sentences of the corpus.
    min_overlap
        Characters that coding and unit must share.

    Returns
    -------
    DataFrame
        ``unit`` (position in `units`), ``doc_id``, ``code_id``, ``coder_id``; each combination once,
        sorted. Codings that touch no unit give no row.
    """
    check(codings, CODINGS, name="codings")
    if min_overlap < 1:
        raise OptionError(f"min_overlap={min_overlap} is not possible; it must be 1 or more")
    places = _places(units)
    parts = [
        _pairs(rows, places[str(doc_id)], min_overlap)
        for doc_id, rows in codings.groupby("doc_id", sort=True)
        if str(doc_id) in places
    ]
    columns = ["unit", "doc_id", "code_id", "coder_id"]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype="int64" if name == "unit" else "str") for name in columns})
    return (
        pd.concat(parts)[columns]
        .drop_duplicates()
        .sort_values(["unit", "code_id", "coder_id"], ignore_index=True)
    )


def _places(units: Sequence[Segment]) -> dict[str, np.ndarray]:
    """Return per document an array of start, end and position in `units`, from left to right."""
    by_document: dict[str, list[tuple[int, int, int]]] = {}
    for position, unit in enumerate(units):
        by_document.setdefault(unit.doc_id, []).append((unit.start, unit.end, position))
    places = {doc_id: np.array(sorted(rows)) for doc_id, rows in by_document.items()}
    for doc_id, place in places.items():
        if (place[1:, 0] < place[:-1, 1]).any():
            raise OptionError(f"units of document {doc_id} overlap; give segments of one kind")
    return places


def _pairs(rows: pd.DataFrame, place: np.ndarray, min_overlap: int) -> pd.DataFrame:
    start, end = rows["start"].to_numpy(), rows["end"].to_numpy()
    first = np.searchsorted(place[:, 1], start, side="right")
    last = np.searchsorted(place[:, 0], end, side="left")
    n_units = np.maximum(last - first, 0)
    row = np.repeat(np.arange(len(rows)), n_units)
    unit = np.arange(n_units.sum()) - np.repeat(n_units.cumsum() - n_units, n_units) + first[row]
    shared = np.minimum(end[row], place[unit, 1]) - np.maximum(start[row], place[unit, 0])
    shorter = np.minimum(end[row] - start[row], place[unit, 1] - place[unit, 0])
    enough = shared >= np.clip(shorter, 1, min_overlap)
    carried: pd.DataFrame = rows.iloc[row[enough]].assign(unit=place[unit[enough], 2])
    return carried
