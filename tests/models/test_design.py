import numpy as np
import pandas as pd
import pytest

from workbench.errors import ModelError
from workbench.models import fit_ols
from workbench.models.design import variables_of


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("RES ~ PL + CO", ["RES", "PL", "CO"]),
        ("RES ~ PL:CO + np.log(age)", ["RES", "PL", "CO", "age"]),
        ("RES ~ C(city, Treatment('a')) + I(age**2)", ["RES", "city", "age"]),
        ("Q('mech-grid') ~ 1", ["mech-grid"]),
    ],
)
def test_variables_of_a_formula(formula, names):
    assert variables_of(formula, ["RES", "PL", "CO", "age", "city", "mech-grid"]) == names


def test_unknown_variable_is_named_with_the_nearest():
    with pytest.raises(ModelError, match=r"no column Pl \(did you mean PL\?\).*columns are RES, PL"):
        variables_of("RES ~ Pl", ["RES", "PL"])


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("RES ~ PL +", "is not a formula"),
        ("RES PL", "has no outcome"),
        ("RES ~ PL + (1 | case_id)", "groups="),
    ],
)
def test_what_is_no_formula_is_refused(formula, message):
    with pytest.raises(ModelError, match=message):
        variables_of(formula, ["RES", "PL", "case_id"])


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (lambda x: x * 0 + 4, "z has the same value in all 20 rows"),
        (lambda x: 3 * x, "x, z cannot be told apart"),
        (lambda x: 3 * x + 2, "Intercept, x, z cannot be told apart"),
        (lambda x: np.where(x > 0, np.inf, x), "missing or infinite"),
    ],
)
def test_bad_predictor_is_named(column, message):
    x = np.linspace(-1, 1, 20)
    data = pd.DataFrame({"y": x**2 + x, "x": x, "w": x**3, "z": column(x)})
    with pytest.raises(ModelError, match=message):
        fit_ols("y ~ x + w + z", data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"y": [1.0, 1.0, 1.0], "x": [1.0, 2.0, 4.0]}, "outcome has the same value"),
        ({"y": [1.0, 2.0], "x": [1.0, 2.0]}, "2 rows are too few for 2 terms"),
        ({"y": ["a", "b", "c"], "x": [1.0, 2.0, 4.0]}, "y ~ x"),
    ],
)
def test_bad_outcome_is_refused(data, message):
    with pytest.raises(ModelError, match=message):
        fit_ols("y ~ x", pd.DataFrame(data))


def test_log_of_zero_is_refused_rather_than_dropped():
    data = pd.DataFrame({"y": [1.0, 2.0, 4.0, 3.0], "x": [0.0, 1.0, 2.0, 3.0]})
    with np.errstate(divide="ignore"), pytest.raises(ModelError, match="missing or infinite"):
        fit_ols("y ~ np.log(x)", data)


def test_a_formula_sees_no_variable_of_the_program():
    data = pd.DataFrame({"y": [1.0, 2.0, 4.0], "x": [0.0, 1.0, 2.0]})
    with pytest.raises(ModelError, match="no column model_class"):
        fit_ols("y ~ x + model_class", data)
