"""Each change gives a new version with one more revision, and refuses what cannot be."""

import pytest

from workbench.codebook import (
    Code,
    add_code,
    change_code,
    move_code,
    recolour,
    rename_code,
    restore_code,
    retire_code,
)
from workbench.errors import OptionError

WHY = {"by": "li", "reason": "pilot", "at": "2026-03-01T08:00:00+00:00"}
NEW = Code("neighbour", "actor", "邻居", "Neighbour")


def test_a_change_is_a_new_version_with_a_revision(codebook):
    changed = change_code(codebook, "helper", {"label_zh": "帮忙的人"}, **WHY)
    assert changed["helper"].label_zh == "帮忙的人"
    [revision] = changed.history
    assert (revision.previous, revision.version, changed.version) == ("1.0", "1.1", "1.1")
    assert (revision.operation, revision.ids, revision.fields) == ("change", ("helper",), ("label_zh",))
    assert (revision.by, revision.reason, revision.at) == ("li", "pilot", WHY["at"])
    assert codebook.version == "1.0"
    assert codebook.history == ()


@pytest.mark.parametrize("missing", ["reason", "by"])
@pytest.mark.parametrize(
    "change",
    [
        lambda book, why: add_code(book, NEW, **why),
        lambda book, why: change_code(book, "helper", {"label_zh": "x"}, **why),
        lambda book, why: rename_code(book, "helper", "kin", **why),
        lambda book, why: move_code(book, "helper", "resident", **why),
        lambda book, why: retire_code(book, "helper", **why),
        lambda book, why: recolour(book, "helper", "#000000", **why),
    ],
)
def test_a_change_without_reason_or_name_is_refused(codebook, change, missing):
    with pytest.raises(OptionError, match=f"needs {missing}="):
        change(codebook, WHY | {missing: "  "})


def test_a_new_code_stands_behind_its_kin(codebook):
    added = add_code(codebook, NEW, **WHY)
    assert added.code_ids[:5] == ("resident", "tenant", "volunteer", "helper", "neighbour")
    assert added.history[0].into == ("neighbour",)


def test_a_rename_is_followed_by_everything_that_names_the_code(codebook):
    renamed = rename_code(rename_code(codebook, "volunteer", "helping", **WHY), "resident", "dweller", **WHY)
    assert renamed["helper"].confusable_with == ("helping",)
    assert renamed["tenant"].parent == "dweller"
    assert renamed.compound_terms[0].code_ids == ("dweller", "helping")


def test_a_code_moves_with_the_codes_below_it(codebook):
    moved = move_code(codebook, "resident", "phase", **WHY)
    assert (moved["resident"].family, moved["tenant"].family) == ("phase", "phase")
    with pytest.raises(OptionError, match="is above itself"):
        move_code(codebook, "resident", "tenant", **WHY)


def test_a_retired_code_stays_and_can_come_back(codebook):
    retired = retire_code(codebook, "helper", **WHY)
    assert retired["helper"].retired
    with pytest.raises(OptionError, match="retired already"):
        retire_code(retired, "helper", **WHY)
    assert restore_code(retired, "helper", **WHY).codes == codebook.codes


def test_a_family_and_a_code_have_colours_by_pattern_only(codebook):
    assert recolour(codebook, "phase", "#AB12CD", **WHY).family("phase").colour == "#ab12cd"
    with pytest.raises(OptionError, match="six hexadecimal digits"):
        recolour(codebook, "helper", "red;background:url(x)", **WHY)


@pytest.mark.parametrize("code_id", ["", "a b", "=1+1", "<script>", "a/b", "-a", "x" * 81])
def test_ids_that_could_do_harm_are_refused(codebook, code_id):
    with pytest.raises(OptionError, match="cannot be the id"):
        rename_code(codebook, "helper", code_id, **WHY)


@pytest.mark.parametrize("taken", ["resident", "citizens", "actor"])
def test_ids_that_are_taken_are_refused(codebook, taken):
    with pytest.raises(OptionError, match="is taken"):
        rename_code(codebook, "helper", taken, **WHY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"colour": "#000000"}, "use recolour"),
        ({"labels": "x"}, "fields are label_zh"),
        ({"label_zh": " "}, "a label is not empty"),
        ({"terms_zh": "义工"}, "must be texts"),
        ({"terms_zh": ("义工",)}, "belongs to volunteer and to helper"),
        ({"terms_zh": ("帮手",)}, "nothing is changed"),
    ],
)
def test_impossible_changes_say_why(codebook, changes, words):
    with pytest.raises(OptionError, match=words):
        change_code(codebook, "helper", changes, **WHY)


def test_hostile_labels_stay_text(codebook):
    changed = change_code(codebook, "helper", {"label_zh": "<script>", "label_en": "=1+1"}, **WHY)
    assert (changed["helper"].label("zh"), changed["helper"].label("en")) == ("<script>", "=1+1")
