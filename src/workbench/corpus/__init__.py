"""Texts: documents, their encoding and repair, their segments."""

from workbench.corpus.changes import Change, Decisions
from workbench.corpus.document import Corpus, Document, Segment
from workbench.corpus.repair import Repair, repair
from workbench.corpus.reuse import Reuse, count_works, find_reuse
from workbench.corpus.segment import segment, segment_answers
from workbench.corpus.speakers import Speaker, find_speakers, speakers_table
from workbench.corpus.table import corpus_alarms, corpus_edits, corpus_proposals, corpus_table
from workbench.corpus.within import keep_within

__all__ = [
    "Change",
    "Corpus",
    "Decisions",
    "Document",
    "Repair",
    "Reuse",
    "Segment",
    "Speaker",
    "corpus_alarms",
    "corpus_edits",
    "corpus_proposals",
    "corpus_table",
    "count_works",
    "find_reuse",
    "find_speakers",
    "keep_within",
    "repair",
    "segment",
    "segment_answers",
    "speakers_table",
]
