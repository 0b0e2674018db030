"""A Word file as a zip archive whose bytes depend on nothing but its content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold


def rewrite(data: bytes, texts: Mapping[str, str], *, parts: Mapping[str, str] | None = None) -> bytes:
    """Return the archive with fixed dates, with placeholders of headers and whole parts replaced.

    Parameters
    ----------
    texts
        Placeholder → text, in ``word/header….xml`` and ``word/footer….xml``.
    parts
        Name in the archive → new XML.
    """
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = (parts or {}).get(name, "").encode() or old.read(name)
            if name.startswith(("word/header", "word/footer")):
                content = _replace(content, texts)
            new.writestr(_entry(name), content)
    return result.getvalue()


def core_properties(*, title: str, authors: str, keywords: str, lang: str, date: str) -> str:
    """XML of ``docProps/core.xml``: what Word shows under the file's properties."""
    dated = "".join(
        f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{escape(date)}T00:00:00Z</dcterms:{kind}>'
        for kind in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(authors)}</dc:creator>"
        f"<cp:keywords>{escape(keywords)}</cp:keywords><dc:language>{escape(lang)}</dc:language>"
        f"{dated}</cp:coreProperties>"
    )


def _replace(content: bytes, texts: Mapping[str, str]) -> bytes:
    text = content.decode()
    for placeholder, new in texts.items():
        text = text.replace(placeholder, escape(new))
    return text.encode()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
