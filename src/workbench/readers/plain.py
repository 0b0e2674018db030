"""Text files, and what all formats that are text have in common: whole, decoded one to one, within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.corpus.changes import Change, settle
from workbench.corpus.encoding import Decoded, byte_alarms, decode_exactly, find_byte_changes
from workbench.errors import UnreadableFileError
from workbench.readers.raw import Place, RawText

#: Bytes of a text file: 70 million Chinese characters, a hundred times the longest novel. What is larger is
#: an export of many documents in one, and would need six times its size in memory.
MAX_TEXT_BYTES = 200 * 2**20
#: Changes that a reader may make to one text. A web page needs some thousands, a transcript of an hour 2,000;
#: a million of them take 200 MB.
MAX_CHANGES = 2_000_000


def read_plain(path: Path) -> tuple[RawText, ...]:
    """Read a text file: the text as it stands, but for its line ends and bytes without a meaning.

    Raises
    ------
    UnreadableFileError
        If it is too large or no text.
    """
    return (raw_text(open_text(path), path.suffix[1:].lower()),)


def open_text(path: Path) -> Decoded:
    """Decode a text file that is not too large, one to one."""
    size = path.stat().st_size
    if size > MAX_TEXT_BYTES:
        raise UnreadableFileError(
            f"has {size / 2**20:,.0f} MB, more than {MAX_TEXT_BYTES // 2**20} MB of text; "
            "split it into one file a document, or into a table with one document a row"
        )
    return decode_exactly(path.read_bytes())


def check_count(n_changes: int) -> None:
    """Refuse a file with more to take out than a document has, before it fills the memory."""
    if n_changes > MAX_CHANGES:
        raise UnreadableFileError(
            f"has more than {MAX_CHANGES:,} marks, times or line ends to take out, as no document does; "
            "split it, or ask where it comes from"
        )


def raw_text(
    decoded: Decoded,
    reader: str,
    *,
    changes: Sequence[Change] = (),
    places: Sequence[Place] = (),
    speakers: Sequence[str] = (),
    alarms: Sequence[str] = (),
    variables: Sequence[tuple[str, str]] = (),
) -> RawText:
    """Put together what a reader found in a decoded file, with the changes that any text file needs."""
    check_count(sum(decoded.text.count(character) for character in "\r\0\ufeff"))
    found = find_byte_changes(decoded.text, encoding=decoded.encoding)
    every = list(settle([*changes, *found])) if changes else found
    check_count(len(every))
    return RawText(
        decoded.text,
        decoded.encoding,
        reader,
        changes=tuple(every),
        places=tuple(places),
        speakers=tuple(speakers),
        alarms=(*alarms, *byte_alarms(every)),
        head=decoded.bom,
        confidence=decoded.confidence,
        variables=tuple(variables),
    )
