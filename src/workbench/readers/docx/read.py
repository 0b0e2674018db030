"""A Word file as one text, with the place of every line and what could not be brought in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from workbench.errors import UnreadableFileError
from workbench.readers.docx.attached import (
    comment_lines,
    header_lines,
    n_deleted_notes,
    n_page_numbers,
    note_lines,
)
from workbench.readers.docx.losses import count_losses, say_losses
from workbench.readers.docx.revisions import Tracked
from workbench.readers.docx.story import Story, read_stories
from workbench.readers.docx.text import Line, body_lines, ruby_lines
from workbench.readers.limits import check_archive, is_zip, open_archive
from workbench.readers.raw import Place, RawText
from workbench.readers.unreadable import explain_unreadable
from workbench.schemas import check_option


def read_docx(path: Path, *, tracked: Tracked = "accept") -> tuple[RawText, ...]:
    """Read a Word file: body, then footnotes, endnotes, comments, readings, headers, and footers.

    Tracked changes are read as accepted, which is what Word shows as the final document: insertions are
    kept, deletions left out, moved text stands where it went. Every paragraph is a line, every row of a
    table a line with tabs between its cells (a row of one cell, often a frame, keeps its paragraphs as
    lines); a merged cell occurs once. The numbers that Word writes before paragraphs (一、, 第三条) stand in
    the text; bullets do not. Text boxes follow the paragraph they hang on. Notes and comments
    come after the body, numbered in the order of their marks; the marks are not in the text. Headers and
    footers stand at the end, each wording once; those that only number the pages are left out.

    Parameters
    ----------
    path
        A .docx (or .docm) file.
    tracked
        "reject" reads the document as it was before its tracked changes.

    Returns
    -------
    tuple of RawText
        One text with the place of every line, and an alarm for whatever is not in it.

    Raises
    ------
    UnreadableFileError
        One line that says what is wrong and what to do; the caller adds the name of the file.
    """
    check_option(tracked, get_args(Tracked), name="tracked")
    problem = explain_unreadable(path)
    if problem:
        raise UnreadableFileError(problem)
    if not is_zip(path):
        raise UnreadableFileError("is not a Word file (.docx); save it as .docx in the program that made it")
    check_archive(path)
    with open_archive(path) as archive:
        stories, n_unread = read_stories(archive, tracked)
    lines = list(_lines(stories))
    text, places = _placed(lines)
    alarms = (
        *_alarms(stories, tracked),
        *([f"parts: {n_unread} of the file are absent or damaged"] if n_unread else []),
    )
    return (RawText(text, "utf-8", "docx", places=places, alarms=alarms, is_decoded_file=False),)


def _lines(stories: list[Story]) -> Iterator[Line]:
    body = stories[0]
    yield from body_lines(body.root)
    for kind in ("footnote", "endnote"):
        yield from note_lines(body, _of_kind(stories, f"{kind}s"), kind)
    yield from comment_lines(body, _of_kind(stories, "comments"))
    yield from ruby_lines(story.root for story in stories)
    for kind in ("header", "footer"):
        yield from header_lines(body, _of_kind(stories, kind), kind)


def _of_kind(stories: list[Story], kind: str) -> list[Story]:
    return [story for story in stories if story.part.kind == kind]


def _placed(lines: Iterable[Line]) -> tuple[str, tuple[Place, ...]]:
    """Join the lines; a place begins where its label first stands."""
    texts: list[str] = []
    places: list[Place] = []
    start = 0
    for line in lines:
        if not places or places[-1].label != line.label:
            places.append(Place(start, line.label))
        texts.append(f"{line.text}\n")
        start += len(line.text) + 1
    return "".join(texts), tuple(places)


def _alarms(stories: list[Story], tracked: Tracked) -> Iterator[str]:
    yield from _said_changes(stories, tracked)
    body = stories[0]
    n_notes = sum(n_deleted_notes(body, _of_kind(stories, f"{k}s"), k) for k in ("footnote", "endnote"))
    if n_notes:
        yield f"deleted-notes: {n_notes} left out because their mark stands in deleted text"
    n_instructions = sum(story.n_instructions for story in stories)
    if n_instructions:
        yield f"field-instructions: {n_instructions} stretches that Word does not show left out"
    n_unknown = sum(story.n_numbers_unknown for story in stories)
    if n_unknown:
        yield f"list-numbers: {n_unknown} in a format not known here, written in digits"
    n_pages = n_page_numbers(_of_kind(stories, "header") + _of_kind(stories, "footer"))
    if n_pages:
        yield f"page-numbers: {n_pages} headers or footers without words left out"
    yield from say_losses(count_losses(story.root for story in stories))


def _said_changes(stories: list[Story], tracked: Tracked) -> Iterator[str]:
    counts = {tag: sum(story.changes[tag] for story in stories) for tag in stories[0].changes}
    n_inserted, n_deleted = counts["w:ins"], counts["w:del"]
    n_moves = max(counts["w:moveTo"], counts["w:moveFrom"])
    if not n_inserted + n_deleted + n_moves:
        return
    kept, out = "insertions kept", "deletions left out"
    if tracked == "reject":
        kept, out = "insertions left out", "deletions kept"
    moved = f", {n_moves} moved stretches once" if n_moves else ""
    yield f"tracked-changes: {n_inserted} {kept}, {n_deleted} {out}{moved}"
