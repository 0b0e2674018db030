"""Bytes and text, one to one: ``encode(decode_bytes(data, e), e) == data`` for every input and encoding.

A byte that means nothing in the encoding becomes the code point U+DC00 plus its value, as Python's
``surrogateescape`` has it, but for every byte, so that the text still leads back to all of them. The same is
done with a second code of a character that has two, and with a code that stands for two characters: they
would come back as other bytes. `find_byte_changes` turns them into what they mean.

Every encoding here is without state: the bytes of a text are the bytes of its parts, one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.encoding.euc_tw import decode_euc_tw, encode_euc_tw
from workbench.errors import UnreadableFileError

#: Code points that stand for one byte each, for the inside of a character class of `re`.
ESCAPES = "\udc00-\udcff"
EUC_TW = "euc-tw"

_ESCAPES = re.compile(f"([{ESCAPES}]+)")
_SURROGATES = re.compile("[\ud800-\udfff]")
_WIDE = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
_PIECE = 2**12  # bytes of UTF-32 that are decoded together
#: Bytes or units without a meaning, before a file is no text.
MOST_BROKEN = 100_000


def decode_bytes(data: bytes, encoding: str) -> str:
    """Text of the bytes, one to one."""
    text = decode_roughly(data, encoding)
    # Unicode's own encodings and GB18030 have one code a character
    if encoding in ("utf-8", "gb18030", *_WIDE) or _is_one_to_one(data, encoding, text):
        return text
    return "".join(_escape_second_codes(data, encoding, text))


def encode(text: str, encoding: str) -> bytes:
    """Bytes of a text, or of any part of it, that `decode_bytes` has given.

    >>> encode(decode_bytes(b"abc", "utf-16-le"), "utf-16-le")
    b'abc'
    """
    try:
        return _encode_characters(text, encoding)
    except UnicodeEncodeError:
        pieces = _ESCAPES.split(text)
    return b"".join(
        unescape(piece) if i % 2 else _encode_characters(piece, encoding) for i, piece in enumerate(pieces)
    )


def escape(data: bytes) -> str:
    """One code point a byte, from U+DC00 on."""
    return "".join(chr(0xDC00 + byte) for byte in data)


def unescape(text: str) -> bytes:
    """Return the bytes that escapes stand for."""
    return bytes(ord(character) - 0xDC00 for character in text)


def _encode_characters(text: str, encoding: str) -> bytes:
    return encode_euc_tw(text) if encoding == EUC_TW else text.encode(encoding)


def decode_roughly(data: bytes, encoding: str) -> str:
    """Decode as `decode_bytes` does, but with second codes as the characters they mean."""
    if encoding in _WIDE:
        return _decode_wide(data, encoding)
    return decode_euc_tw(data) if encoding == EUC_TW else data.decode(encoding, "surrogateescape")


def _decode_wide(data: bytes, encoding: str) -> str:
    size = _WIDE[encoding]
    whole = len(data) // size * size
    units = memoryview(data)[:whole]
    if size == 4:
        text = "".join(_units_of_four(units, encoding))
    else:
        text = _escape_surrogates(str(units, encoding, "surrogatepass"), encoding)
    return text + escape(data[whole:])


def _escape_surrogates(text: str, encoding: str) -> str:
    if text.isascii() or not _SURROGATES.search(text):
        return text
    if len(text) - len(text.encode("utf-8", "ignore").decode()) > MOST_BROKEN:
        raise UnreadableFileError(f"is no text in {encoding}: too many of its units are no characters")
    return _SURROGATES.sub(lambda found: escape(found.group().encode(encoding, "surrogatepass")), text)


def _units_of_four(data: memoryview, encoding: str) -> Iterator[str]:
    n_broken = 0
    for start in range(0, len(data), _PIECE):
        piece = data[start : start + _PIECE]
        try:
            yield _escape_surrogates(str(piece, encoding, "surrogatepass"), encoding)
        except UnicodeDecodeError:
            n_broken += 1
            if n_broken > MOST_BROKEN // _PIECE:
                raise UnreadableFileError(
                    "begins with the mark of UTF-32 and is none; save it as .txt (UTF-8)"
                ) from None
            for at in range(0, len(piece), 4):
                yield _unit_of_four(bytes(piece[at : at + 4]), encoding)


def _unit_of_four(unit: bytes, encoding: str) -> str:
    try:
        return unit.decode(encoding)
    except UnicodeDecodeError:
        return escape(unit)


def _is_one_to_one(data: bytes, encoding: str, text: str) -> bool:
    try:
        return encode(text, encoding) == data and not (encoding == "big5hkscs" and "\u00ca" in text)
    except UnicodeEncodeError:
        return False


def _escape_second_codes(data: bytes, encoding: str, text: str) -> Iterator[str]:
    """Walk through the characters that have two codes, and look up which of them the file used."""
    seconds = second_codes(encoding)
    codes: dict[str, list[bytes]] = {}
    for code, character in seconds.items():
        codes.setdefault(character, []).append(code)
    pattern = re.compile("|".join(map(re.escape, sorted(codes, key=len, reverse=True))))
    at = text_at = 0
    for found in pattern.finditer(text):
        between = text[text_at : found.start()]
        at += len(encode(between, encoding))
        second = next((code for code in codes[found.group()] if data.startswith(code, at)), None)
        yield between
        yield escape(second) if second else found.group()
        at += len(second or encode(found.group(), encoding))
        text_at = found.end()
    yield text[text_at:]


def second_codes(encoding: str) -> dict[bytes, str]:
    r"""Codes of one to three bytes that would not come back as they were, and what they mean.

    >>> second_codes("cp950")[b"\xa2\xcc"]
    '十'
    """
    if encoding == "gb18030":
        return {b"\x80": "€"}  # the Euro of code page 936, Microsoft's GBK
    if encoding in ("utf-8", EUC_TW) or encoding in _WIDE:
        return {}
    high = range(0x80, 0x100)
    codes = [bytes([lead]) for lead in high] + [bytes([a, b]) for a in high for b in range(0x30, 0x100)]
    codes += [bytes([0x8F, a, b]) for a in high for b in high]  # of EUC-JP
    meanings = ((code, _meaning(code, encoding)) for code in codes)
    return {code: text for code, text in meanings if text and not _comes_back(text, code, encoding)}


def _meaning(code: bytes, encoding: str) -> str:
    """Text of one code; empty if it is none or if it begins with a shorter one."""
    if any(_can_decode(code[:n], encoding) for n in range(1, len(code))):
        return ""
    return code.decode(encoding) if _can_decode(code, encoding) else ""


def _can_decode(code: bytes, encoding: str) -> bool:
    try:
        code.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _comes_back(text: str, code: bytes, encoding: str) -> bool:
    try:
        return len(text) == 1 and text.encode(encoding) == code
    except UnicodeEncodeError:
        return False
