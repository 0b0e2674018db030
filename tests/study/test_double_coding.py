"""Double coding in a study, from the draw to the decision."""

from pathlib import Path

import pandas as pd
import pytest

from workbench.codebook import merge_codes
from workbench.errors import InputError, OptionError, WorkbenchError
from workbench.readers import read_corpus
from workbench.store import Store, open_store
from workbench.store.changes import Change
from workbench.study import open_study
from workbench.study.codebook import change_codebook
from workbench.study.double_coding import (
    adjudicate,
    adjudications,
    codings_for,
    compare_coders,
    double_plan,
    finish_coding,
    start_double_coding,
)
from workbench.study.settings import Study

CODEBOOK = """\
codebook: {version: 1.0.0}
families:
  - {id: phase, zh: 阶段, en: Phase}
codes:
  - {id: before, family: phase, label: {zh: 事前, en: Before}}
  - {id: during, family: phase, label: {zh: 事中, en: During}}
  - {id: after, family: phase, label: {zh: 事后, en: After}}
"""
REGISTER = "case_id,label,city,district,unit_level,case_type,status_kind,selection,origin\n"
WHY = {"by": "zhao", "reason": "the passage names the day"}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "study.toml").write_text('title = "试"\nseed = 5\n', encoding="utf-8")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    rows = ["doc_id,file,kind,case_id,role,status"]
    for n in range(4):
        text = "".join(f"第{i}回停水，大家在楼下排队。\n" for i in range(5))
        (corpus / f"d{n}.txt").write_text(text, encoding="utf-8")
        rows.append(f"d{n},d{n}.txt,interview,c{n % 2},resident,simulated")
    (corpus / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    cases = "".join(f"c{n},社区{n},城{n},区,community,x,y,z,simulated\n" for n in range(2))
    (corpus / "register.csv").write_text(REGISTER + cases, encoding="utf-8")
    (corpus / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    return open_study(tmp_path)


@pytest.fixture
def store(study: Study) -> Store:
    """Everything is planned; two coders have coded the first paragraphs of d0, and have not finished."""
    start_double_coding(study, coders=["li", "wang"])
    store = open_store(study.store_url)
    for coder, marks in {
        "li": [("before", 0, 14), ("during", 15, 29), ("after", 30, 44)],
        "wang": [("before", 0, 14), ("after", 15, 29), ("after", 33, 44)],
    }.items():
        document = read_corpus(study.corpus_path)["d0"]
        changes = [
            Change(
                "add",
                {
                    "code_id": code,
                    "start": start,
                    "end": end,
                    "coder_kind": "human",
                    "codebook_version": "1.0.0",
                    "attributes": {"valence": "neg"},
                },
            )
            for code, start, end in marks
        ]
        store.apply(changes, actor=coder, document=document)
    return store


@pytest.fixture
def open_rows(study: Study, store: Store) -> pd.DataFrame:
    finish_coding(study, "li")
    finish_coding(study, "wang")
    return compare_coders(study).disagreements


def test_the_plan_is_kept_in_the_study(study):
    plan = start_double_coding(study, coders=["li", "wang"], min_segments=6)
    assert double_plan(study) == plan
    assert (plan.seed, plan.strata) == (5, ("city", "role"))
    assert {unit.stratum for unit in plan.units} == {("城0", "resident"), ("城1", "resident")}
    with pytest.raises(OptionError, match=r"is not finished \(li, wang\)"):
        start_double_coding(study, coders=["li", "wang"])


def test_a_finished_plan_makes_room_for_the_next(study, open_rows):
    start_double_coding(study, coders=["li", "zhao"], seed=9)
    assert double_plan(study).coder_ids == ("li", "zhao")
    assert (study.corpus_path / "double-coding-1.csv").is_file()


def test_nobody_sees_the_other_before_both_have_finished(study, store):
    assert set(codings_for(study, "li")["coder_id"]) == {"li"}
    finish_coding(study, "li")
    assert set(codings_for(study, "li")["coder_id"]) == {"li"}
    with pytest.raises(WorkbenchError, match="opens when wang has finished too"):
        compare_coders(study)
    finish_coding(study, "wang")
    assert set(codings_for(study, "li")["coder_id"]) == {"li", "wang"}


def test_a_study_without_a_plan_hides_nothing_and_compares_nothing(study):
    assert codings_for(study, "li").empty
    with pytest.raises(InputError, match="no plan of double coding"):
        compare_coders(study)


def test_the_comparison_shows_kinds_and_both_quotes(study, open_rows):
    assert open_rows[["code_id", "kind", "start_a", "start_b"]].values.tolist() == [
        ["after", "different extent", 30, 33],
        ["during", "different code", 15, 15],
    ]
    assert open_rows.loc[1, "quote_a"] == open_rows.loc[1, "quote_b"] == "第1回停水，大家在楼下排队。"
    assert compare_coders(study).agreed["code_id"].tolist() == ["before"]


def test_a_decision_is_added_and_the_originals_stay(study, store, open_rows):
    before = pd.concat([store.codings(coder_id=name) for name in ("li", "wang")])
    made = adjudicate(study, open_rows.loc[1], "b", **WHY)
    assert made[["code_id", "coder_kind", "quote"]].values.tolist() == [
        ["after", "consensus", "第1回停水，大家在楼下排队。"]
    ]
    assert pd.concat([store.codings(coder_id=name) for name in ("li", "wang")]).equals(before)
    table = adjudications(study)
    assert table[["decision", "by", "reason", "code_id", "stands"]].values.tolist() == [
        ["b", "zhao", WHY["reason"], "after", True]
    ]


def test_agreement_is_that_of_the_originals(study, store, open_rows):
    first = compare_coders(study)
    for _, row in open_rows.iterrows():
        adjudicate(study, row, "a", **WHY)
    [coding_id] = store.codings(coder_id="wang").query("code_id == 'after' and start == 15")["coding_id"]
    store.apply([Change("change", {"coding_id": coding_id, "code_id": "during"})], actor="wang")
    again = compare_coders(study)
    pd.testing.assert_frame_equal(again.agreement.overall, first.agreement.overall)
    pd.testing.assert_frame_equal(again.disagreements, first.disagreements)


def test_a_disagreement_can_be_decided_again_and_undone(study, store, open_rows):
    adjudicate(study, open_rows.loc[1], "a", **WHY)
    assert adjudicate(study, open_rows.loc[1], "neither", **WHY).empty
    assert adjudications(study)[["decision", "stands"]].values.tolist() == [["neither", False]]
    store.undo(actor="zhao")
    assert adjudications(study)[["decision", "stands"]].values.tolist() == [["a", True]]
    assert store.codings(coder_kind="consensus")["code_id"].tolist() == ["during"]
    store.undo(actor="zhao")
    assert adjudications(study).empty


def test_the_same_decision_twice_is_one_consensus(study, store, open_rows):
    for _ in range(2):
        made = adjudicate(study, open_rows.loc[0], "both", **WHY)
    assert len(made) == len(store.codings(coder_kind="consensus")) == 2
    assert adjudications(study)["disagreement_id"].nunique() == 1


def test_another_passage_is_checked_against_the_text(study, store, open_rows):
    made = adjudicate(study, open_rows.loc[0], "other", other={"start": 31, "end": 35}, **WHY)
    assert made[["start", "end", "quote"]].values.tolist() == [[31, 35, "2回停水"]]
    with pytest.raises(InputError, match="are no passage"):
        adjudicate(study, open_rows.loc[0], "other", other={"end": 9999}, **WHY)
    with pytest.raises(OptionError, match="no code nobody"):
        adjudicate(study, open_rows.loc[0], "other", other={"code_id": "nobody"}, **WHY)
    assert len(store.codings(coder_kind="consensus")) == 1


def test_two_disagreements_can_have_the_same_consensus(study, store):
    document = read_corpus(study.corpus_path)["d1"]
    for coder, marks in {"li": [(0, 29)], "wang": [(0, 14), (15, 29)]}.items():
        codings = [{"code_id": "before", "start": s, "end": e, "coder_kind": "human"} for s, e in marks]
        store.apply([Change("add", coding) for coding in codings], actor=coder, document=document)
        finish_coding(study, coder)
    rows = compare_coders(study).disagreements.query("doc_id == 'd1'")
    for _, row in rows.iterrows():
        adjudicate(study, row, "a", **WHY)
    assert len(store.codings(coder_kind="consensus")) == 1
    assert len(adjudications(study)) == 2
    adjudicate(study, rows.iloc[0], "b", **WHY)
    assert store.codings(coder_kind="consensus")[["start", "end"]].values.tolist() == [[0, 14], [0, 29]]
    adjudicate(study, rows.iloc[1], "neither", **WHY)
    assert store.codings(coder_kind="consensus")[["start", "end"]].values.tolist() == [[0, 14]]


def test_the_comparison_follows_the_codebook(study, store, open_rows):
    change_codebook(study, merge_codes, ["during"], "after", by="li", reason="one phase")
    again = compare_coders(study)
    assert again.disagreements["kind"].tolist() == ["different extent"]
    assert len(again.agreed) == 2


def test_whole_documents_are_compared_by_their_sentences(study):
    start_double_coding(study, coders=["li", "wang"], unit="document", share=1)
    for coder in ("li", "wang"):
        finish_coding(study, coder)
    assert compare_coders(study).agreement.n_units == 20
