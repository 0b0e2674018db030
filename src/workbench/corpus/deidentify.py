"""A document with pseudonyms: its text, and what the register says of it."""

from __future__ import annotations

from dataclasses import replace

from workbench.corpus.document import Document
from workbench.corpus.pseudonyms import Key, pseudonymise, replace_names
from workbench.corpus.repair import take_step


def deidentify(document: Document, key: Key) -> Document:
    """Put pseudonyms into a document: the last step of its repair, so that every position still leads back.

    Title, role, source, speakers' marks and further columns are treated like the text, so that a turn is
    still found by its speaker. `Document.file` stays as it is, because it says where the original lies.

    Examples
    --------
    >>> from workbench.corpus.pseudonyms import KeyEntry
    >>> key = Key((KeyEntry("person", "王秀英", "【人01】", "replace"),))
    >>> clean = deidentify(Document("i1", "王秀英：您好。", speaker_marks=("王秀英",)), key)
    >>> clean.text, clean.speaker_marks, clean.original_span(0, 5).text
    ('【人01】：您好。', ('【人01】',), '王秀英')
    """
    if not key.having("replace"):
        return document
    trail = take_step(document.trail, pseudonymise(document.text, key))
    return replace(
        document,
        text=trail.text,
        repaired_by=trail,
        title=replace_names(document.title, key),
        role=replace_names(document.role, key),
        source=replace_names(document.source, key),
        speaker_marks=tuple(replace_names(mark, key) for mark in document.speaker_marks),
        interviewer_marks=tuple(replace_names(mark, key) for mark in document.interviewer_marks),
        variables=tuple((name, replace_names(value, key)) for name, value in document.variables),
    )
