import pytest

from workbench.errors import ReportError
from workbench.evidence import in_both, pick


def test_a_plain_text_stands_for_both_languages():
    assert in_both("R²", name="x") == {"zh": "R²", "en": "R²"}
    assert pick("R²", "zh") == "R²"


def test_a_missing_language_is_named():
    with pytest.raises(ReportError, match="caption has no text for en"):
        in_both({"zh": "图"}, name="caption")
