from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus.boilerplate import find_boilerplate
from workbench.corpus.repair import repair
from workbench.corpus.script import to_simplified

PROSE = "社区里的事情，总要有人张罗。去年汛期，物业和居民一起把地库的水排干，这一段经历大家至今记得清楚。"


def lines(text: str) -> dict[str, str]:
    return {text[c.start : c.end].strip(): c.rule for c in find_boilerplate(text)}


def reasons(text: str) -> dict[str, str]:
    return {text[c.start : c.end].strip(): c.reason for c in find_boilerplate(text)}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("首页 > 新闻中心 > 正文", "boilerplate-navigation"),
        ("当前位置：首页 >> 政务公开 >> 通知公告", "boilerplate-navigation"),
        ("某某市人民政府网> 要闻> 详情", "boilerplate-navigation"),
        ("首页 | 新闻 | 专题 | 联系我们", "boilerplate-navigation"),
        ("【字体：大 中 小】 打印 关闭", "boilerplate-navigation"),
        ("发布时间：2021-03-05 来源：某街道 浏览次数：1024", "boilerplate-navigation"),
        ("上一篇：关于开展防汛演练的通知", "boilerplate-navigation"),
        ("扫一扫在手机打开当前页", "boilerplate-navigation"),
        ("长按二维码关注我们", "boilerplate-navigation"),
        ("下载APP，看更多精彩", "boilerplate-navigation"),
        ("发表评论", "boilerplate-navigation"),
        ("-END-", "boilerplate-navigation"),
        ("棋牌游戏_六合彩开奖结果_澳门博彩网站_免费投注", "boilerplate-spam"),
        ("【推广】限时优惠，立即领取", "boilerplate-spam"),
        ("甲县| 乙县| 丙市| 丁区| 戊县| 己县| 庚市| 辛县| 壬县| 癸市| 子县| 丑县|", "boilerplate-spam"),
        ("某某论坛(2019年第3期)2019-04-02 10:20:30", "boilerplate-related"),
        ("版权所有 © 某某网 2015-2024", "boilerplate-notice"),
        ("京ICP备12345678号-1 京公网安备 11010102000001号", "boilerplate-notice"),
        ("未经本网授权，任何单位不得转载或镜像", "boilerplate-notice"),
        ("凡注明来源为本刊的文章，转载请注明出处。", "boilerplate-notice"),
        ("文章仅代表作者观点，不代表本平台立场", "boilerplate-notice"),
        ("（责任编辑：王小明 责任校对：李大海）", "boilerplate-credit"),
        ("责编|赵云", "boilerplate-credit"),
        ("第 3 页 共 12 页", "boilerplate-furniture"),
        ("2019·07", "boilerplate-furniture"),
    ],
)
def test_page_parts_are_proposed_with_a_reason(line: str, rule: str) -> None:
    text = f"{PROSE}\n{line}\n{PROSE}\n"
    assert lines(text) == {line.strip(): rule}
    [change] = find_boilerplate(text)
    assert text[change.start : change.end] == line + "\n"
    assert not change.automatic
    assert change.reason
    assert change.after == ""


@pytest.mark.parametrize(
    "line",
    [
        "老旧小区改造中的居民参与：以三个社区为例",
        "张三 李四",
        "（某某大学公共管理学院，北京 100000）",
        "关键词：社区；文化；教育；新闻",
        "[3]王五.社区分享经济研究[J].新闻与传播,2019(3):11-19.",
        "基金项目：国家社科基金项目（19BSH000）",
        "资料来源：作者根据访谈整理。",
        "二、分享与参与",
        "居民：关注。",
        "我下载过那个APP，扫码就能报修。",
        "第十二条 未经业主同意，任何单位不得转载、复制业主信息。",
        "甲组>乙组>丙组",
        "| 项目 | 一 | 二 |",
        "2021年3月5日",
        "收藏",
        "01",
        "表2 各社区的做法",
    ],
)
def test_what_belongs_to_the_text_stays(line: str) -> None:
    assert lines(f"{PROSE}\n{line}\n{PROSE}\n") == {}


def test_a_list_of_other_pages_ends_the_page() -> None:
    text = f"{PROSE}\n相关阅读\n社区食堂怎么办\n楼道里的议事会\n物业费为何难收\n京ICP备1号\n"
    assert [rule.split("-")[1] for rule in lines(text).values()] == ["related"] * 4 + ["notice"]


def test_a_list_beside_the_text_does_not_swallow_the_text() -> None:
    text = f"推荐阅读\n\n社区食堂怎么办\n\n楼道里的议事会\n\n张三\n\n{PROSE}\n"
    assert list(lines(text)) == ["推荐阅读"]


def test_words_that_are_also_buttons_need_company() -> None:
    assert lines(f"{PROSE}\n打印\n{PROSE}") == {}
    assert len(lines(f"{PROSE}\n打印\n\n关闭\n")) == 2


def test_running_heads_come_back_page_after_page() -> None:
    page = PROSE * 10
    title, head = "城市基层治理研究的若干问题", "社区研究 某某大学学报"
    text = "\n".join([title, page, head, page, head, page, head, page, f"## {title}", page])
    assert set(lines(text).values()) == {"boilerplate-furniture"}
    assert len(find_boilerplate(text)) == 4


def test_short_answers_and_labels_that_come_back_stay() -> None:
    talk = f"问：\n{PROSE * 10}\n是的没错。\n（与会者鼓掌）\n"
    assert lines(talk * 4) == {}


def test_reasons_repeat_no_words_of_the_text() -> None:
    assert set(reasons(f"{PROSE}\n责任编辑：王小明\n").values()) == {"who edited the page"}


@given(
    st.lists(st.sampled_from([PROSE, "首页 > 正文", "打印", "", "2019·07", "相关阅读", "短句"]), max_size=12)
)
def test_changes_are_whole_lines_in_order_without_overlap(chosen: list[str]) -> None:
    text = "\n".join(chosen)
    at = 0
    for change in find_boilerplate(text):
        assert at <= change.start < change.end <= len(text)
        assert change.start == 0 or text[change.start - 1] == "\n"
        assert change.end == len(text) or text[change.end - 1] == "\n"
        at = change.end


def key(line: str) -> str:
    """A line without what the repair changes: inserted pinyin, script, width, spaces."""
    bare = re.sub(r"(?<=[\u4e00-\u9fff])[(（][a-zü]*[^\x00-\x7f（）]?[a-zü]*[)）]", "", line)
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", to_simplified(bare)))


@pytest.mark.shared
def test_gold_lines_of_the_papers(shared: Path) -> None:
    gold = json.loads((shared / "reference" / "gold_boilerplate.json").read_text(encoding="utf-8"))
    for seed, listed in gold.items():
        [file] = (shared / "seeds").glob(f"{seed}_*.txt")
        text = repair(file.read_text(encoding="utf-8")).text
        found = {key(line): rule for line, rule in lines(text).items()}
        wanted = {key(line) for line in listed} & {key(line) for line in text.split("\n")}
        assert wanted <= set(found)
        assert {rule for line, rule in found.items() if line not in wanted} <= {"boilerplate-credit"}


@pytest.mark.shared
def test_statutes_and_reports_have_no_page_parts(shared: Path) -> None:
    files = [f for f in (shared / "real" / "cn_community_regs").rglob("*.md") if f.name != "SOURCE.md"]
    assert [f.name for f in files if find_boilerplate(f.read_text(encoding="utf-8"))] == []
