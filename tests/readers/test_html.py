from __future__ import annotations

import time
from pathlib import Path

import pytest

from workbench.corpus.trail import Trail, apply
from workbench.errors import UnreadableFileError
from workbench.readers.html import read_html
from workbench.readers.raw import RawText


def read(folder: Path, page: str | bytes) -> RawText:
    file = folder / "page.html"
    file.write_bytes(page if isinstance(page, bytes) else page.encode())
    [raw] = read_html(file)
    return raw


def text(folder: Path, page: str | bytes) -> str:
    raw = read(folder, page)
    return apply(raw.text, raw.changes).after


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>一</p>\n\n<p>二</p>", "一\n二\n"),
        ("<div>社区<b>议</b><i>事</i>会</div>", "社区议事会\n"),
        ("<p>社区\n   议事</p>", "社区议事\n"),
        ("<p>town\n   hall  meeting</p>", "town hall meeting\n"),
        ("一<br>二<br/><br>三", "一\n二\n三"),
        ("<table><tr><th>甲<th>乙<tr><td><td>2</table>", "甲\t乙\n\t2\n"),
        ("a &lt; b &amp;&nbsp;c &nonsense; d & e &#31038;", "a < b &\xa0c &nonsense; d & e 社"),
        ("面积 5 km<sup class=x>2</sup>", "面积 5 km<sup>2</sup>"),
        ("<script>if (a<b) x('</p>')</script><style>p{}</style>正文<!-- <p>x</p> -->完", "正文完"),
        ("<pre>一\n  二</pre>", "一\n  二\n"),
        ("<a title='x > y' href=it's>链接</a><3 < 张三 <张三>", "链接<3 < 张三 <张三>"),
        ("<title>网页</title><body>正文", "正文"),
    ],
)
def test_a_page_becomes_the_text_a_browser_shows(tmp_path: Path, page: str, expected: str) -> None:
    assert text(tmp_path, page) == expected


def test_a_word_leads_back_to_its_bytes(tmp_path: Path) -> None:
    page = '<meta charset="gbk"><p>关于<b>电梯</b>&amp;停车</p>'.encode("gbk")
    raw = read(tmp_path, page)
    trail = Trail(raw.text, (apply(raw.text, raw.changes),), encoding=raw.encoding, head=raw.head)
    start = trail.text.index("电梯")
    span = trail.original_span(start, start + 2)
    assert page[span.byte_start : span.byte_end].decode("gbk") == "电梯"


def test_the_title_is_a_variable(tmp_path: Path) -> None:
    assert read(tmp_path, "<title> 居民 &amp; 物业 </title><p>正文").variables == (
        ("page_title", "居民 & 物业"),
    )


@pytest.mark.parametrize("page", ["正文<!-- 未完", "正文<script>x", "正文<a href='x"])
def test_marks_without_an_end_lose_no_text_before_them_and_raise_an_alarm(tmp_path: Path, page: str) -> None:
    raw = read(tmp_path, page)
    assert apply(raw.text, raw.changes).after.startswith("正文")
    assert raw.alarms[0].startswith("unclosed-markup: 1")


@pytest.mark.parametrize(
    "mark", ["<div>", "<", "<a", "<!--", '<a b="', "<![CDATA[", "<script></script", "&a", "</", "<a b='\">"]
)
def test_time_grows_with_the_page_not_with_its_square(tmp_path: Path, mark: str) -> None:
    start = time.process_time()
    read(tmp_path, mark * 200_000 + "完")
    assert time.process_time() - start < 10


def test_a_page_of_tags_only_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="more than 2,000,000 tags"):
        read(tmp_path, "<a>" * 2_000_001)


@pytest.mark.shared
def test_real_pages_read_right(shared: Path) -> None:
    folder = shared / "real/messy_docs"
    [big5] = read_html(folder / "text_Big5/_chromium_Big5_with_no_encoding_specified.html")
    shown = apply(big5.text, big5.changes).after
    assert len(shown.splitlines()) == 4
    assert "<" not in shown
    [links] = read_html(folder / "text_GB2312/_mozilla_bug171813_text.html")
    assert apply(links.text, links.changes).after.splitlines()[2] == "拨95933上网魔力宝贝免费玩"
