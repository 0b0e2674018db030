"""Alembic's scripts: how a store of an earlier release becomes one of today."""
