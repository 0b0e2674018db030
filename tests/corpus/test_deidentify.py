"""Every name here is invented."""

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.corpus import Document, repair, segment
from workbench.corpus.deidentify import deidentify
from workbench.corpus.pseudonyms import Key, KeyEntry

KEY = Key(
    (KeyEntry("person", "谢晓东", "【人01】", "replace"), KeyEntry("place", "柳荫里", "【地01】", "replace"))
)


def test_the_register_is_treated_like_the_text_so_that_turns_are_found():
    text = "访谈者：住哪里？\n谢晓东：柳荫里。\n"
    document = Document("i1", text, title="谢晓东访谈", speaker_marks=("访谈者", "谢晓东"))
    clean = deidentify(document, KEY)
    assert clean.title == "【人01】访谈"
    assert [s.speaker for s in segment(clean, by="turn")] == ["访谈者", "【人01】"]
    assert clean.text_hash != document.text_hash


def test_positions_lead_back_and_tables_withhold_the_name():
    repaired = repair("網(wǎng)站與社區(qū)、網(wǎng)格、社區(qū)、網(wǎng)絡、關(guān)係，柳荫里")
    clean = deidentify(Document("i1", repaired.text, repaired_by=repaired.trail), KEY)
    start = clean.text.index("【地01】")
    assert clean.original_span(start, start + 5).text == "柳荫里"
    assert "柳荫里" not in clean.edits.to_csv()


def test_without_a_key_nothing_changes():
    document = Document("i1", "谢晓东")
    assert deidentify(document, Key()) is document


@settings(deadline=None, max_examples=60)
@given(st.text("谢晓东柳荫里在，\n ", max_size=30))
def test_deidentifying_twice_is_deidentifying_once(text):
    clean = deidentify(Document("i1", text), KEY)
    assert deidentify(clean, KEY).text == clean.text
