"""Resolve what prose cites: values (``[@val:…]``), figures, tables, sections, equations, references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from workbench.errors import ReportError
from workbench.evidence import Language, Value
from workbench.report.render.elements import Element, attributes, span, walk, words
from workbench.report.render.wording import WORDING

_LABEL = re.compile(r"(fig|tbl|sec|eq)-.*")


@dataclass(frozen=True, slots=True)
class Names:
    """Everything a text may cite."""

    lang: Language
    values: Mapping[str, Value]
    texts: Mapping[str, str]  # label → how it is called: 图 1
    references: frozenset[str]


def resolve(blocks: list[Element], names: Names, *, cell: int) -> list[Element]:
    """Put numbers and names where the text cites them; leave citations of the literature to citeproc."""

    def change(element: Element) -> list[Element] | None:
        return _resolve(element["c"][0], names, cell) if element["t"] == "Cite" else None

    resolved: list[Element] = walk(blocks, change)
    return resolved


def _resolve(citations: list[Any], names: Names, cell: int) -> list[Element] | None:
    keys = [citation["citationId"] for citation in citations]
    ours = [key.startswith("val:") or bool(_LABEL.fullmatch(key)) for key in keys]
    if not any(ours):
        for key in keys:
            _check(key, names.references, cell, "is not in the bibliography")
        return None
    if not all(ours):
        raise ReportError(
            f"cell {cell}: [{'; '.join('@' + key for key in keys)}] cites the literature and the report "
            "itself in one bracket; write two"
        )
    parts = [_one(citation, names, cell) for citation in citations]
    mark = words(WORDING[names.lang].list_mark)
    return [element for place, part in enumerate(parts) for element in ([*mark, *part] if place else part)]


def _one(citation: Any, names: Names, cell: int) -> list[Element]:
    key: str = citation["citationId"]
    space = [{"t": "Space"}] if citation["citationPrefix"] and names.lang == "en" else []
    element = _value(key[4:], names, cell) if key.startswith("val:") else _label(key, names, cell)
    return [*citation["citationPrefix"], *space, element, *citation["citationSuffix"]]


def _value(name: str, names: Names, cell: int) -> Element:
    hint = "is not a value of this notebook (cite_values must be the last line of its cell)"
    _check(name, names.values, cell, hint, prefix="val:")
    return span(words(names.values[name].text), attributes(classes=["wb-value"], name=name))


def _label(label: str, names: Names, cell: int) -> Element:
    _check(
        label, names.texts, cell, "is not shown in this notebook (show_… must be the last line of its cell)"
    )
    text = names.texts[label].replace(" ", "\u00a0")
    return span(words(text), attributes(classes=["wb-ref"], target=label))


def _check(name: str, known: Iterable[str], cell: int, what: str, *, prefix: str = "") -> None:
    if name in known:
        return
    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise ReportError(f"cell {cell}: [@{prefix}{name}] {what}{hint}")
