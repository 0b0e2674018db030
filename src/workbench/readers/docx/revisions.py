"""One state of a document with tracked changes, of alternatives for several programs, and of its fields.

Each function changes the tree it is given, which was parsed for it alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Literal
from xml.etree.ElementTree import Element

from workbench.readers.docx.names import child_at

#: Which state of a document with tracked changes is read: all changes accepted, or all rejected.
Tracked = Literal["accept", "reject"]

_INSERTED = ("w:ins", "w:moveTo")
_DELETED = ("w:del", "w:moveFrom")
_CELLS = ("w:cellIns", "w:cellDel")
_FIELD_PARTS = ("w:fldChar", "w:t", "w:tab", "w:br", "w:cr", "w:sym")
#: On a paragraph: its mark is gone, so that it and the next one are one paragraph.
JOINED = "joined"


def choose_alternatives(root: Element) -> None:
    """Keep one branch of each alternative: the first, for programs of today, else the fallback."""
    _replace(root, ("mc:AlternateContent",), _chosen_branch)


def resolve_changes(root: Element, tracked: Tracked) -> Counter[str]:
    """Apply or undo every tracked change; return how many insertions, deletions, and moves there were."""
    counts = Counter({tag: sum(1 for _ in root.iter(tag)) for tag in (*_INSERTED, *_DELETED)})
    if not counts.total() and not any(next(root.iter(tag), None) is not None for tag in _CELLS):
        return counts
    kept, gone = (_INSERTED, _DELETED) if tracked == "accept" else (_DELETED, _INSERTED)
    cell = "w:cellDel" if tracked == "accept" else "w:cellIns"
    for paragraph in root.iter("w:p"):
        if _has(paragraph, ("w:pPr", "w:rPr"), gone):
            paragraph.set(JOINED, "1")
    for row in root.iter("w:tr"):
        if _has(row, ("w:trPr",), gone):
            row.tag = "gone"
    for one in root.iter("w:tc"):
        if _has(one, ("w:tcPr",), (cell,)):
            one.tag = "gone"
    _replace(root, (*gone, "gone"), lambda element: ())
    _replace(root, kept, list)
    return counts


def drop_field_instructions(root: Element) -> int:
    """Take out what stands inside the instruction of a field; the result of the field stays.

    Word shows nothing between the begin of a field and its separator, not even the result of a field in
    there. Begins and ends that do not match hide nothing. Returns the number of stretches of text taken out.
    """
    hidden: list[Element] = []
    open_fields: list[tuple[int, int | None]] = []
    parts = [element for element in root.iter() if element.tag in _FIELD_PARTS]
    for at, element in enumerate(parts):
        kind = element.get("w:fldCharType") if element.tag == "w:fldChar" else None
        if kind == "begin":
            open_fields.append((at, None))
        elif kind == "separate" and open_fields:
            open_fields[-1] = (open_fields[-1][0], at)
        elif kind == "end" and open_fields:
            begin, separator = open_fields.pop()
            hidden += [e for e in parts[begin : separator or at] if e.tag != "w:fldChar"]
    texts = {id(element) for element in hidden if element.tag == "w:t" and element.text}
    for element in hidden:
        element.tag = "w:instrText"
    return len(texts)


def _chosen_branch(alternative: Element) -> Iterable[Element]:
    branches = [branch for branch in alternative if branch.tag == "mc:Choice"]
    branches += [branch for branch in alternative if branch.tag == "mc:Fallback"]
    return list(branches[0]) if branches else ()


def _has(element: Element, path: tuple[str, ...], tags: Iterable[str]) -> bool:
    return any(child_at(element, *path, tag) is not None for tag in tags)


def _replace(root: Element, tags: tuple[str, ...], content: Callable[[Element], Iterable[Element]]) -> None:
    if all(next(root.iter(tag), None) is None for tag in tags):
        return
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        if any(child.tag in tags for child in parent):
            parent[:] = list(_replaced(parent, tags, content))
        waiting.extend(parent)


def _replaced(
    children: Iterable[Element], tags: tuple[str, ...], content: Callable[[Element], Iterable[Element]]
) -> Iterator[Element]:
    for child in children:
        if child.tag in tags:
            yield from _replaced(content(child), tags, content)
        else:
            yield child
