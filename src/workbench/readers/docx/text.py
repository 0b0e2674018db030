"""Paragraphs, tables, and text boxes of a Word file as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from workbench.readers.docx.names import child_at
from workbench.readers.docx.numbering import NUMBER
from workbench.readers.docx.revisions import JOINED

_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
#: Hold no text of their own place: properties, instructions of fields, text boxes (lines of their own).
_NO_TEXT = ("w:pPr", "w:rPr", "w:instrText", "w:delInstrText", "w:txbxContent", "w:rt")
_BLOCKS = ("w:p", "w:tbl")
#: Characters of the fonts Wingdings and Wingdings 2 that answer a question in a form.
_BOXES = {"6f": "☐", "a8": "☐", "fe": "☑", "fd": "☒", "78": "☒", "fc": "✓", "fb": "✗"}
_BOXES_2 = {"a3": "☐", "52": "☑", "53": "☒", "54": "☒", "50": "✓", "4f": "✗"}
#: In place of a sign that only its font can show.
UNKNOWN_SIGN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text and the place of the document it stands at."""

    text: str
    label: str


def body_lines(body: Element) -> Iterator[Line]:
    """Lines of the main text in reading order; text boxes follow the paragraph or table they hang on."""
    n_paragraphs = n_tables = n_boxes = 0
    for block in _blocks(body):
        if block[0].tag == "w:tbl":
            n_tables += 1
            for number, row in enumerate(_rows(block[0]), start=1):
                yield from (Line(text, f"table {n_tables} row {number}") for text in _row_lines(row))
        else:
            n_paragraphs += 1
            yield Line(_text(block), f"paragraph {n_paragraphs}")
        for box in _boxes(block):
            n_boxes += 1
            yield from (Line(text, f"text box {n_boxes}") for text in plain_lines(box))


def plain_lines(container: Element) -> list[str]:
    """Lines of a note, a comment, a header, a cell, or a text box, those of its own text boxes last."""
    lines: list[str] = []
    for block in _blocks(container):
        if block[0].tag == "w:tbl":
            lines += [text for row in _rows(block[0]) for text in _row_lines(row)]
        else:
            lines.append(_text(block))
        lines += [text for box in _boxes(block) for text in plain_lines(box)]
    return lines


def ruby_lines(roots: Iterable[Element]) -> Iterator[Line]:
    """Readings printed above characters (pinyin), one line a paragraph; the characters stay in the text."""
    paragraphs = (paragraph for root in roots for paragraph in root.iter("w:p"))
    readings = filter(None, (_own(paragraph, "w:rt") for paragraph in paragraphs))
    for number, found in enumerate(readings, start=1):
        yield Line(" ".join("".join(_inline(reading)) for reading in found), f"ruby {number}")


def _blocks(container: Element) -> Iterator[list[Element]]:
    """Tables and paragraphs; paragraphs whose mark is deleted come together with the next."""
    joined: list[Element] = []
    for element in _block_elements(container):
        if element.tag == "w:tbl":
            if joined:
                yield joined
            joined = []
            yield [element]
            continue
        joined.append(element)
        if element.get(JOINED) is None:
            yield joined
            joined = []
    if joined:
        yield joined


def _block_elements(container: Element) -> Iterator[Element]:
    for child in container:
        if child.tag in _BLOCKS or child.tag in {"w:r", "m:oMathPara", "m:oMath"}:
            yield child
        elif child.tag not in _NO_TEXT:
            yield from _block_elements(child)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "w:tr":
            yield child
        else:  # rows wrapped in a content control
            yield from _rows(child)


def _row_lines(row: Element) -> list[str]:
    """One line with tabs between the cells; a row of a single cell, often a frame, keeps its paragraphs."""
    cells = [plain_lines(cell) for cell in _cells(row)]
    if len(cells) == 1:
        return cells[0]
    return ["\t".join(" ".join(filter(None, map(_on_one_line, cell))) for cell in cells)]


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == "w:tc":
            yield child
        else:
            yield from _cells(child)


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ").strip()


def _boxes(elements: list[Element]) -> Iterator[Element]:
    """Text boxes that hang on paragraphs; those in a table are lines of their cells already."""
    for element in elements:
        if element.tag == "w:txbxContent":
            yield element
        elif element.tag != "w:tbl":
            yield from _boxes(list(element))


def _own(element: Element, tag: str) -> list[Element]:
    """Descendants of a paragraph that are not in a text box of it."""
    found: list[Element] = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif child.tag != "w:txbxContent":
            found += _own(child, tag)
    return found


def _text(elements: list[Element]) -> str:
    """Text of a paragraph, after the number that Word shows before it; joined ones have that of the last."""
    number = elements[-1].get(NUMBER, "")
    return number + "".join(text for element in elements for text in _inline(element))


def _inline(element: Element) -> Iterator[str]:
    if element.tag in {"w:t", "m:t", "w:delText"}:
        yield (element.text or "").replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
    elif element.tag in _SIGNS:
        yield _SIGNS[element.tag]
    elif element.tag == "w:sym":
        yield sign_of_font(element)
    elif element.tag == "w:ffData":
        yield _form_field(element)
    else:
        for child in element:
            if child.tag not in _NO_TEXT:
                yield from _inline(child)


def sign_of_font(element: Element) -> str:
    """A sign of a symbol font: check boxes and ticks as their characters, others as U+FFFD."""
    font = element.get("w:font", "").lower()
    boxes = {"wingdings": _BOXES, "wingdings 2": _BOXES_2}.get(font, {})
    return boxes.get(element.get("w:char", "").lower()[-2:], UNKNOWN_SIGN)


def _form_field(data: Element) -> str:
    """What a check box or a drop-down list of a form shows; the text of a text field stands in the runs."""
    box = child_at(data, "w:checkBox")
    if box is not None:
        state = child_at(box, "w:checked")
        state = child_at(box, "w:default") if state is None else state
        return "☒" if state is not None and state.get("w:val", "1") in {"1", "true", "on"} else "☐"
    choices = child_at(data, "w:ddList")
    if choices is None:
        return ""
    entries = [entry.get("w:val", "") for entry in choices if entry.tag == "w:listEntry"]
    result = child_at(choices, "w:result")
    chosen = result.get("w:val", "0") if result is not None else "0"
    return "".join(entries[int(chosen) : int(chosen) + 1]) if re.fullmatch("[0-9]{1,9}", chosen) else ""
