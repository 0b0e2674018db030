"""The further tables of the appendix."""

import pytest

from workbench.codebook import (
    codebook_attributes,
    codebook_rules,
    codebook_table,
    codebook_versions,
    rename_code,
    retire_code,
)

WHY = {"by": "li", "reason": "pilot"}


@pytest.mark.parametrize(("lang", "rule"), [("zh", "每段至多 1 个"), ("en", "at most 1 per segment")])
def test_rules_speak_both_languages(codebook, lang, rule):
    table = codebook_rules(codebook, lang).set_index("family_id")
    assert table.loc["phase", "rule"] == rule
    assert table["n_codes"].tolist() == [4, 2]


def test_attributes_with_their_values(codebook):
    assert codebook_attributes(codebook, "en").values.tolist() == [["valence", "valence", "pos, neg", False]]


def test_versions_say_what_became_of_what(codebook):
    table = codebook_versions(rename_code(codebook, "helper", "kin", **WHY))
    assert table[["version", "by", "operation", "codes", "reason"]].values.tolist() == [
        ["1.1", "li", "改名", "helper → kin", "pilot"]
    ]


def test_a_retired_code_says_so(codebook):
    labels = codebook_table(retire_code(codebook, "helper", **WHY), "en").set_index("code_id")["label"]
    assert labels["helper"] == "Helper (retired)"
    assert labels["tenant"] == "Resident › Tenant"
