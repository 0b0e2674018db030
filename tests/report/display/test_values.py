import pytest

from workbench.errors import ReportError
from workbench.evidence import RowsBasis, value
from workbench.report import cite_values

ROWS = RowsBasis(3)


def test_values_are_shown_with_what_they_rest_on():
    data, _ = cite_values(value("n", 12, of=ROWS, format="d"))._repr_mimebundle_()
    assert data["text/plain"] == "n = 12"
    assert "3 行" in data["text/html"]


def test_one_name_is_one_number():
    with pytest.raises(ReportError, match=r"the value a is 0\.10 in one place and 0\.20 in another"):
        cite_values(value("a", 0.1, of=ROWS), value("a", 0.2, of=ROWS))


def test_the_same_value_twice_is_one():
    assert len(cite_values(value("a", 0.1, of=ROWS), value("a", 0.1, of=ROWS)).values) == 1
