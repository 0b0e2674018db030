"""Captions and notes: numbered in the report's language, with the other language beneath."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.evidence import Language
from workbench.report.display.figure import ShownFigure
from workbench.report.display.table import ShownTable
from workbench.report.render.draft import Draft
from workbench.report.render.wording import OTHER, WORDING, numbered


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands at a figure or table: its name (图 1), its caption, both again in the other language."""

    name: str
    text: str
    second: str
    note: str


def caption_of(what: ShownFigure | ShownTable, draft: Draft) -> Caption:
    """Return the caption of a figure or table in the language of the draft."""
    lang, other, number = draft.lang, OTHER[draft.lang], draft.numbers[what.label]
    wording = WORDING[lang]
    note = f"{wording.note}{what.note[lang]}" if what.note[lang] else ""
    return Caption(
        name=numbered(what.label, number, lang),
        text=_marked(what, lang),
        second=f"{numbered(what.label, number, other)}{WORDING[other].gap}{_marked(what, other)}",
        note=note,
    )


def _marked(what: ShownFigure | ShownTable, lang: Language) -> str:
    return what.caption[lang] + (WORDING[lang].simulated if what.simulated else "")
