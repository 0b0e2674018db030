import math

import numpy as np
import pytest

from workbench.errors import OptionError, ReportError
from workbench.evidence import RowsBasis, format_number, value, value_from, value_record

ROWS = RowsBasis(10)


@pytest.mark.parametrize(
    ("number", "spec", "text"),
    [
        (0.8125, ".2f", "0.81"),
        (-1.5, ".1f", "−1.5"),
        (-0.001, ".2f", "0.00"),
        (np.int64(1234), ",d", "1,234"),
        (0.256, ".1%", "25.6%"),
        (0.0204, "p", "0.020"),
        (0.0001, "=p", "< 0.001"),
        (0.04, "=p", "= 0.040"),
    ],
)
def test_a_number_has_one_printed_form(number, spec, text):
    assert format_number(number, spec, name="n") == text


def test_a_value_survives_the_notebook():
    item = value("alpha_RES", 0.81, of=ROWS)
    assert value_from(value_record(item)) == item


@pytest.mark.parametrize("name", ["", "a b", "_x", "-x", "x.", "a]", "a;b"])
def test_a_name_must_fit_into_prose(name):
    with pytest.raises(OptionError, match="cannot name a value"):
        value(name, 1, of=ROWS)


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_what_is_no_number_cannot_be_printed(number):
    with pytest.raises(ReportError, match="the value x is"):
        value("x", number, of=ROWS)


def test_a_value_rests_on_something():
    with pytest.raises(ReportError, match="rests on nothing"):
        value("x", 1, of=())


def test_a_wrong_format_is_named():
    with pytest.raises(OptionError, match="no number format"):
        value("x", 1, of=ROWS, format="two digits")
