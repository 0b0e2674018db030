import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.corpus.matching import Matcher, fold


def matcher(*texts, kept=()):
    return Matcher(texts, texts, ("person",) * len(texts), kept)


@settings(deadline=None, max_examples=60)  # the first example loads the dictionary
@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@settings(deadline=None, max_examples=60)  # the first example loads the dictionary
@given(st.text("甲乙丙丁 -\n", max_size=40))
def test_hits_fold_to_the_expression(text):
    for hit in matcher("甲乙丙", "丙丁").find(text):
        assert fold(text[hit.start : hit.end]) == ("甲乙丙", "丙丁")[hit.index]


def test_no_hit_lies_in_a_long_gap():
    assert matcher("甲乙丙").find("甲乙    丙") == []
    assert len(matcher("甲乙丙").find("甲乙 丙")) == 1


@pytest.mark.parametrize("text", ["", "甲", "　\n"])
def test_no_expressions_find_nothing(text):
    assert matcher().find(text) == []
