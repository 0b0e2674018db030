"""Codes that occur together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from workbench.coding import codes_in_units
from workbench.corpus import Segment

COLUMNS = ["code_a", "code_b", "n_units", "n_documents", "n_a", "n_b", "jaccard"]


def cooccurrence(codings: pd.DataFrame, units: Sequence[Segment], *, min_units: int = 1) -> pd.DataFrame:
    r"""Count how often two codes fall on the same unit: the edges of a network of codes.

    Parameters
    ----------
    codings
        Codings of any coders; a code that several coders put on a unit counts once.
    units
        Segments that do not overlap; a unit carries a code that shares a character with it.
    min_units
        Pairs on fewer units are not listed.

    Returns
    -------
    DataFrame
        ``code_a, code_b, n_units, n_documents, n_a, n_b, jaccard``: each pair once (``code_a`` before
        ``code_b`` in the alphabet), most frequent first. ``n_a`` and ``n_b`` are the units of each code.

    Notes
    -----
    .. math:: J = \frac{n_{ab}}{n_a + n_b - n_{ab}}

    References
    ----------
    Jaccard, P. (1912). The distribution of the flora in the alpine zone. *New Phytologist*, 11(2), 37–50.

    Examples
    --------
    >>> from workbench.coding import make_codings
    >>> from workbench.corpus import Segment
    >>> codings = make_codings(
    ...     {"doc_id": "d", "start": start, "end": start + 1, "code_id": code_id}
    ...     for start, code_id in [(0, "x"), (1, "y")]
    ... )
    >>> cooccurrence(codings, [Segment("d", 0, 5, "sentence")])
      code_a code_b  n_units  n_documents  n_a  n_b  jaccard
    0      x      y        1            1    1    1      1.0
    """
    carried = codes_in_units(codings, units)[["unit", "doc_id", "code_id"]].drop_duplicates()
    n_of = carried.groupby("code_id").size()
    rows = [
        (*pair, unit, doc_id)
        for (unit, doc_id), codes in carried.groupby(["unit", "doc_id"])["code_id"]
        for pair in combinations(sorted(codes), 2)
    ]
    pairs = pd.DataFrame(rows, columns=["code_a", "code_b", "unit", "doc_id"]).groupby(["code_a", "code_b"])
    edges = pairs.agg(n_units=("unit", "size"), n_documents=("doc_id", "nunique")).reset_index()
    edges = edges[edges["n_units"] >= min_units]
    edges = edges.assign(n_a=edges["code_a"].map(n_of), n_b=edges["code_b"].map(n_of))
    edges["jaccard"] = edges["n_units"] / (edges["n_a"] + edges["n_b"] - edges["n_units"])
    return edges[COLUMNS].sort_values(
        ["n_units", "code_a", "code_b"], ascending=[False, True, True], ignore_index=True
    )
