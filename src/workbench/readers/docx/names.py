"""Short names of the elements of a Word file, the same for both editions of the format.

Word writes the "transitional" names and, if asked to, those of "strict" Open XML (ISO/IEC 29500).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

_ECMA = "http://schemas.openxmlformats.org"
_ISO = "http://purl.oclc.org/ooxml"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010"
_PREFIXES = {
    f"{_ECMA}/wordprocessingml/2006/main": "w",
    f"{_ISO}/wordprocessingml/main": "w",
    f"{_ECMA}/officeDocument/2006/relationships": "r",
    f"{_ISO}/officeDocument/relationships": "r",
    f"{_ECMA}/officeDocument/2006/math": "m",
    f"{_ISO}/officeDocument/math": "m",
    f"{_ECMA}/markup-compatibility/2006": "mc",
    f"{_ECMA}/drawingml/2006/picture": "pic",
    f"{_ISO}/drawingml/picture": "pic",
    f"{_ECMA}/drawingml/2006/chart": "c",
    f"{_ISO}/drawingml/chart": "c",
    f"{_ECMA}/drawingml/2006/diagram": "dgm",
    f"{_ISO}/drawingml/diagram": "dgm",
    f"{_WORD_2010}/wordprocessingShape": "wps",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}


def shorten_names(root: Element) -> None:
    """Write ``w:p`` for the long name of a paragraph, and so on, for elements and attributes."""
    for element in root.iter():
        element.tag = _short(element.tag)
        attributes = {_short(name): value for name, value in element.attrib.items()}
        element.attrib.clear()
        element.attrib.update(attributes)


def child_at(element: Element, *tags: str) -> Element | None:
    """First child of that name, its first child of the next name, and so on."""
    found: Element | None = element
    for tag in tags:
        if found is None:
            return None
        found = next((child for child in found if child.tag == tag), None)
    return found


def _short(name: str) -> str:
    if not name.startswith("{"):
        return name
    space, _, local = name[1:].partition("}")
    return f"{_PREFIXES.get(space, '?')}:{local}"
