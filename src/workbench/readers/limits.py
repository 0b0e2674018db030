"""What a packed file (docx, xlsx) may ask of the machine: files made to exhaust it are refused.

A packed file is a zip archive of XML parts. What its headers say of sizes is checked before anything is
unpacked, and zipfile never gives more bytes than they say, so that a lie in them ends in an error, not
in memory. Archives inside the archive (embedded workbooks) are never opened.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from workbench.errors import UnreadableFileError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: Parts of one file; Word writes about 20, and one more for each picture.
MAX_ENTRIES = 10_000
#: Bytes of the archive's table of contents: 10,000 entries with names of 150 characters.
MAX_DIRECTORY_BYTES = 2 * 2**20
#: Bytes of all parts unpacked; a book with its scanned pictures stays below.
MAX_TOTAL_BYTES = 2**30
#: Bytes of one XML part; a million characters with Word's formatting take about 30 MB.
MAX_XML_BYTES = 2**28
#: How many times larger than packed; Office files reach 50, zip bombs 1,000 (the most deflate can do).
MAX_RATIO = 200
#: Below this size no ratio harms.
HARMLESS_BYTES = 2**20
#: Elements inside each other; ten tables inside each other need 60. Recursion stays within Python's limit.
MAX_DEPTH = 200
#: Elements of one part held in memory as a tree: a Word file of some 2,000 pages, about 500 MB.
MAX_TREE_ELEMENTS = 2_000_000
#: Elements of parts that are read otherwise, by the name of their root. A sheet and its texts are read
#: stream-wise: five million cells, about a minute. Excel itself ends at 65,490 formats of cells.
MAX_ELEMENTS = {"worksheet": 10_000_000, "sst": 10_000_000, "styleSheet": 500_000}
#: Bytes of a table that is no packed file (csv, jsonl, xls), read whole: 100 times a large corpus.
MAX_TABLE_BYTES = 2**29
#: Rows of a sheet: what Excel can hold.
MAX_ROWS = 2**20
#: Cells of a sheet, empty ones between others included.
MAX_CELLS = 20_000_000
#: Characters of all cells of a table; a packed table can name one long text a million times.
MAX_CHARACTERS = 2**28

_CHUNK = 2**16
_WEB_PAGES = (
    ".htm",
    ".html",
    ".mht",
    ".mhtml",
)  # pages embedded in a Word file begin with a DOCTYPE; never read
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PASSWORD_FLAG = 0x1


def check_archive(path: Path) -> None:
    """Refuse a packed file that is no zip archive, would not stay small, or holds hostile XML.

    Every part that looks like XML is read once, stream-wise, whatever its name.

    Raises
    ------
    UnreadableFileError
        One line that says what is wrong; the caller adds the name of the file.
    """
    with open_archive(path) as archive:
        for entry in archive.infolist():
            if not entry.filename.lower().endswith(_WEB_PAGES):
                _check_part(archive, entry)


def is_zip(path: Path) -> bool:
    """Whether a file begins as a zip archive does; it may still be damaged."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive whose table of contents has been checked; no part is unpacked yet."""
    with path.open("rb", buffering=0) as raw, _ShortReads(raw) as file:
        try:
            archive = zipfile.ZipFile(file)
        except UnreadableFileError:
            raise
        except Exception as error:  # a damaged table of contents makes zipfile raise anything
            raise UnreadableFileError(
                f"cannot be read as {path.suffix}: it is damaged or cut off, its table of contents is "
                "missing; copy or download it again, or let its own program repair it"
            ) from error
        with archive:
            _check_contents(archive.infolist())
            yield archive


def parse_part(archive: zipfile.ZipFile, name: str) -> Element:
    """Parse one XML part into a tree, after the checks of `check_archive`."""
    from xml.etree import ElementTree

    with _damage_named(name):
        entry = archive.getinfo(name)
        with archive.open(entry) as stream:
            _check_xml(stream, entry, {})
        with archive.open(entry) as stream:
            return ElementTree.parse(stream).getroot()


class _ShortReads(io.BufferedReader):
    """A file that is never read in one piece larger than a table of contents may be."""

    def read(self, size: int | None = -1, /) -> bytes:
        limit = MAX_DIRECTORY_BYTES
        data = super().read(limit + 1 if size is None or size < 0 else min(size, limit + 1))
        if len(data) > limit:
            raise UnreadableFileError(
                f"its table of contents is larger than {limit:,} bytes, more than a document needs; "
                "save it again from its own program"
            )
        return data


def _check_contents(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        _refuse(f"holds {len(entries):,} packed parts, more than {MAX_ENTRIES:,}")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        _refuse(f"unpacks to more than {MAX_TOTAL_BYTES:,} bytes")
    for number, entry in enumerate(entries, start=1):
        if entry.flag_bits & _PASSWORD_FLAG:
            raise UnreadableFileError("is packed with a password; save it without one")
        if entry.compress_type not in _STORED_OR_DEFLATED:
            _refuse(f"part {number} is packed in a way that Office files do not use")
        if entry.file_size > max(HARMLESS_BYTES, MAX_RATIO * entry.compress_size):
            _refuse(f"part {number} unpacks to more than {MAX_RATIO} times its size")


def _refuse(problem: str) -> None:
    raise UnreadableFileError(f"{problem}, as no document does; it is not opened, ask where it comes from")


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a hostile part; one that is only damaged is left to its own reader, if it has one."""
    try:
        with archive.open(entry) as stream:
            is_xml = _looks_like_xml(stream.read(_CHUNK))
        if is_xml:
            with archive.open(entry) as stream:
                _check_xml(stream, entry, MAX_ELEMENTS)
    except UnreadableFileError:
        raise
    except Exception:  # a picture cut off, a drawing that is no valid XML
        return


def _check_xml(stream: IO[bytes], entry: zipfile.ZipInfo, most_by_root: Mapping[str, int]) -> None:
    """Read the part once: no document type, no depth, no size that a document does not have."""
    if entry.file_size > MAX_XML_BYTES:
        _refuse(f"holds a part of {entry.file_size:,} bytes of XML, more than {MAX_XML_BYTES:,}")
    parser = expat.ParserCreate()
    n_elements = depth = 0
    most = MAX_TREE_ELEMENTS

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal n_elements, depth, most
        n_elements += 1
        depth += 1
        if n_elements == 1:
            most = most_by_root.get(name.rpartition(":")[2], MAX_TREE_ELEMENTS)
        if depth > MAX_DEPTH:
            _refuse(f"holds elements more than {MAX_DEPTH} deep inside each other")
        if n_elements > most:
            _refuse(f"holds a part of more than {most:,} elements")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    _refuse("defines entities of its own (a DOCTYPE)")


def _looks_like_xml(head: bytes) -> bool:
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


@contextmanager
def _damage_named(part: str) -> Iterator[None]:
    try:
        yield
    except UnreadableFileError:
        raise
    except Exception as error:  # a damaged part makes zipfile, zlib, and expat raise anything
        raise UnreadableFileError(
            f"the part {part[:60]!r} inside it is damaged ({type(error).__name__}); "
            "let its own program repair it, or copy or download it again"
        ) from error
