"""Notebook → manuscript → draft of one language → citations → one format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.evidence import LANGUAGES, Language
from workbench.report.render.citations import cite, read_references
from workbench.report.render.docx import to_docx
from workbench.report.render.draft import Draft, draft
from workbench.report.render.elements import Element
from workbench.report.render.html import to_html
from workbench.report.render.manuscript import read_manuscript
from workbench.report.render.pdf import to_pdf
from workbench.schemas import check_option
from workbench.study.settings import FORMATS, Format

_WRITERS: dict[Format, Callable[[Draft, list[Element], list[Element]], bytes]] = {
    "html": to_html,
    "docx": to_docx,
    "pdf": to_pdf,
}


def render(
    notebook: Any,
    *,
    lang: Language,
    format: Format,
    references: Path | None = None,
    style: Path | None = None,
) -> bytes:
    """Set an executed notebook as a report.

    Parameters
    ----------
    notebook
        As nbformat reads it, with its outputs.
    lang, format
        ``"zh"`` or ``"en"``; ``"html"``, ``"docx"`` or ``"pdf"``.
    references
        Bibliography in CSL-JSON; without it the text may cite no literature.
    style
        Citation style (CSL); GB/T 7714-2025, numeric, by default.

    Raises
    ------
    ReportError
        Naming the cell, if the text cites what is not there.
    """
    check_option(lang, LANGUAGES, name="lang")
    check_option(format, FORMATS, name="format")
    keys = tuple(read_references(references))
    report = draft(read_manuscript(notebook), lang=lang, references=keys)
    abstract, body = cite(report, references, style)
    return _WRITERS[format](report, abstract, body)
