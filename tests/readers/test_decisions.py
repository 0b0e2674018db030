"""Decisions on repairs are kept in a file that repeats them at every run."""

from pathlib import Path

import pytest

from workbench.errors import OptionError, TableError
from workbench.readers import read_corpus
from workbench.readers.decisions import DECISIONS, read_decisions, save_decision

TEXT = "網(wǎng)站與社區(qū)、網(wǎng)格、社區(qū)、網(wǎng)絡的現(xiàn)代化"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "documents.csv").write_text("doc_id,file,kind,status\na,a.txt,policy,published\n", "utf-8")
    return tmp_path


def read_text(folder: Path) -> str:
    return read_corpus(folder)["a"].text


def test_a_refused_edit_stays_refused(folder: Path) -> None:
    edit_id = read_corpus(folder)["a"].edits["edit_id"][0]
    save_decision(folder, "a", "refuse", rule="inserted-pinyin", edit_id=edit_id, by="zhang")
    assert read_text(folder).startswith("网(wǎng)站与社区、")
    save_decision(folder, "a", "undo", rule="inserted-pinyin", edit_id=edit_id)
    assert read_text(folder).startswith("网站与社区、")


def test_a_whole_rule_takes_the_place_of_its_edits(folder: Path) -> None:
    edit_id = read_corpus(folder)["a"].edits["edit_id"][0]
    save_decision(folder, "a", "refuse", rule="inserted-pinyin", edit_id=edit_id)
    save_decision(folder, "a", "refuse", rule="inserted-pinyin")
    save_decision(folder, "a", "refuse", rule="traditional-script")
    assert read_text(folder) == TEXT
    assert len((folder / DECISIONS).read_text("utf-8").splitlines()) == 3


def test_the_file_holds_no_word_of_the_text(folder: Path) -> None:
    save_decision(folder, "a", "refuse", rule="inserted-pinyin", reason="poem")
    assert not set(TEXT) & set((folder / DECISIONS).read_text("utf-8")) - set(
        "(),()abcdefghijklmnopqrstuvwxyz"
    )


def test_a_decision_that_fits_no_edit_is_told_and_kept(folder: Path) -> None:
    save_decision(folder, "a", "accept", rule="inserted-pinyin", edit_id="0123456789")
    assert "decisions-unplaced: 1" in read_corpus(folder)["a"].alarms[0]
    assert "0123456789" in read_decisions(folder)["a"].accepted


def test_mistakes_of_a_hand_are_named_by_row(folder: Path) -> None:
    (folder / DECISIONS).write_text("doc_id,rule,edit_id,decision\na,x,*,perhaps\n", "utf-8")
    with pytest.raises(TableError, match="row 2: decision is 'perhaps'"):
        read_decisions(folder)
    (folder / DECISIONS).write_text("doc_id,rule,edit_id,decision\na,x,,accept\n", "utf-8")
    with pytest.raises(TableError, match="row 2: edit_id is empty"):
        read_decisions(folder)
    with pytest.raises(OptionError, match="decision="):
        save_decision(folder, "a", "perhaps", rule="x")  # type: ignore[arg-type]
