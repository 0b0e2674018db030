from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.corpus import Document, segment
from workbench.corpus.segment.articles import article_starts, number_of

STATUTES = Path(__file__).parents[3] / "../shared/real/cn_community_regs"


def labels(text: str) -> list[str]:
    return [label for _, label in article_starts(text)]


def test_chapters_articles_and_what_comes_before_are_parts() -> None:
    text = (
        "某市条例\n（2020年通过）\n\n第一章 总 则\n\n第一条 为了甲。\n\n第二款。\n"
        "　　第二条　乙。\n第二条之一 丙。\n附件1\n表\n"
    )
    assert labels(text) == ["", "第一章", "第一条", "第二条", "第二条之一", "附件1"]
    found = segment(Document("d", text), "article")
    assert text[found[2].start : found[2].end] == "第一条 为了甲。\n\n第二款。\n"


def test_a_table_of_contents_holds_no_articles() -> None:
    text = (
        "某法\n目　录\n第一章 总则\n第一节 甲\n第二章 附则\n"
        "第一章 总则\n第一节 甲\n第一条 丙。\n第二章 附则\n第二条 丁。"
    )
    assert labels(text) == ["", "目录", "第一章", "第一节", "第一条", "第二章", "第二条"]


@pytest.mark.parametrize(
    "line", ["第九条规定的情形", "第三条、第五条", "第五条第二款所称甲", "第三方评价机构", "第二条的规定"]
)
def test_a_mention_at_a_line_start_begins_no_article(line: str) -> None:
    assert labels(f"第一条 甲，依照本法第九条，\n{line}。\n第二条 乙") == ["第一条", "第二条"]


def test_an_article_may_begin_without_a_space_or_with_the_number_of_another() -> None:
    assert labels("第一条为了甲。\n第二条本法。\n第三条 第二条所称乙") == ["第一条", "第二条", "第三条"]


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("第十条", 10),
        ("第一百零五条", 105),
        ("第二百三十条之一", 230),
        ("第12条", 12),
        ("第３条", 3),
        ("第一二〇条", 120),
    ],
)
def test_numbers_of_labels(label: str, number: int) -> None:
    assert number_of(label) == number


@pytest.mark.shared
def test_articles_of_real_statutes_are_numbered_without_a_gap() -> None:
    if not STATUTES.exists():
        pytest.skip("no ../shared")
    files = [path for path in sorted(STATUTES.rglob("*.md")) if path.name != "SOURCE.md"]
    without = []
    for path in files:
        text = re.sub("^#+ ", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        numbers = [number_of(label) for label in labels(text) if label.endswith("条")]
        assert numbers == list(range(1, len(numbers) + 1)), path.name
        without += [path.name] * (not numbers)
    assert len(files) > 100
    assert len(without) == 1  # a resolution, which has no articles
