from __future__ import annotations

import pytest

from workbench.errors import OptionError
from workbench.survey import Equation, SurveyEffects, change_slope, true_values
from workbench.survey.effects import leave_out

STUDY_MODEL = "RES ~ PL + CO + FS + DR + PE + DG + SP + SC + age60"


def test_leaving_out_a_mediator_adds_its_paths() -> None:
    outcome = Equation("Y", 1.0, {"X": 0.2, "M": 0.5}, community_sd=0.3)
    mediator = Equation("M", 2.0, {"X": 0.4, "Z": 0.1}, {"X": 0.6}, community_sd=0.8)
    total = leave_out(outcome, mediator)
    assert total.intercept == pytest.approx(2.0)
    assert total.slopes == pytest.approx({"X": 0.4, "Z": 0.05})
    assert total.contextual == pytest.approx({"X": 0.3})
    assert total.community_sd == pytest.approx(0.5)


def test_truth_has_the_models_of_the_study() -> None:
    truth = true_values(SurveyEffects()).set_index(["model", "term"])["value"]
    assert truth[(STUDY_MODEL, "PL")] == pytest.approx(0.08)
    assert truth[(STUDY_MODEL, "SC")] == pytest.approx(0.12 + 0.05 * 0.45)
    assert truth[("indirect", "PL→CO→RES")] == pytest.approx(0.45 * 0.14)
    assert truth[(STUDY_MODEL, "community_variance")] > 0.16**2


def test_a_changed_slope_leaves_the_others() -> None:
    effects = change_slope(SurveyEffects(), "RES", "PL", 0.0)
    assert effects.equation("RES").slopes["PL"] == 0.0
    assert effects.equation("RES").slopes["CO"] == SurveyEffects().equation("RES").slopes["CO"]
    with pytest.raises(OptionError, match="there are equations for CO"):
        change_slope(effects, "PL", "CO", 1.0)
