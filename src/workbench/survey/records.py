"""Record sheets of simulated communities: facts that agree with what their residents report."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.survey.background import SURVEY_YEAR
from workbench.survey.draws import Floats
from workbench.survey.questionnaire import Questionnaire

_TYPES = ("old-estate", "commercial-housing", "work-unit", "resettlement", "village-turned", "mixed")
_BUILT = (1985, 2008, 1978, 2012, 1996, 2000)
_CHAIN = ("none", "drafted", "in force", "used in incident")
_MAP = ("none", "exists", "updated within 12 months")
_SWITCH = ("none", "written", "rehearsed", "used")


def draw_records(
    rng: np.random.Generator, cases: pd.DataFrame, means: pd.DataFrame, questionnaire: Questionnaire
) -> pd.DataFrame:
    """One record sheet per community with the core fields of the questionnaire.

    Each field rises or falls with the quality of the arrangement it records: the standardised mean of the
    scale that asks residents about it (PL for the responsibility chain, FS for the five societies, PE for
    drills, …), plus noise of half its size.
    """
    quality = _quality(rng, means)
    columns = {**_place(rng, cases), **_organisation(rng, quality), **_preparedness(rng, quality)}
    columns |= _performance(rng, quality)
    sheet = pd.DataFrame(columns)
    core = [
        f.field_id for f in questionnaire.record_sheet if f.form == "core" and f.field_id in sheet.columns
    ]
    ids = pd.DataFrame({"case_id": cases["case_id"].to_numpy(), "status": "simulated"})
    return pd.concat([ids, sheet[core]], axis="columns")


def _quality(rng: np.random.Generator, means: pd.DataFrame) -> pd.DataFrame:
    """Standardised means of the scales with noise; scales that are not there have noise only."""
    spread = means.std(ddof=0).replace(0.0, 1.0).fillna(1.0)
    standard = ((means - means.mean()) / spread).reset_index(drop=True)
    names = ("PL", "CO", "FS", "PE", "DG", "SP", "SC", "RES", "ADP")
    known = {name: standard.get(name, 0.0) for name in names}
    return pd.DataFrame({name: value + rng.normal(0.0, 0.5, len(means)) for name, value in known.items()})


def _place(rng: np.random.Generator, cases: pd.DataFrame) -> dict[str, object]:
    n = len(cases)
    drawn = pd.Series(rng.choice(np.array(_TYPES), size=n))
    types = drawn if "c_type" not in cases else cases["c_type"].reset_index(drop=True).fillna(drawn)
    built = types.map(dict(zip(_TYPES, _BUILT, strict=True))).fillna(2000).to_numpy()
    return {
        "ref_period": np.full(n, f"{SURVEY_YEAR - 1}-01-01/{SURVEY_YEAR - 1}-12-31"),
        "c_type": types.to_numpy(),
        "c_built": (built + rng.integers(-5, 6, n)).astype(int) // 10 * 10,
        "c_pop": (rng.lognormal(8.6, 0.35, n) // 10 * 10).astype(int),
        "c_share60": _number(rng, np.full(n, 24.0), 6.0, 6.0, 48.0, digits=1),
        "c_floating_share": _number(rng, np.full(n, 22.0), 11.0, 1.0, 70.0, digits=1),
        "data_grade": rng.choice(np.array(["A document seen", "B two persons agree"]), size=n),
        "filled_by": np.full(n, f"simulation {SURVEY_YEAR}"),
    }


def _organisation(rng: np.random.Generator, q: pd.DataFrame) -> dict[str, object]:
    return {
        "c_staff_per10k": _number(rng, 17 + 1.5 * _of(q, "CO"), 1.5, 8.0, 30.0, digits=1),
        "c_resp_chain": _step(_of(q, "PL") + _of(q, "CO"), _CHAIN, (-1.6, 0.0, 1.6)),
        "c_five_breadth": _count(rng, 2.7 + 0.9 * _of(q, "FS"), 0.4, 5),
        "c_five_meetings": _count(rng, 4 + 2.5 * _of(q, "FS"), 1.0, 24),
        "c_teams_active": _count(rng, 2.2 + 1.0 * _of(q, "SC"), 0.5, 12),
        "c_vol_active": _number(rng, np.exp(2.3 + 0.6 * _of(q, "SC")), 1.0, 0.0, 90.0, digits=1),
        "c_platform_use": _number(rng, 56 + 14 * _of(q, "DG"), 4.0, 0.0, 100.0, digits=1),
        "c_data_shared": _count(rng, 1.3 + 0.7 * _of(q, "DG"), 0.3, 3),
        "c_form_hours": _number(rng, 11 - 1.5 * _of(q, "DG"), 1.5, 1.0, 30.0, digits=1),
    }


def _preparedness(rng: np.random.Generator, q: pd.DataFrame) -> dict[str, object]:
    return {
        "c_drills_n": _count(rng, 2.4 + 1.1 * _of(q, "PE"), 0.5, 12),
        "c_drill_reach": _number(rng, np.exp(2.3 + 0.55 * _of(q, "PE")), 1.0, 0.0, 80.0, digits=1),
        "c_riskmap": _step(_of(q, "PE"), _MAP, (-0.5, 0.7)),
        "c_hazard_close_rate": _number(rng, 70 + 12 * _of(q, "PE"), 4.0, 10.0, 100.0, digits=1),
        "c_shelter_pc": _number(rng, np.exp(0.1 + 0.4 * _of(q, "SP")), 0.1, 0.1, 6.0, digits=2),
        "c_agreements": _count(rng, 1.6 + 0.9 * _of(q, "SP"), 0.4, 8),
        "c_stock_days": _number(rng, 1.9 + 0.7 * _of(q, "SP"), 0.3, 0.0, 7.0, digits=1),
        "c_switch_plan": _step(_of(q, "CO") + _of(q, "PE"), _SWITCH, (-1.6, 0.2, 1.8)),
    }


def _performance(rng: np.random.Generator, q: pd.DataFrame) -> dict[str, object]:
    n = len(q)
    return {
        "c_inc_n": 1 + rng.poisson(2.4, n),
        "c_resp_min": _number(rng, np.exp(3.1 - 0.35 * _of(q, "RES")), 1.5, 4.0, 120.0, digits=0),
        "c_restore_h": _number(rng, np.exp(2.5 - 0.40 * _of(q, "RES")), 0.8, 1.0, 96.0, digits=1),
        "c_aar_rate": _number(rng, 52 + 17 * _of(q, "ADP"), 5.0, 0.0, 100.0, digits=0),
    }


def _of(quality: pd.DataFrame, name: str) -> Floats:
    return quality[name].to_numpy(dtype=float)


def _number(
    rng: np.random.Generator, middle: Floats, sd: float, low: float, high: float, *, digits: int
) -> Floats:
    return np.round(np.clip(rng.normal(middle, sd), low, high), digits)


def _count(rng: np.random.Generator, middle: Floats, sd: float, high: int) -> NDArray[np.int64]:
    return np.clip(np.rint(rng.normal(middle, sd)), 0, high).astype(int)


def _step(quality: Floats, steps: tuple[str, ...], cuts: tuple[float, ...]) -> NDArray[np.str_]:
    return np.array(steps)[np.searchsorted(cuts, quality)]
