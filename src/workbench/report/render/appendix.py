"""Where each number comes from: one entry for every value, figure and table that the text cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.evidence import Basis, Language, Quote, QuotesBasis
from workbench.report.render.draft import Draft
from workbench.report.render.elements import (
    Element,
    attributes,
    code,
    div,
    header,
    link,
    para,
    span,
    strong,
    words,
)
from workbench.report.render.wording import WORDING, numbered


@dataclass(frozen=True, slots=True)
class Entry:
    """The evidence of one name: how it is printed, and what it rests on."""

    name: str
    text: str
    basis: tuple[Basis, ...]
    is_value: bool

    @property
    def anchor(self) -> str:
        """Place of the entry in the appendix."""
        return f"ev-{self.name}"


def entries_of(draft: Draft, blocks: list[Element]) -> list[Entry]:
    """Entries in the order of the text, each once."""
    found = dict.fromkeys(_cited(draft, blocks))
    return [
        _value_entry(draft, name) if kind == "value" else _shown_entry(draft, name) for kind, name in found
    ]


def _cited(draft: Draft, blocks: list[Element]) -> Iterator[tuple[str, str]]:
    for mark in _marks(blocks):
        _, classes, others = mark["c"][0]
        fields = dict(others)
        if "wb-value" in classes:
            yield "value", fields["name"]
        elif {"wb-figure", "wb-table"}.intersection(classes):
            what = draft.shown[fields["label"]]
            if what.basis:
                yield "shown", what.label
            for _, _, name in getattr(what, "links", ()):
                yield "value", name


def _marks(tree: object) -> Iterator[Element]:
    if isinstance(tree, dict):
        if tree.get("t") in {"Span", "Div"}:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _marks(part)


def _value_entry(draft: Draft, name: str) -> Entry:
    item = draft.values[name]
    return Entry(name, item.text, item.basis, is_value=True)


def _shown_entry(draft: Draft, label: str) -> Entry:
    text = numbered(label, draft.numbers[label], draft.lang)
    return Entry(label, text, draft.shown[label].basis, is_value=False)


def summary(entry: Entry, lang: Language) -> str:
    """What an entry rests on, as one line."""
    return " ".join(basis.describe(lang) for basis in entry.basis)


def appendix(
    entries: list[Entry],
    lang: Language,
    *,
    back: Iterable[list[Element]] = (),
    once: bool = False,
) -> list[Element]:
    """Return the appendix as blocks.

    Parameters
    ----------
    back
        For each entry, the links to where it is cited.
    once
        Whether evidence that several entries share is printed with the first, and the others refer to it.
    """
    if not entries:
        return []
    wording = WORDING[lang]
    links = list(back) or [[] for _ in entries]
    title = header(1, words(wording.appendix), attributes("evidence", ["unnumbered"]))
    blocks = [title, para(words(wording.appendix_lead))]
    for place, (entry, places) in enumerate(zip(entries, links, strict=True)):
        same = next((other for other in entries[:place] if once and other.basis == entry.basis), None)
        facts = (
            [_reference(same, lang)] if same else [b for basis in entry.basis for b in _basis(basis, lang)]
        )
        blocks.append(div([_title(entry, places), *facts], attributes(entry.anchor, ["evidence"])))
    return blocks


def _title(entry: Entry, back: list[Element]) -> Element:
    return para([span([strong(words(entry.text))], attributes(classes=["ev-text"])), *_name(entry), *back])


def _name(entry: Entry) -> list[Element]:
    return [{"t": "Space"}, code(entry.name)] if entry.is_value else []


def _reference(entry: Entry, lang: Language) -> Element:
    target = link([*words(entry.text), *_name(entry)], f"#{entry.anchor}")
    return para([*words(WORDING[lang].same_as), target])


def _basis(basis: Basis, lang: Language) -> list[Element]:
    quotes = basis.quotes if isinstance(basis, QuotesBasis) else ()
    return [para(words(basis.describe(lang))), *(_quote(quote, lang) for quote in quotes)]


def _quote(quote: Quote, lang: Language) -> Element:
    marked = span(words(quote.text), attributes(classes=["mark"]))
    passage = para([*words(quote.before), marked, *words(quote.after)])
    return {
        "t": "BlockQuote",
        "c": [passage, para([span(words(source(quote, lang)), attributes(classes=["ev-place"]))])],
    }


def source(quote: Quote, lang: Language) -> str:
    """Where a quotation stands: title, document, positions, and whether it is invented."""
    mark = WORDING[lang].simulated.strip() if quote.simulated else ""
    title = quote.title if quote.title != quote.doc_id else ""
    return " ".join(part for part in (title, quote.place, mark) if part)
