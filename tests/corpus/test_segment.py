from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Document, segment, segment_answers
from workbench.corpus.segment import Unit
from workbench.errors import OptionError

TALK = Document(
    "d1",
    "编号：一\n\n访谈者：停水几天？\n受访者：三天。“真难！”我说。\n还行。\n老伴：不止三天……\n",
    speaker_marks=("访谈者", "受访者", "老伴"),
    interviewer_marks=("访谈者",),
)
PIECES = '社 区 𠮷 😀 𪛔 e\u0301 \u200b 。 ！ ？ ； … “ ” ‘ ’ 「 」 （ ） 《 》 ( ) [1] " . A ; ? a : ： '
PIECES += "问： 答： Q1: 张三： 10:23 【主持人】 第一条 第十条 第二章 目录 附件 访谈时间： ## 　"
TEXTS = st.lists(st.sampled_from([*PIECES.split(" "), " ", "\n", "\n\n", "\r\n", "\u2028"]), max_size=50).map(
    "".join
)
UNITS = ["sentence", "turn", "paragraph", "article", "window"]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("marks", [(), ("问", "答")])
@given(text=TEXTS | st.text(max_size=60))
def test_segments_cover_the_text_without_overlap(unit: Unit, marks: tuple[str, ...], text: str) -> None:
    segments = segment(Document("d", text, speaker_marks=marks), unit, length=7)
    assert all(s.start < s.end for s in segments)
    assert "".join(text[s.start : s.end] for s in segments) == text


@given(text=TEXTS)
def test_answers_lie_in_turns_and_begin_after_the_mark(text: str) -> None:
    document = Document("d", text, speaker_marks=("问", "答"), interviewer_marks=("问",))
    turns = [(t.start, t.end) for t in segment(document, "turn") if t.speaker == "答"]
    for answer in segment_answers(document, "sentence"):
        assert answer.speaker == "答"
        assert any(start < answer.start < answer.end <= end for start, end in turns)


def test_turns_are_found_without_a_register_and_answers_leave_the_interviewer_out() -> None:
    text = (
        "访谈时间：五月\n受访者：居民\n\n访谈者：停水几天？\n"
        "受访者：三天。例如：\n例如：桶。\n访谈者：后来？\n受访者：好了。\n"
    )
    said = [(s.speaker, text[s.start : s.end].strip()) for s in segment_answers(Document("d", text))]
    assert said == [("受访者", "三天。例如：\n例如：桶。"), ("受访者", "好了。")]


def test_windows_have_the_length_asked_for() -> None:
    assert [(s.start, s.end) for s in segment(Document("d", "社" * 7), "window", length=3)] == [
        (0, 3),
        (3, 6),
        (6, 7),
    ]
    with pytest.raises(OptionError, match="length=0"):
        segment(TALK, "window", length=0)


def test_turns_carry_their_speaker() -> None:
    assert [s.speaker for s in segment(TALK, "turn")] == ["", "访谈者", "受访者", "老伴"]


def test_sentences_keep_the_closing_quote_and_the_speaker() -> None:
    found = [(TALK.text[s.start : s.end].strip(), s.speaker) for s in segment(TALK, "sentence") if s.speaker]
    assert found == [
        ("访谈者：停水几天？", "访谈者"),
        ("受访者：三天。", "受访者"),
        ("“真难！”", "受访者"),
        ("我说。", "受访者"),
        ("还行。", "受访者"),
        ("老伴：不止三天……", "老伴"),
    ]


def test_answers_leave_out_interviewer_heading_and_marks() -> None:
    said = [(s.speaker, TALK.text[s.start : s.end].strip()) for s in segment_answers(TALK)]
    assert said == [("受访者", "三天。“真难！”我说。\n还行。"), ("老伴", "不止三天……")]


def test_sentences_of_answers_lie_inside_the_answers() -> None:
    turns = segment_answers(TALK)
    for sentence in segment_answers(TALK, by="sentence"):
        assert any(t.start <= sentence.start and sentence.end <= t.end for t in turns)


def test_a_text_without_speakers_is_one_answer() -> None:
    [whole] = segment_answers(Document("d", "一。二。"))
    assert (whole.start, whole.end) == (0, 4)


def test_an_unknown_unit_is_refused_with_the_choices() -> None:
    with pytest.raises(OptionError, match="'sentence', 'turn', 'paragraph'"):
        segment(TALK, "word")  # type: ignore[arg-type]
