"""A database says whose it is: one on a server is named by a URL, and any study's folder may name it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table that holds the study's id; who opens the database first enters theirs."""
    op.create_table("whose", sa.Column("study_id", sa.Uuid(), nullable=False), sa.PrimaryKeyConstraint("study_id"))
