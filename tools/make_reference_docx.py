"""Make the Word templates of the reports: `python tools/make_reference_docx.py`.

Writes `reference.zh.docx` and `reference.en.docx` into the package; pandoc takes styles, page, header and
footer from these. Run it again after changing a style here, and commit what it writes.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT as TAB
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from workbench.report.render.docx_file import rewrite

TEMPLATES = Path(__file__).resolve().parent.parent / "src/workbench/report/templates"
SERIF = ("Times New Roman", "宋体")
SANS = ("Arial", "黑体")
INK, SOFT, ACCENT = RGBColor(0, 0, 0), RGBColor(0x55, 0x57, 0x5E), RGBColor(0x0B, 0x4F, 0x8A)
COLUMN = 15.6  # cm
NUMBERING = "77"


def main() -> None:
    for lang in ("zh", "en"):
        document = Document()
        set_page(document)
        set_styles(document, lang)
        number_headings(document)
        path = TEMPLATES / f"reference.{lang}.docx"
        document.save(str(path))
        path.write_bytes(rewrite(path.read_bytes(), {}))


def set_page(document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    section.top_margin, section.bottom_margin = Cm(2.7), Cm(2.5)
    header = section.header.paragraphs[0]
    header.paragraph_format.tab_stops.add_tab_stop(Cm(COLUMN), TAB.RIGHT)
    header.add_run("WB-SHORT-TITLE")
    header.add_run("\t")
    header.add_run("WB-SIMULATED").font.color.rgb = RGBColor(0x8A, 0x3B, 0x00)
    footer = section.footer.paragraphs[0]
    footer.alignment = ALIGN.CENTER
    footer._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def set_styles(document, lang: str) -> None:  # noqa: PLR0915
    zh = lang == "zh"
    line = 1.5 if zh else 1.25
    clean_defaults(document)
    style(document, "Normal", size=10.5, line=line)
    style(
        document,
        "Body Text",
        base="Normal",
        size=10.5,
        line=line,
        align=ALIGN.JUSTIFY,
        indent=2 if zh else 0,
        after=0 if zh else 6,
    )
    style(
        document,
        "First Paragraph",
        base="Body Text",
        size=10.5,
        line=line,
        align=ALIGN.JUSTIFY,
        indent=2 if zh else 0,
        after=0 if zh else 6,
    )
    style(document, "Compact", base="Normal", size=9, line=1.15)
    style(document, "Kept Table Text", base="Compact", size=9, line=1.15, keep=True)
    style(document, "Title", base="Normal", fonts=SANS, size=20, before=36, after=4, line=1.2)
    style(document, "Subtitle", base="Normal", fonts=SANS, size=12.5, colour=SOFT, after=4, line=1.2)
    style(document, "Second Title", base="Normal", size=11, colour=SOFT, after=14)
    style(document, "Author", base="Normal", fonts=SANS, size=11)
    style(document, "Affiliation", base="Normal", size=10, colour=SOFT)
    style(document, "Date", base="Normal", size=10, colour=SOFT, after=10)
    style(
        document,
        "Notice",
        base="Normal",
        fonts=SANS,
        size=9.5,
        colour=RGBColor(0x8A, 0x3B, 0),
        before=6,
        after=10,
        shade="FDF1E4",
    )
    style(document, "Abstract Title", base="Normal", fonts=SANS, size=10.5, before=8, after=2, shade="F5F4EF")
    style(document, "Abstract", base="Normal", size=10, align=ALIGN.JUSTIFY, line=1.4, shade="F5F4EF")
    style(document, "Keywords", base="Normal", size=10, after=12, line=1.4, shade="F5F4EF")
    for level, size in enumerate((15, 12.5, 11, 10.5), start=1):
        heading = style(
            document,
            f"Heading {level}",
            base="Normal",
            fonts=SANS,
            size=size,
            before=20 - 3 * level,
            after=7,
            line=1.3,
            keep=True,
        )
        plain = style(
            document,
            f"Unnumbered Heading {level}",
            base=f"Heading {level}",
            fonts=SANS,
            size=size,
            before=20 - 3 * level,
            after=7,
            line=1.3,
            keep=True,
        )
        number(heading, NUMBERING, level - 1)
        number(plain, "0", level - 1)
    style(document, "Block Text", base="Normal", size=10, left=0.75, before=4, after=4)
    style(document, "Footnote Text", base="Normal", size=9, line=1.1)
    style(document, "Figure", base="Normal", align=ALIGN.CENTER, before=12, line=1, keep=True)
    style(
        document,
        "Image Caption",
        base="Normal",
        fonts=SANS,
        size=9,
        align=ALIGN.CENTER,
        before=4,
        line=1.2,
        keep=True,
    )
    style(
        document,
        "Table Caption",
        base="Normal",
        fonts=SANS,
        size=9,
        align=ALIGN.CENTER,
        before=12,
        line=1.2,
        keep=True,
    )
    style(
        document, "Second Caption", base="Normal", size=8, colour=SOFT, align=ALIGN.CENTER, after=4, line=1.2
    )
    style(
        document,
        "Second Table Caption",
        base="Second Caption",
        size=8,
        colour=SOFT,
        align=ALIGN.CENTER,
        after=4,
        line=1.2,
        keep=True,
    )
    style(document, "Note", base="Normal", size=8, colour=SOFT, before=3, after=12, line=1.2)
    equation = style(document, "Equation", base="Normal", before=6, after=6)
    equation.paragraph_format.tab_stops.add_tab_stop(Cm(COLUMN / 2), TAB.CENTER)
    equation.paragraph_format.tab_stops.add_tab_stop(Cm(COLUMN), TAB.RIGHT)
    reference = style(document, "Bibliography", base="Normal", size=9.5, line=1.25, after=3, left=0.9)
    reference.paragraph_format.first_line_indent = Cm(-0.9)
    style(document, "Source Code", base="Normal", fonts=("Consolas", "宋体"), size=9, line=1.1)
    style(document, "Header", base="Normal", fonts=SANS, size=8, colour=SOFT, line=1)
    style(document, "Footer", base="Normal", fonts=SANS, size=8.5, colour=SOFT, line=1)
    style(document, "Comment Text", base="Normal", size=9, line=1.1)
    characters(document, "Strong", fonts=SANS)
    characters(document, "Verbatim Char", fonts=("Consolas", "宋体"))
    characters(document, "Hyperlink", colour=ACCENT)
    characters(document, "Footnote Reference", superscript=True)
    three_lines(document)


def clean_defaults(document) -> None:
    """Take away the theme's fonts, which would win over ours, and name the languages."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    run.append(
        parse_xml(
            f'<w:rFonts {nsdecls("w")} w:ascii="{SERIF[0]}" w:hAnsi="{SERIF[0]}" w:eastAsia="{SERIF[1]}"/>'
        )
    )
    run.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'))


def style(  # noqa: PLR0913
    document, name, *, base=None, fonts=SERIF, size=10.5, colour=INK, align=None, line=1.5, before=0, after=0,
    indent=0, left=0.0, keep=False, shade=None,
):  # fmt: skip
    """Define a paragraph style anew."""
    made = find_style(document, name, WD_STYLE_TYPE.PARAGRAPH)
    if base:
        made.base_style = document.styles[base]
    set_fonts(made, fonts, size, colour)
    form = made.paragraph_format
    form.alignment, form.line_spacing = align, line
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.left_indent, form.keep_with_next = Cm(left) if left else None, keep
    properties = made.element.get_or_add_pPr()
    if indent:
        set_indent(properties, indent)
    if shade:
        properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{shade}"/>'))
        sort_properties(properties)
    return made


def find_style(document, name, kind):
    try:
        made = document.styles[name]
    except KeyError:
        made = document.styles.add_style(name, kind)
    for tag in ("w:rPr", "w:pPr"):
        for child in made.element.findall(qn(tag)):
            made.element.remove(child)
    made.hidden, made.quick_style = False, True
    return made


def set_fonts(made, fonts, size=None, colour=None) -> None:
    font = made.font
    font.name, font.bold, font.italic = fonts[0], False, False
    if size:
        font.size = Pt(size)
    if colour is not None:
        font.color.rgb = colour
    made.element.rPr.rFonts.set(qn("w:eastAsia"), fonts[1])


def set_indent(properties, characters_) -> None:
    indent = properties.find(qn("w:ind"))
    if indent is None:
        indent = OxmlElement("w:ind")
        properties.append(indent)
    indent.set(qn("w:firstLineChars"), str(100 * characters_))
    indent.set(qn("w:firstLine"), str(210 * characters_))
    sort_properties(properties)


_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd",
          "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl")  # fmt: skip


def sort_properties(properties) -> None:
    """Put the properties of a paragraph into the order that Word's schema asks for."""
    rank = {qn(f"w:{name}"): place for place, name in enumerate(_ORDER)}
    properties[:] = sorted(properties, key=lambda child: rank.get(child.tag, len(rank)))


def number(made, number_id: str, level: int) -> None:
    properties = made.element.get_or_add_pPr()
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'
    properties.append(parse_xml(xml))
    properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))
    sort_properties(properties)


def number_headings(document) -> None:
    """Let Word itself number the headings: 1, 1.1, 1.1.1."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(level + 1))}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level in range(4)
    )
    space = nsdecls("w")
    kind = '<w:multiLevelType w:val="multilevel"/>'
    numbering.append(
        parse_xml(f'<w:abstractNum {space} w:abstractNumId="{NUMBERING}">{kind}{levels}</w:abstractNum>')
    )
    numbering.append(
        parse_xml(f'<w:num {space} w:numId="{NUMBERING}"><w:abstractNumId w:val="{NUMBERING}"/></w:num>')
    )


def characters(document, name, *, fonts=None, colour=None, superscript=None) -> None:
    made = find_style(document, name, WD_STYLE_TYPE.CHARACTER)
    if fonts:
        set_fonts(made, fonts)
    if colour is not None:
        made.font.color.rgb = colour
    made.font.superscript = superscript


def three_lines(document) -> None:
    """Define the table style that pandoc uses: rules above, below, and under the header."""
    for made in list(document.styles):
        if made.type == WD_STYLE_TYPE.TABLE and made.name != "Normal Table":
            made.delete()
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Table">'
            '<w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
            '<w:tblPr><w:jc w:val="center"/><w:tblBorders>'
            '<w:top w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
            '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000"/></w:tblBorders>'
            '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="110" w:type="dxa"/>'
            '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:rPr>'
            '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="黑体"/></w:rPr>'
            "<w:tblPr/><w:trPr><w:tblHeader/></w:trPr><w:tcPr><w:tcBorders>"
            '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
            '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
        )
    )


if __name__ == "__main__":
    main()
