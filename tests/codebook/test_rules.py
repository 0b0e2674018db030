"""What the codebook does not allow is listed."""

import pandas as pd

from workbench.codebook import check_rules, retire_code

WHY = {"by": "li", "reason": "pilot"}


def broken(codings, codebook):
    return check_rules(codings, codebook)[["rule", "code_id", "start"]].values.tolist()


def test_two_phases_on_one_place_are_too_many(codebook, code):
    codings = code(("before", 0, 10), ("after", 5, 12), ("after", 12, 20), ("helper", 0, 10))
    assert broken(codings, codebook) == [["too-many", "after", 5]]


def test_phases_that_touch_belong_to_two_places(codebook, code):
    assert broken(code(("before", 0, 10), ("after", 10, 20)), codebook) == []
    assert broken(code(("before", 0, 10), ("before", 5, 20)), codebook) == []


def test_two_coders_may_differ(codebook, code):
    codings = pd.concat([code(("before", 0, 10)), code(("after", 0, 10), coder="wang")])
    assert broken(codings, codebook) == []


def test_codes_that_are_not_there_or_not_used_any_more(codebook, code):
    retired = retire_code(codebook, "helper", **WHY)
    codings = pd.concat([code(("helper", 0, 3), ("<b>", 1, 2)), code(("helper", 4, 9), version="1.1")])
    assert broken(codings, retired) == [["unknown-code", "<b>", 1], ["retired-code", "helper", 4]]


def test_attributes_have_the_values_of_the_codebook(codebook, code):
    given = [
        '{"valence": "pos"}',
        '{"valence": "good"}',
        '{"mood": "x"}',
        '{"valence": ["pos", "neg"]}',
        "{}",
    ]
    codings = pd.concat([code(("helper", i, i + 1), attributes=text) for i, text in enumerate(given)])
    assert broken(codings, codebook) == [["attribute-value", "helper", 1], ["attribute-name", "helper", 2]]
