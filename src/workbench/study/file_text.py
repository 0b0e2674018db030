"""The words of a file of any kind a study shares: what a reader of it could find."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from workbench.corpus.encoding import decode
from workbench.errors import WorkbenchError

_PLAIN = ".txt .md .csv .tsv .json .jsonl .yaml .yml .toml .py .r .do .sps .bib .csl .srt .vtt .tex .rtf .log"
_MARKED = frozenset([".html", ".htm", ".xml", ".svg"])
_PACKED = frozenset([".docx", ".xlsx", ".pptx", ".odt", ".ods"])
#: Endings of files whose words can be read.
READABLE = frozenset([*_PLAIN.split(), *_MARKED, *_PACKED, ".ipynb", ".pdf"])

_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]{0,4000}>", re.DOTALL | re.IGNORECASE)
_SAID = re.compile(r"(?:alt|title|href|id|content|aria-label|name|w:author)=\"([^\"]*)\"")
_BLOCK_END = re.compile(
    r"</(?:w:p|w:tc|row|si|text:p|a:p|p|div|td|th|li|h[1-6]|tr|figcaption)>", re.IGNORECASE
)
_IMAGE = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_MAX_PART = 200_000_000


def words_of(path: Path, data: bytes) -> list[tuple[str, str]]:
    """The words of a file in parts: the cells of a notebook, the pages of a pdf, otherwise one part.

    Returns
    -------
    list of (str, str)
        What the part is called (``cell 3``), empty if there is one only, and its text without markup. A pdf
        has no parts if pypdfium2 is not installed.
    """
    ending = path.suffix.lower()
    if ending == ".ipynb":
        return list(_cells(data))
    if ending == ".pdf":
        return list(_pages(data))
    if ending in _PACKED:
        return [("", _unpacked(data))]
    return [("", _plain(text, ending)) for text in dict.fromkeys(_readings(data))]


def _readings(data: bytes) -> list[str]:
    """The text of a file; one that is not UTF-8 in every encoding it may be in, so that none hides a name."""
    try:
        return [data.decode("utf-8-sig")]
    except UnicodeDecodeError:
        plain = data.replace(b"\r\n", b"\n")
        readings = [plain.decode(encoding, "replace") for encoding in ("gb18030", "big5hkscs")]
    with suppress(WorkbenchError):  # in no encoding that the statistics know
        readings.insert(0, decode(data).text)
    return readings


def _plain(text: str, ending: str) -> str:
    if ending in _MARKED:
        return bare(text)
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if ending == ".json" else text


def bare(marked: str) -> str:
    """A text without its tags; what tags say themselves (alt, title, link) stands after it."""
    plain = _BLOCK_END.sub("\n\n", _IMAGE.sub("", marked))
    said = "\n\n".join(_SAID.findall(plain))
    return html.unescape(_TAG.sub("", plain)) + "\n\n" + html.unescape(said)


def _cells(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        notebook = json.loads(data)
        cells = notebook["cells"]
    except (ValueError, KeyError, TypeError):
        yield "", data.decode("utf-8", "replace")
        return
    for number, cell in enumerate(cells, start=1):
        yield f"cell {number}", "\n\n".join(_strings(cell))
    yield "metadata", "\n\n".join(_strings(notebook.get("metadata", {})))


def _strings(value: Any) -> Iterator[str]:
    """Every text in a piece of JSON; a list of lines is one text, a picture none."""
    if isinstance(value, str):
        yield bare(value) if value.lstrip().startswith("<") or "</" in value else value
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield from _strings("".join(value))
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            if not name.startswith("image/") or name == "image/svg+xml":
                yield from _strings(item)


def _unpacked(data: bytes) -> str:
    parts = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for info in package.infolist():
                if info.filename.endswith((".xml", ".rels")) and info.file_size < _MAX_PART:
                    parts.append(bare(package.read(info).decode("utf-8", "replace")))
    except (zipfile.BadZipFile, OSError, RuntimeError):
        return ""
    return "\n\n".join(parts)


def _pages(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        pdfium: Any = import_module("pypdfium2")
    except ImportError:
        return
    try:
        pages = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return
    try:
        for number, page in enumerate(pages, start=1):
            yield f"page {number}", page.get_textpage().get_text_bounded()
    finally:
        pages.close()
