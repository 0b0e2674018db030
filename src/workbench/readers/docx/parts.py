"""The parts of a Word file: its main text and what belongs to that, found by their relationships."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from workbench.errors import UnreadableFileError
from workbench.readers.docx.names import shorten_names
from workbench.readers.limits import parse_part

_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Related:
    """A part that another one names; its kind is header, footer, footnotes, and so on."""

    rel_id: str
    kind: str
    name: str


def main_part(archive: zipfile.ZipFile) -> str:
    """Name of the part that holds the body of the document."""
    named = [part.name for part in related_parts(archive, "") if part.kind == "officeDocument"]
    found = [name for name in [*named, _MAIN] if name in archive.namelist()]
    if not found:
        raise UnreadableFileError(
            "is not a Word file (.docx): it holds no document; open it in the program that made it and "
            "save it as .docx"
        )
    return found[0]


def related_parts(archive: zipfile.ZipFile, part: str) -> tuple[Related, ...]:
    """Parts inside the file that a part (or, for "", the file itself) names."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.namelist():
        return ()
    return tuple(_inside(parse_part(archive, relations), folder))


def read_part(archive: zipfile.ZipFile, name: str) -> Element:
    """Parse a part, with short names of elements."""
    root = parse_part(archive, name)
    shorten_names(root)
    return root


def _inside(relations: Element, folder: str) -> Iterator[Related]:
    for relation in relations:
        if relation.get("TargetMode") != "External":
            target = posixpath.join("/", folder, relation.get("Target", ""))
            kind = relation.get("Type", "").rpartition("/")[2]
            yield Related(relation.get("Id", ""), kind, posixpath.normpath(target).lstrip("/"))
