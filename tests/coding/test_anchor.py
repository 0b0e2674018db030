"""Passages are found again in a changed text where they are, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.anchor import CONTEXT, anchor, place, place_coding
from workbench.corpus import Document

TEXT = "居民在群里喊了一声，物业来得很快。后来大家都说这个办法好，楼里的老人也学会了用手机。"
LETTERS = st.text("居民社区。\n", max_size=120)


def find(new: str, start: int, end: int, *, old: str = TEXT) -> tuple[str, str]:
    found = place(new, anchor(old, start, end), near=start)
    return found.state, new[found.start : found.end] if found.state != "orphaned" else found.reason


def test_an_unchanged_surrounding_leaves_a_passage_where_it_is() -> None:
    assert find(TEXT + "又一句。" * 20, 2, 5) == ("unmoved", "在群里")


def test_a_passage_moves_with_its_text() -> None:
    assert find("访谈记录。" * 10 + TEXT, 10, 17) == ("moved", "物业来得很快。")


@pytest.mark.parametrize(("old", "new"), [("喊了", "大喊了"), ("楼里", "楼道里"), ("，物", "。物")])
def test_a_change_beside_the_passage_does_not_lose_it(old: str, new: str) -> None:
    changed = TEXT.replace(old, new)
    assert find(changed, 10, 16)[1] == "物业来得很快"


def test_a_passage_that_is_gone_is_orphaned() -> None:
    assert find(TEXT.replace("物业", "管家"), 10, 16) == (
        "orphaned",
        "the quote does not occur in the text any more",
    )


def test_a_twin_elsewhere_is_not_taken_for_a_deleted_passage() -> None:
    old = "甲：对。" + "这是第一段，说的是广场。" * 4 + "乙：对。" + "那是第二段，讲的是停车。" * 4
    start = old.rindex("对。")
    new = old[: start - 2] + old[start + 2 :]
    assert find(new, start, start + 2, old=old)[0] == "orphaned"


def test_equal_surroundings_are_not_told_apart() -> None:
    old = "问：您觉得怎么样？\n答：还可以吧。\n" * 8
    start = old.index("还可以", 60)
    assert find("补记。" + old, start, start + 3, old=old)[0] == "orphaned"


def test_a_short_word_needs_its_context() -> None:
    new = "这里完全是另外一段文字，只有一个词一样：物业。别的都不同。"
    assert find(new, 10, 12) == ("orphaned", "the quote occurs, but nothing or little around it agrees")


def test_a_quote_without_context_is_found_if_it_is_long_and_alone() -> None:
    coding = {"start": 0, "end": 9, "quote": "后来大家都说这个办法好，", "text_hash": "old"}
    assert place_coding(coding, Document("d", TEXT)).start == 17
    assert place_coding(coding, Document("d", TEXT * 2)).state == "orphaned"
    assert place_coding(coding | {"quote": "老人"}, Document("d", TEXT)).state == "orphaned"
    assert place_coding(coding | {"quote": ""}, Document("d", TEXT)).state == "orphaned"


def test_a_coding_of_the_text_of_today_is_not_looked_for() -> None:
    document = Document("d", "对" * 100)
    coding = {"start": 7, "end": 8, "quote": "对", "text_hash": document.text_hash}
    assert place_coding(coding, document).start == 7


@given(before=LETTERS, quote=st.text("居民社", min_size=1, max_size=5), after=LETTERS, data=st.data())
def test_a_change_elsewhere_leaves_the_right_words_or_none(
    before: str, quote: str, after: str, data: st.DataObject
) -> None:
    """Elsewhere is outside the context that is kept; the text repeats itself a great deal."""
    near = max(0, len(before) - CONTEXT)
    new_before = _edited(before[:near], data) + before[near:]
    new_after = after[:CONTEXT] + _edited(after[CONTEXT:], data)
    old, start = before + quote + after, len(before)
    found = place(new_before + quote + new_after, anchor(old, start, start + len(quote)), near=start)
    if found.state != "orphaned":
        assert (found.start, found.end) == (len(new_before), len(new_before) + len(quote))


def _edited(text: str, data: st.DataObject) -> str:
    """A stretch of the text taken out, another one put in."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    return text[:start] + data.draw(LETTERS) + text[end:]


@given(old=LETTERS, new=LETTERS, data=st.data())
def test_what_is_found_is_always_the_quote(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    found = place(new, anchor(old, start, end), near=start)
    assert found.state == "orphaned" or new[found.start : found.end] == old[start:end] != ""
