from workbench.corpus.layout.lines import read_lines
from workbench.corpus.layout.recurring import find_heads, head_key

PAGE = (
    "议事会每月召开一次，议题由楼组长收集，会前三天公布，住户都可以旁听，也可以提意见。" * 8
    + "大家轮流主持，由社"
)
NEXT = "工整理纪要。" + PAGE


def test_numbers_of_pages_do_not_distinguish_heads():
    assert head_key("12 社区 文汇") == head_key("13 社区文汇")
    assert head_key("2021·03") != head_key("2021·04")


def test_head_between_halves_of_sentences_is_certain_once_it_comes_back():
    once = find_heads(read_lines(f"{PAGE}\n江城文汇选\n{NEXT}"))
    twice = find_heads(read_lines(f"{PAGE}\n江城文汇选\n{NEXT}\n江城文汇选\n工整理纪要。"))
    assert once.certain == frozenset()
    assert twice.certain == {"江城文汇选"}


def test_text_of_links_is_no_head():
    text = f"{PAGE}区的\n江城居委会\n的主任。\n{NEXT}区的\n江城居委会\n的同志。"
    assert find_heads(read_lines(text)).certain == frozenset()
