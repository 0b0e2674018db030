"""The encoding a web page or an XML file says it has."""

from __future__ import annotations

import codecs
import re

_HEAD = 4096  # bytes; browsers look at 1,024
_DECLARATION = re.compile(
    rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']\s*([\w.:-]{2,30})|<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""",
    re.IGNORECASE,
)
_FAMILIES = (
    (
        re.compile(r"gb[-_]?(2312|k|18030)|gb_2312-80|x-gbk|cp936|ms936|windows-936|chinese", re.IGNORECASE),
        "gb18030",
    ),
    (re.compile(r"big5[-_]?hkscs|hkscs", re.IGNORECASE), "big5hkscs"),
    (re.compile(r"(x-x-|cn-)?big-?5|cp950|x-windows-950", re.IGNORECASE), "cp950"),
    (re.compile(r"(x-)?euc-?tw|cns11643", re.IGNORECASE), "euc-tw"),
    (re.compile(r"iso-?8859-1|latin-?1|us-ascii|ascii", re.IGNORECASE), "cp1252"),  # as browsers do
)
#: Other encodings that may be declared: those in which a byte means the same wherever it stands.
_STATELESS = re.compile(r"utf-8|cp(125\d|874|932|949)|iso8859-\d+|koi8-[rtu]|mac-\w+|euc_(jp|kr)|shift_jis")


def declared_encoding(data: bytes) -> str | None:
    """Name the encoding that a file declares in its first lines, if it is one that we read.

    >>> declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb18030'
    """
    found = _DECLARATION.search(data[:_HEAD])
    if found is None:
        return None
    label = (found[1] or found[2]).decode("ascii")
    for pattern, encoding in _FAMILIES:
        if pattern.fullmatch(label):
            return encoding
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return name if _STATELESS.fullmatch(name) else None
