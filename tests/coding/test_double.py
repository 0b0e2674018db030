"""Blind double coding: the draw, who sees what, and what is compared."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook import Code, Codebook, Family
from workbench.coding import make_codings
from workbench.coding.double import (
    agreed_codings,
    check_open,
    disagreements,
    finish_coder,
    in_plan,
    plan_double_coding,
    visible_codings,
)
from workbench.coding.double.file import read_plan, write_plan
from workbench.corpus import Corpus, Document
from workbench.errors import OptionError, TableError, WorkbenchError

ROLES = ("resident", "resident", "resident", "grid")
TEXT = "".join(f"第{n}件事说完了。\n" for n in range(10))
CORPUS = Corpus(
    tuple(
        Document(f"d{n:02}", TEXT, role=ROLES[n % 4], case_id=f"c{n % 2}", variables=(("shift", "夜"),))
        for n in range(12)
    )
)
CASES = pd.DataFrame({"case_id": ["c0", "c1"], "city": ["甲市", "乙市"]})
BOTH = ["li", "wang"]


def coded(coder: str, *marks: tuple[str, int, int], doc_id: str = "d", text_hash: str = "h") -> pd.DataFrame:
    return make_codings(
        {
            "doc_id": doc_id,
            "start": start,
            "end": end,
            "code_id": code_id,
            "coder_id": coder,
            "coder_kind": "human",
            "codebook_version": "1",
            "text_hash": text_hash,
            "quote": "字" * (end - start),
        }
        for code_id, start, end in marks
    )


def found(a: pd.DataFrame, b: pd.DataFrame, **options: object) -> list[list[object]]:
    table = disagreements(a, b, **options)  # type: ignore[arg-type]
    columns = ["code_id", "kind", "start_a", "start_b"]
    return [[None if pd.isna(x) else x for x in row] for row in table[columns].values.tolist()]


def test_share_and_least_number_of_segments():
    assert len(plan_double_coding(CORPUS, coders=BOTH, share=0.5, seed=1).units) == 60
    assert len(plan_double_coding(CORPUS, coders=BOTH, share=0.01, seed=1).units) == 50
    assert len(plan_double_coding(CORPUS, coders=BOTH, min_segments=999, seed=1).units) == 120


@given(st.integers(0, 2**31), st.permutations(CORPUS.documents))
def test_the_seed_alone_decides(seed, documents):
    one = plan_double_coding(CORPUS, coders=BOTH, seed=seed)
    assert plan_double_coding(Corpus(tuple(documents)), coders=BOTH, seed=seed) == one


def test_another_seed_draws_others():
    one, other = (plan_double_coding(CORPUS, coders=BOTH, seed=seed) for seed in (1, 2))
    assert one.units != other.units


@given(st.floats(0.05, 1), st.integers(1, 60), st.integers(0, 99))
def test_every_stratum_has_its_share(share, least, seed):
    plan = plan_double_coding(CORPUS, coders=BOTH, share=share, min_segments=least, seed=seed)
    drawn = Counter(unit.stratum for unit in plan.units)
    n = len(plan.units)
    assert len(set(plan.units)) == n
    assert abs(drawn[("resident",)] - 0.75 * n) <= 1
    assert n == 1 or drawn[("grid",)] >= 1


def test_strata_of_cases_documents_and_their_table():
    plan = plan_double_coding(CORPUS, coders=BOTH, strata=("city", "role", "shift"), seed=1, cases=CASES)
    assert {unit.stratum for unit in plan.units} == {
        ("甲市", "resident", "夜"),
        ("乙市", "resident", "夜"),
        ("乙市", "grid", "夜"),
    }
    with pytest.raises(OptionError, match="no document and no case has 'city'"):
        plan_double_coding(CORPUS, coders=BOTH, strata=("city",), seed=1)


def test_whole_documents_until_there_are_paragraphs_enough():
    plan = plan_double_coding(CORPUS, coders=BOTH, unit="document", min_segments=35, seed=1)
    assert [(unit.start, unit.end) for unit in plan.units] == [(0, len(TEXT))] * 4


def test_questions_and_empty_lines_are_not_drawn():
    text = "访谈者：停水那天呢？\n受访者：我们自己挑水。\n\n访谈者：后来呢？\n受访者：后来就好了。\n"
    document = Document("d", text, speaker_marks=("访谈者", "受访者"), interviewer_marks=("访谈者",))
    plan = plan_double_coding(Corpus((document,)), coders=BOTH, seed=1)
    said = [text[unit.start : unit.end].strip() for unit in plan.units]
    assert said == ["我们自己挑水。", "后来就好了。"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"coders": ["li"]}, "two coders or more"),
        ({"coders": ["li", "li"]}, "two coders or more"),
        ({"coders": ["li", "=1+1"]}, "cannot be the id"),
        ({"share": 0}, "above 0"),
        ({"min_segments": 0}, "1 or more"),
        ({"unit": "line"}, "'paragraph'"),
    ],
)
def test_impossible_plans_are_refused(options, words):
    with pytest.raises(OptionError, match=words):
        plan_double_coding(CORPUS, **{"coders": BOTH, "seed": 1} | options)


def test_a_plan_is_read_as_it_was_written(tmp_path):
    plan = plan_double_coding(CORPUS, coders=BOTH, strata=("role", "shift"), seed=1)
    plan = finish_coder(plan, "wang", at="2026-03-01T08:00:00+00:00", event=7)
    assert read_plan(write_plan(plan, tmp_path / "plan.csv")) == plan
    assert not any(word in (tmp_path / "plan.csv").read_text(encoding="utf-8") for word in ("说完",))


def test_until_all_have_finished_everybody_is_blind():
    plan = plan_double_coding(CORPUS, coders=BOTH, unit="document", min_segments=1, seed=1)
    [planned, *_] = plan.doc_ids
    codings = pd.concat(
        [
            coded("li", ("x", 0, 2), doc_id=planned),
            coded("wang", ("y", 0, 2), doc_id=planned),
            coded("wang", ("z", 0, 2)),
        ]
    )
    assert visible_codings(plan, codings, "li")["code_id"].tolist() == ["x", "z"]
    assert visible_codings(plan, codings, "somebody")["code_id"].tolist() == ["z"]
    half = finish_coder(plan, "li")
    assert visible_codings(half, codings, "li")["code_id"].tolist() == ["x", "z"]
    assert len(visible_codings(finish_coder(half, "wang"), codings, "li")) == 3


def test_the_comparison_names_who_has_not_finished():
    plan = plan_double_coding(CORPUS, coders=BOTH, seed=1)
    with pytest.raises(WorkbenchError, match="opens when li and wang have finished;"):
        check_open(plan)
    half = finish_coder(plan, "li", event=3)
    with pytest.raises(WorkbenchError, match="opens when wang has finished too"):
        disagreements(coded("li"), coded("wang"), plan=half)
    assert finish_coder(half, "li", event=9).coder("li").event == 3
    with pytest.raises(OptionError, match="zhao is no coder of this plan"):
        finish_coder(plan, "zhao")
    check_open(finish_coder(half, "wang"))


def test_only_planned_units_are_compared():
    plan = plan_double_coding(CORPUS, coders=BOTH, min_segments=1, share=0.01, seed=1)
    [unit, other] = plan.units[:2]
    inside = coded("li", ("x", unit.start, unit.start + 1), doc_id=unit.doc_id, text_hash=unit.text_hash)
    outside = coded("li", ("x", unit.end, unit.end + 1), doc_id=unit.doc_id, text_hash=unit.text_hash)
    assert len(in_plan(plan, pd.concat([inside, outside]))) == 1
    with pytest.raises(WorkbenchError, match="plan it anew"):
        in_plan(plan, coded("li", ("x", 0, 1), doc_id=other.doc_id, text_hash="old"))


def test_equal_codings_agree():
    a, b = coded("li", ("x", 0, 5), ("y", 0, 5)), coded("wang", ("y", 0, 5), ("x", 0, 5))
    assert found(a, b) == []
    assert len(agreed_codings(a, b)) == 2


def test_the_three_kinds_sorted_by_code():
    a = coded("li", ("z", 0, 5), ("y", 10, 15), ("x", 20, 25))
    b = coded("wang", ("z", 2, 8), ("x", 12, 15))
    assert found(a, b) == [
        ["x", "only one coded", 20, None],
        ["y", "different code", 10, 12],
        ["z", "different extent", 0, 2],
    ]


def test_both_quotes_are_there():
    row = disagreements(coded("li", ("z", 0, 5)), coded("wang", ("z", 2, 8))).iloc[0]
    assert (row["quote_a"], row["quote_b"], row["coder_id_a"], row["coder_id_b"]) == (
        "字" * 5,
        "字" * 6,
        "li",
        "wang",
    )


def test_one_long_coding_against_two_short_ones():
    assert found(coded("li", ("x", 0, 20)), coded("wang", ("x", 0, 8), ("x", 10, 20))) == [
        ["x", "different extent", 0, 0],
        ["x", "different extent", 0, 10],
    ]


def test_codes_of_different_families_answer_different_questions():
    families = (Family("f", "族", "F"), Family("g", "类", "G"))
    codes = (Code("x", "f", "x", "x"), Code("y", "g", "y", "y"), Code("z", "g", "z", "z"))
    codebook = Codebook(codes, families, "1")
    a, b = coded("li", ("x", 0, 5), ("y", 0, 5)), coded("wang", ("z", 0, 5))
    assert found(a, b, codebook=codebook) == [
        ["x", "only one coded", 0, None],
        ["y", "different code", 0, 0],
    ]


def test_a_tolerance_lets_edges_differ():
    a, b = coded("li", ("x", 0, 5)), coded("wang", ("x", 0, 6))
    assert found(a, b) == [["x", "different extent", 0, 0]]
    assert found(a, b, tolerance=1) == []


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(TableError, match="give those of one coder"):
        disagreements(pd.concat([coded("li", ("x", 0, 5)), coded("zhao", ("x", 0, 5))]), coded("wang"))
    with pytest.raises(TableError, match="on text h and on text i"):
        disagreements(coded("li", ("x", 0, 5)), coded("wang", ("x", 0, 5), text_hash="i"))
    assert disagreements(coded("li"), coded("wang")).empty


MARKS = st.lists(
    st.tuples(st.sampled_from("xyz"), st.integers(0, 20), st.integers(1, 8)).map(
        lambda mark: (mark[0], mark[1], mark[1] + mark[2])
    ),
    max_size=6,
    unique=True,
)


@given(MARKS, MARKS)
def test_every_coding_is_agreed_on_or_in_a_disagreement(marks_a, marks_b):
    a, b = coded("li", *marks_a), coded("wang", *marks_b)
    table = disagreements(a, b)
    named = {tuple(row) for row in table[["code_id_a", "start_a", "end_a"]].dropna().values.tolist()}
    agreed = {tuple(row) for row in agreed_codings(a, b)[["code_id", "start", "end"]].values.tolist()}
    assert named | agreed == set(marks_a)
    assert not named & agreed or (table["kind"] == "different extent").any()
    back = disagreements(b, a)
    assert Counter(back["kind"]) == Counter(table["kind"])
