"""What is attached to the body of a Word file: notes, comments, headers, and footers, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from workbench.readers.docx.story import Story, marks_of
from workbench.readers.docx.text import Line, plain_lines

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def note_lines(body: Story, notes: Iterable[Story], kind: str) -> Iterator[Line]:
    """Notes of one kind, numbered in the order of their marks; those without any mark come last."""
    for number, note in enumerate(_in_order(body, notes, kind), start=1):
        yield from (Line(text, f"{kind} {number}") for text in _own_lines(note))


def n_deleted_notes(body: Story, notes: Iterable[Story], kind: str) -> int:
    """How many notes are left out because their mark stands in deleted text."""
    deleted = _deleted(body, kind)
    return sum(note.get("w:id") in deleted for story in notes for note in _notes(story, kind))


def comment_lines(body: Story, comments: Iterable[Story]) -> Iterator[Line]:
    """Comments in the order of their marks, all of them: also those on text that is deleted."""
    every = [comment for story in comments for comment in story.root.iter("w:comment")]
    for number, comment in enumerate(_sorted(every, marks_of(body.root, "w:commentReference")), start=1):
        yield from (Line(text, f"comment {number}") for text in _own_lines(comment))


def header_lines(body: Story, headers: Iterable[Story], kind: str) -> Iterator[Line]:
    """Headers (or footers) in the order of the sections, each wording once."""
    order = [mark.get("r:id", "") for mark in body.root.iter(f"w:{kind}Reference")]
    wordings = dict.fromkeys(tuple(_own_lines(story.root)) for story in _by_relation(headers, order))
    kept = [lines for lines in wordings if any(map(_has_words, lines))]
    for number, lines in enumerate(kept, start=1):
        yield from (Line(text, f"{kind} {number}") for text in lines)


def n_page_numbers(headers: Iterable[Story]) -> int:
    """How many headers and footers hold something, but no words: they number the pages."""
    wordings = [_own_lines(story.root) for story in headers]
    return sum(bool(lines) and not any(map(_has_words, lines)) for lines in wordings)


def _own_lines(element: Element) -> list[str]:
    return [text.strip() for text in plain_lines(element) if text.strip()]


def _has_words(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _in_order(body: Story, notes: Iterable[Story], kind: str) -> list[Element]:
    deleted = _deleted(body, kind)
    every = [note for story in notes for note in _notes(story, kind) if note.get("w:id") not in deleted]
    return _sorted(every, marks_of(body.root, f"w:{kind}Reference"))


def _notes(story: Story, kind: str) -> Iterator[Element]:
    return (note for note in story.root.iter(f"w:{kind}") if note.get("w:type") not in _SEPARATORS)


def _deleted(body: Story, kind: str) -> set[str]:
    tag = f"w:{kind}Reference"
    before = {mark.removeprefix(f"{tag} ") for mark in body.all_marks if mark.startswith(f"{tag} ")}
    return before - set(marks_of(body.root, tag))


def _sorted(notes: list[Element], marks: list[str]) -> list[Element]:
    rank = {mark: at for at, mark in enumerate(marks)}
    return sorted(notes, key=lambda note: rank.get(note.get("w:id", ""), len(rank)))


def _by_relation(stories: Iterable[Story], order: list[str]) -> list[Story]:
    rank = {rel_id: at for at, rel_id in enumerate(dict.fromkeys(order))}
    return sorted(stories, key=lambda story: rank.get(story.part.rel_id, len(rank)))
