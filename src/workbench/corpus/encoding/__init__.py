"""Bytes to text: which encoding a file has, and its text, one to one or with plain line ends."""

from workbench.corpus.encoding.changes import byte_alarms, find_byte_changes
from workbench.corpus.encoding.codec import decode_bytes, encode
from workbench.corpus.encoding.decoded import Decoded, decode, decode_exactly

__all__ = [
    "Decoded",
    "byte_alarms",
    "decode",
    "decode_bytes",
    "decode_exactly",
    "encode",
    "find_byte_changes",
]
