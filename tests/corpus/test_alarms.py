from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus.alarms import find_alarms
from workbench.corpus.repair import repair

PROSE = "社区里的事情，总要有人张罗。去年汛期，物业和居民一起把地库的水排干，这一段经历大家至今记得清楚。"


def names(text: str) -> list[str]:
    return [alarm.split(":")[0] for alarm in find_alarms(text)]


def test_sound_text_has_no_alarm() -> None:
    assert find_alarms("") == ()
    assert find_alarms(f"防汛与邻里\n\n{PROSE}\n“水退了”，他说。\n") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{PROSE}各户受损情况见表3。", "missing-table"),
        (f"{PROSE}\n表1 受损情况\n\n{PROSE}", "missing-table"),
        (f"{PROSE}结果如下表所示。\n\n{PROSE}", "missing-table"),
        (f"{PROSE}As shown in Table 2, trust grew.", "missing-table"),
        (f"{PROSE}积水的位置如图1所示。", "missing-figure"),
        (f"摘要：{PROSE}\n关键词：防汛\n一、引言\n{PROSE}", "missing-title"),
        (f"{PROSE}社区组织了三次演练，居民们都来参加，但是到了晚上又下起雨来的时", "ends-mid-sentence"),
        (f"{PROSE}社区的三支队伍、", "ends-mid-sentence"),
        (f"，后来水就退了。{PROSE}", "starts-mid-sentence"),
        (f"的办法是先排水再清淤。{PROSE}", "starts-mid-sentence"),
        (f"{PROSE}他说“先救人。\n{PROSE}", "unbalanced-quotes"),
        (f"{PROSE}参见《防汛手册。", "unbalanced-quotes"),
        (f"{PROSE}他\ufffd来了。", "replacement-character"),
        (f"{PROSE}他\ue42e来了。", "private-use"),
        (f"{PROSE}他\udc80来了。", "undecodable"),
        (f"水退了?;鎶又来了。{PROSE}", "lost-byte"),
    ],
)
def test_each_kind_of_damage_is_named(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}见表1。\n\n表1 受损情况\n\n户\t水深\n甲\t3\n乙\t5\n",
        f"{PROSE}见表1。\n\n| 户 | 水深 |\n|---|---|\n| 甲 | 3 |\n\n表1 受损情况\n",
        f"{PROSE}如图2所示。\n\n图2 积水的位置\n",
        f"{PROSE}如图2所示。\n\n![](map.png)\n",
        f"每组选代表2人，发表3篇文章，增加手表2万只。{PROSE}",
        f"论文的表1写有水深。{PROSE}〔李 2023，表1〕",
        f"他说：\n“第一段。\n“第二段。\n“第三段。”\n{PROSE}",
        f"1）先排水。\n2）再清淤。\n{PROSE}",
        f"老旧小区的防汛\n张三\n摘要：{PROSE}\n关键词：防汛\n{PROSE}",
        f"问：你们几点到的？\n答：五点，天还没亮。\n问：后来呢？\n{PROSE}",
        f"{PROSE}\n某某市人民代表大会常务委员会\n2021年3月5日",
        f"{PROSE}\n责任编辑：李明\n打开APP，阅读全文\n",
        f"这怎么可能?!在场的人都说不信。{PROSE}",
    ],
)
def test_what_only_looks_like_damage_is_silent(text: str) -> None:
    assert find_alarms(text) == ()


def test_an_alarm_says_how_many_and_what_to_do() -> None:
    [alarm] = find_alarms(f"{PROSE}见表1和表2。")
    assert alarm == (
        "missing-table: 2 announced, caption or rows absent (1, 2); take the table from the original"
    )


@given(st.text(alphabet="“”「」《》（）\n社区。", max_size=60))
def test_balanced_marks_are_never_an_alarm(text: str) -> None:
    balanced = "".join(f"“{line.translate(_NO_MARKS)}”。\n" for line in text.split("\n"))
    assert "unbalanced-quotes" not in names(balanced)


_NO_MARKS = {ord(mark): None for mark in "“”「」《》（）"}

EXPECTED = {
    "000": {"missing-table"},
    "003": {"missing-character", "missing-title"},
    "004": {"missing-table", "missing-figure"},
}


@pytest.mark.shared
@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_alarms_of_the_papers(shared: Path, seed: str) -> None:
    [file] = (shared / "seeds").glob(f"{seed}_*.txt")
    found = set(names(repair(file.read_text(encoding="utf-8")).text))
    told = {"missing-table", "missing-figure", "missing-title", "missing-character", "ends-mid-sentence"}
    assert found & told == EXPECTED.get(seed, set())


@pytest.mark.shared
def test_statutes_and_reports_lack_no_character(shared: Path) -> None:
    real = shared / "real"
    files = [f for f in (real / "cn_community_regs").rglob("*.md") if f.name != "SOURCE.md"]
    texts = [f.read_text(encoding="utf-8") for f in files]
    for rows in (real / "cn_gov_reports").glob("*.jsonl"):
        texts += [json.loads(row)["content"] for row in rows.read_text(encoding="utf-8").splitlines()]
    unexpected = {"missing-character", "missing-table", "missing-figure", "missing-title"}
    assert [t[:20] for t in texts if unexpected & set(names(t))] == []
