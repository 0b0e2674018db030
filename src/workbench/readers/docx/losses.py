"""What of a Word file is not text, or is there in a way the reader of the text should know of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from workbench.readers.docx.text import UNKNOWN_SIGN, sign_of_font

_COUNTED = {
    "pic:pic": "pictures",
    "v:imagedata": "pictures",
    "w:object": "embedded-objects",
    "c:chart": "charts",
    "dgm:relIds": "diagrams",
    "v:textpath": "word-art",
    "w:altChunk": "embedded-documents",
    "w:subDoc": "embedded-documents",
    "w:showingPlcHdr": "placeholders",
    "m:oMath": "formulas",
    "w:vanish": "hidden-text",
    "w:rt": "ruby",
    "w:sym": "symbols",
}
_SAID = {
    "pictures": "{n} not read",
    "embedded-objects": "{n} not read",
    "charts": "{n} not read",
    "diagrams": "{n} not read",
    "word-art": "{n} not read",
    "embedded-documents": "{n} not read",
    "placeholders": "{n} unfilled fields of a form kept with their prompt",
    "formulas": "{n} kept as plain characters, without their layout",
    "hidden-text": "{n} stretches that Word hides are kept",
    "ruby": "{n} readings above characters set after the text",
    "symbols": "{n} signs of a symbol font not known, shown as U+FFFD",
    "private-use": "{n} characters that only their font can show",
}
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_PASSED_OVER = {"w:object", "w:pPr", "w:rPrChange"}  # the preview of an object; properties
_OFF = {"0", "false", "off"}


def count_losses(roots: Iterable[Element]) -> Counter[str]:
    """Count what is not read as text, by the name of its alarm."""
    counts: Counter[str] = Counter()
    for root in roots:
        counts.update(_found(root))
    return counts


def say_losses(counts: Counter[str]) -> Iterator[str]:
    """One alarm a kind, such as ``pictures: 2 not read``."""
    for name, said in _SAID.items():
        if counts[name]:
            yield f"{name}: {said.format(n=counts[name])}"


def _found(element: Element) -> Iterator[str]:
    name = _COUNTED.get(element.tag)
    if name is not None and _counts(element):
        yield name
    if element.tag == "w:t":
        yield from ("private-use" for _ in _PRIVATE_USE.findall(element.text or ""))
    if element.tag in _PASSED_OVER:
        return
    for child in element:
        yield from _found(child)


def _counts(element: Element) -> bool:
    if element.tag == "w:sym":
        return sign_of_font(element) == UNKNOWN_SIGN
    if element.tag in {"w:vanish", "w:showingPlcHdr"}:
        return element.get("w:val", "1") not in _OFF
    return True
