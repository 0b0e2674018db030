"""A codebook built by hand checks itself."""

import pytest

from workbench.codebook import Code, Codebook, Family
from workbench.errors import DefinitionError, OptionError

ACTOR = Family("actor", "主体", "Actor")
VOLUNTEER = Code("volunteer", "actor", "志愿者", "Volunteer")


def test_lookup_of_codes_and_families():
    codebook = Codebook((VOLUNTEER,), (ACTOR,), "1")
    assert codebook["volunteer"] is VOLUNTEER
    assert "volunteer" in codebook
    assert "resident" not in codebook
    assert codebook.family("actor").label("en") == "Actor"
    assert list(codebook) == [VOLUNTEER]


@pytest.mark.parametrize(
    ("codes", "words"),
    [((VOLUNTEER, VOLUNTEER), "occurs twice"), ((Code("a", "b", "c", "d"),), "families are actor")],
)
def test_contradictory_codebook_is_refused(codes, words):
    with pytest.raises(DefinitionError, match=words):
        Codebook(codes, (ACTOR,), "1")


def test_absent_ids_and_languages_are_named():
    codebook = Codebook((VOLUNTEER,), (ACTOR,), "1")
    with pytest.raises(OptionError, match="no code resident"):
        codebook["resident"]
    with pytest.raises(OptionError, match="no family space"):
        codebook.codes_of("space")
    with pytest.raises(OptionError, match="'zh', 'en'"):
        VOLUNTEER.label("de")
