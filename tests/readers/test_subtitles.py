from __future__ import annotations

from pathlib import Path

import pytest

from workbench.corpus.trail import apply
from workbench.errors import UnreadableFileError
from workbench.readers.raw import RawText
from workbench.readers.subtitles import read_srt, read_vtt

VTT = """WEBVTT - 座谈
Kind: captions

STYLE
::cue { color: red }

NOTE 这是说明
共两行

开场
00:01.000 --> 00:04.000 align:start position:0%
<v 王阿姨>电梯<i>装好</i>了 &amp; 大家高兴

00:00:03.500 --> 00:00:06.000
<v.loud Mary Lee>Hello</v> <v 老张>你好</v>
第二行<00:00:05.000><c> 词</c>
"""
SRT = (
    "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>我说</i>\r\n12\r\n\r\n"
    "2\r\n0:0:2,5 --> 0:0:3,0\r\n我说，对\r\n"
)


def read(folder: Path, name: str, content: str, encoding: str = "utf-8") -> tuple[RawText, str]:
    file = folder / name
    file.write_bytes(content.encode(encoding))
    [raw] = (read_vtt if name.endswith("vtt") else read_srt)(file)
    return raw, apply(raw.text, raw.changes).after


def test_srt_keeps_what_is_said(tmp_path: Path) -> None:
    raw, text = read(tmp_path, "a.srt", SRT, "utf-8-sig")
    assert text == "我说\n12\n我说，对\n"
    assert {change.rule for change in raw.changes} == {"time", "markup", "line-end"}
    assert raw.text == SRT


def test_each_cue_has_its_time(tmp_path: Path) -> None:
    raw, _ = read(tmp_path, "a.srt", SRT)
    assert [place.label for place in raw.places] == ["00:00:01.000", "00:00:02.500"]
    assert raw.text[raw.places[1].start :].startswith("我说，对")


def test_voices_of_vtt_become_speakers(tmp_path: Path) -> None:
    raw, text = read(tmp_path, "a.vtt", VTT)
    assert text == "王阿姨：电梯装好了 & 大家高兴\nMary Lee：Hello \n老张：你好\n第二行 词\n"
    assert raw.speakers == ("王阿姨", "Mary Lee", "老张")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(tmp_path: Path, line_end: str) -> None:
    assert read(tmp_path, "a.vtt", VTT.replace("\n", line_end))[1] == read(tmp_path, "b.vtt", VTT)[1]


def test_overlapping_lines_stay(tmp_path: Path) -> None:
    rolling = "00:01.000 --> 00:02.000\n一\n\n00:02.000 --> 00:03.000\n一\n二\n"
    assert read(tmp_path, "a.vtt", "WEBVTT\n\n" + rolling)[1] == "一\n一\n二\n"


def test_a_file_without_times_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no time of a cue"):
        read(tmp_path, "a.srt", "只有文字")


@pytest.mark.shared
def test_a_real_file_in_utf_16(shared: Path) -> None:
    [raw] = read_srt(shared / "real/messy_docs/text_UTF-16/bom-utf-16-le.srt")
    text = apply(raw.text, raw.changes).after
    assert text.startswith("About 2 months ago I found myself on\nthe comment section of YouTube\nAnd I was")
    assert "-->" not in text
    assert len(raw.places) == 7
