"""Texts: documents, their repair, their segments."""

from workbench.corpus.document import Corpus, Document, Edit, Segment

__all__ = ["Corpus", "Document", "Edit", "Segment"]
