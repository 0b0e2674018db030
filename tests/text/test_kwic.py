"""Keyword in context."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.corpus import Corpus, Document
from workbench.errors import OptionError
from workbench.text import kwic


def test_context_is_cut_at_the_ends_of_the_text():
    table = kwic(Corpus((Document("a", "𠮷楼门\n长楼"), Document("b", "无"))), "楼", width=2)
    assert table.values.tolist() == [["a", 1, 2, "𠮷", "楼", "门\n"], ["a", 5, 6, "\n长", "楼", ""]]


@settings(deadline=None)
@given(st.text("社区a😀", max_size=30), st.text("社区a😀", min_size=1, max_size=2), st.integers(0, 5))
def test_pieces_are_the_text_and_no_occurrence_is_missed(text, term, width):
    table = kwic(Corpus((Document("d", text),)), term, width=width)
    assert len(table) == text.count(term)
    for row in table.itertuples():
        assert text[row.start : row.end] == term == row.match
        assert row.left + row.match + row.right == text[max(row.start - width, 0) : row.end + width]


@pytest.mark.parametrize(("term", "width"), [("", 3), ("社区", -1)])
def test_empty_term_and_negative_width_are_refused(term, width):
    with pytest.raises(OptionError):
        kwic(Corpus(()), term, width=width)
