"""What PDFium sees on each page of a PDF, written to standard output: run as a process of its own.

PDFium is native code that reads files from strangers. In a process of its own it can be given a limit of
memory and of time, and if it crashes only this process ends. So this file imports nothing of the workbench.

Each page is one line of JSON followed by its characters: codes (uint32), `N_MEASURES` measures each
(float32), flags (uint8). A file that cannot be read is one line ``{"error": …}``.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import math
import sys
from array import array
from typing import Any, BinaryIO

MAX_PAGES = 5_000  # the longest yearbooks have about 2,000
MAX_PAGE_CHARACTERS = 200_000  # a newspaper page has about 20,000
MAX_CHARACTERS = 3_000_000  # about 2,000 pages full of print
MAX_OBJECTS = 50_000  # of one page, looked at for pictures and rules
MAX_RULES = 5_000  # of one page; a large table has about 1,000
MAX_MEMORY = 1 << 30
N_MEASURES = 8  # left, right, bottom, top, origin x, origin y, size, angle in degrees
SPACE_FOLLOWS, UNMAPPED = 1, 2

_HYPHEN = 2  # PDFium's own code for a hyphen at the end of a line
_PATH, _IMAGE, _FORM = 2, 3, 5
_FREE_TEXT, _WIDGET = 3, 20
_COMMENTS = (1, 9, 10, 11, 12)  # note, highlight, underline, squiggly, strikeout
_THIN, _SHORT = 2.0, 10.0  # points: a rule is thinner and longer


class RefusedError(Exception):
    """The file cannot be read; the first argument is the reason's name, the second a number."""


def main() -> None:
    """Write the pages of the file named on the command line."""
    _limit_memory()
    out = sys.stdout.buffer
    try:
        _write_document(sys.argv[1], out)
    except RefusedError as refused:
        out.write(json.dumps({"error": refused.args[0], "n": refused.args[1]}).encode() + b"\n")
    out.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit is the only one
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _write_document(path: str, out: BinaryIO) -> None:
    pdfium: Any = importlib.import_module("pypdfium2.raw")
    document = pdfium.FPDF_LoadDocument(path.encode(), None)
    if not document:
        raise RefusedError("open", pdfium.FPDF_GetLastError())
    n_pages = pdfium.FPDF_GetPageCount(document)
    if n_pages > MAX_PAGES:
        raise RefusedError("pages", n_pages)
    n_characters = 0
    for index in range(n_pages):
        n_characters += _write_page(pdfium, document, index, out)
        if n_characters > MAX_CHARACTERS:
            raise RefusedError("characters", MAX_CHARACTERS)


def _write_page(pdfium: Any, document: Any, index: int, out: BinaryIO) -> int:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        out.write(json.dumps({"failed": True}).encode() + b"\n")
        return 0
    n_filled, n_comments = _annotations(pdfium, page)
    if n_filled and pdfium.FPDFPage_Flatten(page, 0) == pdfium.FLATTEN_SUCCESS:
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(document, index)  # what was typed into a form is now on the page
    head = {**_drawn(pdfium, page), "n_comments": n_comments}
    text = pdfium.FPDFText_LoadPage(page)
    codes, measures, flags = (
        _characters(pdfium, text, index) if text else (array("I"), array("f"), array("B"))
    )
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    out.write(json.dumps({**head, "n": len(codes)}).encode() + b"\n")
    for column in (codes, measures, flags):
        out.write(column.tobytes())
    return len(codes)


def _annotations(pdfium: Any, page: Any) -> tuple[int, int]:
    """How many fields and text boxes are filled in, and how many comments hold words."""
    n_filled = n_comments = 0
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_OBJECTS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        n_filled += kind in (_FREE_TEXT, _WIDGET)
        if kind in _COMMENTS:
            n_comments += pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0) > 2
        pdfium.FPDFPage_CloseAnnot(annotation)
    return n_filled, n_comments


def _drawn(pdfium: Any, page: Any) -> dict[str, Any]:
    """The visible page, its rules, the share of it under pictures, and the number of things on it."""
    crop = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, crop)
    box = [crop.left, crop.bottom, crop.right, crop.top]
    edges = [ctypes.c_float() for _ in range(4)]
    rules: list[list[float]] = []
    covered = 0.0
    n_objects = pdfium.FPDFPage_CountObjects(page)
    for number in range(min(n_objects, MAX_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind not in (_PATH, _IMAGE, _FORM) or not pdfium.FPDFPageObj_GetBounds(thing, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if kind == _IMAGE or (kind == _FORM and _holds_picture(pdfium, thing, 0)):
            covered += max(0.0, right - left) * max(0.0, top - bottom)
        if kind != _FORM:
            rules += _rules(left, bottom, right, top) if len(rules) < MAX_RULES else []
    area = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
    return {"box": box, "rules": rules, "pictures": min(1.0, covered / area), "n_objects": n_objects}


def _rules(left: float, bottom: float, right: float, top: float) -> list[list[float]]:
    """A thin drawing is one rule; a frame is the rules above and below it."""
    wide, high = right - left > _SHORT, top - bottom > _SHORT
    if wide and high:
        return [[left, bottom, right, bottom], [left, top, right, top]]
    if min(right - left, top - bottom) <= _THIN and (wide or high):
        return [[left, bottom, right, top]]
    return []


def _holds_picture(pdfium: Any, form: Any, depth: int) -> bool:
    if depth > 3:
        return False
    for number in range(min(pdfium.FPDFFormObj_CountObjects(form), 1000)):
        thing = pdfium.FPDFFormObj_GetObject(form, number)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == _IMAGE or (kind == _FORM and _holds_picture(pdfium, thing, depth + 1)):
            return True
    return False


def _characters(pdfium: Any, text: Any, index: int) -> tuple[array[int], array[float], array[int]]:
    n = pdfium.FPDFText_CountChars(text)
    if n > MAX_PAGE_CHARACTERS:
        raise RefusedError("page", index + 1)
    codes, measures, flags = array("I"), array("f"), array("B")
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(n):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if pdfium.FPDFText_IsGenerated(text, i) == 1:
            if code == 0x20 and flags:
                flags[-1] |= SPACE_FOLLOWS
            continue
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        size = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        codes.append(0x2D if code == _HYPHEN else code)
        measures.extend((box.left, box.right, box.bottom, box.top, x.value, y.value, abs(size), angle))
        flags.append(UNMAPPED if pdfium.FPDFText_HasUnicodeMapError(text, i) == 1 else 0)
    return codes, measures, flags


if __name__ == "__main__":
    main()
