"""Events know who, when, why and what they undo; codings have memo, attributes and the words around them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TEXTS = ("undoes", "actor", "prefix", "suffix", "memo", "reason")


def upgrade() -> None:
    """Copy every event into the new table; when and by whom it was done was not known."""
    op.rename_table("coding_events", "coding_events_0001")
    op.create_table(
        "coding_events",
        sa.Column("event_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("op_id", sa.String(64), nullable=False, unique=True),
        sa.Column("batch_id", sa.String(64), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("undoes", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("coding_id", sa.String(64), nullable=False),
        sa.Column("stands", sa.Boolean, nullable=False),
        sa.Column("doc_id", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("code_id", sa.Text, nullable=False),
        sa.Column("coder_id", sa.Text, nullable=False),
        sa.Column("coder_kind", sa.String(16), nullable=False),
        sa.Column("codebook_version", sa.Text, nullable=False),
        sa.Column("text_hash", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Float, nullable=True),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("prefix", sa.Text, nullable=False),
        sa.Column("suffix", sa.Text, nullable=False),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("attributes", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("coding_events_by_coding", "coding_events", ["coding_id", "event_id"])
    op.create_index("coding_events_by_document", "coding_events", ["doc_id", "event_id"])
    connection = op.get_bind()
    old = connection.execute(sa.text("SELECT * FROM coding_events_0001 ORDER BY event_id")).mappings()
    rows = [_renewed(dict(row)) for row in old]
    if rows:
        new = sa.Table("coding_events", sa.MetaData(), autoload_with=connection)
        connection.execute(new.insert(), rows)
    op.drop_table("coding_events_0001")


def _renewed(row: dict[str, object]) -> dict[str, object]:
    key = str(row.pop("coding_key"))
    name = f"r1-{row.pop('event_id')}-{key[:32]}"  # the same in every copy of the store, and in no other
    return {
        **row,
        **dict.fromkeys(_TEXTS, ""),
        "op_id": name,
        "batch_id": name,
        "actor": row["coder_id"],
        "at": "",
        "coding_id": key[:32],
        "stands": row["action"] == "add",
        "attributes": "{}",
    }
