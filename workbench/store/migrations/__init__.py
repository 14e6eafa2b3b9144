"""Alembic's scripts: how a database of an older schema becomes one of today's."""
