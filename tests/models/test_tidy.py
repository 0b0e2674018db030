import pytest

from workbench import schemas
from workbench.errors import OptionError
from workbench.models import fit_multilevel, fit_ols, glance, tidy


@pytest.fixture(params=["ols", "clustered", "multilevel"])
def fit(request, residents):
    if request.param == "multilevel":
        return fit_multilevel("RES ~ PL + age", residents, groups="case_id")
    return fit_ols("RES ~ PL + age", residents, cluster="case_id" if request.param == "clustered" else None)


def test_tables_have_the_declared_columns(fit):
    assert list(tidy(fit).columns) == schemas.ESTIMATES.names
    assert list(glance(fit).columns) == schemas.FIT_SUMMARY.names


def test_numbers_are_those_of_statsmodels(fit):
    table, intervals = tidy(fit), fit.result.conf_int().to_numpy()[:3]
    assert table["term"].tolist() == ["Intercept", "PL", "age"]
    assert table["p_value"].tolist() == pytest.approx(fit.result.pvalues.tolist()[:3], rel=1e-9)
    assert table[["conf_low", "conf_high"]].to_numpy() == pytest.approx(intervals, rel=1e-9)


def test_counts(fit):
    row = glance(fit).iloc[0]
    assert (row["nobs"], row["n_dropped"], row["converged"]) == (57, 3, True)


def test_wider_level_wider_interval(fit):
    narrow, wide = tidy(fit, conf_level=0.9), tidy(fit, conf_level=0.99)
    assert (wide["conf_low"] < narrow["conf_low"]).all()


@pytest.mark.parametrize("conf_level", [0, 1, 95])
def test_level_must_be_a_probability(fit, conf_level):
    with pytest.raises(OptionError, match="conf_level"):
        tidy(fit, conf_level=conf_level)


def test_missing_where_it_has_no_meaning(residents):
    plain = glance(fit_ols("RES ~ PL", residents)).iloc[0]
    nested = glance(fit_multilevel("RES ~ PL", residents, groups="case_id")).iloc[0]
    assert plain[["n_groups", "icc"]].isna().all()
    assert nested[["r_squared"]].isna().all()
    assert nested["n_groups"] == 12
