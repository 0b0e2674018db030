"""PDF files: order of reading, what the page's form changes, and what is refused."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pylopdf_fonts_zh_cn import sans_path

from workbench.errors import UnreadableFileError
from workbench.readers.pdf import read_pdf
from workbench.readers.raw import RawText

HEAD = """
#set page(width: 420pt, height: 440pt, margin: 50pt)
#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
"""
RUNNING_HEADS = """
#set page(header: context { set text(8pt); let n = counter(page).get().first()
  if calc.odd(n) [第二章 停车与议事 #h(1fr) #n] else [#n #h(1fr) 楼道笔记] })
"""
ASK = "{0}号楼的居民商量停车的事情，几位老人先把意见写下来，再请物业的人来听，讨论到{0}时才有结果。"
POST = "{0}日清早，主任把纪要贴在每个单元门口，有人在旁边写下自己的看法，也有人提出应当在{0}月以后再看一次。"


def paragraphs(n: int) -> list[str]:
    names = ["春夏秋冬东南西北"[i % 8] + "甲乙丙丁戊己庚"[i % 7] for i in range(n)]
    return [text.format(name) for name in names for text in (ASK, POST)]


ENGLISH = """
#set page(paper: "a4", columns: 2, margin: 60pt)
#set text(font: "Noto Serif SC", size: 9.5pt, lang: "en", hyphenate: true)
#set par(justify: true, first-line-indent: 1.2em)
#place(top + center, scope: "parent", float: true)[#text(16pt)[Neighbourhood committees and volunteers]]
"""
PROSE = "Communities with institutional representation coordinated better during emergencies {}. "
PLACES = ["harbour", "station", "orchard", "village", "terrace", "factory", "library"]
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
VERTICAL = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V "
    b"/DescendantFonts [4 0 R] >>"
)
SONG = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> >>"
)


def set_pdf(folder: Path, source: str) -> RawText:
    """Set Typst source and read the PDF."""
    file = folder / "set.pdf"
    fonts = [str(Path(sans_path()).parent)]
    file.write_bytes(typst.compile(source.encode(), font_paths=fonts, ignore_system_fonts=True))
    return read_pdf(file)[0]


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def write_pdf(
    *pages: bytes, font: bytes = HELVETICA, more: dict[int, bytes] | None = None, page: bytes = b""
) -> bytes:
    """A PDF by hand: one content stream a page, further objects by number from 4 to 9."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * i) for i in range(len(pages)))
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: font, **(more or {})}
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages))
    for i, content in enumerate(pages):
        objects[10 + 2 * i] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents %d 0 R %s "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /I 9 0 R >> >> >>" % (11 + 2 * i, page)
        )
        objects[11 + 2 * i] = content if content.startswith(b"<<") else stream(content)
    out, offsets = b"%PDF-1.7\n", {}
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    rows = b"".join(
        b"%010d 00000 n \n" % offsets[n] if n in offsets else b"0000000000 65535 f \n"
        for n in range(max(objects) + 1)
    )
    size = max(objects) + 1
    tail = b"xref\n0 %d\n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + tail % (size, rows, size, len(out))


def words(text: str, x: float = 50, y: float = 300, size: float = 12) -> bytes:
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, text.encode("latin-1"))


def read_bytes(folder: Path, data: bytes) -> RawText:
    (folder / "made.pdf").write_bytes(data)
    return read_pdf(folder / "made.pdf")[0]


def running(raw: RawText) -> str:
    """The text with all automatic changes made."""
    parts, at = [], 0
    for change in raw.changes:
        if change.automatic:
            parts += [raw.text[at : change.start], change.after]
            at = change.end
    return "".join(parts) + raw.text[at:]


def rules(raw: RawText, *, automatic: bool) -> set[str]:
    return {change.rule for change in raw.changes if change.automatic == automatic}


PICTURE = stream(
    b"\x00" * 3,
    b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8",
)
SCAN = b"q 300 0 0 400 0 0 cm /I Do Q\n"


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    said = [f"In {a} and {b}, {PROSE * 3}".format(a, b, a).strip() for a in PLACES for b in PLACES]
    raw = set_pdf(tmp_path, ENGLISH + "\n\n".join(said))
    assert running(raw).splitlines() == ["Neighbourhood committees and volunteers", *said]
    assert rules(raw, automatic=True) == {"hyphenation", "hard-wrap"}


def test_hyphen_of_a_compound_stays_unless_a_person_takes_it_out(tmp_path: Path) -> None:
    lines = [
        "Many households were self-",
        "organised and some of the",
        "households shared a hand-",
        "some garden with us all.",
    ]
    page = b"".join(words(line, y=300 - 14 * i) for i, line in enumerate(lines))
    raw = read_bytes(tmp_path, write_pdf(page))
    assert "self-organised and some of the households shared a handsome garden" in running(raw)
    assert [c.reason for c in raw.changes if not c.automatic] == ["the word may be written with a hyphen"]


def test_chinese_lines_are_joined_and_paragraphs_kept(tmp_path: Path) -> None:
    raw = set_pdf(tmp_path, HEAD + "\n\n".join(paragraphs(12)))
    assert running(raw).splitlines() == paragraphs(12)
    assert [place.label for place in raw.places] == ["page 1", "page 2", "page 3"][: len(raw.places)]


def test_running_heads_of_odd_and_even_pages_go_out_and_come_back(tmp_path: Path) -> None:
    raw = set_pdf(tmp_path, HEAD + RUNNING_HEADS + "\n\n".join(paragraphs(40)))
    assert running(raw).splitlines() == paragraphs(40)
    heads = [raw.text[c.start : c.end] for c in raw.changes if c.rule == "running-head"]
    assert heads[:2] == ["第二章 停车与议事\t1\n", "2\t楼道笔记\n"]
    assert len(heads) == len(raw.places)


def test_page_numbers_go_out(tmp_path: Path) -> None:
    raw = set_pdf(tmp_path, HEAD + '#set page(numbering: "— 1 / 1 —")\n' + "\n\n".join(paragraphs(40)))
    assert running(raw).splitlines() == paragraphs(40)
    assert "page-number" in rules(raw, automatic=True)


def test_what_two_pages_share_is_only_proposed(tmp_path: Path) -> None:
    pages = [words("Annual report", y=380, size=9) + words(f"text {n}", y=300) for n in "ab"]
    raw = read_bytes(tmp_path, write_pdf(*pages))
    assert "Annual report" in running(raw)
    assert [c.reason for c in raw.changes if c.rule == "running-head"] == [
        "fewer than three pages show it"
    ] * 2


def test_footnotes_stand_after_the_text(tmp_path: Path) -> None:
    note = "纪要的原件由社区保存，可以查阅。"
    text = [p.replace("门口", f"门口#footnote[第{i}号{note}]") for i, p in enumerate(paragraphs(12))]
    lines = running(raw := set_pdf(tmp_path, HEAD + "\n\n".join(text))).splitlines()
    assert lines[:2] == [p.replace("门口", "门口¹") for p in paragraphs(1)]
    assert lines[24:26] == [f"¹第1号{note}", f"²第3号{note}"]
    assert len(lines) == 24 + 12
    assert any(place.label == "page 1 footnote" for place in raw.places)


def test_cells_of_a_row_stand_on_one_line(tmp_path: Path) -> None:
    cells = "[物资], [数量], [片区], [沙袋], [1200], [东片], [水泵], [14], [西片]"
    raw = set_pdf(tmp_path, HEAD + f"{''.join(paragraphs(2))}\n\n#table(columns: 3, {cells})")
    assert running(raw).splitlines()[-3:] == ["物资\t数量\t片区", "沙袋\t1200\t东片", "水泵\t14\t西片"]


def test_vertical_columns_are_read_from_right_to_left(tmp_path: Path) -> None:
    columns = ["春雨落在村口的石桥上，孩子们", "撑着伞去上学，老人坐在廊下编", "竹篮。河水涨了一尺。"]
    content = b"".join(
        b"BT /F1 14 Tf 1 0 0 1 %d 380 Tm <%s> Tj ET\n"
        % (260 - 24 * i, line.encode("utf-16-be").hex().encode())
        for i, line in enumerate(columns)
    )
    raw = read_bytes(tmp_path, write_pdf(content, font=VERTICAL, more={4: SONG}))
    assert raw.text.split("\n")[:3] == columns


def test_characters_struck_twice_are_read_once(tmp_path: Path) -> None:
    page = words("Hello all offices 1001") + words("Hello all offices 1001", x=50.4)
    assert read_bytes(tmp_path, write_pdf(page)).text == "Hello all offices 1001\n"


def test_a_turned_page_and_a_stamp_across_it(tmp_path: Path) -> None:
    turned = (
        b"BT /F1 12 Tf 0 1 -1 0 100 50 Tm (first line of a page) Tj 0 1 -1 0 114 50 Tm (second line) Tj ET\n"
    )
    stamp = b"BT /F1 30 Tf .7 .7 -.7 .7 60 60 Tm (DRAFT) Tj ET\n"
    raw = read_bytes(tmp_path, write_pdf(stamp + turned, page=b"/Rotate 90"))
    assert raw.text.splitlines() == ["first line of a page", "second line", "DRAFT"]
    assert [c.rule for c in raw.changes if not c.automatic][-1] == "running-head"


def test_letters_without_a_character_are_counted_and_rare_ones_kept(tmp_path: Path) -> None:
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <00> <FF> endcodespacerange "
        b"3 beginbfchar <41> <D842DFB7> <42> <E000> <43> <5BB6> endbfchar endcmap end end"
    )
    font = HELVETICA.replace(b" >>", b" /ToUnicode 5 0 R >>")
    raw = read_bytes(tmp_path, write_pdf(words("ACB"), font=font, more={5: stream(cmap)}))
    assert raw.text == "𠮷家\ue000\n"
    assert raw.alarms == ("unmapped-characters: 1 (page 1): the font does not say which they are",)


def test_an_invisible_layer_over_a_picture_is_text(tmp_path: Path) -> None:
    page = SCAN + b"3 Tr " + words("A layer that recognition wrote")
    assert read_bytes(tmp_path, write_pdf(page, more={9: PICTURE})).text == "A layer that recognition wrote\n"


def test_a_scan_is_refused_and_a_scanned_page_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"no text layer \(2 pages, 2 of them pictures\).*OCR"):
        read_bytes(tmp_path, write_pdf(SCAN, SCAN, more={9: PICTURE}))
    raw = read_bytes(tmp_path, write_pdf(words("one"), SCAN, words("three"), more={9: PICTURE}))
    assert raw.alarms[0].startswith("pages-without-text: 1 of 3 (page 2)")


def test_a_filled_form_is_read_and_comments_are_counted(tmp_path: Path) -> None:
    more = {
        5: b"<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [150 295 250 315] /F 4 /AP << /N 6 0 R >> >>",
        6: stream(
            words("My answer", x=2, y=5),
            b"/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 3 0 R >> >>",
        ),
        7: b"<< /Type /Annot /Subtype /Text /Contents (a remark) /Rect [10 10 20 20] >>",
    }
    raw = read_bytes(tmp_path, write_pdf(words("Question:"), more=more, page=b"/Annots [5 0 R 7 0 R]"))
    assert raw.text == "Question:\tMy answer\n"
    assert raw.alarms[0].startswith("comments-not-read: 1 (page 1)")


def test_a_turn_after_a_full_line_is_not_joined_without_asking(tmp_path: Path) -> None:
    lines = [
        "Interviewer: when did it start, and who came?",
        "Resident: it began in the spring of that year.",
    ] * 3
    page = b"".join(words(line, y=300 - 14 * i, size=10) for i, line in enumerate(lines))
    assert running(read_bytes(tmp_path, write_pdf(page))).splitlines() == lines


def test_a_cut_off_file_says_so(tmp_path: Path) -> None:
    data = write_pdf(words("whole")).replace(b"%%EOF", b"")
    assert read_bytes(tmp_path, data).alarms[-1].startswith("cut-off-file")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"no PDF at all", "is not a PDF file or is damaged"),
        (write_pdf(b"", b""), "holds nothing: 2 empty pages"),
        (
            write_pdf(b"x").replace(b"[10 0 R] /Count 1", b"[%s] /Count 6000" % (b"10 0 R " * 6000)),
            "has 6,000 pages",
        ),
        (write_pdf(b"x").replace(b"[10 0 R] /Count 1", b"[2 0 R] /Count 1"), "damaged|no page|holds nothing"),
    ],
    ids=["empty", "other", "blank", "endless", "circle"],
)
def test_refusals_are_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message) as refused:
        read_bytes(tmp_path, data)
    assert "\n" not in str(refused.value)


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(150)) + packer.flush()
    with pytest.raises(UnreadableFileError, match="exhaust memory"):
        read_bytes(tmp_path, write_pdf(stream(packed, b"/Filter /FlateDecode")))


SAMPLES = {
    "issue-336-example.pdf": [
        "第7.9条服务设施出入口加减速车道用地指标，平原一般不宜超过3.4公顷/处，丘陵、山区一般不宜超过4.0公顷/处。\n",
        "60000≤Q＜80000\t0.87\t0.93\t1.00\t1.06\t1.10\n",
        "1.7333\t0.8667\t0.5333\n",
    ],
    "issue-71-duplicate-chars.pdf": [
        "项目描述：哦婆婆嘻嘻嘻嘻嘻嘻是一无所有\n",
        "青岛理工大学\t-1 高中\n",
        "midd\t2020年02月\n",
    ],
    "issue-842-example.pdf": [
        "安徽安利合成革股份有限公司\nANHUI ANLI ARTIFICIAL LEATHER CO.,LTD.\n2011年年度报告\n"
    ],
    "malformed-from-issue-932.pdf": ["2021\t3\t31\n"],
    "zen_of_python_corrupted.pdf": [
        "Beautiful is better than ugly.\nExplicit is better",
        "more of those!\nMittwoch",
    ],
}


@pytest.mark.shared
@pytest.mark.parametrize("name", SAMPLES)
def test_sample_files(shared: Path, name: str) -> None:
    text = running(read_pdf(shared / "real/messy_docs/pdf" / name)[0])
    assert [part for part in SAMPLES[name] if part not in text] == []


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty.pdf", "is empty"),
        ("password-example.pdf", "locked with a password"),
        ("ocr_test.pdf", "no text layer"),
    ],
)
def test_sample_files_that_cannot_be_read(shared: Path, name: str, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message):
        read_pdf(shared / "real/messy_docs/pdf" / name)


@pytest.mark.shared
def test_damaged_copies_are_read_or_refused(shared: Path, tmp_path: Path) -> None:
    rng = random.Random(7)
    files = [f for f in sorted((shared / "real/messy_docs/pdf").glob("*.pdf")) if f.stat().st_size]
    for i in range(28):
        data = bytearray(files[i % len(files)].read_bytes())
        if i % 2:
            data = data[: rng.randrange(len(data))]
        for _ in range(0 if i % 2 else 200):
            data[rng.randrange(len(data))] = rng.randrange(256)
        _read_or_refuse(tmp_path, bytes(data))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.integers(0, 600))
def test_any_content_of_a_page_is_read_or_refused(tmp_path: Path, content: bytes, at: int) -> None:
    data = write_pdf(words("some words") + content)
    _read_or_refuse(tmp_path, data[:at] + content + data[at:])


def _read_or_refuse(folder: Path, data: bytes) -> None:
    try:
        raw = read_bytes(folder, data)
    except UnreadableFileError:
        return
    ends = [0] + [change.end for change in raw.changes]
    assert all(end <= change.start for end, change in zip(ends, raw.changes, strict=False))
    assert [p.start for p in raw.places] == sorted(p.start for p in raw.places)
    assert raw.text.encode()
