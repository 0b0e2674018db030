"""The kernel's side of the coding page: saved before it is acknowledged, and the words kept to itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workbench.errors import OptionError
from workbench.store import open_store
from workbench.study import Study, open_study
from workbench.widget.coding import code
from workbench.widget.coding_session import CodingSession

TEXT = "老人说，网格员上门送药。\n𠮷家的志愿者也来了，业主群里报了名。\n志愿者再来。"
CODEBOOK = """
codebook: {version: 0.1.0}
families:
  - {id: actor, zh: 主体, en: Actor}
  - {id: phase, zh: 阶段, en: Phase, rule: at most one, max_per_segment: 1}
codes:
  - {id: volunteer, family: actor, label: {zh: 志愿者, en: Volunteer}, terms: {zh: [志愿者]}}
  - {id: grid, family: actor, label: {zh: 网格员, en: Grid worker}, terms: {zh: [网格员]}}
  - {id: before, family: phase, label: {zh: 事前, en: Before}}
  - {id: during, family: phase, label: {zh: 事中, en: During}}
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "study.toml").write_text('title = "编码"\nseed = 1\n', encoding="utf-8")
    (tmp_path / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corpus" / "b.txt").write_text("另一份文本。", encoding="utf-8")
    (tmp_path / "corpus" / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (tmp_path / "corpus" / "documents.csv").write_text(
        "doc_id,file,kind,status\na,a.txt,interview,simulated\nb,b.txt,interview,simulated\n",
        encoding="utf-8",
    )
    return open_study(tmp_path)


@pytest.fixture
def session(study: Study) -> CodingSession:
    return CodingSession(study, "a", "li")


def ask(session: CodingSession, type_: str, **message: Any) -> dict[str, Any]:
    [answer] = session.answer({"type": type_, "client": "c", **message})
    return answer.content


def add(session: CodingSession, code_id: str, start: int, end: int, op_id: str = "op1") -> dict[str, Any]:
    coding = {"coding_id": f"id-{op_id}", "code_id": code_id, "start": start, "end": end}
    coding["quote"] = TEXT[start:end]
    return ask(session, "apply", op_id=op_id, changes=[{"action": "add", "coding": coding}])


def test_the_welcome_brings_the_text_as_bytes_and_its_length_in_code_points(session: CodingSession) -> None:
    [welcome] = session.answer({"type": "hello", "client": "c"})
    assert welcome.buffers[0].decode() == TEXT
    assert welcome.content["doc"]["n_code_points"] == len(TEXT)
    codes = [c["id"] for c in welcome.content["codebook"]["codes"]]
    assert codes == ["volunteer", "grid", "before", "during"]
    assert TEXT[:4] not in str(welcome.content)


def test_a_text_that_the_page_has_is_not_sent_again(session: CodingSession) -> None:
    have = ask(session, "hello")["doc"]["text_hash"]
    [welcome] = session.answer({"type": "hello", "have_hash": have})
    assert welcome.buffers == ()


def test_a_coding_is_in_the_store_when_it_is_acknowledged(session: CodingSession, study: Study) -> None:
    ack = add(session, "volunteer", 16, 19)
    row = open_store(study.store_url).codings().iloc[0]
    assert (ack["type"], ack["op_id"], ack["items"][0][0]) == ("ack", "op1", "id-op1")
    assert (row["quote"], row["coder_id"], row["codebook_version"]) == ("志愿者", "li", "0.1.0")


def test_a_message_sent_twice_is_one_coding_with_one_answer(session: CodingSession, study: Study) -> None:
    first, again = add(session, "volunteer", 16, 19), add(session, "volunteer", 16, 19)
    assert first == again
    assert len(open_store(study.store_url).events()) == 1


def test_a_wrong_quote_code_or_place_is_refused_for_good(session: CodingSession) -> None:
    coding = {"coding_id": "x", "code_id": "grid", "start": 0, "end": 2, "quote": "年轻"}
    for change in (coding, coding | {"code_id": "no"}, coding | {"end": 999}, coding | {"end": 0}):
        answer = ask(session, "apply", op_id="o", changes=[{"action": "add", "coding": change}])
        assert answer["type"] == "invalid"
        assert "年轻" not in answer["message"]


def test_who_changes_an_older_state_learns_what_stands(session: CodingSession, study: Study) -> None:
    base = add(session, "volunteer", 16, 19)["seq"]
    memo = {"action": "change", "coding": {"coding_id": "id-op1", "memo": "=1+1"}, "base_event": base}
    assert ask(session, "apply", op_id="op2", changes=[memo])["type"] == "ack"
    answer = ask(session, "apply", op_id="op3", changes=[memo])
    assert (answer["type"], answer["current"][0][6]) == ("conflict", "=1+1")


def test_only_its_coder_changes_a_coding(session: CodingSession, study: Study) -> None:
    add(session, "volunteer", 16, 19)
    other = CodingSession(study, "a", "wang")
    gone = [{"action": "retract", "coding": {"coding_id": "id-op1"}}]
    assert ask(other, "apply", op_id="op9", changes=gone)["type"] == "invalid"
    assert len(open_store(study.store_url).codings()) == 1


def test_a_family_with_a_rule_takes_one_code_on_a_place(session: CodingSession) -> None:
    assert add(session, "before", 0, 10)["type"] == "ack"
    assert add(session, "during", 5, 12, "op2")["type"] == "invalid"
    assert add(session, "during", 10, 12, "op3")["type"] == "ack"
    moved = {"action": "change", "coding": {"coding_id": "id-op3", "start": 9, "end": 12}}
    assert ask(session, "apply", op_id="op4", changes=[moved])["type"] == "invalid"


def test_undo_and_redo_say_what_stands_now(session: CodingSession) -> None:
    add(session, "volunteer", 16, 19)
    undone = ask(session, "undo", op_id="undo-1")
    assert (undone["n"], undone["gone"], undone["history"]) == (1, ["id-op1"], [0, 1])
    assert ask(session, "redo", op_id="redo-1")["items"][0][3] == "volunteer"


def test_other_kernels_changes_are_found_by_asking(session: CodingSession, study: Study) -> None:
    seq = ask(session, "hello")["seq"]
    add(CodingSession(study, "a", "wang"), "grid", 4, 7)
    changes = ask(session, "poll", since=seq)
    assert [row[4] for row in changes["items"]] == ["wang"]
    assert ask(session, "poll", since=changes["seq"])["items"] == []


def test_who_codes_blind_sees_nobody_elses_work(session: CodingSession, study: Study) -> None:
    add(CodingSession(study, "a", "wang"), "grid", 4, 7)
    blind = CodingSession(study, "a", "li", blind=True)
    assert ask(blind, "hello")["codings"] == []
    assert ask(blind, "poll", since=0)["items"] == []
    assert ask(blind, "suggestions")["items"] == []
    assert len(ask(session, "hello")["codings"]) == 1


def test_an_accepted_suggestion_is_the_coders_own_and_says_where_it_came_from(
    session: CodingSession, study: Study
) -> None:
    items = ask(session, "suggestions")["items"]
    assert [(row[3], row[1]) for row in items] == [("grid", 4), ("volunteer", 16), ("volunteer", 32)]
    ask(session, "accept", op_id="a1", ids=[items[0][0]])
    event = open_store(study.store_url).events().iloc[0]
    assert (event["coder_id"], event["coder_kind"]) == ("li", "human")
    assert event["reason"] == "suggested by dictionary 0.1.0"
    assert len(ask(session, "suggestions")["items"]) == 2


def test_a_refused_suggestion_stays_away_until_the_refusal_is_undone(
    session: CodingSession, study: Study
) -> None:
    first = ask(session, "suggestions")["items"][0][0]
    ask(session, "refuse", op_id="r1", ids=[first])
    again = CodingSession(study, "a", "li")
    assert first not in [row[0] for row in ask(again, "suggestions")["items"]]
    assert first in [row[0] for row in ask(again, "undo", op_id="u") and ask(again, "suggestions")["items"]]
    assert len(ask(CodingSession(study, "a", "wang"), "suggestions")["items"]) == 3
    assert open_store(study.store_url).codings().empty


def test_documents_show_how_far_the_coder_is(session: CodingSession) -> None:
    add(session, "grid", 4, 7)
    assert ask(session, "finish", op_id="f1")["finished"] is True
    items = ask(session, "documents")["items"]
    assert [(i["doc_id"], i["n"], i["finished"]) for i in items] == [("a", 1, True), ("b", 0, False)]
    assert ask(session, "undo", op_id="u1")["finished"] is False
    assert ask(session, "hello", doc_id="b")["doc"]["doc_id"] == "b"


def test_a_message_about_an_older_text_is_refused(session: CodingSession) -> None:
    answer = ask(session, "apply", op_id="o", text_hash="0" * 16, changes=[])
    assert (answer["type"], answer["client"]) == ("invalid", "c")
    assert ask(session, "nonsense")["type"] == "invalid"


def test_an_unknown_document_and_a_nameless_coder_are_refused_at_once(study: Study) -> None:
    with pytest.raises(OptionError, match="no document z"):
        code(study, "z", coder="li")
    with pytest.raises(OptionError, match="coder must be a name"):
        code(study, "a", coder=" ")


def test_the_state_of_the_widget_is_its_language_alone(study: Study) -> None:
    widget = code(study, "a", coder="li", language="en")
    own = {name for name in widget.get_state() if not name.startswith("_")}
    assert own <= {"language", "layout", "tabbable", "tooltip"}
    assert "老人" not in str(widget.get_state())


def test_a_new_code_and_its_first_coding_are_made_once(session: CodingSession, study: Study) -> None:
    message = {"op_id": "f" * 32, "label": "Boiler room", "family": "actor", "coding_id": "n1"}
    for _ in range(2):
        ack = ask(session, "create", start=0, end=2, **message)
        assert (ack["type"], ack["code_id"]) == ("ack", "boiler-room")
    assert open_store(study.store_url).codings()["code_id"].tolist() == ["boiler-room"]
    assert "boiler-room" in [c["id"] for c in ask(session, "hello")["codebook"]["codes"]]


def test_a_code_in_vivo_has_the_words_of_the_passage_and_an_id_without_them(session: CodingSession) -> None:
    ack = ask(session, "vivo", op_id="e" * 32, family="actor", coding_id="n2", start=4, end=11)
    [code_] = [c for c in ack["codebook"]["codes"] if c["id"] == ack["code_id"]]
    assert (code_["zh"], ack["code_id"]) == (TEXT[4:11], "in-vivo-eeeeeeee")
    assert ack["items"][0][:4] == ["n2", 4, 11, "in-vivo-eeeeeeee"]


def test_codes_are_renamed_recoloured_and_merged_with_a_reason(session: CodingSession, study: Study) -> None:
    add(session, "volunteer", 16, 19)
    change = {"code_id": "volunteer", "operation": "relabel", "value": {"zh": "义工", "en": "Volunteer"}}
    assert ask(session, "codebook", op_id="b0", reason="", **change)["type"] == "invalid"
    book = ask(session, "codebook", op_id="b1", reason="当地说法", **change)["codebook"]
    assert book["codes"][0]["zh"] == "义工"
    merge = {"code_id": "volunteer", "operation": "merge", "value": "grid", "reason": "难以区分"}
    merged = ask(session, "codebook", op_id="b2", **merge)
    assert [row[3] for row in merged["items"]] == ["grid"]
    assert open_store(study.store_url).codings()["code_id"].tolist() == ["grid"]
    evil = {"code_id": "grid", "operation": "recolour", "value": "red;background:url(x)", "reason": "r"}
    assert ask(session, "codebook", op_id="b3", **evil)["type"] == "invalid"
