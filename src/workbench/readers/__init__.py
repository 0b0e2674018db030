"""Files on disk into the workbench's values."""

from workbench.readers.corpus import read_corpus
from workbench.readers.files import KNOWN_ENDINGS, hash_file, read_file
from workbench.readers.register import Entry, read_register, write_register

__all__ = [
    "KNOWN_ENDINGS",
    "Entry",
    "hash_file",
    "read_corpus",
    "read_file",
    "read_register",
    "write_register",
]
