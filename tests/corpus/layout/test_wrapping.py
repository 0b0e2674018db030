import textwrap

from workbench.corpus.layout.lines import read_lines
from workbench.corpus.layout.wrapping import columns, find_wrapping


def test_columns_count_chinese_characters_twice_and_latin_ones_once():
    assert columns("社区abc12") == 9
    assert columns("it’s") == 4


def test_wrapped_english_shows_its_width():
    words = "every household could attend the meeting and say what it thought of parking dogs and noise " * 4
    wrapping = find_wrapping(read_lines(textwrap.fill(words.strip(), 60)))
    assert wrapping is not None
    assert 56 <= wrapping.width <= 60


def test_paragraph_lines_and_verse_are_not_wrapped():
    paragraphs = "\n".join("居民议事" * n + "，大家商量" for n in range(4, 30))
    verse = "\n".join(["白日依山尽", "黄河入海流", "欲穷千里目", "更上一层楼"] * 4)
    assert find_wrapping(read_lines(paragraphs)) is None
    assert find_wrapping(read_lines(verse)) is None
