from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Edit, edits_table, repair
from workbench.corpus.encoding import decode
from workbench.corpus.repair import MIN_PINYIN_NOTES, is_traditional
from workbench.errors import UnreadableFileError

SIMPLIFIED = "社区韧性治理需要居民、物业和网格员一起商量，显著的变化来自日常。"


def undo(text: str, edits: tuple[Edit, ...]) -> str:
    """Apply the edits of one step backwards."""
    shift, pieces, at = 0, [], 0
    for edit in edits:
        start = edit.start - shift
        pieces += [text[at:start], edit.before]
        at = start + len(edit.after)
        shift += len(edit.before) - len(edit.after)
    return "".join(pieces) + text[at:]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("seed", "notes", "terms"), [("000", 0, 0), ("002", 304, 0), ("003", 0, 0), ("004", 2201, 61)]
)
def test_real_papers_lose_their_pinyin_and_nothing_else(
    shared: Path, seed: str, notes: int, terms: int
) -> None:
    [file] = (shared / "seeds").glob(f"{seed}_*.txt")
    text = decode(file.read_bytes()).text
    repaired = repair(text)
    assert Counter(edit.rule for edit in repaired.edits)["inserted-pinyin"] == notes
    assert repaired.text.count("五社联动") == terms
    if not notes:
        assert repaired.text == text


def test_clean_text_is_returned_as_it_is() -> None:
    assert repair(SIMPLIFIED).text == SIMPLIFIED
    assert repair(SIMPLIFIED).edits == ()


def test_few_notes_stay_because_they_may_belong_to_the_text() -> None:
    text = "“行(háng)业”一词"
    assert repair(text).text == text
    assert repair(text).alarms[0].startswith("pinyin-notes: 1")


def test_every_removed_note_can_be_put_back() -> None:
    text = "社區(qū)" * MIN_PINYIN_NOTES
    repaired = repair(text)
    script = tuple(e for e in repaired.edits if e.rule == "traditional-script")
    notes = tuple(e for e in repaired.edits if e.rule == "inserted-pinyin")
    assert undo(undo(repaired.text, script), notes) == text


def test_taiwan_standard_words_keep_their_meaning() -> None:
    assert (
        repair("隨著治理效能顯著提升，資源整合與協調運作").text == "随着治理效能显著提升，资源整合与协调运作"
    )


def test_lost_characters_raise_an_alarm() -> None:
    assert any("replacement-character: 1" in alarm for alarm in repair("社区�治理").alarms)


def test_edits_as_a_frame_have_the_declared_columns() -> None:
    assert list(edits_table(())) == ["start", "end", "before", "after", "rule", "automatic"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert decode((SIMPLIFIED * 3).encode(encoding)).text == SIMPLIFIED * 3


def test_traditional_text_is_recognised() -> None:
    assert is_traditional("社區韌性治理")
    assert not is_traditional(SIMPLIFIED)
    assert not is_traditional("")


def test_line_ends_become_plain() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="no text encoding"):
        decode(bytes(range(256)) * 20)


@given(st.text(alphabet="社区網路治理(wǎng)qū，。\n", max_size=60))
def test_repair_never_raises_and_is_stable(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once or "(" in once
