"""Which schemas of the database there are: apart from `migrate`, so that a look at a file loads no SQLAlchemy."""

from __future__ import annotations

SCHEMA = "0011"
"""The newest migration there is; a test holds it against Alembic's own head."""

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
"""Every migration this program knows, oldest first."""

RESHAPED = "0004"
"""The newest migration that changed a journalled table: what was done before it can be read, not undone.

One that only adds columns which may be empty does not count: what the journal tells of before, they were empty in.
"""
