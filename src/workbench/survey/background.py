"""Who the simulated respondents are, and the last incident they lived through."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.survey.draws import Floats
from workbench.survey.questionnaire import Questionnaire

SURVEY_YEAR = 2026

_SHARES = {
    "mode": {"face": 0.45, "self-paper": 0.15, "self-online": 0.30, "assisted": 0.10},
    "sex": {"1": 0.54, "2": 0.45, "9": 0.01},
    "edu": {"1": 0.14, "2": 0.26, "3": 0.27, "4": 0.17, "5": 0.16},
    "income_band": {"1": 0.10, "2": 0.26, "3": 0.46, "4": 0.15, "5": 0.03},
    "tenure": {"own": 0.66, "rent": 0.21, "public": 0.08, "family": 0.05},
    "hukou_local": {"1": 0.72, "0": 0.28},
    "party_member": {"1": 0.15, "0": 0.82, "9": 0.03},
    "household_need": {"none": 0.62, "o80": 0.12, "alone": 0.06, "dis": 0.06, "u6": 0.11, "o80;dis": 0.03},
}
_ROLES = {"none": 0.82, "vol": 0.12, "head": 0.04, "own": 0.02}
_EXP_TYPES = {"utility": 0.46, "flood": 0.24, "fire": 0.10, "epi": 0.14, "quake": 0.03, "other": 0.03}


def draw_ages(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    """Ages from 18 to 92; about three in ten respondents are 60 or older."""
    return np.clip(np.rint(rng.gamma(7.5, 7.0, n)), 18, 92).astype(int)


def draw_background(
    rng: np.random.Generator, ages: NDArray[np.int64], staff: NDArray[np.bool_], questionnaire: Questionnaire
) -> pd.DataFrame:
    """Demographics under the ids of the questionnaire; those it does not have are left out."""
    n = len(ages)
    days = pd.Timestamp(f"{SURVEY_YEAR}-03-02") + pd.to_timedelta(rng.integers(0, 60, n), unit="D")
    born = np.where(rng.random(n) < 0.01, -8, SURVEY_YEAR - ages)
    columns = {
        "lives_here": np.full(n, "1"),
        "years_lived": np.minimum(np.rint(rng.gamma(1.6, 9.0, n)).astype(int), ages),
        "birth_year": born,
        "roles": np.where(staff, "staff", _draw(rng, _ROLES, n)),
        **{name: _draw(rng, shares, n) for name, shares in _SHARES.items()},
    }
    asked = [field.field_id for field in questionnaire.demographics if field.field_id in columns]
    dates = {"survey_date": days.strftime("%Y-%m-%d")}
    return pd.DataFrame({**dates, **{name: columns[name] for name in asked}})


def draw_incident(
    rng: np.random.Generator, scores: pd.DataFrame, questionnaire: Questionnaire
) -> pd.DataFrame:
    """The incident block; ratings follow the scores loosely and no declared effect rests on them."""
    n = len(scores)
    happened = rng.random(n) < 0.42
    routine = scores[[name for name in ("CO", "DR") if name in scores]].mean(axis="columns").to_numpy()
    emergency = scores["RES"].to_numpy() if "RES" in scores else routine
    columns = {
        "exp_any": np.where(happened, "1", "0"),
        "exp_type": _draw(rng, _EXP_TYPES, n),
        "exp_month": [
            f"{y}-{m:02d}" for y, m in zip(rng.integers(2023, 2026, n), rng.integers(1, 13, n), strict=True)
        ],
        "info_timely": _near(rng, 5.2 - 0.9 * emergency, 0.9, 1, 4),
        "worry_last": _near(rng, 8.5 - 0.9 * emergency, 2.0, 0, 10),
        "coop_last": _near(rng, 0.9 + 0.45 * routine, 0.7, 1, 3),
        "rate_emerg": _near(rng, 0.4 + 1.75 * emergency, 1.3, 0, 10),
    }
    after = {name: np.where(happened, np.asarray(values).astype(str), "") for name, values in columns.items()}
    always = {
        "gov_lead_r": _near(rng, np.full(n, 4.4), 1.3, 1, 7),
        "gov_lead_e": _near(rng, np.full(n, 5.3), 1.2, 1, 7),
        "rate_routine": _near(rng, 0.6 + 1.7 * routine, 1.3, 0, 10),
    }
    both = {**after, "exp_any": columns["exp_any"], **always}
    return pd.DataFrame({f.field_id: both[f.field_id] for f in questionnaire.incident if f.field_id in both})


def _draw(rng: np.random.Generator, shares: dict[str, float], n: int) -> NDArray[np.str_]:
    return rng.choice(np.array(list(shares)), size=n, p=list(shares.values()))


def _near(rng: np.random.Generator, middle: Floats, sd: float, low: int, high: int) -> NDArray[np.int64]:
    return np.clip(np.rint(rng.normal(middle, sd)), low, high).astype(int)
