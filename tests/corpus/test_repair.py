"""What the repair does to damaged text, and that it leaves sound text alone."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Decisions, repair
from workbench.schemas import EDITS

SIMPLIFIED = "社区韧性治理的实践与探索，成效显著。"
NOTED = "網(wǎng)站與社區(qū)、網(wǎng)格、社區(qū)、網(wǎng)絡的現(xiàn)代化"


@pytest.fixture
def seed(shared: Path):
    return lambda number: next((shared / "seeds").glob(f"{number:03d}_*.txt")).read_bytes()


@pytest.mark.shared
@pytest.mark.parametrize(("number", "notes"), [(2, 304), (4, 2201)])
def test_inserted_pinyin_is_removed_everywhere(seed, number: int, notes: int) -> None:
    assert Counter(repair(seed(number)).edits["rule"])["inserted-pinyin"] == notes


def test_sound_text_has_no_edit() -> None:
    assert len(repair(SIMPLIFIED).edits) == 0


def test_a_few_notes_are_only_proposed() -> None:
    text = "行（xíng）走与银行（háng）"
    assert repair(text).text == text
    assert list(repair(text).proposals["rule"]) == ["inserted-pinyin"] * 2


def test_edits_and_proposals_have_the_declared_columns() -> None:
    for text in (SIMPLIFIED, NOTED):
        assert list(repair(text).edits) == EDITS.names
        assert list(repair(text).proposals) == EDITS.names


def test_a_quote_can_be_shown_in_its_original() -> None:
    data = NOTED.encode("gb18030")
    repaired = repair(data)
    start = repaired.text.index("现代化")
    span = repaired.original_span(start, start + 3)
    assert span.text == "現(xiàn)代化"
    assert data[span.byte_start : span.byte_end].decode("gb18030") == "現(xiàn)代化"


def test_refusing_every_rule_gives_the_original_text() -> None:
    rules = frozenset(repair(NOTED).edits["rule"])
    assert repair(NOTED, decisions=Decisions(refused=rules)).text == NOTED


def test_one_edit_can_be_refused() -> None:
    edits = repair(NOTED).edits
    repaired = repair(NOTED, decisions=Decisions(refused=frozenset({edits["edit_id"][0]})))
    assert repaired.text.startswith("网(wǎng)站")
    assert list(repaired.proposals["state"]) == ["refused"]


def test_damage_that_cannot_be_repaired_is_told() -> None:
    assert any("replacement-character: 1" in alarm for alarm in repair("社区�治理").alarms)


@given(st.text(alphabet="網社區站(wǎngqū)（）\r\n\ufeffa。，？“”　１", max_size=80))
def test_undoing_all_edits_gives_the_original_bytes(text: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        data = text.encode(encoding)
        assert repair(data).trail.original_bytes() == data
