import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.report.render.elements import document, each, text_of
from workbench.report.render.pandoc import read_cells, to_format
from workbench.report.render.sanitise import sanitise


def clean(source):
    return sanitise(read_cells([source])[0], lang="zh")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScript:x",
        "data:text/html,x",
        "file:///x",
        "vbscript:x",
        "//evil.example",
        "a.md",
    ],
)
def test_of_an_unsafe_link_only_the_words_are_kept(url):
    blocks = clean(f"[word]({url})")
    assert not list(each(blocks, "Link"))
    assert text_of(blocks) == "word"


@pytest.mark.parametrize("url", ["https://a.b/c?d=e", "http://a.b", "mailto:a@b.c", "#sec-a"])
def test_a_safe_link_is_kept(url):
    assert len(list(each(clean(f"[word]({url})"), "Link"))) == 1


def test_a_picture_of_a_file_is_said_to_be_missing():
    assert text_of(clean("![图](../secret.png)")) == "［未收入的图片：图］"


def test_prose_cannot_forge_the_marks_of_a_report():
    blocks = clean(
        '[x]{.wb-value name="a"}\n\n::: {.wb-table label="tbl-a"}\ny\n:::\n\n# H {.x onclick="y" #ev-a}'
    )
    assert "wb-" not in str(blocks)
    assert "onclick" not in str(blocks)
    assert "ev-a" not in str(blocks)


def test_lines_of_chinese_join_without_a_space():
    assert text_of(clean("第一行\n第二行 word\nword")) == "第一行第二行 word word"


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="<>/script onerror=\"'`{}[]()!#:javas\n\\&;", max_size=60))
def test_no_prose_makes_markup_that_acts(source):
    page = to_format(document(clean(source)), "html5").decode().lower()
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
