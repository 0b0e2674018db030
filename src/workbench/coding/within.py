"""Codings that lie within given segments, such as what interviewees said."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from workbench.corpus import Segment
from workbench.schemas import CODINGS, check


def codings_within(codings: pd.DataFrame, segments: Iterable[Segment]) -> pd.DataFrame:
    """Return the codings that lie wholly inside one of the segments.

    Parameters
    ----------
    codings
        Codings with the columns of `schemas.CODINGS`.
    segments
        For example `interviewee_turns(corpus)`, so that the interviewer's questions are not counted.

    Returns
    -------
    DataFrame
        The rows that stay, in their order; the difference in length is the number left out.
    """
    frame = check(codings, CODINGS, name="codings")
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
