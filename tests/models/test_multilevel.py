import warnings

import numpy as np
import pandas as pd
import pytest

from workbench.errors import ModelError
from workbench.models import fit_multilevel, fit_null, fit_ols, glance, tidy, variances

# lme4 stops its search at about 1e-7 of the ratio of the variances; ours is exact to 1e-12, so what remains
# is lme4's own rounding.
ESTIMATE, STD_ERROR, LOG_LIK, VARIANCE = 1e-6, 1e-6, 1e-8, 1e-6

LME4 = {
    "sleep_null": ("Reaction ~ 1", "sleepstudy", "Subject"),
    "sleep_ri": ("Reaction ~ Days", "sleepstudy", "Subject"),
    "exam_null": ("normexam ~ 1", "exam", "school"),
    "exam_ri": ("normexam ~ standLRT", "exam", "school"),
}


def compare_with_lme4(fit, expected):
    table, row = tidy(fit), glance(fit).iloc[0]
    fixed = pd.DataFrame(expected["fixef"])
    assert table["estimate"].tolist() == pytest.approx(fixed["estimate"].tolist(), rel=ESTIMATE)
    assert table["std_error"].tolist() == pytest.approx(fixed["se"].tolist(), rel=STD_ERROR)
    found = [row["log_lik"], row["aic"], row["bic"]]
    assert found == pytest.approx([expected[key] for key in ("logLik", "AIC", "BIC")], rel=LOG_LIK)
    in_r = [component["vcov"] for component in expected["varcorr"]]
    assert variances(fit)["variance"].tolist() == pytest.approx(in_r, rel=VARIANCE)
    assert row["icc"] == pytest.approx(expected["icc"], rel=VARIANCE)
    assert fit.converged


@pytest.mark.shared
@pytest.mark.parametrize("name", LME4)
def test_random_intercepts_agree_with_lme4(reference, name):
    expected = reference("mixed_lme4")
    formula, data, groups = LME4[name]
    fit = fit_multilevel(formula, pd.DataFrame(expected["data"][data]), groups=groups)
    compare_with_lme4(fit, expected[name])


@pytest.mark.shared
def test_ten_unbalanced_schools_agree_with_lme4(reference):
    expected = reference("mixed_few_groups_kr")
    data = pd.DataFrame(expected["data"])
    fit = fit_multilevel("mAch ~ cses + sector + meanses", data, groups="school")
    compare_with_lme4(fit, expected["ri"])
    assert any("community-level claims" in note for note in fit.notes)


@pytest.mark.shared
def test_raudenbush_and_bryk_tables_4_2_and_4_3(published):
    data = published("Hsb82")
    null = fit_null("mAch", data, groups="school")
    assert tidy(null)[["estimate", "std_error"]].iloc[0].tolist() == pytest.approx(
        [12.6370, 0.2444], abs=5e-5
    )
    assert variances(null)["variance"].tolist() == pytest.approx([8.6140, 39.1483], abs=5.1e-5)
    assert -2 * glance(null)["log_lik"][0] == pytest.approx(47116.8, abs=0.05)
    assert glance(null)["icc"][0] == pytest.approx(0.180, abs=5e-4)
    slope = fit_multilevel("mAch ~ meanses", data, groups="school")
    assert tidy(slope)[["estimate", "std_error"]].iloc[1].tolist() == pytest.approx(
        [5.8635, 0.3615], abs=5.1e-5
    )
    assert variances(slope)["variance"].tolist() == pytest.approx([2.6389, 39.1571], abs=5.1e-5)


@pytest.mark.shared
def test_exam_where_statsmodels_reports_a_false_optimum_at_times(reference):
    import statsmodels.formula.api as smf

    data = pd.DataFrame(reference("mixed_lme4")["data"]["exam"])
    formula = "normexam ~ standLRT + schavg"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        searched = [smf.mixedlm(formula, data, groups="school").fit(method=m) for m in ("bfgs", "lbfgs")]
    fit = fit_multilevel(formula, data, groups="school")
    assert all(fit.result.llf >= other.llf for other in searched if np.isfinite(other.llf))
    # the search that succeeds stops at about 1e-4 of the ratio
    assert fit.result.fe_params.tolist() == pytest.approx(searched[0].fe_params.tolist(), rel=1e-3)
    assert variances(fit)["variance"].tolist() == pytest.approx(
        [searched[0].cov_re.iloc[0, 0], searched[0].scale], rel=1e-3
    )


def test_statsmodels_own_summary_shows_the_same_standard_errors(residents):
    fit = fit_multilevel("RES ~ PL", residents, groups="case_id")
    assert fit.result.bse_fe.tolist() == tidy(fit)["std_error"].tolist()
    assert "case_id Var" in str(fit.result.summary())


def test_likelihood_is_highest_at_the_estimate(residents):
    fit = fit_multilevel("RES ~ PL", residents, groups="case_id")
    model, at = fit.result.model, float(np.asarray(fit.result.cov_re_unscaled)[0, 0])
    around = [model.loglike(np.array([np.sqrt(at * factor)])) for factor in (0.9, 0.99, 1, 1.01, 1.1)]
    assert int(np.argmax(around)) == 2


def test_no_variance_between_groups_is_noted_and_equals_regression(residents):
    flat = residents.assign(RES=lambda d: d["RES"] - d.groupby("case_id")["RES"].transform("mean"))
    fit = fit_multilevel("RES ~ age", flat, groups="case_id")
    plain = tidy(fit_ols("RES ~ age", flat, vcov="nonrobust"))
    assert any("boundary" in note for note in fit.notes)
    assert fit.converged
    assert glance(fit)["icc"][0] == pytest.approx(0, abs=1e-9)
    # a ratio of 1e-10 stands for 0, so agreement is to about 1e-8
    columns = ["estimate", "std_error"]
    assert tidy(fit)[columns].to_numpy() == pytest.approx(plain[columns].to_numpy(), rel=1e-7)


def test_order_of_rows_and_names_of_groups_change_nothing(residents):
    shuffled = residents.sample(frac=1, random_state=1).assign(case_id=lambda d: "z" + d["case_id"])
    one = tidy(fit_multilevel("RES ~ PL", residents, groups="case_id"))
    other = tidy(fit_multilevel("RES ~ PL", shuffled, groups="case_id"))
    assert other["std_error"].tolist() == pytest.approx(one["std_error"].tolist(), rel=1e-9)


def test_rows_without_a_group_are_dropped_and_counted(residents):
    residents.loc[[0, 1], "case_id"] = None
    fit = fit_multilevel("RES ~ PL", residents, groups="case_id")
    assert (fit.n_dropped, fit.nobs, fit.dropped_ids) == (2, 58, ("r00", "r01"))


@pytest.mark.parametrize("groups", ["respondent_id", "one"])
def test_groups_that_cannot_carry_an_intercept_are_refused(residents, groups):
    with pytest.raises(ModelError, match="at least two groups"):
        fit_multilevel("RES ~ PL", residents.assign(one="a"), groups=groups)


def test_outcome_constant_within_groups_is_refused(residents):
    by_case = residents.assign(RES=residents.groupby("case_id")["RES"].transform("mean"))
    with pytest.raises(ModelError, match="nothing is left to explain within"):
        fit_null("RES", by_case, groups="case_id")


def test_outcome_with_an_awkward_name_has_a_null_model(residents):
    fit = fit_null("mech-grid", residents.rename(columns={"RES": "mech-grid"}), groups="case_id")
    assert fit.formula == "Q('mech-grid') ~ 1"


def test_variances_need_a_random_intercept(residents):
    with pytest.raises(ModelError, match="fit_multilevel"):
        variances(fit_ols("RES ~ PL", residents))
