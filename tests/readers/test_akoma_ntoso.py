from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.corpus.trail import apply
from workbench.errors import UnreadableFileError
from workbench.readers.akoma_ntoso import read_xml
from workbench.readers.raw import RawText

DEBATE = """<?xml version="1.0"?>
<an:akomaNtoso xmlns:an="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><an:debate>
<an:meta><an:references source="#x">
  <an:TLCPerson eId="wang" href="/p/wang" showAs="王 &amp; 李"/>
</an:references></an:meta>
<an:debateBody><an:debateSection>
  <an:heading>社区座谈</an:heading>
  <an:narrative><an:p><an:i>（开始录音）</an:i></an:p></an:narrative>
  <an:speech by="#wang"><an:from>王女士：</an:from>
    <an:p>第一段 &lt;一&gt;</an:p><an:p>第二<an:b>段</an:b></an:p></an:speech>
  <an:question by="#zhang"><an:p>停水吗？</an:p></an:question>
  <an:speech><an:from>主持人</an:from><an:p>好。</an:p></an:speech>
  <an:speech by="#wang"><an:p>是的。</an:p></an:speech>
</an:debateSection></an:debateBody></an:debate></an:akomaNtoso>"""
TURNS = "王 & 李：\n第一段 <一>\n第二段\n\nzhang：\n停水吗？\n\n主持人：\n好。\n\n王 & 李：\n是的。\n"


def read(folder: Path, content: str) -> tuple[RawText, str]:
    file = folder / "file.xml"
    file.write_text(content, encoding="utf-8")
    [raw] = read_xml(file)
    return raw, apply(raw.text, raw.changes).after


def test_a_debate_has_its_speakers(tmp_path: Path) -> None:
    raw, text = read(tmp_path, DEBATE)
    assert text == "社区座谈\n（开始录音）\n\n" + TURNS
    assert raw.speakers == ("王 & 李", "zhang", "主持人")
    assert (raw.reader, raw.alarms) == ("akoma-ntoso", ())


def test_a_truncated_debate_keeps_what_is_there_and_says_so(tmp_path: Path) -> None:
    raw, text = read(tmp_path, DEBATE[: DEBATE.index("停水吗") + 3])
    assert text.rstrip().endswith("停水吗")
    assert raw.alarms == ("xml-damage: 1 place where it is not well formed, line 11 of the file",)


def test_a_news_feed_is_read_with_the_pages_inside(tmp_path: Path) -> None:
    cdata = "<title>甲</title><d><![CDATA[一<br>二<b>三</b>&amp;]]></d>"
    escaped = "<d>&lt;p&gt;四&lt;/p&gt;五 &lt; 六</d>"
    assert read(tmp_path, f"<rss>{cdata}{escaped}</rss>")[1] == "甲\n一\n二三&\n四\n五 < 六\n"


def test_other_xml_gives_its_text_a_line_an_element(tmp_path: Path) -> None:
    assert (
        read(tmp_path, "<档案><题>一 <i>二</i></题><文><![CDATA[a <b> c]]></文></档案>")[1]
        == "一 二\na <b> c\n"
    )


def test_xhtml_is_a_web_page(tmp_path: Path) -> None:
    raw, text = read(tmp_path, "<!DOCTYPE html><html><script>x</script><p>正文</p></html>")
    assert (raw.reader, text) == ("html", "正文\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><l>&b;</l>', "declares entities"),
        ('<!DOCTYPE l SYSTEM "file:///etc/passwd" [ ]><l/>', "declares entities"),
        ("<a>" * 100_000, "more than 1,000 deep"),
        ("没有标签", "no XML element"),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message):
        read(tmp_path, content)


@pytest.mark.shared
def test_every_real_debate_has_all_its_speeches(shared: Path) -> None:
    for file in (shared / "real/opengov_transcripts/akomantoso_xml").iterdir():
        [raw] = read_xml(file)
        text = apply(raw.text, raw.changes).after
        heads = re.findall(r"^(.+)：$", text, re.MULTILINE)
        assert sum(head in raw.speakers for head in heads) == raw.text.count("<speech ")
        assert not re.search(r"</?[a-z]+[ >]|&(amp|lt|quot);", text)
        assert raw.alarms == ()


@pytest.mark.shared
def test_every_real_feed_is_read(shared: Path) -> None:
    files = list((shared / "real/messy_docs").glob("text_*/*.xml"))
    assert len(files) == 6
    for file in files:
        [raw] = read_xml(file)
        text = apply(raw.text, raw.changes).after
        assert len(re.findall("[\u4e00-\u9fff]", text)) >= 50
        assert not re.search(r"</?(item|title|br|p|div)\b", text)
