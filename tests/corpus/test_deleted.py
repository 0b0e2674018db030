from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus.changes import Change
from workbench.corpus.deleted import find_deleted_characters, find_font_glyphs
from workbench.corpus.glyphs import find_font_glyphs as find_glyphs
from workbench.corpus.missing import find_missing_characters
from workbench.corpus.repair import repair


def apply(text: str, changes: list[Change]) -> str:
    for change in reversed(changes):
        text = text[: change.start] + change.after + text[change.end :]
    return text


@pytest.mark.shared
def test_characters_deleted_from_a_paper_are_proposed(shared: Path) -> None:
    [file] = (shared / "seeds").glob("003_*.txt")
    text = repair(file.read_text(encoding="utf-8")).text
    changes = find_deleted_characters(text)
    mended = apply(text, changes)
    assert {m.character for m in find_missing_characters(text)} == {"群", "色"}
    assert not any(change.automatic for change in changes)
    for word, times in (
        ("基层群众性自治组织", 1),
        ("弱势群体人员", 1),
        ("群众", 4),
        ("角色", 3),
        ("色彩", 1),
    ):
        assert mended.count(word) == times


@pytest.mark.shared
@pytest.mark.parametrize("character", ["识", "定", "政", "民", "报"])
def test_a_character_taken_out_of_a_statute_is_found(shared: Path, character: str) -> None:
    [file] = (shared / "real" / "cn_community_regs").rglob("气象灾害防御条例(2017-10-07).md")
    text = file.read_text(encoding="utf-8")
    assert find_missing_characters(text) == ()
    found = find_missing_characters(text.replace(character, ""))
    assert [m.character for m in found] == [character]


def test_short_texts_are_left_alone() -> None:
    assert find_missing_characters("众性自治组织，弱势体，角功能。" * 20) == ()


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("他说“风雨同舟冶[3]。大家点头。", "他说“风雨同舟”[3]。大家点头。"),
        ("所谓“邻里自助冶，是说“自己来”。", "所谓“邻里自助”，是说“自己来”。"),
        ("这叫野邻里自助”，大家都懂。", "这叫“邻里自助”，大家都懂。"),
        ("参见《防汛手册曳。", "参见《防汛手册》。"),
    ],
)
def test_a_glyph_with_an_unclosed_partner_is_certain(text: str, mended: str) -> None:
    changes = find_font_glyphs(text)
    assert [c.automatic for c in changes] == [True]
    assert apply(text, changes) == mended
    assert changes[0].rule == "font-glyph"


@pytest.mark.parametrize(
    "text",
    [
        "他说“陶冶情操”，冶金厂在野外，院子里有叶子。",
        "“冶炼厂的工人，他们来自田野。",
        "袁先生说，袁家的事，袁先生来办。舜和尧都是传说。",
        "水退了。冶",
    ],
)
def test_the_same_characters_in_words_and_names_stay(text: str) -> None:
    assert find_glyphs(text) == []


def test_a_whole_text_in_the_font_map_is_proposed() -> None:
    text = "社区治理袁重在参与遥居民尧物业尧社区三方袁各有所长遥要坚持野三方议事冶遥"
    changes = find_font_glyphs(text)
    assert not any(c.automatic for c in changes)
    assert apply(text, changes) == "社区治理，重在参与。居民、物业、社区三方，各有所长。要坚持“三方议事”。"


@given(st.text(alphabet="社区冶野“”袁。，\n", max_size=40))
def test_glyph_changes_stand_in_order_and_replace_one_character(text: str) -> None:
    changes = find_font_glyphs(text)
    assert [c.start for c in changes] == sorted({c.start for c in changes})
    assert all(c.end == c.start + 1 and len(c.after) == 1 for c in changes)
