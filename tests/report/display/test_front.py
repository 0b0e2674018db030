import pytest

from workbench.errors import OptionError, ReportError
from workbench.report import front_matter


def test_the_title_page_shows_both_languages_and_escapes_them():
    data, _ = front_matter(title={"zh": "题<b>", "en": "Title"}, simulated=True)._repr_mimebundle_()
    assert "题&lt;b&gt;" in data["text/html"]
    assert "Title" in data["text/html"]
    assert "模拟数据 · Simulated data" in data["text/html"]


def test_a_title_in_one_language_is_not_enough():
    with pytest.raises(ReportError, match="title has no text for en"):
        front_matter(title={"zh": "题"})


def test_a_date_is_a_date():
    with pytest.raises(OptionError, match="2026-07-20"):
        front_matter(title="T", date="20 July")
