import pytest

from workbench.corpus.layout import find_footnotes
from workbench.corpus.trail import apply

BEFORE = "调查显示，老旧小区的居民更愿意参加楼道会，也更愿意为公共空间出资出力，而新建小区的居"
AFTER = "民往往先找物业公司。"
NOTE = "① 周衡：《楼道会与邻里信任》，《城乡治理研究》2020年第2期。"


def certain(text):
    return apply(text, [c for c in find_footnotes(text) if c.automatic]).after


@pytest.mark.parametrize(
    "block",
    [
        NOTE,
        f"{NOTE}\n\n② 同上，第17页。",
        "① 周衡：《楼道会与邻里信任》，《城乡\n治理研究》2020年第2期。",
        f"{NOTE}\n— 12 —",
        f"{NOTE}\n2020·02",
        "\\* 周衡，江城大学公共管理学院副教授。本文系某基金项目阶段性成果。",
        "[1] 周衡. 楼道会与邻里信任[J]. 城乡治理研究, 2020(2): 11-19.",
        "<sup>①</sup> 周衡：《楼道会与邻里信任》，《城乡治理研究》2020年第2期。",
        "1. 参见周衡：《楼道会与邻里信任》，江城出版社2020年版，第17页。",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_block_of_notes_inside_a_sentence_goes(block, gap):
    assert certain(f"{BEFORE}{gap}{block}{gap}{AFTER}") == BEFORE + AFTER


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE}民如此。\n\n{NOTE}\n\n民间也有办法。",  # between sentences
        f"{BEFORE}\n\n1. 修路。\n2. 种树。\n\n{AFTER}",  # items of a list
        # a note that goes on
        f"{BEFORE}\n① 周衡：楼道会与邻里信任，城乡\n治理研究2020年第2期。\n{AFTER}",
        f"一、问题的提出\n\n{NOTE}\n\n{AFTER}",  # a heading before
        f"{BEFORE}\n\n{NOTE}\n\n第二节 方法",  # a heading after
        f"{BEFORE}\n\n{NOTE}\n\n　　{AFTER}",  # a paragraph after
    ],
)
def test_other_notes_and_items_stay(text):
    assert certain(text) == text


def test_doubtful_block_is_proposed_with_a_reason():
    found = find_footnotes(f"{BEFORE}\n\n1. 修路。\n2. 种树。\n\n{AFTER}")
    assert [(c.rule, c.automatic, c.reason) for c in found] == [
        ("footnote", False, "the lines may be items of a list")
    ]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("治理<sup>①</sup>。", "治理①。"),
        ("治理<sup>[3]</sup>。", "治理[3]。"),
        ("100m<sup>2</sup>", "100m²"),
        ("10<sup>-3</sup>", "10⁻³"),
        ("the 20<sup>th</sup> Congress", "the 20th Congress"),
    ],
)
def test_note_marks_lose_their_markup_and_nothing_else(marked, plain):
    assert certain(marked) == plain


def test_raised_text_without_raised_characters_is_proposed():
    found = find_footnotes("均值<sup>组别甲</sup>")
    assert [(c.after, c.automatic) for c in found] == [("组别甲", False)]


@pytest.mark.parametrize(
    "items",
    [
        "① 2020年启动试点。\n② 入户访谈。",
        "1. 落实《社区公约》。\n2. 请教授讲课。",
        "* 课题组进驻。\n* 项目验收；",
    ],
)
def test_items_that_name_years_works_or_people_are_not_taken_for_notes(items):
    text = f"{BEFORE}\n{items}\n{AFTER}"
    assert certain(text) == text
