from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Segment, keep_within

SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), max_size=12)
SEGMENTS = (Segment("d", 2, 6, "turn"), Segment("d", 10, 20, "turn"), Segment("e", 0, 3, "turn"))


def codings(spans: list[tuple[int, int]]) -> pd.DataFrame:
    rows = [("d", s, s + n) for s, n in spans]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end"])


@given(SPANS)
def test_what_stays_lies_inside_a_segment(spans: list[tuple[int, int]]) -> None:
    kept = keep_within(codings(spans), SEGMENTS)
    inside = [
        (s, s + n)
        for s, n in spans
        if any(g.doc_id == "d" and g.start <= s and s + n <= g.end for g in SEGMENTS)
    ]
    assert list(zip(kept["start"], kept["end"], strict=True)) == inside


def test_a_document_without_segments_keeps_nothing() -> None:
    assert len(keep_within(codings([(0, 3)]), [Segment("other", 0, 9, "turn")])) == 0
