"""A draft as one HTML page: no script, nothing fetched, every number a link to its evidence."""

from __future__ import annotations

import base64
from collections import defaultdict

from workbench.report.display.figure import ShownFigure
from workbench.report.display.table import ShownTable
from workbench.report.render.appendix import Entry, appendix, entries_of, summary
from workbench.report.render.caption import Caption, caption_of
from workbench.report.render.draft import Draft
from workbench.report.render.elements import (
    Attributes,
    Element,
    attributes,
    div,
    document,
    header,
    image,
    link,
    plain,
    span,
    strong,
    words,
)
from workbench.report.render.front_meta import front_meta
from workbench.report.render.marks import set_marks
from workbench.report.render.pandoc import template, to_format
from workbench.report.render.table_tree import table_tree
from workbench.report.render.wording import OTHER, WORDING


def to_html(draft: Draft, abstract: list[Element], body: list[Element]) -> bytes:
    """Set a draft as a page."""
    entries = entries_of(draft, [*abstract, *body])
    page = _Page(draft, {entry.name: entry for entry in entries})
    abstract, body = set_marks(abstract, page, draft), set_marks(body, page, draft)
    ending = appendix(entries, draft.lang, back=[page.back(entry) for entry in entries])
    options = [
        "--mathml",
        "--toc",
        "--toc-depth=2",
        "--wrap=none",
        "--no-highlight",
        "--reference-location=section",
    ]
    options += ["--standalone", f"--template={template('report.html')}"]
    return to_format(document([*body, *ending], front_meta(draft, abstract)), "html5", *options)


class _Page:
    """Sets the marked groups of a draft and remembers where each value stood."""

    def __init__(self, draft: Draft, entries: dict[str, Entry]) -> None:
        self.draft = draft
        self.wording = WORDING[draft.lang]
        self.entries = entries
        self.places: defaultdict[str, list[str]] = defaultdict(list)

    def value(self, name: str, content: list[Element]) -> Element:
        """Link a number to its evidence."""
        return self.evidence_link(name, content)

    def reference(self, target: str, content: list[Element]) -> Element:
        """Link to a figure, a table, a section or an equation."""
        return link(content, f"#{target}", attr=attributes(classes=["ref"]))

    def equation(self, label: str, number: str, content: list[Element]) -> Element:
        """Set a numbered equation; MathML itself has no numbers."""
        shown = plain([span(words(f"({number})"), attributes(classes=["equation-number"]))])
        return div([*content, shown], attributes(label, ["equation"]))

    def heading(self, level: int, number: str, attr: Attributes, content: list[Element]) -> Element:
        """Set a heading with its number."""
        first = [span(words(number), attributes(classes=["number"])), *words("\u2002")] if number else []
        return header(level, [*first, *content], attr)

    def evidence_link(self, name: str, content: list[Element], kind: str = "val") -> Element:
        """Link to the evidence of a value, a figure or a table, with the evidence as tooltip."""
        entry, places = self.entries[name], self.places[name]
        places.append(f"{kind}-{name}-{len(places) + 1}")
        attr = attributes(places[-1], [kind])
        return link(content, f"#{entry.anchor}", title=summary(entry, self.draft.lang), attr=attr)

    def shown(self, what: ShownFigure | ShownTable) -> Element:
        """Set a figure or a table with its caption."""
        caption = caption_of(what, self.draft)
        lines = self.caption_lines(what, caption)
        note = [div([plain(words(caption.note))], attributes(classes=["note"]))] if caption.note else []
        if isinstance(what, ShownFigure):
            data = base64.b64encode(what.png[self.draft.lang]).decode()
            picture = image(f"data:image/png;base64,{data}", f"{caption.name} {caption.text}")
            figure = [attributes(what.label), [None, [*lines, *note]], [plain([picture])]]
            return {"t": "Figure", "c": figure}
        table = table_tree(what, self.draft, value_cell=self.value_cell, caption=lines)
        return div([table, *note], attributes(what.label, ["table-block"]))

    def caption_lines(self, what: ShownFigure | ShownTable, caption: Caption) -> list[Element]:
        """Caption in the report's language, and beneath it in the other."""
        evidence = words(self.wording.evidence)
        more = [words(" ")[0], self.evidence_link(what.label, evidence, "of")] if what.basis else []
        first = [strong(words(caption.name)), *words(self.wording.gap + caption.text), *more]
        second = span(words(caption.second), attributes(lang=WORDING[OTHER[self.draft.lang]].code))
        return [plain(first), div([plain([second])], attributes(classes=["second"]))]

    def value_cell(self, text: str, name: str) -> list[Element]:
        """Cell of a table that is a value."""
        return [self.evidence_link(name, words(text))]

    def back(self, entry: Entry) -> list[Element]:
        """Links from an entry to where it is cited, and the cross that closes its panel."""
        places = self.places[entry.name]
        numbers = [
            link(words(f"↩{number}" if len(places) > 1 else "↩"), f"#{place}", title=self.wording.back)
            for number, place in enumerate(places, start=1)
        ]
        attr = attributes(classes=["close"])
        close = link(words("×"), f"#{places[0]}", title=self.wording.close, attr=attr)
        return [span(_spaced(numbers), attributes(classes=["back"])), close]


def _spaced(links: list[Element]) -> list[Element]:
    return [part for item in links for part in (*words(" "), item)]
