import pytest

from workbench.corpus.layout import find_running_heads
from workbench.corpus.trail import apply

PAGES = [
    "居民议事会每月召开一次，议题由楼组长收集，会前三天在公告栏公布，任何住户都可以旁听。参加议事的住户轮流主持，"
    "会后由社工整理纪要。有的楼栋还把纪要贴在电梯里，方便上班的年轻人看到，也方便他们在手机上补充意见。"
    "停车、养犬、装修噪音是最常出现的题目，其次是电动车充电和楼道堆物。争执最多的是停车，车位少而车辆多，"
    "先到先得的办法使下夜班的人十分为难，于是有人提议按户轮换，有人主张按年收费，也有人希望向街道争取路边泊位。"
    "经过四轮讨论，大家同意先清点车辆，再划出临时车位，由物业公",
    "司统一管理。试行三个月以后，投诉减少了一半以上，物业费的收缴率也有所提高。社工认为，关键不在办法本身，"
    "而在办法是大家一起定下来的，人人都觉得自己有责任遵守。当然也有不同的声音，几位老住户始终觉得轮换太麻烦，"
    "宁愿回到从前。为此议事会又开了两次专题会，请他们把顾虑一条一条说出来，再由大家逐条回应。最后形成的补充规则"
    "照顾了行动不便的老人和带婴儿的家庭，也写明了访客车辆的停放时限。规则贴出以后，物业公司按周公布执行情况，"
    "议事会按月复核，发现问题随时修",
    "改。这样的做法后来被另外两个小区借鉴，不过他们的条件不同，结果也不完全一样。一个小区地下车库空置，"
    "问题在于租金；另一个小区紧邻学校，问题在于上下学时段的拥堵。可见同一种办法放在不同的地方，需要重新商量，"
    "不能照搬。调查组在访谈中反复听到的一句话是，先听人把话说完，再谈怎么办。",
]
WHOLE = "".join(PAGES)


def certain(text):
    return apply(text, [c for c in find_running_heads(text) if c.automatic]).after


@pytest.mark.parametrize(
    "heads",
    [
        ("2021·03", "2021·03"),
        ("— 12 —", "— 13 —"),
        ("第12页 共40页", "第13页 共40页"),
        ("社区治理文汇", "社区治理文汇"),
        ("社区治理文汇\n12", "社区治理文汇\n13"),
        ("12 社区治理文汇", "13 社区治理文汇"),
        ("2021年第3期", "2021年第3期"),
        ("12", "13"),
    ],
)
def test_heads_that_come_back_inside_sentences_go(heads):
    text = f"{PAGES[0]}\n{heads[0]}\n{PAGES[1]}\n{heads[1]}\n{PAGES[2]}"
    assert certain(text) == WHOLE


def test_head_glued_to_the_next_line_goes_where_the_text_has_other_heads():
    text = f"{PAGES[0]}\n2021·03\n{PAGES[1]}\n2021·03\n{PAGES[2]}"
    first, rest = text[:60], text[60:]
    assert certain(f"{first}\n江城论坛{rest}") == WHOLE


def test_name_of_a_periodical_in_a_sentence_stays():
    text = f"{PAGES[0]}\n2021·03\n{PAGES[1]}\n2021·03\n{PAGES[2]}有关讨论见于\n江城论坛的专栏。"
    assert certain(text) == f"{WHOLE}有关讨论见于\n江城论坛的专栏。"


@pytest.mark.parametrize("head", ["12", "2021·03", "江城论坛"])
def test_what_comes_once_is_proposed(head):
    found = find_running_heads(f"{PAGES[0]}\n{head}\n{PAGES[1]}")
    assert [(c.rule, c.automatic) for c in found] == [("running-head", False)]
    assert head not in found[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "问：您常来吗？\n答：常来\n谢谢\n问：一个人来，还是\n谢谢\n和家人一起",
        "\n".join(["我们那个小区以前的时候呢就是大家都不怎么说话"] * 3 + ["嗯嗯对的"] * 3),
        "参加会议的有\n江城社区居委会\n的三位同志，主持的是\n江城社区居委会\n的主任。" + WHOLE,
        "01\n\n问题\n\n" + PAGES[1] + "改。\n\n02\n\n方法\n\n" + PAGES[2],
    ],
)
def test_answers_links_and_numbered_sections_stay(text):
    assert certain(text) == text


def test_title_that_is_also_the_running_head_is_kept_once():
    text = f"社区议事规则研究\n{PAGES[0]}\n社区议事规则研究\n{PAGES[1]}\n社区议事规则研究\n{PAGES[2]}"
    assert certain(text) == f"社区议事规则研究\n{WHOLE}"
