import numpy as np
import pandas as pd
import pytest

from workbench.errors import ModelError, OptionError
from workbench.models import fit_ols, glance, tidy

# Stored R output has 15 digits; both sides solve the same equations, so only rounding remains.
R_TOLERANCE = 1e-9
# Published tables are compared to the digits they print: half a unit of the last.
# NIST: digits that a QR in double precision keeps. Wampler4 and 5 drown a signal of 1 in noise of 1e5 and
# 1e7, so their coefficients keep 7 and 5 digits in any double-precision program.
NIST_TOLERANCE = {"Wampler4": 1e-7, "Wampler5": 1e-5}


def nist_frame(data):
    x = np.array(data["x"])
    powers = x if x.ndim == 2 else np.column_stack([x**k for k in range(1, data["p"])])
    names = [f"x{k}" for k in range(1, data["p"])]
    return pd.DataFrame(powers, columns=names).assign(y=data["y"]), f"y ~ {' + '.join(names)}"


@pytest.mark.shared
@pytest.mark.parametrize("name", ["grunfeld", "caschools"])
@pytest.mark.parametrize(
    ("vcov", "in_r"),
    [
        ("nonrobust", "classical"),
        ("HC0", "HC0"),
        ("HC1", "HC1"),
        ("HC2", "HC2"),
        ("HC3", "HC3"),
        ("CR1", "CR1S"),
    ],
)
def test_standard_errors_agree_with_sandwich(reference, name, vcov, in_r):
    expected = reference("ols_robust")[name]
    formula = expected["call"].removeprefix("lm( ").removesuffix(" )")
    cluster = expected["cluster"] if vcov == "CR1" else None
    table = tidy(fit_ols(formula, pd.DataFrame(expected["data"]), vcov=vcov, cluster=cluster))
    assert table["estimate"].tolist() == pytest.approx(list(expected["coef"].values()), rel=R_TOLERANCE)
    assert table["std_error"].tolist() == pytest.approx(list(expected["se"][in_r].values()), rel=R_TOLERANCE)
    assert table["df"][0] == (expected["G"] - 1 if cluster else expected["n"] - len(table))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["grunfeld", "caschools"])
def test_summary_agrees_with_r(reference, name):
    expected = reference("ols_robust")[name]
    formula = expected["call"].removeprefix("lm( ").removesuffix(" )")
    row = glance(fit_ols(formula, pd.DataFrame(expected["data"]))).iloc[0]
    found = [row["r_squared"], row["log_lik"], row["aic"], row["bic"]]
    assert found == pytest.approx([expected[key] for key in ("r2", "loglik", "AIC", "BIC")], rel=R_TOLERANCE)


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["Norris", "Pontius", "Longley", "Wampler1", "Wampler2", "Wampler3", "Wampler4", "Wampler5"]
)
def test_nist_certified_values(reference, name):
    expected = reference("nist_strd_linear")["sets"][name]
    frame, formula = nist_frame(expected)
    table = tidy(fit_ols(formula, frame, vcov="nonrobust"))
    tolerance = NIST_TOLERANCE.get(name, 1e-8)
    assert table["estimate"].tolist() == pytest.approx(expected["beta"], rel=tolerance)
    # Longley's standard errors keep 7 digits, Wampler1 and 2 have none (an exact fit leaves rounding only)
    assert table["std_error"].tolist() == pytest.approx(expected["sd"], rel=1e-7, abs=1e-8)


@pytest.mark.shared
def test_filip_is_refused_because_its_terms_cannot_be_told_apart(reference):
    frame, formula = nist_frame(reference("nist_strd_linear")["sets"]["Filip"])
    with pytest.raises(ModelError, match="near-singular"):
        fit_ols(formula, frame)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("cluster", "vcov", "std_errors"),
    [
        (None, "nonrobust", [0.0284, 0.0286]),
        (None, "HC1", [0.0284, 0.0284]),
        ("firm", "CR1", [0.0670, 0.0506]),
        ("year", "CR1", [0.0234, 0.0334]),
    ],
)
def test_petersen_2009(published, cluster, vcov, std_errors):
    fit = fit_ols("y ~ x", published("PetersenCL"), cluster=cluster, vcov=vcov)
    table = tidy(fit)
    assert table["estimate"].tolist() == pytest.approx([0.0297, 1.0348], abs=5e-5)
    assert table["std_error"].tolist() == pytest.approx(std_errors, abs=5.1e-5)
    assert glance(fit)["r_squared"][0] == pytest.approx(0.2078, abs=5e-5)


@pytest.mark.shared
def test_star_kindergarten_of_stock_and_watson(published):
    data = published("STAR").assign(score=lambda d: d["readk"] + d["mathk"])
    data["stark"] = pd.Categorical(data["stark"], ["regular", "small", "regular+aide"])
    robust = fit_ols("score ~ stark", data)
    table = tidy(robust)
    assert robust.nobs == 5786
    assert robust.n_dropped == len(data) - 5786
    assert table["estimate"].tolist() == pytest.approx([918.04, 13.90, 0.31], abs=5e-3)
    assert table["std_error"].tolist() == pytest.approx([1.63, 2.45, 2.27], abs=5.1e-3)
    by_school = tidy(fit_ols("score ~ stark", data, cluster="schoolidk"))["std_error"]
    assert by_school[1:].tolist() == pytest.approx([4.231, 3.770], abs=5.1e-4)


@pytest.mark.shared
def test_mortality_panel_printed_by_clubsandwich(published):
    data = published("MortalityRates").query("cause == 'Motor Vehicle' and year <= 1983 and beertaxa.notna()")
    fit = fit_ols("mrate ~ legal + beertaxa + C(state) + C(year)", data, cluster="state")
    table = tidy(fit)
    table = table.set_index("term").loc[["legal", "beertaxa"]]
    # clubSandwich's CR1 has the factor G / (G - 1) only; with 65 terms in 700 rows the rest is 5 %
    clubsandwich = table["std_error"] * np.sqrt((fit.result.df_resid) / (fit.nobs - 1))
    assert table["estimate"].tolist() == pytest.approx([7.59, 3.82], abs=5e-3)
    assert clubsandwich.tolist() == pytest.approx([2.44, 5.14], abs=5e-3)
    assert table["df"].tolist() == [49, 49]


def test_fit_keeps_result_rows_and_counts(residents):
    fit = fit_ols("RES ~ PL + age", residents, data_name="residents")
    assert fit.result.summary().tables
    assert (fit.nobs, fit.n_dropped, fit.data_name) == (57, 3, "residents")
    assert fit.result.nobs == 57


def test_few_clusters_are_noted(residents):
    notes = fit_ols("RES ~ PL", residents, cluster="case_id").notes
    assert "fewer than 50" in notes[0]
    assert "community-level claims are not supported" in notes[1]


@pytest.mark.parametrize("options", [{"vcov": "CR1"}, {"vcov": "HC1", "cluster": "case_id"}, {"vcov": "HC9"}])
def test_standard_errors_that_do_not_exist_are_refused(residents, options):
    with pytest.raises(OptionError, match="vcov"):
        fit_ols("RES ~ PL", residents, **options)


def test_one_cluster_is_refused(residents):
    with pytest.raises(ModelError, match="one value in all 60 rows"):
        fit_ols("RES ~ PL", residents.assign(case_id="a"), cluster="case_id")
