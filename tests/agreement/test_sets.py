"""Agreement on sets of codes."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement import dice, exact_match, jaccard
from workbench.errors import OptionError, TableError

UNITS = [
    [{"trust"}, {"trust", "fear"}, {"trust"}],
    [set(), set(), None],
    [{"fear"}, {"place"}, None],
    [None, {"fear"}, None],
]
SETS = st.lists(st.tuples(*[st.sets(st.sampled_from("abc"))] * 2), min_size=1, max_size=8)


def test_units_have_the_mean_of_their_pairs_and_uncoded_ones_do_not_count():
    assert dice(UNITS).value == pytest.approx(((2 / 3 + 2 / 3 + 1) / 3 + 0) / 2)
    assert jaccard(UNITS).value == pytest.approx(((1 / 2 + 1 / 2 + 1) / 3 + 0) / 2)
    assert exact_match(UNITS).value == pytest.approx((1 / 3 + 0) / 2)
    assert dice(UNITS).n_units == 2
    assert exact_match(UNITS, uncoded="agree").value == pytest.approx((1 / 3 + 1 + 0) / 3)


def test_ratings_of_a_unit_table_give_the_same():
    marks = np.zeros((3, 4, 3))
    codes = ["fear", "place", "trust"]
    for unit, row in enumerate(UNITS):
        for coder, found in enumerate(row):
            marks[:, unit, coder] = [np.nan if found is None else code in found for code in codes]
    for measure in (dice, jaccard, exact_match):
        assert measure(marks) == measure(UNITS) == measure(pd.DataFrame(UNITS))


@settings(deadline=None)
@given(SETS)
def test_exact_is_at_most_jaccard_and_that_at_most_dice(units):
    found = [measure(units, uncoded="agree").value for measure in (exact_match, jaccard, dice)]
    assert found == sorted(found)
    assert dice([(a, a) for a, _ in units], uncoded="agree").value == 1


def test_nothing_coded_is_undefined_and_other_cells_are_refused():
    found = dice([[set(), set()], [None, {"a"}]])
    assert math.isnan(found.value)
    assert "no unit was coded by two coders" in found.reason
    with pytest.raises(TableError, match=r"unit 0, coder 1 \(counted from 0\)"):
        dice([[{"a"}, "a"]])
    with pytest.raises(TableError, match="1 coders"):
        dice([[{"a"}]])
    with pytest.raises(OptionError, match="'leave_out', 'agree'"):
        dice(UNITS, uncoded="skip")  # type: ignore[arg-type]
