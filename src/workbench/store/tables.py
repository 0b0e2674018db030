"""The store's one table: events. A coding is added or retracted; nothing is ever overwritten."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

metadata = MetaData()

events = Table(
    "coding_events",
    metadata,
    Column("event_id", Integer, primary_key=True, autoincrement=True),
    Column("action", String(8), nullable=False),  # add or retract
    Column("coding_key", String(64), nullable=False, index=True),
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
)
