"""Scores of scales, and how far their items agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.errors import OptionError, TableError
from workbench.survey.questionnaire import Questionnaire, Scale
from workbench.survey.responses import Responses, reverse_items

MIN_ANSWERED = 0.75
ADULT = 18
OLDER = 60


@dataclass(frozen=True, slots=True)
class CronbachsAlpha:
    """Cronbach's alpha with the rows it rests on."""

    estimate: float
    n_items: int
    n: int
    n_dropped: int

    def __float__(self) -> float:
        return self.estimate


def score_scales(
    responses: Responses,
    questionnaire: Questionnaire,
    *,
    min_answered: float = MIN_ANSWERED,
    survey_year: int | None = None,
) -> pd.DataFrame:
    r"""Score every scale for every respondent.

    Parameters
    ----------
    responses
        As `read_responses` gives them; reversed items are turned round here, once.
    questionnaire
        Its scales are scored.
    min_answered
        Smallest share of the items of a scale that must be answered; with fewer the score is missing. A count
        (participation) needs all of its items, since an omitted item would count as "no".
    survey_year
        Year in which age is taken. Without it: the year of the row's `survey_date`, else the year in which
        the youngest admitted birth year turns 18.

    Returns
    -------
    DataFrame
        One row per respondent: every column of `responses.frame` that is no item, `age` and `age60` (1: aged
        60 or more) if there is a `birth_year`, one column per scale, one column per item **as answered**.

    Notes
    -----
    With items :math:`x_k` after reversal (low + high − x) and :math:`A_i` those that respondent *i*
    answered, the score is :math:`\frac{1}{|A_i|} \sum_{k \in A_i} x_{ik}` if
    :math:`|A_i| / K` is at least `min_answered`.

    Examples
    --------
    >>> from workbench.survey import Item, Questionnaire, Scale, read_responses
    >>> trust = Scale("T", "信任", "Trust", role="mediator", items=(
    ...     Item("T1", "T", "邻居可靠", "Neighbours are reliable"),
    ...     Item("T2", "T", "邻居冷漠", "Neighbours are cold", reverse=True)))
    >>> questions = Questionnaire("例", "Example", "1", scales=(trust,))
    >>> answers = pd.DataFrame({"respondent_id": ["r1"], "case_id": ["c1"], "T1": [4], "T2": [1]})
    >>> score_scales(read_responses(answers, questions), questions)
      respondent_id case_id    T   T1   T2
    0            r1      c1  4.5  4.0  1.0
    """
    if not 0 < min_answered <= 1:
        raise OptionError(f"min_answered={min_answered} is not possible; give a share above 0 and up to 1")
    turned = _reversed_once(responses, questionnaire)
    scores = {s.scale_id: _score(turned, s, min_answered=min_answered) for s in questionnaire.scales}
    items = [item.item_id for item in questionnaire.items]
    others = responses.frame.drop(columns=items)
    age = _age(others, questionnaire, survey_year=survey_year)
    return pd.concat([others, age, pd.DataFrame(scores), responses.frame[items]], axis="columns")


def cronbachs_alpha(items: pd.DataFrame) -> CronbachsAlpha:
    r"""Cronbach's alpha of items that all point the same way.

    Parameters
    ----------
    items
        One column per item, reversed items already turned round. Rows with a missing answer are left out.

    Returns
    -------
    CronbachsAlpha
        estimate, n_items, n (complete rows), n_dropped (rows left out). The estimate is NaN if fewer than two
        rows are complete or the sum of the items does not vary.

    Notes
    -----
    .. math:: \alpha = \frac{K}{K-1} \left(1 - \frac{\sum_k s_k^2}{s_{\mathrm{sum}}^2}\right)

    with the variances of the *K* items and of their sum.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. *Psychometrika*, 16(3),
    297–334. https://doi.org/10.1007/BF02310555

    Examples
    --------
    >>> alpha = cronbachs_alpha(pd.DataFrame({"T1": [1, 2, 3, 4], "T2": [1, 3, 2, None]}))
    >>> round(alpha.estimate, 3), alpha.n, alpha.n_dropped
    (0.667, 3, 1)
    """
    n_items = items.shape[1]
    if n_items < 2:
        raise TableError(f"Cronbach's alpha needs two items or more, not {n_items}")
    complete = items.dropna().astype(float)
    total = float(complete.sum(axis="columns").var(ddof=1)) if len(complete) > 1 else 0.0
    each = float(complete.var(axis="index", ddof=1).sum())
    estimate = n_items / (n_items - 1) * (1 - each / total) if total > 0 else float("nan")
    return CronbachsAlpha(estimate, n_items, len(complete), len(items) - len(complete))


def reliability(responses: Responses, questionnaire: Questionnaire) -> pd.DataFrame:
    """Cronbach's alpha of every scale whose items reflect one thing.

    Returns
    -------
    DataFrame
        One row per scale: scale, label_zh, label_en, n_items, n, n_dropped, cronbachs_alpha. Counts of acts
        (participation) and marker items are left out: they need not agree.
    """
    turned = _reversed_once(responses, questionnaire)
    scales = [scale for scale in questionnaire.scales if scale.is_reflective]
    return pd.DataFrame([_reliability_row(turned, scale) for scale in scales])


def _reliability_row(turned: pd.DataFrame, scale: Scale) -> dict[str, object]:
    alpha = cronbachs_alpha(turned[scale.item_ids])
    return {
        "scale": scale.scale_id,
        "label_zh": scale.label_zh,
        "label_en": scale.label_en,
        "n_items": alpha.n_items,
        "n": alpha.n,
        "n_dropped": alpha.n_dropped,
        "cronbachs_alpha": alpha.estimate,
    }


def _reversed_once(responses: Responses, questionnaire: Questionnaire) -> pd.DataFrame:
    if not isinstance(responses, Responses):
        raise TableError("a frame of answers is not checked yet; give it to read_responses first")
    return reverse_items(responses, questionnaire).frame


def _score(turned: pd.DataFrame, scale: Scale, *, min_answered: float) -> pd.Series[float]:
    items = turned[scale.item_ids]
    if scale.scoring == "count":
        return items.sum(axis="columns", skipna=False)
    enough = items.notna().mean(axis="columns") >= min_answered
    return items.mean(axis="columns").where(enough)


def _age(others: pd.DataFrame, questionnaire: Questionnaire, *, survey_year: int | None) -> pd.DataFrame:
    if "birth_year" not in others.columns:
        return pd.DataFrame(index=others.index)
    age = _years(others, questionnaire, survey_year) - pd.to_numeric(others["birth_year"])
    older = pd.Series(np.where(age.isna(), np.nan, age >= OLDER), index=others.index, dtype=float)
    return pd.DataFrame({"age": age.astype(float), "age60": older})


def _years(others: pd.DataFrame, questionnaire: Questionnaire, survey_year: int | None) -> pd.Series[float]:
    highest = [
        f.high for f in questionnaire.demographics if f.field_id == "birth_year" and f.high is not None
    ]
    if survey_year is None and "survey_date" in others.columns:
        return pd.to_numeric(others["survey_date"].str.slice(0, 4), errors="coerce").astype(float)
    if survey_year is None and not highest:
        raise TableError("there is a birth_year but no survey_date column; give survey_year= to derive age")
    year = highest[0] + ADULT if survey_year is None else survey_year
    return pd.Series(float(year), index=others.index)
