"""A file's text: decoded one to one, or with plain line ends for the readers of tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.corpus.encoding.changes import find_byte_changes
from workbench.corpus.encoding.codec import encode
from workbench.corpus.encoding.detect import detect


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and how sure that is."""

    text: str
    encoding: str
    bom: bytes = b""  # the byte order mark that stood before the text
    confidence: float = 1.0  # 1 for a mark or valid UTF-8, below it a guess
    evidence: str = ""  # "byte order mark", "valid UTF-8", "declared in the file", "statistics"

    def encode_back(self) -> bytes:
        """Return the bytes that `decode_exactly` was given."""
        return self.bom + encode(self.text, self.encoding)


def decode_exactly(data: bytes) -> Decoded:
    r"""Read bytes as text, one to one: every position of the text leads to a byte.

    A byte order mark decides, then valid UTF-8, then what the file declares if its bytes agree, then which of
    UTF-8, GB18030, Big5, EUC-TW, UTF-16 and Western encodings gives the most plausible text.

    - GB2312 and GBK are read as GB18030, which contains both.
    - Big5 is read as code page 950, which Windows wrote; as Big5-HKSCS if that leaves fewer bytes over.
    - A few bytes that mean nothing stay in the text as U+DC00 to U+DCFF; `find_byte_changes` finds them.

    Raises
    ------
    UnreadableFileError
        If the bytes are no text.

    Examples
    --------
    >>> decoded = decode_exactly("社区韧性治理\r\n".encode("gb18030"))
    >>> decoded.text, decoded.encoding, decoded.evidence
    ('社区韧性治理\r\n', 'gb18030', 'statistics')
    >>> decoded.encode_back() == "社区韧性治理\r\n".encode("gb18030")
    True
    """
    found = detect(data)
    return Decoded(found.text, found.encoding, found.bom, found.confidence, found.evidence)


def decode(data: bytes) -> Decoded:
    r"""Read bytes as text with line ends ``\n``; bytes that mean nothing become U+FFFD.

    Examples
    --------
    >>> decode("社区韧性治理的实践与探索".encode("gb18030")).encoding
    'gb18030'
    """
    decoded = decode_exactly(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    pieces: list[str] = []
    at = 0
    for change in find_byte_changes(text, encoding=decoded.encoding):
        pieces += (text[at : change.start], change.after)
        at = change.end
    return replace(decoded, text="".join((*pieces, text[at:])))
