import pytest

from workbench.corpus.layout import find_misplaced_blocks

BEFORE = "邻里之间的往来越来越少，议事会的作用因此越来越大，而大家常常忽略了"
AFTER = "对老人和孩子的照顾，也忽略了新搬来的住户。"


@pytest.mark.parametrize(
    "block",
    [
        "周衡\n（江城大学公共管理学院，江城430000）",
        "周衡 李默\n(江城大学公共管理学院)",
        "图3 议事会的流程",
        "表2 各楼栋参会人数",
    ],
)
def test_author_lines_and_captions_inside_a_sentence_are_proposed(block):
    text = f"{BEFORE}\n{block}\n{AFTER}"
    found = find_misplaced_blocks(text)
    assert [(text[c.start : c.end].strip(), c.automatic) for c in found] == [(block, False)]


def test_table_inside_a_quotation_is_proposed():
    block = "表1 参会人数\n\n楼栋\t人数\n一号楼\t12\n\n资料来源：议事会纪要。"
    text = f"他们把这个办法叫作“先听后\n\n{block}\n\n说”，并且写进了规则，贴在楼道里。"
    found = find_misplaced_blocks(text)
    assert [text[c.start : c.end].strip() for c in found] == [block]


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE}别的事。\n周衡\n（江城大学公共管理学院）\n{AFTER}",
        f"{BEFORE}\n{AFTER}",
        "议事会研究\n周衡\n（江城大学公共管理学院）\n摘要：本文讨论议事会。",
        "各楼栋人数如下\n楼栋\t人数\n一号楼\t12\n其余楼栋尚未统计，以后再补。",
    ],
)
def test_blocks_in_their_own_place_are_left(text):
    assert find_misplaced_blocks(text) == []
