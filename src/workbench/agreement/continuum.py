"""Spans of text that coders marked, as places on one continuum of documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from workbench.agreement.ratings import Floats, Ints, RatingTable
from workbench.errors import TableError

Length = int | Mapping[str, int]
NO_CODE = "(spans)"


@dataclass(frozen=True, slots=True)
class Continuum:
    """Documents one after the other, and the spans of every code and coder on them.

    `edges` are the documents' limits; `start`, `end`, `coder`, `code` and `doc` describe the spans,
    numbered, sorted, those of one coder and code not overlapping. `n_merged` spans were part of another
    of the same coder and code and have been joined to it.
    """

    doc_ids: tuple[str, ...]
    coders: tuple[str, ...]
    code_ids: tuple[str, ...]
    edges: Floats
    start: Floats
    end: Floats
    coder: Ints
    code: Ints
    doc: Ints
    n_merged: int

    @property
    def lengths(self) -> Floats:
        """Characters of each document."""
        return np.diff(self.edges)


def lay_out(
    spans: pd.DataFrame, length: Length, *, begin: int = 0, coders: Collection[str] | None = None
) -> Continuum:
    """Put spans on a continuum.

    Parameters
    ----------
    spans
        ``start, end, coder_id`` and, if there are several, ``code_id`` and ``doc_id``, such as a table of
        codings.
    length
        Characters of the text, or of each document by its id; documents without a span count too.
    begin
        Where the text begins, if not at 0.
    coders
        All coders, if one of them marked nothing.

    Raises
    ------
    TableError
        If a column is missing, a span is empty or reaches outside its text, several documents have one
        length, or there are fewer than two coders.
    """
    missing = [name for name in ("start", "end", "coder_id") if name not in spans.columns]
    if missing:
        raise TableError(
            f"spans have no column {', '.join(missing)}; needed are start, end, coder_id and, if there are "
            "several, code_id and doc_id"
        )
    doc_ids, lengths, doc = _documents(spans, length)
    names = tuple(coders) if coders is not None else tuple(sorted(set(spans["coder_id"])))
    if len(names) < 2:
        raise TableError(
            f"spans have {len(names)} coders; agreement needs two, so name in coders= one who marked nothing"
        )
    code_column = spans["code_id"] if "code_id" in spans.columns else pd.Series(NO_CODE, index=spans.index)
    code_ids = tuple(sorted(set(code_column)))
    start, end = (spans[name].to_numpy(dtype=float) - begin for name in ("start", "end"))
    _check_places(start, end, lengths[doc], begin)
    coder = pd.Index(names).get_indexer(pd.Index(spans["coder_id"]))
    if (coder < 0).any():
        raise TableError("spans have a coder who is not among coders=; name all of them")
    code = pd.Index(code_ids).get_indexer(pd.Index(code_column)) if len(spans) else np.zeros(0, dtype=int)
    edges = np.concatenate([[0.0], np.cumsum(lengths)])
    columns = (start + edges[doc], end + edges[doc], coder, code, doc)
    return Continuum(doc_ids, names, code_ids, edges, *_merged(*columns))


def tabulate_characters(
    spans: pd.DataFrame,
    length: Length,
    *,
    code_id: str | None = None,
    begin: int = 0,
    coders: Collection[str] | None = None,
) -> tuple[RatingTable, tuple[str, ...]]:
    """Rate every character 1 or 0, whether a span of the code covers it.

    Parameters
    ----------
    spans, length, begin, coders
        As in `lay_out`. Text that nobody marked counts as agreement that the code is absent.
    code_id
        The code; by default any.

    Returns
    -------
    tuple
        Ratings for the coefficients, a row for each stretch of text that is coded alike, and for each
        row its document: the `blocks` of `bootstrap_interval`. Characters next to each other are not
        independent, so that only intervals drawn by document mean anything.

    Examples
    --------
    Two coders mark 0–40 and 20–60 of 100 characters.

    >>> from workbench.agreement.kappa import cohens_kappa
    >>> spans = pd.DataFrame({"start": [0, 20], "end": [40, 60], "coder_id": ["A", "B"]})
    >>> ratings, doc_ids = tabulate_characters(spans, 100)
    >>> round(cohens_kappa(ratings).value, 4)
    0.1667
    """
    place = lay_out(spans, length, begin=begin, coders=coders)
    wanted = np.ones(len(place.start), dtype=bool)
    if code_id is not None:
        wanted = np.array([place.code_ids[c] == code_id for c in place.code], dtype=bool)
    points = np.unique(np.concatenate([place.edges, place.start[wanted], place.end[wanted]]))
    covered = np.zeros((len(points), len(place.coders)), dtype=np.int64)
    for positions, step in ((place.start, 1), (place.end, -1)):
        np.add.at(covered, (np.searchsorted(points, positions[wanted]), place.coder[wanted]), step)
    marked = (np.cumsum(covered, axis=0)[:-1] > 0).astype(np.int64)
    rows, pattern = np.unique(marked, axis=0, return_inverse=True)
    doc = np.searchsorted(place.edges, points[:-1], side="right") - 1
    table = RatingTable(rows, pattern.ravel(), np.diff(points), (0, 1), "numbers")
    return table, tuple(place.doc_ids[d] for d in doc)


def _documents(spans: pd.DataFrame, length: Length) -> tuple[tuple[str, ...], Floats, Ints]:
    """Names and lengths of the documents, and the number of each span's."""
    if isinstance(length, Mapping):
        doc_ids, lengths = tuple(length), np.array(list(length.values()), dtype=float)
        if "doc_id" not in spans.columns:
            raise TableError("length is given by document, so spans need a column doc_id")
        doc = pd.Index(doc_ids).get_indexer(pd.Index(spans["doc_id"]))
        if (doc < 0).any():
            raise TableError("length lacks a document in which there are spans; give the length of each")
    else:
        found = sorted(set(spans["doc_id"])) if "doc_id" in spans.columns else []
        if len(found) > 1:
            raise TableError(f"spans lie in {len(found)} documents: give length as {{doc_id: characters}}")
        doc_ids, lengths = (found[0] if found else "text",), np.array([float(length)])
        doc = np.zeros(len(spans), dtype=np.int64)
    if not len(lengths) or (lengths <= 0).any():
        raise TableError("length must be above 0 for every document: the characters that could be marked")
    return doc_ids, lengths, np.asarray(doc)


def _check_places(start: Floats, end: Floats, length: Floats, begin: int) -> None:
    wrong = ~((start >= 0) & (end <= length) & (start < end))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise TableError(
            f"span {row} (counted from 0), {start[row] + begin:g}–{end[row] + begin:g}, is empty or reaches "
            f"outside its text, {begin}–{length[row] + begin:g}; give begin= if the text does not begin at 0"
        )


def _merged(start: Floats, end: Floats, coder: Ints, code: Ints, doc: Ints) -> tuple[Any, ...]:
    """Spans sorted by coder, code and place, overlapping ones of a coder and code joined."""
    order = np.lexsort((end, start, code, coder))
    start, end = start[order], end[order]
    coder, code, doc = coder[order], code[order], doc[order]
    if not len(start):
        return start, end, coder, code, doc, 0
    same = (coder[1:] == coder[:-1]) & (code[1:] == code[:-1])
    reach, first = end.copy(), np.ones(len(start), dtype=bool)
    for i in range(1, len(start)):
        if same[i - 1] and start[i] < reach[i - 1]:
            first[i], reach[i] = False, max(reach[i], reach[i - 1])
    last = np.append(first[1:], True)
    kept = (start[first], reach[last], coder[first], code[first], doc[first])
    return (*kept, int((~first).sum()))
