"""Files that no reader takes: what they are, seen from their content, and how to convert them."""

from __future__ import annotations

import mmap
import shlex
from pathlib import Path

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_DIRECTORY_ENTRY = 128  # bytes; the first 64 are the name in UTF-16, filled up with zeros

#: Streams of an OLE2 file, and what the file that has them is.
_STREAMS = {
    "EncryptedPackage": "password",
    "WordDocument": "doc",
    "PowerPoint Document": "ppt",
    "Workbook": "xls",
    "Book": "xls",
}
#: Parts of a zip archive, and what the file that has them is.
_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "Index/Document.iwa": "pages",
    "index.xml": "pages",
}
_TEXTS = ((b"{\\rtf", "rtf"), (b"<html", "html"), (b"<!doctype html", "html"), (b"mime-version:", "mht"))
#: Kinds that have a reader of their own.
_READ = {"docx": "a Word file", "xlsx": "an Excel workbook", "xls": "an Excel workbook", "html": "a web page"}
_CONVERTED = {
    "doc": ("an old Word file", "docx"),
    "wps": ("a WPS or Works file", "docx"),
    "rtf": ("a rich text file", "docx"),
    "odt": ("an OpenDocument text", "docx"),
    "ods": ("an OpenDocument spreadsheet", "xlsx"),
    "ppt": ("an old PowerPoint file", "pdf"),
    "pptx": ("a PowerPoint file", "pdf"),
}
_SAID = {
    "password": "is protected by a password; open it in its own program, remove the password and save it",
    "pages": "is a Pages document; in Pages choose File > Export To > Word and take the .docx",
    "mht": "is a web archive; open it in Word and save it as .docx",
    "ole2": "is an old Office file of a kind not known; save it in a new format in its own program",
}


def explain_unreadable(path: Path) -> str | None:
    """Say in one line what a file is and how to convert it; None if it is none of the kinds known here.

    The content decides, and the ending only where the content says nothing: an old Word file named .docx
    is still an old Word file, and a web page saved as .doc a web page.
    """
    ending = path.suffix.lower().removeprefix(".")
    kind = _kind_by_content(path) or (ending if ending in {"wps", "pages"} else None)
    if kind == "doc" and ending == "wps":
        kind = "wps"
    if kind in _READ:
        known = {kind, "docm", "dotx", "dotm"} if kind == "docx" else {kind, "xlsm", "xltx", "htm", "xhtml"}
        return None if ending in known else f"is {_READ[kind]} under another ending; name it .{kind}"
    if kind in _CONVERTED:
        name, target = _CONVERTED[kind]
        command = f"soffice --headless --convert-to {target} {shlex.quote(path.name)}"
        return f"is {name} (.{kind}); save it as .{target} in its own program or by the command: {command}"
    return _SAID.get(kind or "")


def is_old_workbook(path: Path) -> bool:
    """Whether the content is that of an .xls file, whatever its ending."""
    return _kind_by_content(path) == "xls"


def _kind_by_content(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return None
    if head.startswith(OLE2):
        return _kind_of_ole2(path)
    if head.startswith(_ZIP):
        return _kind_of_zip(path, head)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b'progid="word.document"' in start:
        return "doc"
    return next((kind for mark, kind in _TEXTS if start.startswith(mark)), None)


def _kind_of_ole2(path: Path) -> str:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return next((kind for name, kind in _STREAMS.items() if _has_stream(data, name)), "ole2")


def _has_stream(data: mmap.mmap, name: str) -> bool:
    entry = name.encode("utf-16-le").ljust(64, b"\0")
    at = data.find(entry)
    while at >= 0 and at % _DIRECTORY_ENTRY:
        at = data.find(entry, at + 1)
    return at >= 0


def _kind_of_zip(path: Path, head: bytes) -> str | None:
    from workbench.errors import UnreadableFileError
    from workbench.readers.limits import open_archive

    for kind, word in (("odt", b"opendocument.text"), ("ods", b"opendocument.spreadsheet")):
        if b"mimetypeapplication/vnd.oasis." + word in head:
            return kind
    try:
        with open_archive(path) as archive:
            names = set(archive.namelist())
    except UnreadableFileError:  # the reader of its ending says what is wrong with it
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)
