"""Merging and splitting, and following a code through the history."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook import Code, Codebook, Family, merge_codes, rename_code, split_code, successors
from workbench.errors import OptionError

WHY = {"by": "li", "reason": "pilot"}
PARTS = (
    Code("regular", "actor", "常来的", "Regular", terms_zh=("义工",)),
    Code("casual", "actor", "偶尔的", "Casual"),
)


def test_a_merge_keeps_what_the_codes_had(codebook):
    merged = merge_codes(codebook, ["volunteer", "helper"], "helper", **WHY)
    assert "volunteer" not in merged
    assert merged["helper"].terms_zh == ("帮手", "义工")
    assert merged["helper"].examples_zh == ("他每周来。",)
    assert merged["helper"].confusable_with == ()
    assert merged.compound_terms[0].code_ids == ("resident", "helper")
    assert merged.history[0].ids == ("volunteer", "helper")


def test_a_merge_can_make_a_new_code(codebook):
    new = Code("supporter", "actor", "支持者", "Supporter")
    merged = merge_codes(codebook, ["volunteer", "helper"], new, **WHY)
    assert merged.code_ids == ("resident", "tenant", "supporter", "before", "after")
    assert merged["supporter"].terms_zh == ("义工", "帮手")


def test_sub_codes_go_with_the_merge(codebook):
    assert merge_codes(codebook, ["resident"], "volunteer", **WHY)["tenant"].parent == "volunteer"
    assert merge_codes(codebook, ["resident"], "tenant", **WHY)["tenant"].parent == "citizens"


@pytest.mark.parametrize(("ids", "into"), [(["helper"], "helper"), ([], "helper")])
def test_a_merge_needs_two(codebook, ids, into):
    with pytest.raises(OptionError, match="two codes or more"):
        merge_codes(codebook, ids, into, **WHY)


def test_a_split_leaves_references_to_all_parts(codebook):
    split = split_code(codebook, "volunteer", PARTS, **WHY)
    assert split.code_ids[2:4] == ("regular", "casual")
    assert split["helper"].confusable_with == ("regular", "casual")
    assert split.compound_terms[0].code_ids == ("resident", "regular", "casual")


def test_sub_codes_of_a_split_code_stay_with_it_or_move_up(codebook):
    two = tuple(Code(name, "actor", name, name, parent="citizens") for name in ("owner", "resident"))
    assert split_code(codebook, "resident", two, **WHY)["tenant"].parent == "resident"
    away = tuple(Code(name, "actor", name, name, parent="citizens") for name in ("owner", "guest"))
    assert split_code(codebook, "resident", away, **WHY)["tenant"].parent == "citizens"


def test_a_split_needs_two_new_codes(codebook):
    with pytest.raises(OptionError, match="two codes or more"):
        split_code(codebook, "volunteer", PARTS[:1], **WHY)
    with pytest.raises(OptionError, match="taken"):
        split_code(codebook, "volunteer", (PARTS[0], codebook["helper"]), **WHY)


def test_names_that_change_places_are_told_apart_by_their_version(codebook):
    new = rename_code(codebook, "before", "x", **WHY)
    new = rename_code(rename_code(new, "after", "before", **WHY), "x", "after", **WHY)
    assert successors(new, "before", "1.0").ids == ("after",)
    assert successors(new, "after", "1.0").ids == ("before",)
    assert successors(new, "before", new.version).ids == ("before",)


def test_a_split_that_is_merged_again_is_certain(codebook):
    split = split_code(codebook, "volunteer", PARTS, **WHY)
    assert successors(split, "volunteer", "1.0").ids == ("regular", "casual")
    again = merge_codes(split, ["regular", "casual"], "regular", **WHY)
    assert successors(again, "volunteer", "1.0").ids == ("regular",)


def test_a_version_nobody_knows_leaves_a_doubt_only_where_it_matters(codebook):
    renamed = rename_code(codebook, "volunteer", "helping", **WHY)
    assert "does not know" in successors(renamed, "volunteer", "0.7").doubt
    assert successors(renamed, "helper", "0.7").doubt == ""


@given(st.data())
def test_every_code_leads_to_codes_that_are_there(data):
    """After any renames, merges and splits every old code leads to codes of today."""
    codes = tuple(Code(f"c{i}", "f", "码", "code") for i in range(5))
    new = first = Codebook(codes, (Family("f", "族", "F"),), "1")
    for step in range(data.draw(st.integers(1, 5))):
        one = data.draw(st.sampled_from(new.code_ids))
        kind = data.draw(st.sampled_from(["rename", "merge", "split"]))
        others = [name for name in new.code_ids if name != one]
        if kind == "rename":
            new = rename_code(new, one, f"r{step}", **WHY)
        elif kind == "merge" and others:
            new = merge_codes(new, [one], data.draw(st.sampled_from(others)), **WHY)
        else:
            parts = [Code(f"s{step}{part}", "f", "码", "code") for part in "ab"]
            new = split_code(new, one, parts, **WHY)
    reached = {name for code in first for name in successors(new, code.code_id, "1").ids}
    assert reached == set(new.code_ids)
