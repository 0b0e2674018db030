"""One file on disk into text: txt, md, docx, and tables (csv, xlsx) with one document a row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.corpus.encoding import decode
from workbench.errors import UnreadableFileError
from workbench.readers.raw import RawText

if TYPE_CHECKING:
    import pandas as pd

#: The column of a csv or xlsx file that holds the text of each document.
TEXT_COLUMN = "text"


def hash_file(path: Path) -> str:
    """SHA-256 of the bytes of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_file(path: Path) -> tuple[RawText, ...]:
    """Read the documents that a file holds: one, or one a row for csv and xlsx.

    Raises
    ------
    UnreadableFileError
        If the file is missing, empty, damaged, or of a kind no reader knows.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFileError(
            f"{path.name}: no reader for {path.suffix or 'a file without ending'}; "
            f"save it as one of {', '.join(sorted(_READERS))}"
        )
    if not path.is_file():
        raise UnreadableFileError(
            f"{path}: there is no such file; put it there or take it out of documents.csv"
        )
    try:
        texts = reader(path)
    except UnreadableFileError as error:
        raise UnreadableFileError(f"{path.name}: {error}") from error
    except Exception as error:  # a damaged file makes the libraries that parse it raise anything
        raise UnreadableFileError(
            f"{path.name}: cannot be read as {path.suffix} ({type(error).__name__}); "
            "open it in its own program and save it again"
        ) from error
    if not any(raw.text.strip() for raw in texts):
        raise UnreadableFileError(f"{path.name}: holds no text; remove it from documents.csv or replace it")
    return texts


def _read_plain(path: Path) -> tuple[RawText, ...]:
    decoded = decode(path.read_bytes())
    return (RawText(decoded.text, decoded.encoding, path.suffix[1:].lower()),)


def _read_docx(path: Path) -> tuple[RawText, ...]:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        blocks = list(docx.Document(str(path)).iter_inner_content())
    except PackageNotFoundError as error:
        raise UnreadableFileError(
            "is not a Word file (.docx); old .doc files must be saved as .docx"
        ) from error
    lines = []
    for block in blocks:
        if isinstance(block, Table):
            lines += ["\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return (RawText("\n".join(lines) + "\n", "utf-8", "docx"),)


def _read_csv(path: Path) -> tuple[RawText, ...]:
    import io

    import pandas as pd

    decoded = decode(path.read_bytes())
    frame = pd.read_csv(io.StringIO(decoded.text), dtype=str, keep_default_na=False)
    return _rows(frame, decoded.encoding, "csv")


def _read_xlsx(path: Path) -> tuple[RawText, ...]:
    import pandas as pd

    return _rows(pd.read_excel(path, engine="openpyxl", dtype=str, keep_default_na=False), "utf-8", "xlsx")


def _rows(frame: pd.DataFrame, encoding: str, reader: str) -> tuple[RawText, ...]:
    if TEXT_COLUMN not in frame.columns:
        raise UnreadableFileError(
            f"a table of documents needs a column named {TEXT_COLUMN!r}, and none of its {frame.shape[1]} "
            "columns is; name it so in the first row"
        )
    ids = frame["doc_id"] if "doc_id" in frame.columns else [f"{i:03d}" for i in range(1, len(frame) + 1)]
    return tuple(
        RawText(text, encoding, reader, row_id)
        for text, row_id in zip(frame[TEXT_COLUMN], ids, strict=True)
        if text.strip()
    )


_READERS: dict[str, Callable[[Path], tuple[RawText, ...]]] = {
    ".txt": _read_plain,
    ".md": _read_plain,
    ".docx": _read_docx,
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
}

#: Endings that `read_file` knows.
KNOWN_ENDINGS = tuple(sorted(_READERS))
