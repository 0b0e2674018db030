from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.corpus import Corpus, Document
from workbench.corpus.speakers import find_speakers, speakers_table

SHARED = Path(__file__).parents[2] / "../shared/real"


def marks(text: str) -> list[str]:
    return [speaker.mark for speaker in find_speakers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三：来了？\n李四：来了。\n张三：坐。\n李四：好。\n", ["张三", "李四"]),
        ("问：几天？\n答：三天。\n答：不，四天。", ["问", "答"]),
        ("Q1: 几天？\nA1: 三天。\nQ2：后来？\nA2：好了。", ["Q", "A"]),
        (
            "访谈者：您好\n受访者1（女，65岁）：好\n受访者2（男）：好\n受访者1：嗯",
            ["访谈者", "受访者1", "受访者2"],
        ),
        ("【主持人】开始吧\n【嘉宾】好的\n", ["主持人", "嘉宾"]),
        ("主持人 10:23\n开始吧\n\n说话人1 00:10:30\n好的\n", ["主持人", "说话人1"]),
        ("发言人 1 00:03\n开始\n发言人 2 00:09\n好\n", ["发言人 1", "发言人 2"]),
        ("张三(00:00:03): 甲\n李四(00:00:09): 乙\n张三(00:00:12): 丙\n李四(00:00:20): 丁", ["张三", "李四"]),
        ("[00:01] 王芳：甲\n[00:02] 赵敏：乙\n[00:03] 王芳：丙\n[00:05] 赵敏：丁", ["王芳", "赵敏"]),
        ("### 唐鳳：\n請說。\n\n### 訪問者：\n好。\n\n### 唐鳳：\n是。\n", ["唐鳳", "訪問者"]),
        (
            "**Ann Lee:** Yes?\n\n**Bo Wu:** No.\n\n**Ann Lee:** Well.\n\n**Bo Wu:** Fine.\n",
            ["Ann Lee", "Bo Wu"],
        ),
    ],
)
def test_marks_of_many_kinds_are_found(text: str, expected: list[str]) -> None:
    assert marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "主要做法：\n一是：登记。\n二是：发放。\n例如：甲。\n例如：乙。\n",
        "时间：2021年\n地点：社区\n时间：2022年\n地点：街道\n",
        "责任单位：民政局\n完成时限：六月\n责任单位：街道\n完成时限：七月\n" * 4,
        "项目名称：甲\n建设地点：乙\n张三：联系\n" * 4,
        "1. 您的住房是\nA：自有\nB：租住\nC：其他\n2. 您参加过吗\nA：是\nB：否\nC：忘了\n",
        "https://a.cn\nhttps://b.cn\n",
        "没有说话的人。\n" * 5,
        "",
    ],
)
def test_lists_forms_and_examples_have_no_speakers(text: str) -> None:
    assert find_speakers(text) == ()


def test_the_heading_of_an_interview_is_no_turn() -> None:
    text = (
        "访谈编号：3\n访谈者：小李\n访谈地点：社区\n受访者：王某，女\n"
        "访谈者：您好，几天？\n受访者：三天。\n访谈时间：补记\n"
    )
    assert [(s.mark, s.n_turns) for s in find_speakers(text)] == [("访谈者", 1), ("受访者", 1)]


def test_the_one_of_two_who_asks_is_the_interviewer() -> None:
    text = "甘露：几天？\n周平：三天。\n" * 5
    assert [s.role for s in find_speakers(text)] == ["interviewer", "respondent"]


def test_the_table_goes_by_the_register_before_the_text() -> None:
    talk = Document("d", "甲：几天？\n乙：三天。\n", speaker_marks=("甲", "乙"), interviewer_marks=("甲",))
    table = speakers_table(Corpus((talk, Document("e", "没有人。"))))
    assert table.values.tolist() == [["d", "甲", "interviewer", 1, 3], ["d", "乙", "", 1, 3]]


TRANSCRIPTS = sorted((SHARED / "opengov_transcripts/md").glob("*.md"))


@pytest.mark.shared
@pytest.mark.parametrize("layout", ["### ", "alone", "tight"])
@pytest.mark.skipif(not TRANSCRIPTS, reason="no ../shared")
def test_speakers_of_real_transcripts_are_those_of_their_headings(layout: str) -> None:
    wrong = []
    for path in TRANSCRIPTS:
        text = path.read_text(encoding="utf-8")
        heads = re.findall(r"^### (.+?)(?:[（(].*[)）])?[：:]\s*$", text, re.MULTILINE)
        if layout != "### ":
            text = re.sub("^#+ ", "", text, flags=re.MULTILINE)
        if layout == "tight":
            text = re.sub(r"\n\s*\n", "\n", text)
        found = {speaker.mark: speaker.n_turns for speaker in find_speakers(text)}
        wrong += [path.name] * (found != {mark: heads.count(mark) for mark in heads})
    assert len(TRANSCRIPTS) > 60
    assert [name[:10] for name in wrong] == ["2018-08-22"]  # holds nothing but summaries under one heading


@pytest.mark.shared
def test_statutes_have_no_speakers() -> None:
    statutes = [p for p in (SHARED / "cn_community_regs").rglob("*.md") if p.name != "SOURCE.md"]
    if not statutes:
        pytest.skip("no ../shared")
    assert [p.name for p in statutes if find_speakers(p.read_text(encoding="utf-8"))] == []


def test_a_mark_of_the_register_may_hold_any_character() -> None:
    marks = ("居民（女），60岁", "访谈者")
    talk = Document("d", "居民（女），60岁：好\n访谈者：几天？\n", speaker_marks=marks)
    assert speakers_table(Corpus((talk,)))["speaker"].tolist() == list(marks)


@pytest.mark.parametrize(
    "text", ["\n" * 200_000, "问" + " " * 200_000, "问" * 200_000, "\n问 （" * 50_000, " \n" * 100_000]
)
def test_time_grows_with_the_length_of_a_hostile_text(text: str) -> None:
    assert len(find_speakers(text)) <= 1
    assert len(speakers_table(Corpus((Document("d", text, speaker_marks=("问", "答")),)))) <= 1
