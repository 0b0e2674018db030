from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from workbench.survey import Item, Questionnaire, Scale, read_questionnaire
from workbench.survey.questionnaire import Choice, Field

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return read_questionnaire(ROOT / "surveys" / "questionnaire.yaml")


@pytest.fixture(scope="session")
def cases() -> pd.DataFrame:
    kinds = ["model"] * 5 + ["ordinary"] * 12 + ["weak"] * 7
    return pd.DataFrame({"case_id": [f"sim{k:02d}" for k in range(1, 25)], "status_kind": kinds})


@pytest.fixture
def questions() -> Questionnaire:
    """Four items of trust, one of them reversed, and two acts."""
    trust = tuple(Item(f"T{k}", "T", f"题{k}", f"Item {k}", reverse=k == 4) for k in range(1, 5))
    acts = tuple(Item(f"A{k}", "A", f"行{k}", f"Act {k}", low=0, high=1) for k in (1, 2))
    return Questionnaire(
        "例",
        "Example",
        "1",
        scales=(
            Scale("T", "信任", "Trust", trust, role="mediator"),
            Scale("A", "参与", "Acts", acts, role="mediator", scoring="count"),
        ),
        missing=tuple(Choice(str(code), "", "") for code in (-7, -8, -9)),
        anchors=tuple(Choice(str(value), "", "") for value in range(1, 6)),
        demographics=(
            Field("birth_year", "出生年", "Born", "number", low=1925, high=2008),
            Field("tenure", "住房", "Tenure", "single", (Choice("own", "", ""), Choice("rent", "", ""))),
        ),
    )


@pytest.fixture
def answers() -> pd.DataFrame:
    """Three respondents in two communities, all answers possible."""
    return pd.DataFrame(
        {
            "respondent_id": ["r1", "r2", "r3"],
            "case_id": ["c1", "c1", "c2"],
            "T1": [4, 2, 5],
            "T2": [5, -7, 4],
            "T3": [4, -8, 5],
            "T4": [2, 4, 1],
            "A1": [1, 0, 1],
            "A2": [1, 0, -9],
        }
    )
