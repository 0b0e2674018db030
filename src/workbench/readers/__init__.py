"""Files on disk into the workbench's values."""

from workbench.readers.corpus import read_corpus, read_document, read_documents, read_registered
from workbench.readers.decisions import read_decisions, save_decision
from workbench.readers.files import KNOWN_ENDINGS, hash_file, read_file
from workbench.readers.register import Entry, read_register, write_register

__all__ = [
    "KNOWN_ENDINGS",
    "Entry",
    "hash_file",
    "read_corpus",
    "read_decisions",
    "read_document",
    "read_documents",
    "read_file",
    "read_register",
    "read_registered",
    "save_decision",
    "write_register",
]
