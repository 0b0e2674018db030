from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.survey import Questionnaire
from workbench.survey.draws import missing_codes, observed_score, round_at_random, symmetric_noise
from workbench.survey.draws import unbiased_items as draw_items
from workbench.survey.draws import unbiased_ticks as draw_ticks

N = 40_000


@pytest.mark.parametrize("latent", [1.0, 1.1, 2.5, 3.3, 4.9, 5.0])
def test_answers_have_the_latent_value_as_their_mean(questionnaire: Questionnaire, latent: float) -> None:
    answers = draw_items(np.random.default_rng(1), np.full(N, latent), questionnaire.scale("RES"))
    assert set(np.unique(answers)) <= {1, 2, 3, 4, 5}
    assert answers.mean() == pytest.approx(latent, abs=4 * 1.2 / np.sqrt(5 * N))  # 4 standard errors


@pytest.mark.parametrize("count", [0.0, 0.4, 2.6, 7.9])
def test_ticks_have_the_latent_count_as_their_mean(questionnaire: Questionnaire, count: float) -> None:
    ticks = draw_ticks(np.random.default_rng(2), np.full(N, count), questionnaire.scale("PART"))
    assert ticks.sum(axis=1).mean() == pytest.approx(count, abs=4 * 1.4 / np.sqrt(N))


@given(st.floats(1, 5))
def test_rounding_moves_by_less_than_one(value: float) -> None:
    rounded = round_at_random(np.random.default_rng(3), np.full(20, value))
    assert (np.abs(rounded - value) < 1).all()


def test_noise_stays_within_its_bound() -> None:
    bound = np.linspace(0, 1, 100)
    assert (np.abs(symmetric_noise(np.random.default_rng(4), 5.0, bound)) <= bound).all()


def test_missing_codes_come_at_their_rates() -> None:
    rng = np.random.default_rng(5)
    codes = missing_codes(rng, (N, 1), dont_know=np.full(N, 0.05), refused=0.02, left_out=0.01)
    shares = [(codes == code).mean() for code in (-7, -8, -9)]
    assert shares == pytest.approx([0.05, 0.02, 0.01], abs=0.005)


def test_the_observed_score_is_of_what_was_answered(questionnaire: Questionnaire) -> None:
    answers = np.array([[1.0, 2.0, 3.0, 5.0]] * 2)
    codes = np.array([[0, 0, 0, -7], [0, 0, -7, -7]])
    score = observed_score(answers, codes, questionnaire.scale("FS"), min_answered=0.75)
    assert score.tolist() == [2.0, 2.75]  # the second has too few answers: the full ones count
