import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus.changes import settle
from workbench.corpus.layout import find_hard_wraps
from workbench.corpus.trail import apply


def certain(text):
    return apply(text, settle(c for c in find_hard_wraps(text) if c.automatic)).after


def wrap(paragraph, width):
    return "\n".join(paragraph[i : i + width] for i in range(0, len(paragraph), width))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("议事会定下规则，大家都觉得自己有责\n任遵守。", "议事会定下规则，大家都觉得自己有责任遵守。"),
        ("规则贴在楼道里，人人看得见，由物业公\n\n司负责。", "规则贴在楼道里，人人看得见，由物业公司负责。"),
        ("依照《\n社区公约\n》办理。", "依照《社区公约》办理。"),
        ("这就是“\n先听后说\n”的办法。", "这就是“先听后说”的办法。"),
        ("议事规则研究——\n—以江城为例", "议事规则研究——以江城为例"),
        ("他想了很久…\n…没有说话", "他想了很久……没有说话"),
        ("大家推举的\n楼组长\n，每月轮换。", "大家推举的\n楼组长，每月轮换。"),
        ("more infor-\nmation; the information", "more information; the information"),
        ("a long-\nterm plan, a long-term view", "a long-term plan, a long-term view"),
    ],
)
def test_breaks_inside_words_and_before_closing_marks_go(text, joined):
    assert certain(text) == joined


@pytest.mark.parametrize(
    "text",
    [
        "第一章 总则\n第一条 为了规范议事，制定本规则。",
        "一、议事的由来\n议事会起于停车的争执，",
        "（一）清点车辆\n（二）划出车位\n（三）公布规则",
        "锄禾日当午，汗滴禾下土。\n谁知盘中餐，粒粒皆辛苦。",
        "张三：我觉得这个办法很重\n李四：要不再想想",
        "姓名\t楼栋\n张三\t一号楼",
        "| 楼栋 | 户数 |\n|---|---|\n| 一 | 20 |",
        "江城市和平路12号\n和平社区居民委员会\n邮编430000",
        "　　大家都觉得自己有责\n　　任务完成以后再说。",
        "他点点头\n……没有说话",
        "他说：“好。”\n”你怎么看“好”这个字？",
        "a co-\noperative",
    ],
)
def test_lines_that_stand_alone_are_never_joined(text):
    assert certain(text) == text


def test_text_wrapped_at_one_width_is_joined_paragraph_by_paragraph():
    paragraphs = [
        "议事会每月召开一次，议题由楼组长收集，会前三天在公告栏公布，任何住户都可以旁听，并且可以在会后提交书面意见。",
        "参加议事的住户轮流主持，会后由社工整理纪要，有的楼栋还把纪要贴在电梯里，方便上班的年轻人看到，也方便补充。",
        "停车、养犬、装修噪音是最常出现的题目，其次是电动车充电和楼道堆物，这两项往往要请消防部门一同到场才能谈妥。",
    ]
    text = "\n".join(wrap(p, 20) for p in paragraphs)
    assert certain(text) == "\n".join(paragraphs)


def test_wrapped_english_is_joined_with_spaces():
    paragraphs = [
        "The residents met once a month and every household could attend, or could send its comments later.",
        "Parking was the most frequent topic, followed by dogs and by noise from building work in the flats.",
        "Those who disagreed were asked to explain why, and the rules were changed for the old and the sick.",
    ]
    text = "\n\n".join(textwrap.fill(p, 44, break_on_hyphens=False) for p in paragraphs)
    assert certain(text) == "\n\n".join(paragraphs)


def test_join_without_proof_is_proposed_with_a_reason():
    text = "议事会的规则，只有真正\n的住户才能修改，别人不能。"
    found = find_hard_wraps(text)
    assert [(c.rule, c.automatic) for c in found] == [("hard-wrap", False)]
    assert found[0].reason


@given(st.text(alphabet="社区居民责任，。“”《》—…\n 　ab-", max_size=60))
def test_nothing_but_space_hyphens_and_dashes_is_touched(text):
    kept = dict.fromkeys(map(ord, "\n 　-—…"))
    assert certain(text).translate(kept) == text.translate(kept)
