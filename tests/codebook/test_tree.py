"""The hierarchy of codes."""

import pytest

from workbench.codebook import Code, Codebook, Family, children, codebook_table, descendants, in_order
from workbench.errors import DefinitionError


def test_a_code_knows_what_is_above_and_below(codebook):
    assert codebook.ancestors("tenant") == ("resident", "citizens")
    assert [code.code_id for code in children(codebook, "citizens")] == ["resident"]
    assert descendants(codebook, "citizens") == ("resident", "tenant")


def test_codes_are_printed_below_their_parents():
    codes = (Code("b", "f", "乙", "B", parent="a"), Code("c", "f", "丙", "C"), Code("a", "f", "甲", "A"))
    codebook = Codebook(codes, (Family("f", "族", "F"),), "1")
    assert [code.code_id for code in in_order(codebook)] == ["c", "a", "b"]
    assert codebook_table(codebook)["label"].tolist() == ["丙", "甲", "甲 › 乙"]


@pytest.mark.parametrize(
    ("parents", "words"),
    [(("b", "a"), "above itself"), (("a", ""), "above itself"), (("nobody", ""), "no code, group or family")],
)
def test_an_impossible_tree_is_refused(parents, words):
    codes = tuple(Code(name, "f", "码", "c", parent=up) for name, up in zip("ab", parents, strict=True))
    with pytest.raises(DefinitionError, match=words):
        Codebook(codes, (Family("f", "族", "F"),), "1")


def test_a_parent_is_of_the_same_family():
    codes = (Code("a", "f", "甲", "A"), Code("b", "g", "乙", "B", parent="a"))
    with pytest.raises(DefinitionError, match="a parent of its own family"):
        Codebook(codes, (Family("f", "族", "F"), Family("g", "类", "G")), "1")
