from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.corpus.trail import apply
from workbench.readers.akoma_ntoso import read_xml
from workbench.readers.markdown import read_markdown
from workbench.readers.raw import RawText

ROOT = Path(__file__).parents[2]


def read(folder: Path, content: str) -> tuple[RawText, str]:
    file = folder / "file.md"
    file.write_text(content, encoding="utf-8", newline="")
    [raw] = read_markdown(file)
    return raw, apply(raw.text, raw.changes).after


def turns(raw: RawText) -> list[tuple[str, str]]:
    text = apply(raw.text, raw.changes).after
    names = "|".join(map(re.escape, sorted(raw.speakers, key=len, reverse=True)))
    heads = list(re.finditer(rf"^({names})[：:][ \t]*$", text, re.MULTILINE))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [(h[1], "".join(text[h.end() : end].split())) for h, end in zip(heads, ends, strict=True)]


def test_headings_with_names_become_turns(tmp_path: Path) -> None:
    raw, text = read(
        tmp_path,
        "# 座谈\n\n### 主持人：\n请 \\[笑\\] **先**说 &quot;一&quot;\n\n> （[录音](http://a.b/c_(1))）\n\n"
        "### 老王:\n好。\n\n### 主持人：\n谢谢。\n",
    )
    assert raw.speakers == ("主持人", "老王")
    assert text == '座谈\n\n主持人：\n请 [笑] 先说 "一"\n\n（录音）\n\n老王:\n好。\n\n主持人：\n谢谢。\n'


@pytest.mark.parametrize(
    "content",
    [
        "# 论文\n\n## 一、背景\n\n**重点**：[链接](x) &amp; \\*\n\n> 引文\n",
        "# 方案\n\n## 目标：\n\n一\n\n## 措施：\n\n二\n",
        "# 手册\n\n```html\n<!-- 例 -->\n```\n",
        "没有标题\n",
    ],
)
def test_other_markdown_stays_as_it_is(tmp_path: Path, content: str) -> None:
    raw, text = read(tmp_path, content)
    assert text == content
    assert raw.speakers == ()


def test_comments_go_with_their_line(tmp_path: Path) -> None:
    assert (
        read(tmp_path, "条例\n\n<!-- INFO END -->\n\n第一条 <!-- 注 -->略<!-- 未完")[1]
        == "条例\n\n\n第一条 略<!-- 未完"
    )


def test_the_example_corpus_reads_as_plain_text() -> None:
    files = list((ROOT / "corpus").rglob("*.md"))
    assert files
    assert not [file.name for file in files if read_markdown(file)[0].changes]


@pytest.mark.shared
def test_every_real_transcript_has_its_turns(shared: Path) -> None:
    for file in (shared / "real/opengov_transcripts/md").iterdir():
        [raw] = read_markdown(file)
        assert (file.name, len(turns(raw))) == (file.name, len(re.findall("^### ", raw.text, re.MULTILINE)))
        assert raw.alarms == ()


@pytest.mark.shared
def test_the_same_meeting_reads_the_same_from_markdown_and_xml(shared: Path) -> None:
    folder = shared / "real/opengov_transcripts"
    pairs = [(file, folder / "akomantoso_xml" / f"{file.stem}.an.xml") for file in (folder / "md").iterdir()]
    pairs = [pair for pair in pairs if pair[1].exists()]
    assert len(pairs) == 6
    for markdown, xml in pairs:
        ours, others = turns(read_markdown(markdown)[0]), turns(read_xml(xml)[0])
        assert [name for name, _ in ours] == [name for name, _ in others]
        same = sum(a == b for a, b in zip(ours, others, strict=True))
        assert same / len(ours) > 0.95  # the two were edited apart


@pytest.mark.shared
def test_statutes_lose_their_comment_and_nothing_else(shared: Path) -> None:
    for file in (shared / "real/cn_community_regs").rglob("*.md"):
        [raw] = read_markdown(file)
        if file.name != "SOURCE.md":
            assert apply(raw.text, raw.changes).after == raw.text.replace("<!-- INFO END -->\n", "")
