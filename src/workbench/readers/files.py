"""One file on disk into the texts it holds: which reader takes which ending, and what is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from workbench.errors import UnreadableFileError
from workbench.readers.raw import RawText
from workbench.readers.unreadable import explain_unreadable

Reader = Callable[[Path], tuple[RawText, ...]]

#: Module and function that read the files of each ending; loaded when such a file is read.
_READERS = {
    ".txt": ("plain", "read_plain"),
    ".md": ("markdown", "read_markdown"),
    ".markdown": ("markdown", "read_markdown"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".xhtml": ("html", "read_html"),
    ".xml": ("akoma_ntoso", "read_xml"),
    ".srt": ("subtitles", "read_srt"),
    ".vtt": ("subtitles", "read_vtt"),
    ".docx": ("docx", "read_docx"),
    ".docm": ("docx", "read_docx"),
    ".pdf": ("pdf", "read_pdf"),
    ".csv": ("tables", "read_csv_documents"),
    ".tsv": ("tables", "read_csv_documents"),
    ".jsonl": ("tables", "read_jsonl_documents"),
    ".xlsx": ("tables", "read_xlsx_documents"),
    ".xlsm": ("tables", "read_xlsx_documents"),
    ".xls": ("tables", "read_xlsx_documents"),
}

#: Endings that `read_file` knows.
KNOWN_ENDINGS = tuple(sorted(_READERS))


def hash_file(path: Path) -> str:
    """SHA-256 of the bytes of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_file(path: Path) -> tuple[RawText, ...]:
    """Read the documents that a file holds: one, or one a row for csv, xlsx and jsonl.

    Raises
    ------
    UnreadableFileError
        If the file is missing, empty, damaged, hostile, or of a kind no reader knows.
    """
    if not path.is_file():
        raise UnreadableFileError(
            f"{path}: there is no such file; put it there or take it out of documents.csv"
        )
    explanation = explain_unreadable(path)
    if explanation is not None:
        raise UnreadableFileError(f"{path.name}: {explanation}")
    texts = _read(path, _reader(path))
    if not any(raw.text.strip() for raw in texts):
        raise UnreadableFileError(f"{path.name}: holds no text; remove it from documents.csv or replace it")
    return texts


def _reader(path: Path) -> Reader:
    found = _READERS.get(path.suffix.lower())
    if found is None:
        raise UnreadableFileError(
            f"{path.name}: no reader for {path.suffix or 'a file without ending'}; "
            f"save it as one of {', '.join(KNOWN_ENDINGS)}"
        )
    module, function = found
    reader: Reader = getattr(import_module(f"workbench.readers.{module}"), function)
    return reader


def _read(path: Path, reader: Reader) -> tuple[RawText, ...]:
    try:
        return reader(path)
    except UnreadableFileError as error:
        message = str(error)
        named = message if message.startswith(f"{path.name}: ") else f"{path.name}: {message}"
        raise UnreadableFileError(named) from error
    except Exception as error:  # a damaged file makes the libraries that parse it raise anything
        raise UnreadableFileError(
            f"{path.name}: cannot be read as {path.suffix} ({type(error).__name__}); "
            "open it in its own program and save it again"
        ) from error
