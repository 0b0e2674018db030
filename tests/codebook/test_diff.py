"""Two versions compared."""

from workbench.codebook import (
    Code,
    add_code,
    change_code,
    diff_codebooks,
    merge_codes,
    move_code,
    recolour,
    rename_code,
    retire_code,
    split_code,
)

WHY = {"by": "li", "reason": "pilot"}


def rows(before, after):
    return diff_codebooks(before, after)[["change", "id", "field", "before", "after"]].values.tolist()


def test_a_codebook_does_not_differ_from_itself(codebook):
    assert rows(codebook, codebook) == []


def test_a_merge_shows_its_lineage(codebook):
    found = rows(codebook, merge_codes(codebook, ["volunteer"], "helper", **WHY))
    assert ["merged", "helper", "code_id", "volunteer", "helper"] in found
    assert ["merged", "helper", "code_id", "helper", "helper"] in found
    assert ["changed", "helper", "terms_zh", "帮手", "帮手、义工"] in found
    assert not any(row[0] in ("removed", "added") for row in found)


def test_a_rename_is_one_line_although_others_name_the_code(codebook):
    found = diff_codebooks(codebook, rename_code(codebook, "volunteer", "helping", **WHY))
    assert found[["change", "id", "version", "reason"]].values.tolist()[0] == [
        "renamed",
        "helping",
        "1.1",
        "pilot",
    ]
    assert found["kind"].tolist() == ["code"]


def test_a_rename_and_back_is_no_difference(codebook):
    back = rename_code(rename_code(codebook, "helper", "kin", **WHY), "kin", "helper", **WHY)
    assert rows(codebook, back) == []


def test_a_split_names_the_parts(codebook):
    parts = [Code(name, "actor", "志愿者", "Volunteer") for name in ("regular", "volunteer")]
    found = rows(codebook, split_code(codebook, "volunteer", parts, **WHY))
    assert ["split", "regular", "code_id", "volunteer", "regular"] in found
    assert ["split", "volunteer", "code_id", "volunteer", "volunteer"] in found


def test_every_other_change_has_its_word(codebook):
    new = change_code(codebook, "before", {"label_en": "Prior"}, **WHY)
    new = add_code(new, Code("x", "phase", "又", "More"), **WHY)
    new = move_code(retire_code(new, "helper", **WHY), "tenant", "volunteer", **WHY)
    found = diff_codebooks(codebook, recolour(new, "phase", "#000000", **WHY))
    assert set(found["change"]) == {"changed", "added", "retired", "moved", "recoloured"}
    assert (found["reason"] == "pilot").all()


def test_codebooks_of_different_origin_are_compared_by_id(codebook):
    new = merge_codes(codebook, ["volunteer"], "helper", **WHY)
    found = rows(new, codebook)
    assert ["added", "volunteer", "code_id", "", "volunteer"] in found
