"""Numbers that Word writes before paragraphs (一、, 第三条, 2.1) and that stand in none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from workbench.readers.docx.names import child_at
from workbench.readers.docx.numerals import write_number
from workbench.readers.docx.revisions import JOINED

#: On a paragraph: the number that Word shows before its text.
NUMBER = "number"
_AFTER = {"nothing": "", "space": " ", "tab": " "}  # a tab here is layout, not a column
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: ``text`` holds ``%1`` for the number of the first level."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    after: str = " "
    restart: int | None = None  # None: after any higher level; 0: never
    is_legal: bool = False  # all numbers in digits
    style: str = ""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a document, by their id, and the lists that its styles belong to."""

    levels: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    first: dict[str, dict[int, int]] = field(default_factory=dict)  # numbers at which a list starts anew
    by_style: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    default_style: str = ""


def read_numbering(lists: Element | None, styles: Element | None) -> Numbering:
    """Gather what the parts ``numbering`` and ``styles`` say of numbers."""
    by_style, default_style = _styles(styles) if styles is not None else ({}, "")
    if lists is None:
        return Numbering(by_style=by_style, default_style=default_style)
    abstract = {one.get("w:abstractNumId", ""): one for one in lists.iter("w:abstractNum")}
    linked = {_value(one, "w:styleLink"): one for one in abstract.values()}
    levels: dict[str, tuple[str, dict[int, Level]]] = {}
    first: dict[str, dict[int, int]] = {}
    for one in lists.iter("w:num"):
        list_id, abstract_id = one.get("w:numId", ""), _value(one, "w:abstractNumId")
        source = abstract.get(abstract_id)
        if source is not None and _value(source, "w:numStyleLink"):
            source = linked.get(_value(source, "w:numStyleLink"), source)
        own = {} if source is None else _levels(source)
        for override in (child for child in one if child.tag == "w:lvlOverride"):
            own |= _levels(override)
            if child_at(override, "w:startOverride") is not None:
                level = _whole(override.get("w:ilvl"), 0)
                first.setdefault(list_id, {})[level] = _whole(_value(override, "w:startOverride"), 1)
        levels[list_id] = (abstract_id, own)
    return Numbering(levels, first, by_style, default_style)


def number_paragraphs(root: Element, numbering: Numbering) -> int:
    """Write its number on every numbered paragraph; return how many are in a format not known here."""
    counters: dict[str, list[int | None]] = {}
    begun: set[tuple[str, int]] = set()
    n_unknown = 0
    for paragraph, list_id, at in _numbered(root, numbering):
        abstract_id, levels = numbering.levels[list_id]
        counts = counters.setdefault(abstract_id, [None] * _LEVELS)
        if (list_id, at) not in begun and at in numbering.first.get(list_id, {}):
            counts[at] = numbering.first[list_id][at] - 1
        begun.add((list_id, at))
        _count(counts, at, levels)
        label, is_known = _label(counts, at, levels)
        n_unknown += not is_known
        if label:
            paragraph.set(NUMBER, label + levels[at].after)
    return n_unknown


def _numbered(root: Element, numbering: Numbering) -> Iterator[tuple[Element, str, int]]:
    for paragraph in root.iter("w:p"):
        if paragraph.get(JOINED) is not None:
            continue
        style = _value(child_at(paragraph, "w:pPr"), "w:pStyle") or numbering.default_style
        list_id, level = numbering.by_style.get(style, ("", None))
        own = child_at(paragraph, "w:pPr", "w:numPr")
        if own is not None:
            list_id = _value(own, "w:numId") or list_id
            level = _whole(_value(own, "w:ilvl"), 0) if _value(own, "w:ilvl") else level
        if list_id in numbering.levels:
            levels = numbering.levels[list_id][1]
            if level is None:
                level = next((at for at, one in levels.items() if one.style == style), 0)
            if level in levels and levels[level].number_format != "bullet":
                yield paragraph, list_id, level


def _count(counts: list[int | None], at: int, levels: dict[int, Level]) -> None:
    present = counts[at]
    counts[at] = levels[at].start if present is None else present + 1
    for higher in range(at):
        if counts[higher] is None:
            counts[higher] = levels[higher].start if higher in levels else 1
    for deeper in range(at + 1, _LEVELS):
        restart = levels[deeper].restart if deeper in levels else None
        if restart is None or at < restart:
            counts[deeper] = None


def _label(counts: list[int | None], at: int, levels: dict[int, Level]) -> tuple[str, bool]:
    is_known = True

    def written(found: re.Match[str]) -> str:
        nonlocal is_known
        level = int(found[1]) - 1
        number_format = levels[level].number_format if level in levels else "decimal"
        if number_format == "none":
            return ""
        text = write_number(counts[level] or 0, "decimal" if levels[at].is_legal else number_format)
        is_known = is_known and text is not None
        return str(counts[level] or 0) if text is None else text

    return re.sub("%([1-9])", written, levels[at].text), is_known


def _levels(source: Element) -> dict[int, Level]:
    found = (child for child in source if child.tag == "w:lvl")
    levels = {_whole(level.get("w:ilvl"), 0): _level(level) for level in found}
    return {at: level for at, level in levels.items() if at < _LEVELS}


def _level(level: Element) -> Level:
    legal = child_at(level, "w:isLgl")
    restart = _value(level, "w:lvlRestart")
    return Level(
        start=_whole(_value(level, "w:start"), 1),
        number_format=_value(level, "w:numFmt") or "decimal",
        text=_value(level, "w:lvlText"),
        after=_AFTER.get(_value(level, "w:suff"), " "),
        restart=_whole(restart, 0) if restart else None,
        is_legal=legal is not None and legal.get("w:val", "1") not in {"0", "false", "off"},
        style=_value(level, "w:pStyle"),
    )


def _styles(styles: Element) -> tuple[dict[str, tuple[str, int | None]], str]:
    every = {style.get("w:styleId", ""): style for style in styles.iter("w:style")}
    found = {name: own for name, style in every.items() if (own := _list_of(style, every)) is not None}
    default = (
        name
        for name, style in every.items()
        if style.get("w:type") == "paragraph" and style.get("w:default") in {"1", "true"}
    )
    return found, next(default, "")


def _list_of(style: Element, every: dict[str, Element]) -> tuple[str, int | None] | None:
    """List and level of a style, or of the nearest style that it is based on."""
    seen: set[str] = set()
    current: Element | None = style
    while current is not None and current.get("w:styleId", "") not in seen:
        own = child_at(current, "w:pPr", "w:numPr")
        if own is not None and _value(own, "w:numId"):
            level = _value(own, "w:ilvl")
            return _value(own, "w:numId"), _whole(level, 0) if level else None
        seen.add(current.get("w:styleId", ""))
        current = every.get(_value(current, "w:basedOn"))
    return None


def _value(element: Element | None, tag: str) -> str:
    child = None if element is None else child_at(element, tag)
    return "" if child is None else child.get("w:val", "")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,6}", text) else default
