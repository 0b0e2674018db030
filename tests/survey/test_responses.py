from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import TableError
from workbench.survey import Questionnaire, read_responses, reverse_items


def test_answers_are_numbers_and_missing_ones_are_counted_by_kind(
    questions: Questionnaire, answers: pd.DataFrame
) -> None:
    before = answers.copy()
    responses = read_responses(answers, questions)
    assert responses.n_missing == {-7: 1, -8: 1, -9: 1}
    assert responses.frame["T2"].isna().tolist() == [False, True, False]
    assert responses.missing.loc[responses.missing["code"] == -7, "item_id"].tolist() == ["T2"]
    pd.testing.assert_frame_equal(answers, before)


def test_an_empty_cell_is_left_out(questions: Questionnaire, answers: pd.DataFrame) -> None:
    responses = read_responses(answers.astype({"T1": object}).replace({"T1": {4: None}}), questions)
    assert responses.n_missing[-9] == 2


def test_the_instruments_names_of_ids_are_understood(questions: Questionnaire, answers: pd.DataFrame) -> None:
    renamed = answers.rename(columns={"respondent_id": "resp_id", "case_id": "community_id"})
    assert read_responses(renamed, questions).frame["case_id"].tolist() == ["c1", "c1", "c2"]


@pytest.mark.parametrize(
    ("column", "values", "words"),
    [
        ("T1", [4, 6, 9], "row 3, column T1: 6 is not possible; allowed are 1 to 5, or -7, -8, -9"),
        ("T1", [4, 6, 9], "2 of 3 rows have such errors (rows 3, 4)"),
        ("T3", [4, 4.5, 4], "row 3, column T3: 4.5 is not possible"),
        ("A1", [1, 1, 2], "row 4, column A1: 2 is not possible; allowed are 0 to 1"),
        ("T2", [4, "非常好的邻居", 4], "row 3, column T2: text of 6 characters"),
        ("respondent_id", ["r1", "r2", "r1"], "row 4, column respondent_id: r1 is also in row 2"),
        ("respondent_id", ["r1", "", "r3"], "row 3, column respondent_id: the id is empty"),
        ("case_id", ["c1", "c1", "c3"], "row 4, column case_id: c3 is not one of the 2 cases"),
        ("birth_year", [1960, 1890, 1970], "row 3, column birth_year: the answer is not a number from 1925"),
        ("tenure", ["own", "rent", "lent"], "row 4, column tenure: the answer is none of own, rent"),
        ("weight", [1, -1, 1], "row 3, column weight"),
    ],
)
def test_a_wrong_cell_is_named_as_the_spreadsheet_shows_it(
    questions: Questionnaire, answers: pd.DataFrame, column: str, values: list[object], words: str
) -> None:
    with pytest.raises(TableError) as caught:
        read_responses(answers.assign(**{column: values}), questions, cases=["c1", "c2"])
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_message_never_holds_a_respondents_words(questions: Questionnaire, answers: pd.DataFrame) -> None:
    with pytest.raises(TableError) as caught:
        read_responses(answers.assign(T1=["我家在三楼", 4, 4]), questions)
    assert "三楼" not in str(caught.value)


def test_missing_columns_are_listed(questions: Questionnaire, answers: pd.DataFrame) -> None:
    with pytest.raises(TableError, match="no column for 2 of the 6 items: T2, A1"):
        read_responses(answers.drop(columns=["T2", "A1"]), questions)
    with pytest.raises(TableError, match="no column case_id"):
        read_responses(answers.drop(columns="case_id"), questions)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_files_of_chinese_spreadsheets(
    questions: Questionnaire, answers: pd.DataFrame, tmp_path: Path, encoding: str
) -> None:
    answers.assign(city="青岚市").to_csv(tmp_path / "a.csv", index=False, encoding=encoding)
    responses = read_responses(tmp_path / "a.csv", questions)
    assert responses.frame["city"].tolist() == ["青岚市"] * 3
    assert (responses.source, len(responses.source_hash)) == ("a.csv", 16)


def test_csv_and_xlsx_give_the_same(questions: Questionnaire, answers: pd.DataFrame, tmp_path: Path) -> None:
    answers.to_excel(tmp_path / "a.xlsx", index=False)
    answers.to_csv(tmp_path / "a.csv", index=False)
    from_csv, from_xlsx = (read_responses(tmp_path / f"a.{kind}", questions) for kind in ("csv", "xlsx"))
    pd.testing.assert_frame_equal(from_csv.frame, from_xlsx.frame)


def test_items_are_reversed_once_only(questions: Questionnaire, answers: pd.DataFrame) -> None:
    once = reverse_items(read_responses(answers, questions), questions)
    assert once.frame["T4"].tolist() == [4.0, 2.0, 5.0]
    assert once.frame["T1"].tolist() == [4.0, 2.0, 5.0]
    with pytest.raises(TableError, match="reversed already"):
        reverse_items(once, questions)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([1, 2, 3, 4, 5, -7, -8, -9]), min_size=1, max_size=8))
def test_every_answer_is_either_a_number_or_counted_as_missing(values: list[int]) -> None:
    from workbench.survey import Item, Scale
    from workbench.survey.questionnaire import Choice

    scale = Scale("T", "信任", "Trust", (Item("T1", "T", "题", "Item"),), role="mediator")
    codes = tuple(Choice(str(code), "", "") for code in (-7, -8, -9))
    questions = Questionnaire("例", "Example", "1", (scale,), codes)
    ids = [f"r{k}" for k in range(len(values))]
    responses = read_responses(pd.DataFrame({"respondent_id": ids, "case_id": "c", "T1": values}), questions)
    assert responses.frame["T1"].dropna().tolist() == [value for value in values if value > 0]
    assert responses.missing["code"].tolist() == [value for value in values if value < 0]
