"""The first store: codings added and retracted, known by a key of their place, code and coder."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, unless a release that knew no migrations has made it."""
    if sa.inspect(op.get_bind()).has_table("coding_events"):
        return
    op.create_table(
        "coding_events",
        sa.Column("event_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("action", sa.String(8), nullable=False),
        sa.Column("coding_key", sa.String(64), nullable=False, index=True),
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
    )
