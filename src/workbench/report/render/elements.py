"""Pandoc's document tree as plain JSON: constructors, a walk, and the text of a piece of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

Element = dict[str, Any]
Attributes = list[Any]
API_VERSION = [1, 23, 1, 1]
NO_ATTRIBUTES: Attributes = ["", [], []]
_RAW_AND_CODE = {"RawInline", "RawBlock", "Code", "CodeBlock"}


def attributes(identifier: str = "", classes: Iterable[str] = (), **others: str) -> Attributes:
    """Identifier, classes and further attributes; an underscore in a name stands for a hyphen."""
    return [identifier, list(classes), [[key.replace("_", "-"), text] for key, text in others.items()]]


def words(text: str) -> list[Element]:
    """Return a text as inlines; whatever it holds stays text."""
    return [{"t": "Str", "c": text}] if text else []


def span(content: Sequence[Element], attr: Attributes) -> Element:
    """Inline group."""
    return {"t": "Span", "c": [attr, list(content)]}


def strong(content: Sequence[Element]) -> Element:
    """Strong words."""
    return {"t": "Strong", "c": list(content)}


def code(text: str) -> Element:
    """Code in a line."""
    return {"t": "Code", "c": [NO_ATTRIBUTES, text]}


def link(content: Sequence[Element], url: str, *, title: str = "", attr: Attributes | None = None) -> Element:
    """Link to an address or, with ``#name``, to a place of the document."""
    return {"t": "Link", "c": [attr or NO_ATTRIBUTES, list(content), [url, title]]}


def image(url: str, alt: str, **others: str) -> Element:
    """Picture."""
    return {"t": "Image", "c": [attributes(**others), words(alt), [url, ""]]}


def raw(form: str, text: str) -> Element:
    """Markup of the output format, inside a line; only the report itself may write it."""
    return {"t": "RawInline", "c": [form, text]}


def raw_block(form: str, text: str) -> Element:
    """Markup of the output format, between paragraphs."""
    return {"t": "RawBlock", "c": [form, text]}


def para(content: Sequence[Element]) -> Element:
    """Paragraph."""
    return {"t": "Para", "c": list(content)}


def plain(content: Sequence[Element]) -> Element:
    """Lines that are no paragraph of their own."""
    return {"t": "Plain", "c": list(content)}


def div(content: Sequence[Element], attr: Attributes) -> Element:
    """Group of blocks."""
    return {"t": "Div", "c": [attr, list(content)]}


def header(level: int, content: Sequence[Element], attr: Attributes) -> Element:
    """Heading."""
    return {"t": "Header", "c": [level, attr, list(content)]}


def bullets(items: Iterable[Sequence[Element]]) -> Element:
    """List of blocks."""
    return {"t": "BulletList", "c": [list(item) for item in items]}


def document(blocks: Sequence[Element], meta: Mapping[str, Element] | None = None) -> Element:
    """Whole document."""
    return {"pandoc-api-version": API_VERSION, "meta": dict(meta or {}), "blocks": list(blocks)}


def meta_text(text: str) -> Element:
    """Entry of the front matter that is one line of text."""
    return {"t": "MetaInlines", "c": words(text)}


def meta_blocks(blocks: Sequence[Element]) -> Element:
    """Entry of the front matter that has paragraphs."""
    return {"t": "MetaBlocks", "c": list(blocks)}


def meta_list(items: Iterable[Element]) -> Element:
    """Entry of the front matter that is a list."""
    return {"t": "MetaList", "c": list(items)}


Change = Callable[[Element], Element | list[Element] | None]


def walk(tree: Any, change: Change) -> Any:
    """Return the tree with every element changed, inner ones first; None keeps one, a list replaces it."""
    if isinstance(tree, list):
        return [new for old in tree for new in _walk_item(old, change)]
    if isinstance(tree, dict):
        return {key: walk(part, change) for key, part in tree.items()}
    return tree


def _walk_item(item: Any, change: Change) -> list[Any]:
    inner = walk(item, change)
    if not isinstance(inner, dict) or "t" not in inner:
        return [inner]
    new = change(inner)
    if new is None:
        return [inner]
    return new if isinstance(new, list) else [new]


def each(tree: Any, kind: str) -> Iterator[Element]:
    """Every element of one kind, in the order of reading."""
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from each(part, kind)


def text_of(tree: Any) -> str:
    """The words of a piece of the tree, without markup."""
    if isinstance(tree, dict):
        kind, content = tree.get("t"), tree.get("c")
        if kind == "Str":
            return str(content)
        if kind in {"Space", "SoftBreak", "LineBreak"}:
            return " "
        if kind == "Math" or kind in _RAW_AND_CODE:
            return str(content[1]) if content else ""
        return text_of(content)
    if isinstance(tree, list):
        return "".join(text_of(part) for part in tree if isinstance(part, dict | list))
    return ""


def is_wide(character: str) -> bool:
    """Whether a character is Chinese or full width: no space belongs between two of these."""
    return unicodedata.east_asian_width(character) in "WF"
