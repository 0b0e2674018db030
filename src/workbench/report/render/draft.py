"""One language of a manuscript as a pandoc tree: prose read, headings and captions numbered, names resolved.

Figures, tables, values and cross-references stand in the tree as marked groups (class ``wb-…``), which each
output format then sets in its own way. Prose cannot forge such a mark: `sanitise` takes all classes away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import ReportError
from workbench.evidence import LANGUAGES, Language, Value
from workbench.report.display.figure import ShownFigure
from workbench.report.display.front import FrontMatter
from workbench.report.display.table import ShownTable
from workbench.report.render.crossref import Names, resolve
from workbench.report.render.elements import Element, attributes, div, header, text_of
from workbench.report.render.manuscript import Manuscript, Prose, Shown
from workbench.report.render.pandoc import read_cells
from workbench.report.render.sanitise import sanitise
from workbench.report.render.wording import numbered

_EQUATION = re.compile(r"\{#(eq-[\w-]+)\}")
NOT_PUBLISHED = "notebook"  # tag of a markdown cell that is for readers of the notebook only


@dataclass(frozen=True, slots=True)
class Draft:
    """A report in one language, not yet in any format."""

    lang: Language
    front: FrontMatter
    simulated: bool
    abstract: list[Element]
    body: list[Element]
    shown: dict[str, ShownFigure | ShownTable]
    numbers: dict[str, str]
    values: dict[str, Value]


Numbered = tuple[int, list[Element]]


def draft(manuscript: Manuscript, *, lang: Language, references: Sequence[str] = ()) -> Draft:
    """Set a manuscript in one language.

    Parameters
    ----------
    references
        Keys of the bibliography; any other key that the text cites is an error.

    Raises
    ------
    ReportError
        Naming the cell and the name, if the text cites what is not there.
    """
    abstract, body = _read(manuscript, lang)
    numbers: dict[str, str] = {}
    body = _number_headings(body, numbers)
    body = [(cell, _number_equations(blocks, numbers, cell)) for cell, blocks in body]
    shown = _number_shown(manuscript, numbers)
    texts = {label: numbered(label, number, lang) if number else "" for label, number in numbers.items()}
    titles = {
        block["c"][1][0]: text_of(block["c"][2]) for _, bs in body for block in bs if block["t"] == "Header"
    }
    texts = {label: text or f"“{titles.get(label, label)}”" for label, text in texts.items()}
    names = Names(lang, manuscript.values, texts, frozenset(references))
    return Draft(
        lang=lang,
        front=manuscript.front,
        simulated=manuscript.is_simulated,
        abstract=[block for cell, blocks in abstract for block in resolve(blocks, names, cell=cell)],
        body=[block for cell, blocks in body for block in resolve(blocks, names, cell=cell)],
        shown=shown,
        numbers=numbers,
        values=manuscript.values,
    )


def _read(manuscript: Manuscript, lang: Language) -> tuple[list[Numbered], list[Numbered]]:
    pieces = [piece for piece in manuscript.pieces if isinstance(piece, Shown) or _is_published(piece, lang)]
    trees = iter(read_cells([piece.source for piece in pieces if isinstance(piece, Prose)]))
    abstract: list[Numbered] = []
    body: list[Numbered] = []
    for piece in pieces:
        if isinstance(piece, Shown):
            body.append((piece.cell, [_mark(piece.what)]))
            continue
        blocks = sanitise(next(trees), lang=lang)
        if "abstract" in piece.tags:
            abstract.append((piece.cell, [block for block in blocks if block["t"] != "Header"]))
        else:
            body.append((piece.cell, blocks))
    return abstract, body


def _is_published(piece: Prose, lang: Language) -> bool:
    languages = piece.tags.intersection(LANGUAGES)
    return NOT_PUBLISHED not in piece.tags and (lang in languages or not languages)


def _mark(what: ShownFigure | ShownTable) -> Element:
    kind = "wb-figure" if isinstance(what, ShownFigure) else "wb-table"
    return div([], attributes(classes=[kind], label=what.label))


def _number_headings(body: list[Numbered], numbers: dict[str, str]) -> list[Numbered]:
    levels = [block["c"][0] for _, blocks in body for block in blocks if block["t"] == "Header"]
    counts: list[int] = []
    return [
        (cell, [_number_heading(block, min(levels) - 1, counts, numbers, cell) for block in blocks])
        if levels
        else (cell, blocks)
        for cell, blocks in body
    ]


def _number_heading(
    block: Element, shift: int, counts: list[int], numbers: dict[str, str], cell: int
) -> Element:
    if block["t"] != "Header":
        return block
    level, (identifier, classes, _), content = block["c"]
    level -= shift
    number = ""
    if "unnumbered" not in classes:
        counts[:] = (counts + [0] * level)[:level]
        counts[-1] += 1
        number = ".".join(map(str, counts))
    identifier = identifier or f"part-{len(numbers) + 1}"
    _add(numbers, identifier, number, cell)
    return header(level, content, attributes(identifier, classes, number=number))


def _number_equations(blocks: list[Element], numbers: dict[str, str], cell: int) -> list[Element]:
    return [_equation(block, numbers, cell) or block for block in blocks]


def _equation(block: Element, numbers: dict[str, str], cell: int) -> Element | None:
    content = block["c"] if block["t"] == "Para" else []
    if len(content) < 2 or content[0]["t"] != "Math" or content[-1]["t"] != "Str":
        return None
    match = _EQUATION.fullmatch(content[-1]["c"])
    if match is None:
        return None
    number = str(1 + sum(label.startswith("eq-") for label in numbers))
    _add(numbers, match[1], number, cell)
    return div(
        [{"t": "Para", "c": content[:1]}], attributes(classes=["wb-equation"], label=match[1], number=number)
    )


def _number_shown(manuscript: Manuscript, numbers: dict[str, str]) -> dict[str, ShownFigure | ShownTable]:
    shown: dict[str, ShownFigure | ShownTable] = {}
    for piece in manuscript.pieces:
        if isinstance(piece, Shown):
            kind = piece.what.label.partition("-")[0]
            number = str(1 + sum(label.startswith(f"{kind}-") for label in shown))
            _add(numbers, piece.what.label, number, piece.cell)
            shown[piece.what.label] = piece.what
    return shown


def _add(numbers: dict[str, str], label: str, number: str, cell: int) -> None:
    if label in numbers:
        raise ReportError(f"cell {cell} gives the label {label} a second time; every label stands once")
    numbers[label] = number
