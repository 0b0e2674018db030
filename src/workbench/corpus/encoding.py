"""Bytes to text: which encoding a file has, and the text with plain line ends."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from workbench.errors import UnreadableFileError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GB = {"gb2312", "gbk", "cp936", "gb18030"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    r"""Read bytes as text: byte order mark, UTF-8, then the most plausible Chinese or Western encoding.

    GB2312 and GBK are read as GB18030, which contains both. Line ends become ``\n``; nothing else changes.

    Examples
    --------
    >>> decode("社区韧性治理的实践与探索".encode("gb18030")).encoding
    'gb18030'
    """
    encoding = _by_mark(data) or _utf8(data) or _by_statistics(data)
    if encoding is None:
        raise UnreadableFileError(
            "no text encoding fits these bytes; if it is a document, save it as .txt (UTF-8) or .docx"
        )
    text = data.decode(encoding)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def _by_mark(data: bytes) -> str | None:
    return next((name for mark, name in _BOMS if data.startswith(mark)), None)


def _utf8(data: bytes) -> str | None:
    if b"\x00" in data:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _by_statistics(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        return None
    return "gb18030" if best.encoding in _GB else best.encoding
