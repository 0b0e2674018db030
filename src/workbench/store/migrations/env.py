"""Run by Alembic for each upgrade; the connection is handed in by `workbench.store.migrate`."""

from alembic import context

from workbench.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
