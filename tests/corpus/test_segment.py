from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Document, segment, segment_answers
from workbench.errors import OptionError

TALK = Document(
    "d1",
    "编号：一\n\n访谈者：停水几天？\n受访者：三天。“真难！”我说。\n还行。\n老伴：不止三天……\n",
    speaker_marks=("访谈者", "受访者", "老伴"),
    interviewer_marks=("访谈者",),
)
TEXTS = st.text(alphabet="社区𠮷😀。！？；…”’」a \n：问答", max_size=80)


@pytest.mark.parametrize("unit", ["sentence", "turn", "paragraph"])
@given(text=TEXTS)
def test_segments_cover_the_text_without_overlap(unit: str, text: str) -> None:
    document = Document("d", text, speaker_marks=("问", "答"))
    assert "".join(text[s.start : s.end] for s in segment(document, unit)) == text


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
