"""The marked groups of a draft, which every output format sets in its own way."""

from __future__ import annotations

from typing import Protocol

from workbench.report.display.figure import ShownFigure
from workbench.report.display.table import ShownTable
from workbench.report.render.draft import Draft
from workbench.report.render.elements import Attributes, Element, walk


class Setter(Protocol):
    """How one output format sets what a report is made of."""

    def value(self, name: str, content: list[Element]) -> Element | list[Element]:
        """Set a number that opens to its evidence."""

    def reference(self, target: str, content: list[Element]) -> Element | list[Element]:
        """Set a cross-reference."""

    def equation(self, label: str, number: str, content: list[Element]) -> Element | list[Element]:
        """Set a numbered equation."""

    def shown(self, what: ShownFigure | ShownTable) -> Element | list[Element]:
        """Set a figure or a table with its caption."""

    def heading(self, level: int, number: str, attr: Attributes, content: list[Element]) -> Element:
        """Set a heading."""


def set_marks(blocks: list[Element], setter: Setter, draft: Draft) -> list[Element]:
    """Replace every marked group by what the format makes of it."""

    def change(element: Element) -> Element | list[Element] | None:
        if element["t"] == "Header":
            level, (identifier, classes, others), content = element["c"]
            return setter.heading(level, dict(others).get("number", ""), [identifier, classes, []], content)
        return _set(element, setter, draft) if element["t"] in {"Span", "Div"} else None

    changed: list[Element] = walk(blocks, change)
    return changed


def _set(element: Element, setter: Setter, draft: Draft) -> Element | list[Element] | None:
    (_, classes, others), content = element["c"]
    fields = dict(others)
    match classes[:1]:
        case ["wb-value"]:
            return setter.value(fields["name"], content)
        case ["wb-ref"]:
            return setter.reference(fields["target"], content)
        case ["wb-equation"]:
            return setter.equation(fields["label"], fields["number"], content)
        case ["wb-figure"] | ["wb-table"]:
            return setter.shown(draft.shown[fields["label"]])
    return None
