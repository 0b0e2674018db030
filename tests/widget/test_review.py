"""The kernel's side of the review page: what it answers, and that it keeps the words to itself."""

from pathlib import Path
from typing import Any

import pytest

from workbench.study import open_study
from workbench.widget.review import _Page, review

TEXT = "網(wǎng)站與社區(qū)、網(wǎng)格、社區(qū)、網(wǎng)絡的現(xiàn)代化"


@pytest.fixture
def page(tmp_path: Path) -> _Page:
    (tmp_path / "study.toml").write_text('title = "复核"\nseed = 1\n', encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corpus" / "documents.csv").write_text(
        "doc_id,file,kind,status\na,a.txt,policy,published\n", encoding="utf-8"
    )
    return _Page(open_study(tmp_path), "a", "li")


def ask(page: _Page, **message: Any) -> list[dict[str, Any]]:
    return page.answer(message)


def test_the_head_counts_changes_by_rule_and_state(page: _Page) -> None:
    [state] = ask(page, type="hello")
    assert {rule["rule"]: rule["applied"] for rule in state["rules"]}["inserted-pinyin"] == 6
    assert state["n_chars"] == len("网站与社区、网格、社区、网络的现代化")


def test_edits_come_in_pages(page: _Page) -> None:
    [edits] = ask(page, type="edits", rule="inserted-pinyin", offset=4)
    assert (edits["total"], len(edits["items"])) == (6, 2)
    assert edits["items"][0]["before"].startswith("(")


def test_both_texts_around_a_change_are_whole(page: _Page) -> None:
    [edits] = ask(page, type="edits", rule="inserted-pinyin", offset=0)
    [passages] = ask(page, type="show", edit_id=edits["items"][2]["edit_id"])
    assert "".join(run["text"] for run in passages["original"]["runs"]) == TEXT
    assert (
        "".join(run["text"] for run in passages["repaired"]["runs"]) == "网站与社区、网格、社区、网络的现代化"
    )
    [more] = ask(page, type="more", side="original", start=0, end=4)
    assert "".join(run["text"] for run in more["runs"]) == TEXT[:4]


def test_a_decision_is_saved_before_it_is_called_saved(page: _Page) -> None:
    state, saved = ask(page, type="decide", key="inserted-pinyin", decision="refuse", op=7)
    assert saved == {"type": "saved", "op": 7}
    assert (page.study.corpus_path / "repairs.csv").is_file()
    [pinyin] = [rule for rule in state["rules"] if rule["rule"] == "inserted-pinyin"]
    assert (pinyin["applied"], pinyin["refused"]) == (0, 6)


def test_what_goes_wrong_is_an_answer(page: _Page) -> None:
    [error] = ask(page, type="decide", key="nothing", decision="refuse", op=1)
    assert error["type"] == "error"
    assert "no edit_id and no rule" in error["message"]


def test_the_state_of_the_widget_holds_no_text(page: _Page) -> None:
    widget = review(page.study, "a")
    own = {name for name in widget.get_state() if not name.startswith("_")}
    assert own <= {"language", "layout", "tabbable", "tooltip"}
    assert "网" not in str(widget.get_state(["language", "_anywidget_id"]))
