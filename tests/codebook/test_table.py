"""The codebook as tables."""

from pathlib import Path

import pytest

from workbench.codebook import codebook_table, contained_terms, read_codebook

PATH = Path(__file__).parents[2] / "corpus/codebook.yaml"


@pytest.mark.parametrize(("lang", "label"), [("zh", "社会韧性"), ("en", "Social resilience")])
def test_codebook_table_speaks_both_languages(lang, label):
    table = codebook_table(read_codebook(PATH), lang).set_index("code_id")
    assert len(table) == 50
    assert table.loc["dim-social", "label"] == label
    assert (table[["family", "label", "definition", "terms"]] != "").all(axis=None)


def test_terms_within_terms_are_listed():
    table = contained_terms(read_codebook(PATH)).set_index(["term", "within"])
    assert table.loc[("党员", "在职党员"), "same_family"]
    assert all(term in longer and term != longer for term, longer in table.index)
