from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import docx
import pytest

from workbench.errors import OptionError, UnreadableFileError
from workbench.readers.docx import read_docx
from workbench.readers.raw import RawText

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    }.items()
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def part(root: str, content: str) -> str:
    return f"<w:{root} {SPACES}>{content}</w:{root}>"


def write(folder: Path, body: str, **parts: str) -> Path:
    """A Word file of a body and further parts, named after what they are (footnotes, header1 …)."""
    related = "".join(
        f'<Relationship Id="{name}" Type="{RELATION}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    with zipfile.ZipFile(folder / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>'
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return folder / "a.docx"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def text_of(folder: Path, body: str, **parts: str) -> str:
    return read_docx(write(folder, body, **parts))[0].text


def placed(raw: RawText) -> list[tuple[str, str]]:
    ends = [*(place.start for place in raw.places[1:]), len(raw.text)]
    return [(place.label, raw.text[place.start : end]) for place, end in zip(raw.places, ends, strict=True)]


CHANGED = p(
    r("网格员"),
    f'<w:ins w:id="1">{r("每天")}</w:ins>',
    '<w:del w:id="2"><w:r><w:delText>偶尔</w:delText></w:r></w:del>',
    f'<w:moveFrom w:id="3">{r("上门")}</w:moveFrom>',
    r("走访"),
    f'<w:moveTo w:id="4">{r("上门")}</w:moveTo>',
)


def test_tracked_changes_are_accepted_or_rejected(tmp_path: Path) -> None:
    path = write(tmp_path, CHANGED)
    [accepted], [rejected] = read_docx(path), read_docx(path, tracked="reject")
    assert (accepted.text, rejected.text) == ("网格员每天走访上门\n", "网格员偶尔上门走访\n")
    assert accepted.alarms == (
        "tracked-changes: 1 insertions kept, 1 deletions left out, 1 moved stretches once",
    )
    assert "1 insertions left out, 1 deletions kept" in rejected.alarms[0]


def test_what_was_inserted_and_deleted_again_is_gone(tmp_path: Path) -> None:
    deleted = '<w:del w:id="2"><w:r><w:delText>乙</w:delText></w:r></w:del>'
    assert text_of(tmp_path, p(f'<w:ins w:id="1">{r("甲")}{deleted}</w:ins>')) == "甲\n"


def test_another_state_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="'accept', 'reject'"):
        read_docx(write(tmp_path, p(r("甲"))), tracked="both")  # type: ignore[arg-type]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    path = write(tmp_path, p(r("甲"), properties=mark) + p(r("乙")) + p(r("丙")))
    assert placed(read_docx(path)[0]) == [("paragraph 1", "甲乙\n"), ("paragraph 2", "丙\n")]
    assert read_docx(path, tracked="reject")[0].text == "甲\n乙\n丙\n"


def test_a_deleted_row_and_cell_are_left_out(tmp_path: Path) -> None:
    gone = f'<w:trPr><w:del w:id="1"/></w:trPr>{tc(p(r("丙")))}'
    row = tc(p(r("甲"))) + tc(p(r("乙"))) + tc(p(r("丁")), '<w:cellDel w:id="2"/>')
    path = write(tmp_path, tbl(row, gone))
    assert read_docx(path)[0].text == "甲\t乙\n"
    assert read_docx(path, tracked="reject")[0].text == "甲\t乙\t丁\n丙\n"


def test_merged_cells_and_tables_in_cells_occur_once(tmp_path: Path) -> None:
    wide, below = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>', "<w:vMerge/>"
    inner = tbl(tc(p(r("丙"))) + tc(p(r("丁"))))
    body = tbl(tc(p(r("甲")), wide) + tc(p(r("乙"))), tc(p(), below) + tc(inner + p(r("戊"))))
    raw = read_docx(write(tmp_path, p(r("前")) + body + p(r("后"))))[0]
    assert placed(raw) == [
        ("paragraph 1", "前\n"),
        ("table 1 row 1", "甲\t乙\n"),
        ("table 1 row 2", "\t丙 丁 戊\n"),
        ("paragraph 2", "后\n"),
    ]


def test_a_frame_of_one_cell_keeps_its_paragraphs(tmp_path: Path) -> None:
    raw = read_docx(write(tmp_path, tbl(tc(p(r("问：甲")) + p(r("答：乙"))))))[0]
    assert placed(raw) == [("table 1 row 1", "问：甲\n答：乙\n")]


MODERN = f"<w:drawing><wps:txbx><w:txbxContent>{p(r('框'))}</w:txbxContent></wps:txbx></w:drawing>"
OLD = f"<w:pict><v:textbox><w:txbxContent>{p(r('框'))}</w:txbxContent></v:textbox></w:pict>"
EITHER = (
    f'<mc:AlternateContent><mc:Choice Requires="wps">{MODERN}</mc:Choice>'
    f"<mc:Fallback>{OLD}</mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize("box", [MODERN, OLD, EITHER])
def test_a_text_box_follows_its_paragraph_once(tmp_path: Path, box: str) -> None:
    raw = read_docx(write(tmp_path, p(r("前"), f"<w:r>{box}</w:r>", r("后")) + p(r("末"))))[0]
    assert placed(raw) == [("paragraph 1", "前后\n"), ("text box 1", "框\n"), ("paragraph 2", "末\n")]


def test_a_text_box_in_a_cell_stays_in_the_cell(tmp_path: Path) -> None:
    body = tbl(tc(p(r("甲"), f"<w:r>{EITHER}</w:r>")) + tc(p(r("乙"))))
    assert text_of(tmp_path, body) == "甲 框\t乙\n"


def test_wrappers_are_read_through(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inside = f'<w:hyperlink r:id="x">{r("乙")}</w:hyperlink><w:smartTag>{r("丙")}</w:smartTag>'
    row = control.format(f"<w:tr>{control.format(tc(p(r('戊'))))}{tc(p(r('己')))}</w:tr>")
    body = control.format(p(r("甲"), inside, control.format(r("丁"))) + f"<w:tbl>{row}</w:tbl>")
    assert text_of(tmp_path, body) == "甲乙丙丁\n戊\t己\n"


def field(instruction: str, result: str) -> str:
    kinds = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    return f"{begin}<w:r>{instruction}</w:r>{separate}{result}{end}"


def test_the_result_of_a_field_is_kept_and_its_instruction_not(tmp_path: Path) -> None:
    inner = field("<w:instrText>NAME</w:instrText>", r("隐"))
    outer = field(f"<w:instrText>IF </w:instrText></w:r>{inner}<w:r>", r("显"))
    path = write(tmp_path, p(r("前"), outer, f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>'))
    [raw] = read_docx(path)
    assert raw.text == "前显3\n"
    assert raw.alarms == ("field-instructions: 1 stretches that Word does not show left out",)


def test_a_field_without_end_hides_nothing(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert text_of(tmp_path, p(begin, r("甲")) + p(r("乙"))) == "甲\n乙\n"


def test_forms_say_what_is_ticked_and_chosen(tmp_path: Path) -> None:
    box = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar>'
    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="否"/><w:listEntry w:val="是"/></w:ddList>'
    ticked, empty = box.format("<w:checked/>"), box.format('<w:default w:val="0"/>')
    listed = f'<w:fldChar w:fldCharType="begin"><w:ffData>{choice}</w:ffData></w:fldChar>'
    sign = '<w:sym w:font="Wingdings" w:char="F0A8"/>'
    assert text_of(tmp_path, p(*(f"<w:r>{x}</w:r>" for x in (ticked, empty, listed, sign)))) == "☒☐是☐\n"


def test_signs_are_characters(tmp_path: Path) -> None:
    signs = ("<w:tab/>", "<w:br/>", "<w:cr/>", "<w:noBreakHyphen/>", "<w:softHyphen/>")
    assert text_of(tmp_path, p("".join(f"<w:r>{s}</w:r>" for s in signs))) == "\t\n\n\u2011\u00ad\n"


def test_readings_above_characters_stand_after_the_text(tmp_path: Path) -> None:
    ruby = "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>"
    raw = read_docx(write(tmp_path, p(ruby.format(r("shè"), r("社")), ruby.format(r("qū"), r("区")))))[0]
    assert placed(raw) == [("paragraph 1", "社区\n"), ("ruby 1", "shè qū\n")]


def note(kind: str, i: int, text: str) -> str:
    return f'<w:{kind} w:id="{i}">{p(r(text))}</w:{kind}>'


def mark(kind: str, i: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{i}"/></w:r>'


def test_notes_and_comments_follow_in_the_order_of_their_marks(tmp_path: Path) -> None:
    separator = f'<w:footnote w:id="0" w:type="separator">{p(r("——"))}</w:footnote>'
    notes = part("footnotes", separator + note("footnote", 7, "后注") + note("footnote", 8, "先注"))
    comments = part("comments", note("comment", 1, "批一") + note("comment", 0, "批二"))
    marks = mark("footnote", 8) + mark("comment", 1), mark("footnote", 7) + mark("comment", 0)
    body = p(r("甲"), marks[0]) + p(r("乙"), marks[1])
    raw = read_docx(write(tmp_path, body, footnotes=notes, comments=comments))[0]
    assert placed(raw)[2:] == [
        ("footnote 1", "先注\n"),
        ("footnote 2", "后注\n"),
        ("comment 1", "批一\n"),
        ("comment 2", "批二\n"),
    ]


def test_a_note_on_deleted_text_goes_with_it_and_is_counted(tmp_path: Path) -> None:
    notes = part("endnotes", note("endnote", 1, "删") + note("endnote", 2, "留"))
    body = p(r("甲"), f'<w:del w:id="9">{mark("endnote", 1)}</w:del>', mark("endnote", 2))
    path = write(tmp_path, body, endnotes=notes)
    [raw] = read_docx(path)
    assert placed(raw)[1:] == [("endnote 1", "留\n")]
    assert any(alarm.startswith("deleted-notes: 1") for alarm in raw.alarms)
    assert "删" in read_docx(path, tracked="reject")[0].text


def test_headers_and_footers_stand_last_and_once(tmp_path: Path) -> None:
    references = "".join(f'<w:headerReference r:id="header{n}"/>' for n in (2, 1))
    headers = {f"header{n}": part("hdr", p(r("某市文件"))) for n in (1, 2)}
    footers = {"footer1": part("ftr", p(r("- 3 -"))), "footer2": part("ftr", p(r("内部资料")))}
    body = p(r("甲")) + f"<w:sectPr>{references}</w:sectPr>"
    raw = read_docx(write(tmp_path, body, **headers, **footers))[0]
    assert placed(raw)[1:] == [("header 1", "某市文件\n"), ("footer 1", "内部资料\n")]
    assert raw.alarms == ("page-numbers: 1 headers or footers without words left out",)


def test_what_is_no_text_is_counted(tmp_path: Path) -> None:
    things = "<w:drawing><pic:pic/></w:drawing><w:pict><v:imagedata/></w:pict>"
    things += "<w:object><v:imagedata/></w:object>"
    things += '<w:sym w:font="Symbol" w:char="F094"/>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
    math = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    raw = read_docx(write(tmp_path, p(f"<w:r>{things}</w:r>", hidden, math)))[0]
    assert raw.text == "\ufffd藏x=1\n"
    names = ["pictures: 2", "embedded-objects: 1", "formulas: 1", "hidden-text: 1", "symbols: 1"]
    assert [alarm[: len(name)] for alarm, name in zip(raw.alarms, names, strict=True)] == names


def level(number: int, number_format: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{number_format}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(text: str, list_id: int, at: int) -> str:
    return p(r(text), properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_numbers_that_word_writes_stand_in_the_text(tmp_path: Path) -> None:
    levels = (
        level(0, "chineseCounting", "第%1条　") + level(1, "decimal", "（%1.%2）") + level(2, "bullet", "•")
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="11"/></w:lvlOverride>'
    lists = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{anew}</w:num>',
    )
    order = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (1, 0), (9, 0)]
    text = text_of(tmp_path, "".join(numbered("文", i, at) for i, at in order), numbering=lists)
    assert text.split("\n")[:-1] == [
        "第一条　文",
        "（一.1）文",
        "（一.2）文",
        "文",
        "第二条　文",
        "（二.1）文",
        "第十一条　文",
        "第十二条　文",
        "文",
    ]


def test_numbers_come_from_styles_too(tmp_path: Path) -> None:
    lists = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    styles = part(
        "styles",
        '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    body = p(r("甲"), properties='<w:pStyle w:val="A"/>') + p(r("乙"), properties='<w:pStyle w:val="B"/>')
    assert text_of(tmp_path, body, numbering=lists, styles=styles) == "I.甲\nII.乙\n"


def test_strict_open_xml_reads_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, CHANGED)
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode()
    with zipfile.ZipFile(tmp_path / "strict.docx", "w") as archive:
        archive.writestr(
            "word/document.xml", xml.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        )
    assert read_docx(tmp_path / "strict.docx") == read_docx(path)


def test_every_paragraph_of_a_written_document_is_a_line(tmp_path: Path) -> None:
    word = docx.Document()
    lines = ["第一段", "", "𠮷 third"]
    for line in lines:
        word.add_paragraph(line)
    word.save(str(tmp_path / "a.docx"))
    [raw] = read_docx(tmp_path / "a.docx")
    assert raw.text == "第一段\n\n𠮷 third\n"
    assert [place.start for place in raw.places] == [0, 4, 5]
    assert not raw.is_decoded_file


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"plain text"])
def test_what_is_no_word_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"not a Word file|cannot be read as \.docx"):
        read_docx(tmp_path / "a.docx")


GONE = {f"{{{W}}}del", f"{{{W}}}moveFrom"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def shown(element: Element) -> Iterator[str]:
    """Every w:t outside deletions and fallbacks, found without the reader's own code."""
    if element.tag == f"{{{W}}}t":
        yield element.text or ""
    for child in element:
        if child.tag not in GONE | {FALLBACK}:
            yield from shown(child)


def characters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


@pytest.mark.shared
def test_every_text_of_real_bodies_is_there_once(shared: Path) -> None:
    n_read = 0
    for path in sorted((shared / "real" / "messy_docs" / "docx").iterdir()):
        try:
            [raw] = read_docx(path)
        except UnreadableFileError:
            continue
        n_read += 1
        with zipfile.ZipFile(path) as archive:
            texts = list(shown(ElementTree.fromstring(archive.read("word/document.xml"))))
        attached = ("footnote", "endnote", "comment", "header", "footer")
        body = "".join(text for label, text in placed(raw) if not label.startswith(attached))
        assert [len(text) for text in texts if text.strip() not in body] == []
        assert characters("".join(texts)) - characters(body) == Counter()
        added = characters(body) - characters("".join(texts))
        assert not set(added) - set("☐☑☒\ufffd0123456789.•"), path.name  # forms, numbers of lists
    assert n_read == 12


@pytest.mark.shared
def test_real_documents_with_known_content(shared: Path) -> None:
    def read(name: str) -> RawText:
        return read_docx(shared / "real" / "messy_docs" / "docx" / name)[0]

    assert "subcommentaries" in read("delins.docx").text
    assert read("delins.docx").alarms == ("tracked-changes: 32 insertions kept, 4 deletions left out",)
    assert [label for label, _ in placed(read("docx_comments.docx"))][-3:] == [
        "comment 1",
        "comment 2",
        "comment 3",
    ]
    assert placed(read("footnotes.docx"))[-1] == ("footnote 1", "snoska\n")
    assert "1. Number one 2. Number two 3. Number three" in read("docx_rich_cells.docx").text
    assert ("footer 1", "Even page footer\n") in placed(read("testWORD_2006ml.docx"))
