"""A simulated survey whose effects are known, to test models and to ask how many respondents are needed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import OptionError, TableError
from workbench.schemas import CASES, check
from workbench.survey.background import draw_ages, draw_background, draw_incident
from workbench.survey.draws import (
    Floats,
    distance_to_ends,
    missing_codes,
    observed_score,
    rounded_items,
    symmetric_noise,
    unbiased_items,
    unbiased_ticks,
)
from workbench.survey.effects import Equation, SurveyEffects, true_values
from workbench.survey.questionnaire import Questionnaire, Scale
from workbench.survey.records import draw_records
from workbench.survey.scales import MIN_ANSWERED, OLDER

STANDINGS = {"model": 1.0, "ordinary": 0.0, "weak": -1.0}
MAX_CUT_OFF = 0.001
STAFF_SHIFT = 0.4


@dataclass(frozen=True, slots=True)
class SimulatedSurvey:
    """A simulated survey.

    Attributes
    ----------
    frame
        One row per respondent, as a data file has it: missing answers are -7, -8, -9, reversed items are as
        ticked. `status` is "simulated" in every row.
    communities
        One record sheet per community.
    truth
        What models of the scores estimate; see `true_values`.
    n_cut_off
        Expected values, over all equations, that lay outside their scale and were moved to its end.
    """

    frame: pd.DataFrame
    communities: pd.DataFrame
    truth: pd.DataFrame
    n_cut_off: int


@dataclass(slots=True)
class _Draw:
    """The survey while it is drawn: answers, missing codes and scores so far, by scale."""

    questionnaire: Questionnaire
    effects: SurveyEffects
    rng: np.random.Generator
    case: NDArray[np.int64]
    standing: Floats
    n_cut_off: int = 0
    answers: dict[str, Floats] = field(default_factory=dict)
    codes: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    scores: dict[str, Floats] = field(default_factory=dict)

    def keep(self, scale: Scale, answers: Floats) -> None:
        """Add the answers to a scale, let some of them go missing, and score what is left."""
        shape = (len(self.case), len(scale.items))
        codes = missing_codes(
            self.rng,
            shape,
            dont_know=self._dont_know() if scale.dont_know else np.zeros(shape[0]),
            refused=self.effects.refused,
            left_out=self.effects.left_out,
        )
        self.answers[scale.scale_id], self.codes[scale.scale_id] = answers, codes
        self.scores[scale.scale_id] = observed_score(answers, codes, scale, min_answered=MIN_ANSWERED)

    def _dont_know(self) -> Floats:
        model, ordinary, weak = self.effects.dont_know
        return np.where(self.standing > 0, model, np.where(self.standing < 0, weak, ordinary))


def simulate_survey(
    questionnaire: Questionnaire,
    cases: pd.DataFrame,
    *,
    n_per_case: int = 30,
    effects: SurveyEffects | None = None,
    seed: int,
) -> SimulatedSurvey:
    """Draw a survey of residents and the record sheets of their communities.

    Parameters
    ----------
    questionnaire
        Its items are answered.
    cases
        One row per community: case_id, status_kind (model, ordinary or weak; all ordinary without the
        column), optionally city and c_type.
    n_per_case
        Respondents in each community.
    effects
        Effects and rates; the defaults are those of the example study.
    seed
        The same seed gives the same survey.

    Returns
    -------
    SimulatedSurvey
        frame (what a data file would hold; read it with `read_responses`), communities, truth, n_cut_off.

    Notes
    -----
    1. Governance scales that no equation draws (PL, FS, DR, PE, DG, SP) come from correlated latent factors
       with a part of the community (its standing, and chance) and a part of the person. Their items are the
       factor plus item noise, rounded to 1–5.
    2. Staff see governance 0.4 better; careless respondents tick one number throughout these scales, the
       markers and the attention check. 1.5 % of the others fail the attention check by accident.
    3. Answers go missing at random given the community's standing, and the scales are scored as
       `score_scales` does it, that is, after answers went missing.
    4. The other scales (CO, SC, PART, RES, ADP) follow their `Equation` **in these observed scores**. Their
       items are drawn such that the mean of the answers given the equation's value is that value.

    Measurement error and rounding of predictors are thus part of the scores the equations use and do not
    attenuate anything: `truth` is exactly what a random-intercept model of the scores estimates. The
    price is that effects of the latent factors themselves are not known. Where a score is missing in the
    data, the outcome was drawn from the score of the full answers; such rows are lost to a model at random.

    Measured over 200 seeds with 24 communities × 30 respondents and the model
    ``RES ~ PL + CO + FS + DR + PE + DG + SP + SC + age60``, 95 % intervals hold the true slope in 95.2 % of
    cases (random intercept, REML) and in 94.4 % (least squares, CR1 errors, t with 23 degrees of freedom).

    Raises
    ------
    OptionError
        If the effects push more than 0.1 % of expected values off their scale, so that truth would not hold.
    """
    effects = effects or SurveyEffects()
    cases = check(cases, CASES, name="cases").reset_index(drop=True)
    _check_request(questionnaire, cases, effects, n_per_case)
    survey_rng, background_rng, record_rng = np.random.default_rng(seed).spawn(3)
    draw = _start(questionnaire, cases, effects, n_per_case, survey_rng)
    ages = draw_ages(background_rng, len(draw.case))
    staff = background_rng.random(len(ages)) < effects.staff
    careless = background_rng.random(len(ages)) < effects.careless
    line = background_rng.choice(np.array([2, 3, 3, 3, 5]), size=len(ages)).astype(float)
    _draw_factors(draw, shift=STAFF_SHIFT * staff, line=np.where(careless, line, np.nan))
    draw.scores["age60"] = (ages >= OLDER).astype(float)
    for equation in effects.equations:
        _draw_outcome(draw, equation)
    _check_cut_off(draw)
    scores = pd.DataFrame(draw.scores)
    blocks = [
        _ids(cases, draw.case, n_per_case),
        draw_background(background_rng, ages, staff, questionnaire),
        _item_columns(draw, background_rng, line=np.where(careless, line, np.nan)),
        draw_incident(background_rng, scores, questionnaire),
    ]
    means = scores.groupby(draw.case).mean()
    communities = draw_records(record_rng, cases, means, questionnaire)
    return SimulatedSurvey(
        pd.concat(blocks, axis="columns"), communities, true_values(effects), draw.n_cut_off
    )


def _check_request(
    questionnaire: Questionnaire, cases: pd.DataFrame, effects: SurveyEffects, n_per_case: int
) -> None:
    if n_per_case < 1:
        raise OptionError(f"n_per_case={n_per_case} is not possible; give 1 or more")
    unknown = set(cases.get("status_kind", pd.Series(dtype=str))) - set(STANDINGS)
    if unknown:
        raise TableError(
            f"cases: status_kind {', '.join(map(repr, sorted(map(str, unknown))))} cannot be simulated; "
            f"choose rows with {', '.join(STANDINGS)}"
        )
    known = {"age60", *(scale.scale_id for scale in _factors(questionnaire, effects))}
    for equation in effects.equations:
        questionnaire.scale(equation.outcome)
        asked = {part for term in (*equation.slopes, *equation.contextual) for part in term.split(":")}
        if asked - known:
            message = f"the equation of {equation.outcome} needs {', '.join(sorted(asked - known))}"
            raise OptionError(
                f"{message}, which is not drawn before it; there are {', '.join(sorted(known))}"
            )
        known.add(equation.outcome)


def _factors(questionnaire: Questionnaire, effects: SurveyEffects) -> list[Scale]:
    drawn = {equation.outcome for equation in effects.equations}
    return [s for s in questionnaire.scales if s.is_reflective and s.scale_id not in drawn]


def _start(
    questionnaire: Questionnaire,
    cases: pd.DataFrame,
    effects: SurveyEffects,
    n_per_case: int,
    rng: np.random.Generator,
) -> _Draw:
    kinds = cases["status_kind"] if "status_kind" in cases else pd.Series("ordinary", index=cases.index)
    case = np.repeat(np.arange(len(cases)), n_per_case)
    standing = kinds.map(STANDINGS).to_numpy(dtype=float)[case]
    return _Draw(questionnaire, effects, rng, case, standing)


def _draw_factors(draw: _Draw, *, shift: Floats, line: Floats) -> None:
    effects, scales = draw.effects, _factors(draw.questionnaire, draw.effects)
    n_cases = int(draw.case.max()) + 1
    community = _correlated(draw.rng, n_cases, len(scales), 0.5) * effects.factor_community_sd
    person = (
        _correlated(draw.rng, len(draw.case), len(scales), effects.factor_correlation) * effects.factor_sd
    )
    level = effects.factor_mean + effects.standing * draw.standing + shift
    latent = level[:, None] + community[draw.case] + person
    for k, scale in enumerate(scales):
        answers = rounded_items(draw.rng, latent[:, k], scale)
        draw.keep(scale, np.where(np.isnan(line)[:, None], answers, _keyed(line, scale)))


def _correlated(rng: np.random.Generator, n: int, n_factors: int, correlation: float) -> Floats:
    """Standard normal columns that all correlate alike."""
    common, own = rng.normal(size=(n, 1)), rng.normal(size=(n, n_factors))
    together: Floats = correlation**0.5 * common + (1 - correlation) ** 0.5 * own
    return together


def _keyed(ticked: Floats, scale: Scale) -> Floats:
    """One ticked number for all items, in the direction of the scale."""
    columns = [item.low + item.high - ticked if item.reverse else ticked for item in scale.items]
    return np.column_stack(columns)


def _draw_outcome(draw: _Draw, equation: Equation) -> None:
    scale = draw.questionnaire.scale(equation.outcome)
    low, high = float(scale.items[0].low), float(scale.items[0].high)
    if scale.scoring == "count":
        low, high = 0.0, float(len(scale.items))
    community = draw.rng.normal(0.0, equation.community_sd, int(draw.case.max()) + 1)
    expected = _expected(draw, equation) + community[draw.case]
    draw.n_cut_off += int(((expected < low) | (expected > high)).sum())
    expected = np.clip(expected, low, high)
    latent = expected + symmetric_noise(draw.rng, equation.residual_sd, distance_to_ends(expected, low, high))
    items = unbiased_ticks if scale.scoring == "count" else unbiased_items
    draw.keep(scale, items(draw.rng, latent, scale))


def _expected(draw: _Draw, equation: Equation) -> Floats:
    expected = np.full(len(draw.case), equation.intercept)
    for term, slope in equation.slopes.items():
        expected += slope * np.prod([draw.scores[name] for name in term.split(":")], axis=0)
    for name, slope in equation.contextual.items():
        means = np.bincount(draw.case, draw.scores[name]) / np.bincount(draw.case)
        expected += slope * means[draw.case]
    return expected


def _check_cut_off(draw: _Draw) -> None:
    share = draw.n_cut_off / (len(draw.case) * max(len(draw.effects.equations), 1))
    if share > MAX_CUT_OFF:
        raise OptionError(
            f"the effects push {share:.2%} of expected values off their scale, so the true values would not "
            "hold; use smaller slopes or another intercept"
        )


def _ids(cases: pd.DataFrame, case: NDArray[np.int64], n_per_case: int) -> pd.DataFrame:
    case_ids = cases["case_id"].astype(str).to_numpy()[case]
    numbers = np.tile(np.arange(1, n_per_case + 1), len(cases))
    respondent_ids = [f"R-{c}-{k:03d}" for c, k in zip(case_ids, numbers, strict=True)]
    columns = {"respondent_id": respondent_ids, "case_id": case_ids, "status": "simulated"}
    if "city" in cases:
        columns["city"] = cases["city"].to_numpy()[case]
    return pd.DataFrame(columns)


def _item_columns(draw: _Draw, rng: np.random.Generator, *, line: Floats) -> pd.DataFrame:
    """Answers as ticked: reversed items turned back, missing codes in their place."""
    columns: dict[str, NDArray[np.int64]] = {}
    careless = ~np.isnan(line)
    for scale in draw.questionnaire.scales:
        if scale.scale_id not in draw.answers:
            ticked = np.where(careless, line, rng.integers(1, 6, len(line)))
            columns |= {item.item_id: ticked.astype(int) for item in scale.items}
            continue
        answers, codes = draw.answers[scale.scale_id], draw.codes[scale.scale_id]
        for k, item in enumerate(scale.items):
            ticked = item.low + item.high - answers[:, k] if item.reverse else answers[:, k]
            columns[item.item_id] = np.where(codes[:, k] == 0, ticked, codes[:, k]).astype(int)
    for attention in draw.questionnaire.attention_checks:
        if attention.expected is not None:
            slipped = rng.random(len(line)) < 0.015
            attentive = np.where(slipped, rng.integers(1, 4, len(line)), attention.expected)
            columns[attention.check_id] = np.where(careless, line, attentive).astype(int)
    return pd.DataFrame(columns)
