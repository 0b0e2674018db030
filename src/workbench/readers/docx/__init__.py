"""Word files (.docx): the text a reader of the document sees, and what is attached to it."""

from workbench.readers.docx.read import read_docx
from workbench.readers.docx.revisions import Tracked

__all__ = ["Tracked", "read_docx"]
