"""Texts: documents, their encoding and repair, their segments."""

from workbench.corpus.document import Corpus, Document, Edit, Segment
from workbench.corpus.repair import Repair, edits_table, repair
from workbench.corpus.segment import segment, segment_answers
from workbench.corpus.table import corpus_alarms, corpus_edits, corpus_table
from workbench.corpus.within import keep_within

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
    "keep_within",
    "repair",
    "segment",
    "segment_answers",
]
