from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.corpus.encoding import encode
from workbench.corpus.trail import apply
from workbench.errors import UnreadableFileError
from workbench.readers.akoma_ntoso import read_xml
from workbench.readers.html import read_html
from workbench.readers.markdown import read_markdown
from workbench.readers.plain import MAX_CHANGES, MAX_TEXT_BYTES, read_plain
from workbench.readers.raw import RawText
from workbench.readers.subtitles import read_srt, read_vtt

READERS = (read_plain, read_html, read_xml, read_markdown, read_srt, read_vtt)
TAGS = [
    "<p>",
    "</p>",
    "<br/>",
    "<td>",
    "<tr>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<pre>",
]
SPEECH = [
    "<akomaNtoso>",
    "<speech by='#a'>",
    "<from>乙</from>",
    "</speech>",
    "</pre>",
    "<a b='",
    '">',
    "<sup>",
    "<",
]
CUES = ["00:01.000 --> 00:02.000\n", "WEBVTT", "NOTE", "<v 老张>", "1\n"]
LINES = ["### 甲：\n", "> ", "[x](y)", "**", "\\", "#", "&lt;", "&amp"]
WORDS = ["社区", "议事", "。", "a", " ", "\t", "\r\n", "\n\n", "\udc80", "\0", "\ufeff"]
PIECES = st.sampled_from([*TAGS, *SPEECH, *CUES, *LINES, *WORDS])


def repaired(raw: RawText) -> str:
    return apply(raw.text, raw.changes).after


def test_line_ends_and_bad_bytes_are_changes_of_a_text_kept_whole(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes("\ufeff第一行\r\n第二行".encode() + b"\xff" + "，完".encode())
    [raw] = read_plain(file)
    assert raw.text == "第一行\r\n第二行\udcff，完"
    assert (raw.head, raw.encoding, raw.confidence) == (b"\xef\xbb\xbf", "utf-8", 1.0)
    assert repaired(raw) == "第一行\n第二行�，完"
    assert raw.alarms == ("undecodable-byte: 1 bytes mean nothing in the encoding of the file",)


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(READERS))
@settings(max_examples=400, deadline=None)
def test_every_reader_keeps_the_file_and_gives_changes_in_order(
    tmp_path_factory: pytest.TempPathFactory, text: str, reader: object
) -> None:
    file = tmp_path_factory.mktemp("files") / "file.txt"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    try:
        [raw] = reader(file)  # type: ignore[operator]
    except UnreadableFileError:
        return
    assert raw.head + encode(raw.text, raw.encoding) == file.read_bytes()
    ends = [0, *(change.end for change in raw.changes)]
    assert all(change.start >= end for change, end in zip(raw.changes, ends, strict=False))
    assert all(raw.text[c.start : c.end] != c.after for c in raw.changes)
    assert not set(repaired(raw)) & {"\r", "\0", "\ufeff", "\udc80"}


def test_files_made_to_exhaust_the_computer_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes(b"\r\n" * (MAX_CHANGES + 1))
    with pytest.raises(UnreadableFileError, match="more than 2,000,000"):
        read_plain(file)
    with file.open("wb") as stream:
        stream.truncate(MAX_TEXT_BYTES + 1)
    with pytest.raises(UnreadableFileError, match="200 MB"):
        read_plain(file)
