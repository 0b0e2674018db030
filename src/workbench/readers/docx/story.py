"""One part of a Word file (body, notes, comments, a header) in the state that is read."""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from workbench.readers.docx.parts import Related, main_part, read_part, related_parts
from workbench.readers.docx.revisions import (
    Tracked,
    choose_alternatives,
    drop_field_instructions,
    resolve_changes,
)

_KINDS = ("footnotes", "endnotes", "comments", "header", "footer")


@dataclass(frozen=True, slots=True)
class Story:
    """A part, with one branch of every alternative and its tracked changes resolved."""

    root: Element
    part: Related
    changes: Counter[str]
    n_instructions: int  # stretches of text inside the instructions of fields, left out
    all_marks: frozenset[str]  # marks of notes before the tracked changes were resolved


def read_stories(archive: zipfile.ZipFile, tracked: Tracked) -> tuple[list[Story], int]:
    """Read the body and the parts that belong to it; also how many parts are named but absent."""
    main = main_part(archive)
    belonging = [part for part in related_parts(archive, main) if part.kind in _KINDS]
    names = set(archive.namelist())
    parts = [Related("", "document", main), *(part for part in belonging if part.name in names)]
    return [_read_story(archive, part, tracked) for part in parts], 1 + len(belonging) - len(parts)


def marks_of(root: Element, kind: str) -> list[str]:
    """Marks of notes (``w:footnoteReference`` …) in reading order, each id once."""
    return list(dict.fromkeys(mark.get("w:id", "") for mark in root.iter(kind)))


def _read_story(archive: zipfile.ZipFile, part: Related, tracked: Tracked) -> Story:
    root = read_part(archive, part.name)
    choose_alternatives(root)
    marks = frozenset(f"{tag} {i}" for tag in _MARKS for i in marks_of(root, tag))
    changes = resolve_changes(root, tracked)
    return Story(root, part, changes, drop_field_instructions(root), marks)


_MARKS = ("w:footnoteReference", "w:endnoteReference")
