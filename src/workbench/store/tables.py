"""The store's tables. Codings are events: each holds the whole coding as it stands after it, or its end."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

events = Table(
    "coding_events",
    metadata,
    Column("event_id", Integer, primary_key=True, autoincrement=True),
    Column("op_id", String(64), nullable=False, unique=True),  # a message that is sent twice is one event
    Column("batch_id", String(64), nullable=False),  # events of one action are undone together
    Column("action", String(16), nullable=False),  # add, change, retract, undo, redo, reanchor, remap, …
    Column("undoes", Text, nullable=False, default=""),  # batch that an undo or redo is about
    Column("actor", Text, nullable=False),  # who did it; coder_id is whose coding it is
    Column("at", String(32), nullable=False),  # UTC, ISO 8601
    Column("coding_id", String(64), nullable=False),
    Column("stands", Boolean, nullable=False),  # False: the coding is retracted from here on
    Column("doc_id", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("code_id", Text, nullable=False),
    Column("coder_id", Text, nullable=False),
    Column("coder_kind", String(16), nullable=False),
    Column("codebook_version", Text, nullable=False),
    Column("text_hash", String(16), nullable=False),
    Column("confidence", Float, nullable=True),
    Column("quote", Text, nullable=False, default=""),
    Column("prefix", Text, nullable=False, default=""),  # 32 characters before the quote
    Column("suffix", Text, nullable=False, default=""),  # and after it
    Column("memo", Text, nullable=False, default=""),
    Column("attributes", Text, nullable=False, default="{}"),  # JSON object, keys sorted
    Column("reason", Text, nullable=False, default=""),
    Index("coding_events_by_coding", "coding_id", "event_id"),
    Index("coding_events_by_document", "doc_id", "event_id"),
    Index("coding_events_by_place", "doc_id", "start", "end", "code_id", "coder_id"),
    Index("coding_events_by_actor", "actor", "event_id"),
    Index("coding_events_by_batch", "batch_id", "event_id"),
    Index("coding_events_by_undone", "undoes"),
)

#: What belongs to the coding itself; the rest of an event says what was done, when and by whom.
CODING_COLUMNS = (
    "coding_id",
    "doc_id",
    "start",
    "end",
    "code_id",
    "coder_id",
    "coder_kind",
    "codebook_version",
    "text_hash",
    "confidence",
    "quote",
    "prefix",
    "suffix",
    "memo",
    "attributes",
)
