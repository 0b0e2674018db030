import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import schemas
from workbench.coding import make_codings
from workbench.corpus import Corpus, Document
from workbench.errors import OptionError, TableError
from workbench.scores import codings_of, join_cases, score_cases, widen

CORPUS = Corpus(
    (
        Document("i1", "网格员每天都来看一次", case_id="a"),
        Document("p1", "加强应急演练"),
        Document("i2", "𠮷祥里志愿队很活跃", case_id="b"),
        Document("i3", "没有人通知我们", case_id="a"),
    )
)


def code(*uses):
    return make_codings(
        {"doc_id": d, "start": 0, "end": 2, "code_id": c, "text_hash": CORPUS[d].text_hash} for d, c in uses
    )


CODINGS = code(("i1", "grid"), ("i3", "grid"), ("i3", "information"), ("p1", "drill"))


def test_score_is_codings_per_characters_of_the_case():
    scores = score_cases(CODINGS, CORPUS, per_chars=100).set_index(["case_id", "code_id"])
    assert scores.loc[("a", "grid"), ["n_codings", "n_chars"]].tolist() == [2, 17]
    assert scores.loc[("a", "grid"), "score"] == 100 * 2 / 17


def test_cases_without_codings_score_zero():
    scores = score_cases(CODINGS, CORPUS).query("case_id == 'b'")
    assert scores["code_id"].tolist() == ["drill", "grid", "information"]
    assert scores["score"].tolist() == [0, 0, 0]
    assert scores["n_chars"].unique().tolist() == [9]


def test_codes_of_the_codebook_that_nobody_used_have_rows():
    scores = score_cases(CODINGS, CORPUS, codes=["grid", "trust"])
    assert scores["code_id"].tolist()[:4] == ["grid", "trust", "drill", "information"]


def test_texts_without_a_case_are_counted_in_rows_without_one():
    scores = score_cases(CODINGS, CORPUS)
    without = scores[scores["case_id"].isna()]
    assert without.set_index("code_id")["n_codings"].to_dict() == {"drill": 1, "grid": 0, "information": 0}
    assert without["n_chars"].unique().tolist() == [6]


def test_columns_are_those_declared():
    assert list(score_cases(CODINGS, CORPUS).columns) == schemas.CASE_SCORES.names


@given(st.lists(st.tuples(st.sampled_from(["i1", "i2", "i3", "p1"]), st.sampled_from("xyz")), max_size=20))
def test_no_coding_is_lost_and_each_can_be_listed(uses):
    codings = code(*uses)
    scores = score_cases(codings, CORPUS)
    assert scores["n_codings"].sum() == len(codings)
    for row in scores.itertuples():
        case_id = None if pd.isna(row.case_id) else row.case_id
        assert len(codings_of(codings, CORPUS, case_id=case_id, code_id=row.code_id)) == row.n_codings


def test_codings_behind_a_score_keep_their_index():
    assert codings_of(CODINGS, CORPUS, case_id="a", code_id="grid").index.tolist() == [0, 1]


def test_codings_of_a_changed_text_are_refused():
    with pytest.raises(TableError, match="i1"):
        score_cases(CODINGS.assign(text_hash="0"), CORPUS)


def test_per_chars_must_be_above_zero():
    with pytest.raises(OptionError, match="per_chars=0"):
        score_cases(CODINGS, CORPUS, per_chars=0)


def test_widened_scores_have_one_row_per_case():
    wide = widen(score_cases(CODINGS, CORPUS))
    assert list(wide.columns) == ["case_id", "drill", "grid", "information"]
    assert wide["case_id"].tolist() == ["a", "b"]


def test_two_scores_of_one_case_and_code_are_refused():
    scores = score_cases(CODINGS, CORPUS)
    with pytest.raises(TableError, match="case a and code drill twice"):
        widen(pd.concat([scores, scores]))


@pytest.fixture
def residents():
    return pd.DataFrame(
        {
            "respondent_id": [1, 2, 3, 4],
            "case_id": ["b", "a", "a", None],
            "RES": [4.0, 2.0, None, 3.0],
            "sex": ["f", "m", "f", "m"],
        },
        index=[9, 8, 7, 6],
    )


def test_long_scores_are_widened_and_joined(residents):
    joined = join_cases(residents, score_cases(CODINGS, CORPUS))
    assert joined.frame["respondent_id"].tolist() == [1, 2, 3, 4]
    assert joined.frame["grid"].tolist()[:3] == pytest.approx([0, 2000 / 17, 2000 / 17])
    assert (joined.n_left, joined.n_right) == (4, (2,))


def test_what_finds_no_partner_is_counted(residents):
    records = pd.DataFrame({"case_id": ["a", "z"], "drills": [3, 5]})
    unmatched = join_cases(residents, score_cases(CODINGS, CORPUS), records).unmatched
    rows = [
        (None if pd.isna(r.case_id) else r.case_id, r.side, r.table, r.n_rows) for r in unmatched.itertuples()
    ]
    assert rows == [
        (None, "left", 1, 1),
        (None, "right", 1, 3),
        ("b", "left", 2, 1),
        (None, "left", 2, 1),
        ("z", "right", 2, 1),
    ]


def test_cases_hold_means_and_the_columns_of_all_tables(residents):
    records = pd.DataFrame({"case_id": ["a", "z"], "drills": [3, 5]})
    cases = join_cases(residents, score_cases(CODINGS, CORPUS), records).cases.set_index("case_id")
    assert cases["n_respondents"].to_dict() == {"b": 1, "a": 2, "z": 0}
    assert cases.loc["a", ["RES", "drills"]].tolist() == [2, 3]
    assert not {"respondent_id", "sex"} & set(cases.columns)


def test_tables_given_are_unchanged(residents):
    before, scores = residents.copy(), score_cases(CODINGS, CORPUS)
    copy = scores.copy()
    join_cases(residents, scores)
    pd.testing.assert_frame_equal(residents, before)
    pd.testing.assert_frame_equal(scores, copy)


@pytest.mark.parametrize(
    ("right", "message"),
    [
        ({"case_id": ["a", "a"], "drills": [1, 2]}, "right table 1 has case a in more than one row"),
        ({"case_id": ["A"], "drills": [1]}, "no case in common.*'A', here 'b'"),
        ({"case_id": ["a"], "RES": [1]}, "has RES, and so has a table before it"),
        ({"case": ["a"]}, "no column case_id"),
    ],
)
def test_tables_that_cannot_be_joined_are_refused(residents, right, message):
    with pytest.raises(TableError, match=message):
        join_cases(residents, pd.DataFrame(right))


@given(
    st.lists(st.sampled_from(["a", "b", "c", None]), min_size=1),
    st.sets(st.sampled_from(["a", "b", "c", "d"]), min_size=1),
)
def test_every_row_is_joined_or_counted(left, right):
    residents = pd.DataFrame({"case_id": [*left, "a"]}, dtype=object)
    records = pd.DataFrame({"case_id": sorted({*right, "a"}), "drills": 1.0})
    joined = join_cases(residents, records)
    lost = joined.unmatched.query("side == 'left'")["n_rows"].sum()
    assert len(joined.frame) == len(residents)
    assert joined.frame["drills"].notna().sum() + lost == len(residents)
    assert joined.cases["n_respondents"].sum() == residents["case_id"].notna().sum()
