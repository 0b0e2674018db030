from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import OptionError, TableError
from workbench.survey import Questionnaire, cronbachs_alpha, read_responses, reliability, score_scales

QUANT = Path(__file__).parents[2] / "../shared/reference/quant"
TOLERANCE = 1e-9  # the reference is printed with 13 digits


def test_a_score_is_the_mean_after_reversal_if_enough_is_answered(
    questions: Questionnaire, answers: pd.DataFrame
) -> None:
    scores = score_scales(read_responses(answers, questions), questions)
    assert scores["T"].tolist()[::2] == [(4 + 5 + 4 + 4) / 4, (5 + 4 + 5 + 5) / 4]
    assert scores["T"].isna().tolist() == [False, True, False]  # 2 of 4 answered
    assert scores["T4"].tolist() == [2, 4, 1]  # as ticked


def test_three_of_four_answers_are_enough(questions: Questionnaire, answers: pd.DataFrame) -> None:
    responses = read_responses(answers.assign(T2=[-7, -7, 4]), questions)
    assert score_scales(responses, questions)["T"].tolist()[0] == (4 + 4 + 4) / 3
    assert score_scales(responses, questions, min_answered=1.0)["T"].isna().tolist()[0]


def test_a_count_needs_all_its_items(questions: Questionnaire, answers: pd.DataFrame) -> None:
    counts = score_scales(read_responses(answers, questions), questions)["A"]
    assert counts.tolist()[:2] == [2.0, 0.0]
    assert counts.isna().tolist() == [False, False, True]


def test_age_follows_from_the_year_of_birth(questions: Questionnaire, answers: pd.DataFrame) -> None:
    responses = read_responses(answers.assign(birth_year=[1966, 1967, -8]), questions)
    scores = score_scales(responses, questions)  # 2008 + 18
    assert scores["age"].tolist()[:2] == [60, 59]
    assert scores["age60"].tolist()[:2] == [1, 0]
    assert scores["age60"].isna().tolist() == [False, False, True]
    assert score_scales(responses, questions, survey_year=2020)["age"].tolist()[0] == 54


def test_the_survey_date_decides_the_age(questions: Questionnaire, answers: pd.DataFrame) -> None:
    dated = answers.assign(birth_year=1960, survey_date=["2019-05-01", "2020-05-01", ""])
    age = score_scales(read_responses(dated, questions), questions)["age"]
    assert age.tolist()[:2] == [59, 60]


def test_what_cannot_be_scored_is_refused(questions: Questionnaire, answers: pd.DataFrame) -> None:
    from workbench.survey import reverse_items

    responses = read_responses(answers, questions)
    with pytest.raises(TableError, match="reversed already"):
        score_scales(reverse_items(responses, questions), questions)
    with pytest.raises(TableError, match="read_responses first"):
        score_scales(answers, questions)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="min_answered"):
        score_scales(responses, questions, min_answered=75)


@pytest.mark.shared
@pytest.mark.skipif(not QUANT.exists(), reason="no ../shared")
def test_alpha_agrees_with_psych() -> None:
    reference = json.loads((QUANT / "psych_reliability_efa.json").read_text(encoding="utf-8"))
    bfi = pd.DataFrame(reference["data"])
    agreeable = bfi[["A1", "A2", "A3", "A4", "A5"]].assign(A1=lambda items: 7 - items["A1"])
    alpha = cronbachs_alpha(agreeable)
    assert alpha.estimate == pytest.approx(reference["alpha_A"]["raw"], abs=TOLERANCE)
    assert (alpha.n, alpha.n_dropped, alpha.n_items) == (reference["n"], 0, 5)
    dropped = cronbachs_alpha(agreeable.drop(columns="A1"))
    assert dropped.estimate == pytest.approx(reference["alpha_A"]["item_drop_raw"]["A1-"], abs=TOLERANCE)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 5), min_size=3, max_size=20).filter(lambda x: len(set(x)) > 1))
def test_items_that_are_copies_have_alpha_one_in_any_order(values: list[int]) -> None:
    alpha = cronbachs_alpha(pd.DataFrame({"a": values, "b": values, "c": values}))
    assert alpha.estimate == pytest.approx(1.0)


def test_alpha_without_variance_or_items() -> None:
    assert pd.isna(float(cronbachs_alpha(pd.DataFrame({"a": [3, 3], "b": [4, 4]}))))
    with pytest.raises(TableError, match="two items"):
        cronbachs_alpha(pd.DataFrame({"a": [1, 2]}))


def test_reliability_is_of_reflective_scales_only(questions: Questionnaire, answers: pd.DataFrame) -> None:
    table = reliability(read_responses(answers, questions), questions)
    assert table["scale"].tolist() == ["T"]
    assert (table["n"].tolist(), table["n_dropped"].tolist()) == ([2], [1])
    assert table["label_zh"].tolist() == ["信任"]
