import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus.layout.lines import breaks_off, glue, goes_on, read_lines, stands_alone


@given(st.text(alphabet="ab \t\n　。", max_size=40))
def test_spans_lead_to_the_words_of_each_line(text):
    lines = read_lines(text)
    assert "\n".join(lines.rows) == text
    for i in range(len(lines)):
        start, end = lines.span(i)
        assert text[start:end] == lines.words(i)


@pytest.mark.parametrize(
    "line",
    [
        "第三条 居民",
        "（二）清点",
        "2.1 方法",
        "- 一项",
        "张三：好",
        "表1 人数",
        "## 题目",
        "甲\t乙",
        "[3] 周衡",
    ],
)
def test_headings_items_rows_and_speakers_stand_alone(line):
    assert stands_alone(line)
    assert not goes_on(line)
    assert not breaks_off(line)


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("社", "区", ""),
        ("the", "residents", " "),
        ("见", "Figure", ""),
        ("12", "34", ""),
        ("one,", "two", " "),
    ],
)
def test_only_latin_words_are_joined_with_a_space(before, after, between):
    assert glue(before, after) == between
