"""Deciding on repairs without a browser."""

from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.readers import read_corpus
from workbench.study import decide, open_study
from workbench.study.settings import Study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "study.toml").write_text('title = "复核"\nseed = 1\n', encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("行（xíng）走。社區與關係。", encoding="utf-8")
    (tmp_path / "corpus" / "documents.csv").write_text(
        "doc_id,file,kind,status\na,a.txt,policy,published\n", encoding="utf-8"
    )
    return open_study(tmp_path)


def test_a_proposal_that_was_accepted_is_made_at_every_reading(study: Study) -> None:
    decide(study, "a", "inserted-pinyin", "accept", by="li", reason="a note by the scraper")
    assert read_corpus(study.corpus_path)["a"].text == "行走。社区与关系。"
    decide(study, "a", "inserted-pinyin", "undo")
    assert read_corpus(study.corpus_path)["a"].text.startswith("行（xíng）走")


def test_one_edit_is_refused_by_its_name(study: Study) -> None:
    edits = read_corpus(study.corpus_path)["a"].edits
    document = decide(study, "a", edits["edit_id"].iloc[0], "refuse")
    assert len(document.edits) == len(edits) - 1


def test_an_unknown_change_is_refused_with_the_rules_there_are(study: Study) -> None:
    with pytest.raises(InputError, match="its rules are inserted-pinyin, traditional-script"):
        decide(study, "a", "0123456789", "accept")
    with pytest.raises(InputError, match="no document b"):
        decide(study, "b", "inserted-pinyin", "accept")
