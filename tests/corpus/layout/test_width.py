import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus.changes import settle
from workbench.corpus.layout import find_width
from workbench.corpus.trail import apply


def automatic(text):
    return apply(text, settle(c for c in find_width(text) if c.automatic)).after


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("１９９８年，增长７．８％", "1998年，增长7.8%"),
        ("投入４９，７８０，０００元", "投入49,780,000元"),
        ("１９９５－２０００年的Ａ＋Ｂ方案", "1995-2000年的A+B方案"),
        ("ＷＴＯ成员", "WTO成员"),
        ("张\u200b三\ufeff说", "张三说"),
        ("参\u2003加\u00a0了", "参 加 了"),
        ("infor\u00ad\nmation", "information"),
    ],
)
def test_letters_figures_and_spaces_get_their_usual_width(text, repaired):
    assert automatic(text) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "共1,000人，10:30开始，见[1,2]和http://example.org/a?b=1,2;c",
        "第１条",  # a figure, not a mark: only its width changes
        "家人👨‍👩‍👧和می‌خواهم",
        "问：你好？（笑）——“好”……",
        "　　第二段",
    ],
)
def test_nothing_else_changes_by_itself(text):
    assert automatic(text) == text.replace("１", "1")


def test_ascii_marks_between_chinese_characters_are_only_proposed():
    text = "居民(包括租户)来了,坐下:“好”,走吧!\n他说3:2,见 a,b (c)"
    found = find_width(text)
    assert not any(c.automatic for c in found)
    assert apply(text, found).after == "居民（包括租户）来了，坐下：“好”，走吧！\n他说3:2,见 a,b (c)"
    assert {c.rule for c in found} == {"half-width"}


def test_the_reason_says_what_the_text_mostly_does():
    mixed = find_width("甲，乙，丙，丁,戊")[0].reason
    plain = find_width("甲,乙,丙,丁,戊")[0].reason
    assert "most marks of this text are full width" in mixed
    assert "nearly everywhere" in plain


def test_pair_of_marks_in_place_of_a_space_is_proposed():
    text = '分类号：C91""文献标志码：A""文章编号：1000-1000'
    found = [c for c in find_width(text) if c.rule == "lost-space"]
    assert [(c.start, c.after, c.automatic) for c in found] == [(7, "\u3000", False), (16, "\u3000", False)]


@given(st.text(alphabet="居民１２３，．％ＡＢ,:()\u00a0\u200b\n a1", max_size=40))
def test_second_run_finds_nothing_automatic(text):
    once = automatic(text)
    assert automatic(once) == once
    assert re.sub(
        r"[\s\u200b]", "", text.translate({c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)})
    ) == re.sub(r"[\s\u200b]", "", once.translate({c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}))
