"""A draft as PDF through Typst, with the packaged typefaces and nothing of the machine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from workbench.errors import MissingDependencyError, ReportError
from workbench.report.display.figure import PRINT_DPI, ShownFigure, png_size
from workbench.report.display.table import ShownTable
from workbench.report.fonts import font_folder
from workbench.report.render.appendix import appendix, entries_of
from workbench.report.render.caption import caption_of
from workbench.report.render.draft import Draft
from workbench.report.render.elements import (
    Attributes,
    Element,
    div,
    document,
    header,
    is_wide,
    meta_list,
    para,
    raw,
    raw_block,
    text_of,
    walk,
)
from workbench.report.render.front_meta import epoch, front_meta
from workbench.report.render.marks import set_marks
from workbench.report.render.pandoc import template, to_format
from workbench.report.render.table_tree import SHORT_TABLE
from workbench.report.render.wording import WORDING

_WIDEST_CM = 15.6  # of the column
_LONG_CELL = 500  # characters from which a row may be split over two pages
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "", "\t": " "}


def to_pdf(draft: Draft, abstract: list[Element], body: list[Element]) -> bytes:
    """Set a draft as PDF."""
    return compile_typst(to_typst(draft, abstract, body), draft)


def to_typst(draft: Draft, abstract: list[Element], body: list[Element]) -> bytes:
    """Set a draft in Typst's own language."""
    setter = _Setter(draft)
    entries = entries_of(draft, [*abstract, *body])
    blocks = set_marks(body, setter, draft) + _evidence(appendix(entries, draft.lang, once=True))
    blocks = walk(blocks, _reference_entry)
    front = draft.front
    meta = front_meta(draft, set_marks(abstract, setter, draft))
    meta["short-title"] = meta["title"]
    meta["title-string"] = _meta_string(front.title[draft.lang])
    meta["author-string"] = meta_list(_meta_string(author[draft.lang]) for author in front.authors)
    meta["keyword-string"] = meta_list(_meta_string(word[draft.lang]) for word in front.keywords)
    meta["zh"] = {"t": "MetaBool", "c": draft.lang == "zh"}
    options = ["--standalone", f"--template={template('report.typ')}", "--wrap=none", "--no-highlight"]
    return to_format(document(blocks, meta), "typst", *options)


def compile_typst(source: bytes, draft: Draft) -> bytes:
    """Compile in an empty folder that holds nothing but the figures."""
    try:
        import typst
    except ImportError as error:
        raise MissingDependencyError("PDF needs Typst: pip install 'workbench[report]'") from error
    with TemporaryDirectory() as folder:
        for what in draft.shown.values():
            if isinstance(what, ShownFigure):
                Path(folder, f"{what.label}.png").write_bytes(what.png[draft.lang])
        main = Path(folder, "report.typ")
        main.write_bytes(source)
        try:
            pdf = typst.compile(
                str(main),
                root=folder,
                font_paths=[str(font_folder())],
                ignore_system_fonts=True,
                timestamp=epoch(draft.front.date),
            )
        except typst.TypstError as error:
            raise ReportError(f"Typst cannot set the PDF: {' '.join(str(error).split())[:300]}") from error
    return pdf


class _Setter:
    """Sets the marked groups of a draft by the functions of ``report.typ``."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def value(self, name: str, content: list[Element]) -> Element:
        """Link a number to its entry in the appendix."""
        return raw("typst", f"#{_value(name, text_of(content))};")

    def reference(self, target: str, content: list[Element]) -> Element:
        """Link to a figure, a table, a section or an equation."""
        return raw("typst", f"#wb-to({literal(target)}, {literal(text_of(content))});")

    def equation(self, label: str, number: str, content: list[Element]) -> Element:
        """Set a numbered equation."""
        opening = raw("typst", f"#wb-equation({literal(label)}, {literal(number)})[")
        return para([opening, *content[0]["c"], raw("typst", "]")])

    def shown(self, what: ShownFigure | ShownTable) -> Element:
        """Set a figure or a table with its caption."""
        call = _figure(what, self.draft) if isinstance(what, ShownFigure) else _table(what, self.draft)
        return raw_block("typst", call)

    def heading(self, level: int, number: str, attr: Attributes, content: list[Element]) -> Element:
        """Leave the numbering to Typst, which counts the same."""
        return header(level, content, attr)


def literal(text: str) -> str:
    r"""Return a text as a string of Typst, in which nothing is markup.

    >>> print(literal('#eval("x")'))
    "#eval(\"x\")"
    """
    kept = "".join(_ESCAPES.get(c, c) for c in text if c >= " " or c in _ESCAPES)
    return f'"{kept}"'


def _meta_string(text: str) -> Element:
    return {"t": "MetaInlines", "c": [raw("typst", literal(text)[1:-1])]}


def _value(name: str, text: str) -> str:
    return f"wb-value({literal(f'ev-{name}')}, {literal(text)})"


def _caption(what: ShownFigure | ShownTable, draft: Draft) -> str:
    caption = caption_of(what, draft)
    evidence = f"wb-to({literal(f'ev-{what.label}')}, {literal(WORDING[draft.lang].evidence)})"
    return (
        f"id: {literal(what.label)}, name: {literal(caption.name)}, caption: {literal(caption.text)}, "
        f"second: {literal(caption.second)}, note: {literal(caption.note)}, "
        f"evidence: {evidence if what.basis else 'none'}"
    )


def _figure(figure: ShownFigure, draft: Draft) -> str:
    width = min(_WIDEST_CM, png_size(figure.png[draft.lang])[0] / PRINT_DPI * 2.54)
    return (
        f"#wb-figure({_caption(figure, draft)}, file: {literal(figure.label + '.png')}, width: {width:.2f}cm)"
    )


def _table(table: ShownTable, draft: Draft) -> str:
    cells = table.cells[draft.lang]
    names = {(row, column): name for row, column, name in table.links}
    body = [
        _value(names[row, column], text) if (row, column) in names else literal(text)
        for row, line in enumerate(cells.rows)
        for column, text in enumerate(line)
    ]
    splits = any(len(text) > _LONG_CELL for line in cells.rows for text in line)
    whole = len(cells.rows) <= SHORT_TABLE and not splits
    sides = [side if side in {"left", "center", "right"} else "left" for side in table.align]
    return (
        f"#wb-table({_caption(table, draft)}, columns: {len(cells.header)}, splits: {str(splits).lower()}, "
        f"whole: {str(whole).lower()}, "
        f"sides: {_array(sides)}, "
        f"header: {_array(map(literal, cells.header))}, cells: {_array(body)})"
    )


def _array(items: Iterable[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _evidence(blocks: list[Element]) -> list[Element]:
    """Set the appendix in smaller type, a rule above every entry."""
    if not blocks:
        return []
    title, *entries = blocks
    opening, closing = raw_block("typst", "#[\n#show: wb-evidence"), raw_block("typst", "]")
    return [title, opening, *walk(entries, _evidence_entry), closing]


def _evidence_entry(element: Element) -> list[Element] | None:
    if element["t"] == "Div":
        return [raw_block("typst", "#wb-entry-rule"), element]
    if element["t"] == "Span" and "ev-place" in element["c"][0][1]:
        return [raw("typst", "#wb-place["), *element["c"][1], raw("typst", "]")]
    return None


def _reference_entry(element: Element) -> Element | None:
    """Set a reference as number and text side by side."""
    if element["t"] != "Div" or not re.match("ref-", element["c"][0][0]):
        return None
    spans = [part for block in element["c"][1] for part in block["c"] if part["t"] == "Span"]
    if len(spans) != 2:
        return None
    mark, entry = (part["c"][1] for part in spans)
    tongue = "in-chinese" if any(map(is_wide, text_of(entry))) else "in-english"
    line = [raw("typst", "#wb-entry(["), *mark, raw("typst", f"], {tongue}["), *entry, raw("typst", "])")]
    return div([para(line)], element["c"][0])
