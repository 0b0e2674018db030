"""Texts: documents, their encoding and repair, their segments."""

from workbench.corpus.document import Corpus, Document, Edit, Segment
from workbench.corpus.repair import Repair, edits_table, repair
from workbench.corpus.segment import interviewee_turns, segment
from workbench.corpus.table import corpus_alarms, corpus_edits, corpus_table

__all__ = [
    "Corpus",
    "Document",
    "Edit",
    "Repair",
    "Segment",
    "corpus_alarms",
    "corpus_edits",
    "corpus_table",
    "edits_table",
    "interviewee_turns",
    "repair",
    "segment",
]
