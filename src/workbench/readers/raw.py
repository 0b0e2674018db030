"""What a reader gives: the text of one document as its file holds it, and where each stretch lies there."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.corpus.changes import Change
from workbench.corpus.trail import Place

__all__ = ["Place", "RawText"]


@dataclass(frozen=True, slots=True)
class RawText:
    r"""The text of one document as it stands in a file.

    In a text file (txt, md, html, xml, srt, vtt) `text` is the whole file decoded, byte for byte, and
    `changes` say what the reader takes out (markup, times), so that every position leads back to a byte.
    In a packed file (docx, pdf, xlsx) `text` is what was unpacked and `places` say where it stood.
    """

    text: str
    encoding: str
    reader: str
    row_id: str = ""  # the document's own id in a table of documents
    changes: tuple[Change, ...] = ()  # in order, not overlapping; rules "markup", "time", "line-end" …
    places: tuple[Place, ...] = ()
    speakers: tuple[str, ...] = ()  # marks of turns that the format itself names
    alarms: tuple[str, ...] = ()  # what the reader could not bring in, as "name: count and meaning"
    is_decoded_file: bool = True
    head: bytes = b""  # byte order mark
    confidence: float | None = None  # of the encoding: 1 for a mark or valid UTF-8, below it a guess
    variables: tuple[tuple[str, str], ...] = ()  # further columns of a table of documents, title, date
