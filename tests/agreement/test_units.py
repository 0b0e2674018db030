"""Codings as units by coders."""

import numpy as np
import pytest

from workbench.agreement import tabulate_units
from workbench.coding import make_codings
from workbench.corpus import Segment
from workbench.errors import OptionError, TableError

UNITS = [Segment(doc, 10 * i, 10 * i + 10, "sentence") for doc in "abc" for i in range(2)]


def coded(coder: str, *places: tuple[str, int, str], text_hash: str = "t") -> object:
    return make_codings(
        {
            "doc_id": doc,
            "start": start,
            "end": start + 4,
            "code_id": code,
            "coder_id": coder,
            "text_hash": text_hash,
        }
        for doc, start, code in places
    )


ANNA = coded("Anna", ("a", 0, "x"), ("a", 12, "y"), ("b", 8, "x"))
BEN = coded("Ben", ("a", 3, "x"), ("c", 0, "x"))
CLEO = coded("Cleo", ("b", 0, "y"), ("c", 0, "x"))


def test_only_documents_of_two_coders_count():
    table = tabulate_units(ANNA, BEN, units=UNITS)
    assert (table.doc_ids, table.coders, table.code_ids) == (("a",), ("Anna", "Ben"), ("x", "y"))
    assert table.n_left_out == 4
    assert table.ratings.tolist() == [[[1, 1], [0, 0]], [[0, 0], [1, 0]]]


def test_third_coder_is_missing_where_he_did_not_code():
    table = tabulate_units(ANNA, BEN, CLEO, units=UNITS)
    assert table.doc_ids == ("a", "b", "c")
    frame = table.frame("x")
    assert list(frame.columns) == ["doc_id", "start", "end", "Anna", "Ben", "Cleo"]
    np.testing.assert_array_equal(
        frame[frame["doc_id"] == "b"][["Anna", "Ben", "Cleo"]], [[1, np.nan, 0]] * 2
    )


def test_documents_can_be_named_where_a_coder_found_nothing():
    table = tabulate_units(ANNA, BEN, units=UNITS, doc_ids=["a", "b"], code_ids=["x"])
    assert table.ratings.tolist() == [[[1, 1], [0, 0], [1, 0], [1, 0]]]


def test_same_name_twice_is_told_apart():
    assert tabulate_units(ANNA, ANNA, units=UNITS).coders == ("Anna", "Anna (2)")


def test_nothing_shared_gives_an_empty_table():
    table = tabulate_units(ANNA, coded("Nobody"), units=UNITS)
    assert (table.units, table.coders[1], table.ratings.shape) == ((), "coder 2", (2, 0, 2))


def test_one_coder_and_two_texts_are_refused():
    with pytest.raises(OptionError, match="two coders or more, not 1"):
        tabulate_units(ANNA, units=UNITS)
    with pytest.raises(TableError, match="document a was coded on two texts, t and u"):
        tabulate_units(ANNA, coded("Ben", ("a", 0, "x"), text_hash="u"), units=UNITS)
    with pytest.raises(OptionError, match="codes are x, y"):
        tabulate_units(ANNA, BEN, units=UNITS).frame("z")
