"""A draft as a Word file: Word's own numbering of captions and headings, evidence as comments."""

from __future__ import annotations

import base64
import hashlib
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

from workbench.evidence import QuotesBasis
from workbench.report.display.figure import PRINT_DPI, ShownFigure, png_size
from workbench.report.display.front import SIMULATED
from workbench.report.display.table import ShownTable
from workbench.report.render.appendix import Entry, entries_of, source
from workbench.report.render.caption import Caption, caption_of
from workbench.report.render.docx_file import core_properties, rewrite
from workbench.report.render.draft import Draft
from workbench.report.render.elements import (
    Attributes,
    Element,
    attributes,
    div,
    document,
    header,
    image,
    para,
    raw,
    span,
    text_of,
    words,
)
from workbench.report.render.front_meta import epoch, iso_date
from workbench.report.render.marks import set_marks
from workbench.report.render.pandoc import template, to_format
from workbench.report.render.table_tree import SHORT_TABLE, table_tree
from workbench.report.render.wording import OTHER, WORDING

_WIDEST_CM = 15.6  # of the column
_FIRST_BOOKMARK = 5000  # above those that pandoc numbers


def to_docx(draft: Draft, abstract: list[Element], body: list[Element]) -> bytes:
    """Set a draft as a Word file."""
    entries = entries_of(draft, [*abstract, *body])
    setter = _Setter(draft, {entry.name: entry for entry in entries})
    opening = _front(draft, set_marks(abstract, setter, draft))
    blocks = [*opening, *set_marks(body, setter, draft)]
    date, front, lang = draft.front.date, draft.front, draft.lang
    reference = f"--reference-doc={template(f'reference.{lang}.docx')}"
    data = to_format(document(blocks), "docx", reference, "--no-highlight", epoch=epoch(date))
    texts = {
        "WB-SHORT-TITLE": front.title[lang],
        "WB-SIMULATED": SIMULATED[lang] if draft.simulated else "",
    }
    core = core_properties(
        title=front.title[lang],
        authors="; ".join(author[lang] for author in front.authors),
        keywords=", ".join(word[lang] for word in front.keywords),
        lang=WORDING[lang].code,
        date=iso_date(date),
    )
    return rewrite(data, texts, parts={"docProps/core.xml": core})


class _Setter:
    """Sets the marked groups of a draft in Word's terms and counts comments and bookmarks."""

    def __init__(self, draft: Draft, entries: dict[str, Entry]) -> None:
        self.draft = draft
        self.entries = entries
        self.comments = count()
        self.bookmarks = count(_FIRST_BOOKMARK)

    def value(self, name: str, content: list[Element]) -> list[Element]:
        """Set a number with a comment that says what it rests on."""
        return self.commented(self.entries[name], content)

    def commented(self, entry: Entry, content: list[Element]) -> list[Element]:
        """Set words with the evidence of an entry as comment."""
        number = str(next(self.comments))
        date = f"{iso_date(self.draft.front.date)}T00:00:00Z"
        attr = attributes(classes=["comment-start"], id=number, author="workbench", date=date)
        end = span([], attributes(classes=["comment-end"], id=number))
        return [span(_comment(entry, self.draft), attr), *content, end]

    def reference(self, target: str, content: list[Element]) -> list[Element]:
        """Refer to a bookmark by a field, which Word keeps up to date."""
        text, number = text_of(content), self.draft.numbers[target]
        kind = target.partition("-")[0]
        if kind in {"fig", "tbl"}:
            return [raw("openxml", _field(f"REF {_bookmark(target)} \\h", text))]
        core = f"({number})" if kind == "eq" else number
        before, found, after = text.partition(core)
        if not core or not found:
            return [raw("openxml", _field(f"REF {_bookmark(target)} \\h", text))]
        switch = "" if kind == "eq" else "\\r "
        field = raw("openxml", _field(f"REF {_bookmark(target)} {switch}\\h", core))
        return [*words(before), field, *words(after)]

    def equation(self, label: str, number: str, content: list[Element]) -> Element:
        """Set a numbered equation between two tabs."""
        (_, tex) = content[0]["c"][0]["c"]
        math = {"t": "Math", "c": [{"t": "InlineMath"}, f"\\displaystyle {tex.strip()}"]}
        tab = raw("openxml", "<w:r><w:tab/></w:r>")
        return _styled("Equation", [tab, math, tab, *self.bookmarked(label, words(f"({number})"))])

    def heading(self, level: int, number: str, attr: Attributes, content: list[Element]) -> Element:
        """Set a heading, numbered by Word, under a bookmark."""
        marked = self.bookmarked(attr[0], content)
        if number:
            return header(level, marked, attributes())
        return _styled(f"Unnumbered Heading {min(level, 4)}", marked)

    def shown(self, what: ShownFigure | ShownTable) -> list[Element]:
        """Set a figure or a table with its caption and note."""
        caption = caption_of(what, self.draft)
        note = [_styled("Note", words(caption.note))] if caption.note else []
        if isinstance(what, ShownFigure):
            return [_figure(what, caption, self.draft), *self.captions(what, caption, "Image Caption"), *note]
        table = table_tree(what, self.draft, value_cell=self.value_cell, full_width=True)
        table = _on_one_page(table) if len(what.cells[self.draft.lang].rows) <= SHORT_TABLE else table
        # Word joins a table to what follows without a paragraph between
        return [
            *self.captions(what, caption, "Table Caption"),
            table,
            *(note or [_styled("Note", words(" "))]),
        ]

    def captions(self, what: ShownFigure | ShownTable, caption: Caption, style: str) -> list[Element]:
        """Caption, numbered by Word, and beneath it the other language."""
        kind, _, number = caption.name.partition(" ")
        sequence = raw("openxml", _field(f"SEQ {kind} \\* ARABIC", number))
        name = self.bookmarked(what.label, [*words(f"{kind} "), sequence])
        name = self.commented(self.entries[what.label], name) if what.basis else name
        first = [*name, *words(WORDING[self.draft.lang].gap + caption.text)]
        second = "Second Table Caption" if style == "Table Caption" else "Second Caption"
        return [_styled(style, first), _styled(second, words(caption.second))]

    def value_cell(self, text: str, name: str) -> list[Element]:
        """Cell of a table that is a value."""
        return self.value(name, words(text))

    def bookmarked(self, label: str, content: list[Element]) -> list[Element]:
        """Put a bookmark around words."""
        number = next(self.bookmarks)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(label)}"/>'
        return [raw("openxml", start), *content, raw("openxml", f'<w:bookmarkEnd w:id="{number}"/>')]


def _bookmark(label: str) -> str:
    """Name of a bookmark: Word allows 40 letters, digits and underscores."""
    plain = label.replace("-", "_")
    if plain.isascii() and len(plain) <= 36:
        return f"wb_{plain}"
    return f"wb_{hashlib.sha256(label.encode()).hexdigest()[:20]}"


def _field(instruction: str, text: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    shown = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"{mark('begin')}{code}{mark('separate')}{shown}{mark('end')}"


def _styled(style: str, content: list[Element]) -> Element:
    return div([para(content)], attributes(custom_style=style))


def _figure(figure: ShownFigure, caption: Caption, draft: Draft) -> Element:
    png = figure.png[draft.lang]
    width = min(_WIDEST_CM, png_size(png)[0] / PRINT_DPI * 2.54)
    url = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return _styled("Figure", [image(url, f"{caption.name} {caption.text}", width=f"{width:.2f}cm")])


def _on_one_page(table: Element) -> Element:
    """Let every row but the last keep to the next."""
    attr, caption, columns, head, [body], foot = table["c"]

    def kept(rows: list[Any]) -> list[Any]:
        return [[row[0], [[*cell[:4], [_kept_cell(cell[4])]] for cell in row[1]]] for row in rows]

    rows = [*kept(body[3][:-1]), *body[3][-1:]]
    return {
        "t": "Table",
        "c": [attr, caption, columns, [head[0], kept(head[1])], [[*body[:3], rows]], foot],
    }


def _kept_cell(blocks: list[Element]) -> Element:
    return div([para(block["c"]) for block in blocks], attributes(custom_style="Kept Table Text"))


def _comment(entry: Entry, draft: Draft) -> list[Element]:
    lines = [f"{entry.text}（{entry.name}）" if draft.lang == "zh" else f"{entry.text} ({entry.name})"]
    for basis in entry.basis:
        lines.append(basis.describe(draft.lang))
        quotes = basis.quotes if isinstance(basis, QuotesBasis) else ()
        lines += [
            f"{quote.before}【{quote.text}】{quote.after} — {source(quote, draft.lang)}" for quote in quotes
        ]
    broken = [[*words(line), {"t": "LineBreak"}] for line in lines]
    return [part for line in broken for part in line][:-1]


def _front(draft: Draft, abstract: list[Element]) -> list[Element]:
    lang, front, wording = draft.lang, draft.front, WORDING[draft.lang]
    lines = [
        ("Title", front.title[lang]),
        ("Subtitle", front.subtitle[lang]),
        ("Second Title", front.title[OTHER[lang]]),
        ("Author", "\u3000".join(author[lang] for author in front.authors)),
        ("Affiliation", front.affiliation[lang] if front.affiliation else ""),
        ("Date", front.date),
        ("Notice", front.notice[lang] if front.notice else ""),
    ]
    page = [_styled(style, words(text)) for style, text in lines if text]
    if abstract:
        page += [
            _styled("Abstract Title", words(wording.abstract)),
            div(abstract, attributes(custom_style="Abstract")),
        ]
    if front.keywords:
        keywords = wording.keyword_mark.join(word[lang] for word in front.keywords)
        page.append(_styled("Keywords", words(f"{wording.keywords}\u3000{keywords}")))
    return page
