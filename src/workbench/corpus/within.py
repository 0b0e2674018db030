"""Codings or words that lie within given segments, such as what interviewees said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.corpus.document import Segment
from workbench.schemas import PLACES, check

if TYPE_CHECKING:
    import pandas as pd


def keep_within(rows: pd.DataFrame, segments: Iterable[Segment]) -> pd.DataFrame:
    """Return the rows whose passage lies wholly inside one of the segments.

    Parameters
    ----------
    rows
        Codings, tokens or other passages: ``doc_id, start, end`` and further columns.
    segments
        For example `segment_answers(corpus)`, so that the interviewer's questions are not counted.

    Returns
    -------
    DataFrame
        The rows that stay, in their order; the difference in length is the number left out.
    """
    import numpy as np

    frame = check(rows, PLACES, name="rows")
    kept = np.zeros(len(frame), dtype=bool)
    by_document: dict[str, list[tuple[int, int]]] = {}
    for segment in segments:
        by_document.setdefault(segment.doc_id, []).append((segment.start, segment.end))
    for doc_id, places in frame.groupby("doc_id", sort=False).indices.items():
        spans = np.array(sorted(by_document.get(str(doc_id), [])), dtype=int).reshape(-1, 2)
        if not len(spans):
            continue
        start, end = (frame[name].to_numpy()[places] for name in ("start", "end"))
        at = np.searchsorted(spans[:, 0], start, side="right") - 1
        kept[places] = (at >= 0) & (end <= spans[at, 1])
    return frame[kept].reset_index(drop=True)
