"""Codings follow their codes; what is not certain is listed."""

import pandas as pd
import pytest

from workbench.codebook import Code, merge_codes, remap_codings, rename_code, retire_code, split_code

WHY = {"by": "li", "reason": "pilot"}


def test_a_rename_is_followed_and_the_rest_stays(codebook, code):
    codings = code(("volunteer", 0, 3), ("helper", 4, 9))
    kept = codings.copy()
    done = remap_codings(codings, rename_code(codebook, "volunteer", "helping", **WHY))
    assert done.codings["code_id"].tolist() == ["helping", "helper"]
    assert done.codings["codebook_version"].tolist() == ["1.1", "1.0"]
    assert done.changed[["row", "code_before", "version_before"]].values.tolist() == [[0, "volunteer", "1.0"]]
    same = ["doc_id", "start", "end", "coder_id", "coder_kind", "text_hash"]
    pd.testing.assert_frame_equal(done.codings[same], codings[same])
    pd.testing.assert_frame_equal(codings, kept)


def test_following_twice_is_following_once(codebook, code):
    new = merge_codes(codebook, ["volunteer"], "helper", **WHY)
    once = remap_codings(code(("volunteer", 0, 3), ("after", 1, 2)), new)
    twice = remap_codings(once.codings, new)
    pd.testing.assert_frame_equal(twice.codings, once.codings)
    assert twice.changed.empty


def test_a_rename_back_restores(codebook, code):
    codings = code(("volunteer", 0, 3), ("helper", 4, 9))
    there = rename_code(codebook, "volunteer", "helping", **WHY)
    back = rename_code(there, "helping", "volunteer", **WHY)
    assert remap_codings(codings, back).changed.empty
    moved = remap_codings(codings, there).codings
    assert remap_codings(moved, back).codings["code_id"].tolist() == ["volunteer", "helper"]


def test_a_split_is_never_guessed(codebook, code):
    parts = [Code(name, "actor", name, name) for name in ("regular", "casual")]
    done = remap_codings(code(("volunteer", 0, 3)), split_code(codebook, "volunteer", parts, **WHY))
    assert done.codings["code_id"].tolist() == ["volunteer"]
    assert done.undecided["candidates"].tolist() == ["regular, casual"]
    assert done.changed.empty


def test_two_codings_that_become_one_keep_both_memos(codebook, code):
    codings = pd.concat([code(("volunteer", 0, 3), memo="一"), code(("helper", 0, 3), memo="二")])
    done = remap_codings(codings, merge_codes(codebook, ["volunteer"], "helper", **WHY))
    assert done.codings[["code_id", "memo"]].values.tolist() == [["helper", "二\n一"]]
    assert done.doubled[["row", "kept"]].values.tolist() == [[0, 1]]
    assert done.changed["row"].tolist() == [1]


@pytest.mark.parametrize("other", [{"coder": "wang"}, {"text_hash": "i"}])
def test_codings_of_others_are_not_doubles(codebook, code, other):
    codings = pd.concat([code(("volunteer", 0, 3)), code(("helper", 0, 3), **other)])
    done = remap_codings(codings, merge_codes(codebook, ["volunteer"], "helper", **WHY))
    assert (len(done.codings), len(done.doubled)) == (2, 0)


def test_doubles_that_contradict_each_other_wait_for_a_person(codebook, code):
    codings = pd.concat(
        [
            code(("volunteer", 0, 3), attributes='{"valence": "pos"}'),
            code(("helper", 0, 3), attributes='{"valence": "neg"}'),
        ]
    )
    done = remap_codings(codings, merge_codes(codebook, ["volunteer"], "helper", **WHY))
    assert done.codings["code_id"].tolist() == ["volunteer", "helper"]
    assert done.undecided[["row", "candidates"]].values.tolist() == [[0, "helper"]]
    assert done.changed.empty


def test_doubles_that_do_not_contradict_say_both(codebook, code):
    codings = pd.concat([code(("volunteer", 0, 3), attributes='{"valence": "pos"}'), code(("helper", 0, 3))])
    done = remap_codings(codings, merge_codes(codebook, ["volunteer"], "helper", **WHY))
    assert done.codings["attributes"].tolist() == ['{"valence": "pos"}']
    assert done.codings["codebook_version"].tolist() == ["1.1"]


def test_codings_of_a_retired_code_stay_and_are_marked(codebook, code):
    done = remap_codings(code(("helper", 0, 3), ("after", 0, 3)), retire_code(codebook, "helper", **WHY))
    assert done.retired["row"].tolist() == [0]
    assert done.changed.empty


def test_no_codings_are_no_trouble(codebook, code):
    done = remap_codings(code(), rename_code(codebook, "helper", "kin", **WHY))
    assert all(frame.empty for frame in (done.codings, done.changed, done.doubled, done.undecided))
