"""The committed survey is what tools/simulate_example.py draws, and it reads without a complaint."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from workbench.survey import Questionnaire, read_responses, reliability

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["residents.csv", "communities.csv", "truth.csv"])
def test_the_script_draws_the_committed_files(tmp_path: Path, name: str) -> None:
    spec = importlib.util.spec_from_file_location("simulate_example", ROOT / "tools/simulate_example.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.main(tmp_path)
    assert (tmp_path / name).read_bytes() == (ROOT / "surveys" / name).read_bytes()


def test_the_committed_answers_are_possible(questionnaire: Questionnaire) -> None:
    cases = [f"sim{k:02d}" for k in range(1, 25)]
    responses = read_responses(ROOT / "surveys" / "residents.csv", questionnaire, cases=cases)
    assert len(responses.frame) == 720
    assert set(responses.frame["status"]) == {"simulated"}
    assert reliability(responses, questionnaire)["cronbachs_alpha"].min() > 0.65
