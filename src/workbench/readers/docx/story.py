"""One part of a Word file (body, notes, comments, a header) in the state that is read."""

from __future__ import annotations

import zipfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from workbench.errors import UnreadableFileError
from workbench.readers.docx.numbering import Numbering, number_paragraphs, read_numbering
from workbench.readers.docx.parts import Related, main_part, read_part, related_parts
from workbench.readers.docx.revisions import (
    Tracked,
    choose_alternatives,
    drop_field_instructions,
    resolve_changes,
)

_MARKS = ("w:footnoteReference", "w:endnoteReference")
_KINDS = ("footnotes", "endnotes", "comments", "header", "footer")


@dataclass(frozen=True, slots=True)
class Story:
    """A part, with one branch of every alternative and its tracked changes resolved."""

    root: Element
    part: Related
    changes: Counter[str]
    n_instructions: int  # stretches of text inside the instructions of fields, left out
    all_marks: frozenset[str]  # marks of notes before the tracked changes were resolved
    n_numbers_unknown: int  # numbers of lists in a format not known here, written in digits


def read_stories(archive: zipfile.ZipFile, tracked: Tracked) -> tuple[list[Story], int]:
    """Read the body and the parts that belong to it; also how many parts are named but cannot be read."""
    main = main_part(archive)
    belonging = [part for part in related_parts(archive, main) if part.kind in _KINDS]
    numbering, n_unread = _numbering(archive, main)
    names = set(archive.namelist())
    parts = [Related("", "document", main), *(part for part in belonging if part.name in names)]
    stories = [_read_story(archive, part, tracked, numbering) for part in parts]
    return stories, n_unread + 1 + len(belonging) - len(parts)


def marks_of(root: Element, kind: str) -> list[str]:
    """Marks of notes (``w:footnoteReference`` …) in reading order, each id once."""
    return list(dict.fromkeys(mark.get("w:id", "") for mark in root.iter(kind)))


def _read_story(archive: zipfile.ZipFile, part: Related, tracked: Tracked, numbering: Numbering) -> Story:
    root = read_part(archive, part.name)
    choose_alternatives(root)
    marks = frozenset(f"{tag} {i}" for tag in _MARKS for i in marks_of(root, tag))
    changes = resolve_changes(root, tracked)
    n_instructions = drop_field_instructions(root)
    return Story(root, part, changes, n_instructions, marks, number_paragraphs(root, numbering))


def _numbering(archive: zipfile.ZipFile, main: str) -> tuple[Numbering, int]:
    """Lists and styles of the document; also how many of the two parts are named but cannot be read."""
    parts = {part.kind: part.name for part in related_parts(archive, main)}
    named = [kind for kind in ("numbering", "styles") if kind in parts]
    trees: dict[str, Element] = {}
    for kind in named:
        with suppress(UnreadableFileError):
            trees[kind] = read_part(archive, parts[kind])
    return read_numbering(trees.get("numbering"), trees.get("styles")), len(named) - len(trees)
