"""Which codes fall on which units."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.coding import codes_in_units, make_codings
from workbench.corpus import Segment
from workbench.errors import OptionError

UNITS = [Segment("a", 10, 20, "sentence"), Segment("a", 0, 10, "sentence"), Segment("b", 0, 5, "sentence")]


def codings(*places: tuple[int, int], doc_id: str = "a", code_id: str = "x") -> object:
    row = dict.fromkeys(["coder_kind", "codebook_version", "text_hash", "confidence"])
    return make_codings(
        {**row, "doc_id": doc_id, "start": s, "end": e, "code_id": code_id, "coder_id": "H"}
        for s, e in places
    )


@pytest.mark.parametrize(
    ("place", "min_overlap", "units"),
    [
        ((0, 10), 1, [1]),
        ((9, 11), 1, [0, 1]),
        ((9, 12), 2, [0]),
        ((9, 10), 5, [1]),
        ((0, 20), 50, [0, 1]),
        ((20, 30), 1, []),
    ],
)
def test_unit_carries_a_code_that_shares_enough_characters(place, min_overlap, units):
    frame = codes_in_units(codings(place), UNITS, min_overlap=min_overlap)
    assert list(frame["unit"]) == units


def test_codings_of_other_documents_touch_nothing():
    assert len(codes_in_units(codings((0, 5), doc_id="z"), UNITS)) == 0
    assert list(codes_in_units(codings((0, 5), doc_id="b"), UNITS)["doc_id"]) == ["b"]


def test_two_codings_in_one_unit_count_once():
    assert len(codes_in_units(codings((0, 2), (3, 5), (0, 2)), UNITS)) == 1


def test_overlapping_units_and_no_overlap_are_refused():
    with pytest.raises(OptionError, match="units of document a overlap"):
        codes_in_units(codings((0, 2)), [*UNITS, Segment("a", 5, 12, "turn")])
    with pytest.raises(OptionError, match="1 or more"):
        codes_in_units(codings((0, 2)), UNITS, min_overlap=0)


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 15)).map(lambda p: (p[0], p[0] + p[1]))


@settings(deadline=None)
@given(st.lists(SPANS, max_size=6), st.sets(st.integers(0, 45), max_size=8), st.integers(1, 6))
def test_same_units_as_comparing_every_pair(spans, cuts, min_overlap):
    edges = sorted(cuts)
    units = [Segment("a", s, e, "sentence") for s, e in pairwise(edges)]
    expected = {
        i
        for i, unit in enumerate(units)
        for s, e in spans
        if min(e, unit.end) - max(s, unit.start) >= min(min_overlap, e - s, unit.end - unit.start)
    }
    assert set(codes_in_units(codings(*spans), units, min_overlap=min_overlap)["unit"]) == expected
