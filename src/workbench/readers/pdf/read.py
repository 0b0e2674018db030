"""One PDF file into text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.errors import UnreadableFileError
from workbench.readers.pdf.compose import compose
from workbench.readers.pdf.pages import Page, read_pages
from workbench.readers.pdf.segments import turn_upright
from workbench.readers.raw import RawText

_MOSTLY_PICTURE = 0.4  # of the page
_FEW_CHARACTERS = 100
_MAX_LISTED = 20
_END_MARK = b"%%EOF"
_TAIL = 2048


def read_pdf(path: Path) -> tuple[RawText, ...]:
    """Read the text of a PDF in the order in which a person reads it.

    Columns follow one another, a row of a table is one line with tabs between its cells, and the footnotes of
    all pages stand after the text. Running heads, page numbers, line ends inside paragraphs and hyphens at
    line ends stay in `text`; `changes` take them out, or propose to.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    tuple of RawText
        One element, with the place ``page n`` for every page and ``page n footnote`` for its footnotes.

    Raises
    ------
    UnreadableFileError
        If the file is empty, damaged, locked or too big, or has no text layer (a scan).
    """
    sheets, pages = [], []
    for page in read_pages(path):
        sheets.append(turn_upright(page))
        pages.append(replace(page, glyphs=page.glyphs[:1]))  # frees the memory of long files
    composed = compose(sheets)
    n_characters = [sum(len(s.text) for s in sheet.segments) + sum(map(len, sheet.aside)) for sheet in sheets]
    if not any(n_characters):
        raise UnreadableFileError(_no_text(pages))
    raw = RawText(
        text=composed.text,
        encoding="utf-8",
        reader="pdf",
        changes=composed.changes,
        places=composed.places,
        alarms=tuple(_alarms(pages, n_characters, path)),
        is_decoded_file=False,
    )
    return (raw,)


def _no_text(pages: Sequence[Page]) -> str:
    n_pictures = sum(page.pictures > _MOSTLY_PICTURE for page in pages)
    if all(page.failed for page in pages):
        return "has no page that can be read; open it in a PDF program and save it again"
    if not any(page.n_objects for page in pages):
        return f"holds nothing: {_counted(len(pages), 'empty page')}; remove it or replace it"
    return (
        f"has no text layer ({_counted(len(pages), 'page')}, {n_pictures} of them pictures): it is a scan; "
        "recognise its text first (OCR, for example: ocrmypdf -l chi_sim scan.pdf text.pdf)"
    )


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _alarms(pages: Sequence[Page], n_characters: Sequence[int], path: Path) -> Iterator[str]:
    """What did not come in, and where."""
    pairs = list(zip(pages, n_characters, strict=True))
    n = len(pages)
    failed = [page.number for page in pages if page.failed]
    bare = [page.number for page, count in pairs if not count and page.n_objects]
    scanned = [
        page.number
        for page, count in pairs
        if 0 < count < _FEW_CHARACTERS and page.pictures > _MOSTLY_PICTURE
    ]
    if failed:
        yield f"unreadable-pages: {len(failed)} of {n} ({_listed(failed)}) are damaged and left out"
    if bare:
        yield (
            f"pages-without-text: {len(bare)} of {n} ({_listed(bare)}) hold only pictures or drawings; "
            "recognise their text (OCR)"
        )
    if scanned:
        yield (
            f"pages-mostly-picture: {len(scanned)} of {n} ({_listed(scanned)}) have few characters beside a "
            "large picture; what is written in the picture is not read"
        )
    yield from _character_alarms(pages)
    if not _is_whole(path):
        yield "cut-off-file: the end mark of the PDF is missing; pages may be lost, copy the file again"


def _character_alarms(pages: Sequence[Page]) -> Iterator[str]:
    for name, counts, meaning in (
        ("unmapped-characters", [p.n_unmapped for p in pages], "the font does not say which they are"),
        ("outside-page", [p.n_outside for p in pages], "characters outside the visible page, left out"),
        ("comments-not-read", [p.n_comments for p in pages], "comments and notes on highlights, left out"),
    ):
        where = [page.number for page, count in zip(pages, counts, strict=True) if count]
        if where:
            yield f"{name}: {sum(counts)} ({_listed(where)}): {meaning}"


def _listed(numbers: Sequence[int]) -> str:
    names = ", ".join(map(str, numbers[:_MAX_LISTED])) + (", …" if len(numbers) > _MAX_LISTED else "")
    return f"page {names}" if len(numbers) == 1 else f"pages {names}"


def _is_whole(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        return _END_MARK in stream.read()
