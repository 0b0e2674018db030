import pytest

from workbench.corpus.layout.divided import divided_dashes, divided_words
from workbench.corpus.layout.lines import read_lines


@pytest.mark.parametrize(
    ("text", "after"),
    [("研究——\n—以江城为例", "——"), ("研究—\n—以江城为例", "——"), ("想了…\n…想", "……")],
)
def test_halves_of_dashes_and_ellipses_are_joined(text, after):
    assert [c.after for c in divided_dashes(text, read_lines(text))] == [after]


@pytest.mark.parametrize("text", ["他说——\n——别说了", "……\n……", "好……\n他走了"])
def test_whole_dashes_and_ellipses_stay(text):
    assert list(divided_dashes(text, read_lines(text))) == []


@pytest.mark.parametrize(
    ("text", "after", "automatic"),
    [
        ("the resi-\ndents, and residents", "", True),
        ("a long-\nterm plan; long-term", "-", True),
        ("the resi-\ndents", "", False),
    ],
)
def test_the_rest_of_the_text_tells_whether_the_hyphen_stays(text, after, automatic):
    (change,) = divided_words(text, read_lines(text))
    assert (change.after, change.automatic) == (after, automatic)
