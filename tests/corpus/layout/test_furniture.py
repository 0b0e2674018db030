import pytest

from workbench.corpus.layout.furniture import is_page_furniture, is_page_number


@pytest.mark.parametrize(
    "line", ["— 3 —", "- 12 -", "第3页 共10页", "Page 3 of 10", "·12·", "第 3 页，共 10 页"]
)
def test_page_numbers(line):
    assert is_page_number(line)
    assert is_page_furniture(line)


@pytest.mark.parametrize(
    "line", ["2021·03", "2021.03", "2021年第3期", "2021年第3期（总第120期）", "12", "第3页"]
)
def test_issues_and_bare_numbers_may_be_part_of_a_sentence(line):
    assert is_page_furniture(line)
    assert not is_page_number(line)


@pytest.mark.parametrize("line", ["3户", "2021年3月5日", "第三条", "一、总则", "2021", "10:30"])
def test_other_short_lines(line):
    assert not is_page_number(line)
