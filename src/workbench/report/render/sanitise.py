"""Let through what prose may hold; keep everything else as text that does nothing."""

from __future__ import annotations

import re
from typing import Any

from workbench.errors import ReportError
from workbench.evidence import Language
from workbench.report.render.elements import (
    NO_ATTRIBUTES,
    Attributes,
    Element,
    attributes,
    code,
    is_wide,
    span,
    text_of,
    walk,
    words,
)

_SAFE_LINK = re.compile(r"(https?://|mailto:|#)[^\s\x00-\x1f]*", re.IGNORECASE)
_SECTION = re.compile(r"sec-[\w-]+")
_NOT_INCLUDED = {"zh": "［未收入的图片：{}］", "en": "[picture not included: {}]"}


def sanitise(blocks: list[Element], *, lang: Language) -> list[Element]:
    """Return blocks of prose without raw markup, foreign attributes, pictures from files and unsafe links."""

    def change(element: Element) -> Element | list[Element] | None:
        match element["t"]:
            case "RawInline" | "RawBlock":
                return _as_text(element)
            case "Image":
                return words(_NOT_INCLUDED[lang].format(text_of(element["c"][1])))
            case "Header":
                level, attr, content = element["c"]
                return {"t": "Header", "c": [level, _heading_attributes(attr), content]}
            case "Div" | "Span" | "Code" | "CodeBlock" | "Table" | "Figure":
                return {**element, "c": [_kept(element), *element["c"][1:]]}
        return safe_link(element)

    cleaned: list[Element] = join_lines(walk(blocks, change))
    return cleaned


def safe_link(element: Element) -> Element | None:
    """Keep a link to the web, to an address or to a place of the report; of any other keep the words."""
    if element["t"] != "Link":
        return None
    _, content, (url, _) = element["c"]
    if _SAFE_LINK.fullmatch(url):
        return {"t": "Link", "c": [NO_ATTRIBUTES, content, [url, ""]]}
    return span(content, NO_ATTRIBUTES)


def join_lines(tree: Any) -> Any:
    """Drop the line breaks between two Chinese characters, where a space would be wrong."""
    if isinstance(tree, dict):
        return {key: join_lines(part) for key, part in tree.items()}
    if not isinstance(tree, list):
        return tree
    parts = [join_lines(part) for part in tree]
    return [part for place, part in enumerate(parts) if not _is_needless_break(parts, place)]


def _is_needless_break(parts: list[Any], place: int) -> bool:
    part = parts[place]
    if not (isinstance(part, dict) and part.get("t") == "SoftBreak" and 0 < place < len(parts) - 1):
        return False
    before, after = text_of(parts[place - 1]), text_of(parts[place + 1])
    return bool(before and after) and is_wide(before[-1]) and is_wide(after[0])


def _as_text(element: Element) -> Element:
    text = element["c"][1]
    if element["t"] == "RawInline":
        return code(text)
    return {"t": "CodeBlock", "c": [NO_ATTRIBUTES, text]}


def _heading_attributes(attr: Attributes) -> Attributes:
    identifier, classes, _ = attr
    if identifier.startswith("sec-") and not _SECTION.fullmatch(identifier):
        raise ReportError(f"the label {identifier!r} of a heading cannot be cited; write {{#sec-name}}")
    kept = identifier if identifier.startswith("sec-") else ""
    return attributes(kept, [name for name in classes if name == "unnumbered"])


def _kept(element: Element) -> Attributes:
    return attributes("refs") if element["t"] == "Div" and element["c"][0][0] == "refs" else NO_ATTRIBUTES
