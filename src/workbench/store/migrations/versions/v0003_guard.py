"""Codings are found by place, actions by actor and batch; the database refuses to change an event."""

from alembic import op

from workbench.store.guard import guard

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_INDEXES = {
    "place": ["doc_id", "start", "end", "code_id", "coder_id"],
    "actor": ["actor", "event_id"],
    "batch": ["batch_id", "event_id"],
    "undone": ["undoes"],
}


def upgrade() -> None:
    """Add what makes a long history as quick as a short one, and the guard."""
    for name, columns in _INDEXES.items():
        op.create_index(f"coding_events_by_{name}", "coding_events", columns)
    guard(op.get_bind())
