"""XML files: minutes of debates in Akoma Ntoso, news feeds, xhtml pages, and the text of any other XML.

Marks are found in the decoded text, so that each keeps its place; the standard library's parser only checks
whether the file is well formed. Entities of its own (a document type with declarations) are refused unread.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.parsers import expat

from workbench.corpus.encoding import Decoded
from workbench.errors import UnreadableFileError
from workbench.readers.flow import Flow
from workbench.readers.html import INLINE, html_text, lay_out
from workbench.readers.markup import Mark, attributes, entity_text, find_marks
from workbench.readers.plain import open_text, raw_text
from workbench.readers.raw import RawText

#: Elements inside each other; no document needs a tenth.
MAX_DEPTH = 1_000
_DECLARATIONS = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]{0,2000}\[", re.IGNORECASE)
_ROOT = re.compile(r"<([^\W\d][^\s/<>]{0,99})")
_FEEDS = ("rss", "feed", "rdf")
_SPEECHES = frozenset(("speech", "question", "answer"))
#: Elements of Akoma Ntoso that hold data about the text; `from` repeats the name of the speaker.
_ABOUT = frozenset(("meta", "from"))
_LONGEST_NAME = 100


def read_xml(path: Path) -> tuple[RawText, ...]:
    """Read an XML file: a debate in Akoma Ntoso with its speakers, or the text of any other, a line a block.

    A speech begins with a line ``name：`` of the person whom its attribute ``by`` refers to, as shown in the
    list of persons. Headings, narratives and remarks are kept as lines.

    Raises
    ------
    UnreadableFileError
        If the file is no XML, declares entities, or nests its elements deeper than any document.
    """
    decoded = open_text(path)
    if _DECLARATIONS.search(decoded.text):
        raise UnreadableFileError(
            "declares entities of its own (<!DOCTYPE … [ or <!ENTITY), which are not read; "
            "save it without a document type"
        )
    root = next((m for m in find_marks(decoded.text, "xml") if m.kind == "tag"), None)
    if root is None:
        raise UnreadableFileError("holds no XML element; if it is plain text, rename it to .txt")
    if root.name == "html" or "<!doctype html" in decoded.text[: root.start].lower():
        return (html_text(decoded),)
    tags = [mark for mark in find_marks(decoded.text, "xml") if mark.kind == "tag"]
    _check_depth(decoded.text, tags)
    alarms = _damage(decoded.text)
    if root.name == "akomantoso":
        return (_debate(decoded, _persons(decoded.text, tags), alarms),)
    flow = Flow(decoded.text)
    if root.name in _FEEDS:
        lay_out(flow, "feed")
    else:
        _lay_out_xml(flow)
    return (raw_text(decoded, "xml", changes=flow.finish(), alarms=alarms),)


def _check_depth(text: str, tags: list[Mark]) -> None:
    depth = 0
    for mark in tags:
        if text[mark.end - 2] != "/":
            depth += -1 if mark.is_end else 1
            if depth > MAX_DEPTH:
                raise UnreadableFileError(
                    f"nests its elements more than {MAX_DEPTH:,} deep, as no document does; "
                    "it is not read, ask where it comes from"
                )


def _damage(text: str) -> tuple[str, ...]:
    """Say where an XML file stops being well formed; its text is read to the end all the same."""
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        return (f"xml-damage: 1 place where it is not well formed, line {error.lineno} of the file",)
    return ()


def _debate(decoded: Decoded, persons: dict[str, str], alarms: tuple[str, ...]) -> RawText:
    text = decoded.text
    marks = list(find_marks(text, "xml", skip=_ABOUT))
    flow, speakers, at = Flow(text), dict[str, None](), 0
    for i, mark in enumerate(marks):
        flow.words(at, mark.start)
        at = mark.end
        if mark.name in _SPEECHES and not mark.is_end and mark.kind == "tag":
            name = _speaker(text, mark, marks[i + 1 : i + 2], persons)
            flow.block()
            if name:
                speakers[name] = None
                flow.insert(f"{name}：")
        else:
            _flow_xml_mark(flow, mark)
    flow.words(at, len(text))
    return raw_text(decoded, "akoma-ntoso", changes=flow.finish(), speakers=tuple(speakers), alarms=alarms)


def _persons(text: str, tags: list[Mark]) -> dict[str, str]:
    """Name to show of each person, by id."""
    found = (text[m.start : m.end] for m in tags if m.name == "tlcperson" and not m.is_end)
    persons = (attributes(tag) for tag in found)
    return {p.get("id") or p.get("eid", ""): p.get("showas", "") for p in persons}


def _speaker(text: str, mark: Mark, following: list[Mark], persons: dict[str, str]) -> str:
    """Name of who speaks: as the list of persons shows it, else as the speech itself says."""
    reference = attributes(text[mark.start : mark.end]).get("by", "").removeprefix("#")
    said = next((text[m.start : m.end] for m in following if m.name == "from"), "")
    name = persons.get(reference) or re.sub("<[^>]*>", "", said) or reference
    return " ".join(entity_text(name).split())[:_LONGEST_NAME].rstrip("：:")


def _lay_out_xml(flow: Flow) -> None:
    at = 0
    for mark in find_marks(flow.text, "xml"):
        flow.words(at, mark.start)
        _flow_xml_mark(flow, mark)
        at = mark.end
    flow.words(at, len(flow.text))


def _flow_xml_mark(flow: Flow, mark: Mark) -> None:
    if mark.kind == "entity":
        flow.replaced(mark.start, mark.end, entity_text(flow.text[mark.start : mark.end]), "entity")
    elif mark.kind == "literal":
        flow.mark()
        flow.words(mark.start + len("<![CDATA["), mark.end - len("]]>"))
        flow.mark()
    elif mark.name == "sup":
        flow.replaced(mark.start, mark.end, "</sup>" if mark.is_end else "<sup>", "markup")
    elif mark.name and mark.name not in INLINE:
        flow.block()
    else:
        flow.mark()
