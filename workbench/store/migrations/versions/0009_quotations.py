"""Themes answer evaluation questions and have other evidence; extracts are prepared for print."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add two columns that may be empty, so that what was done before can be undone; and make the table."""
    op.add_column("theme", sa.Column("answers", sa.JSON(), nullable=True))
    op.add_column("theme_extract", sa.Column("quotation", sa.JSON(), nullable=True))
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"]),
    )
    op.create_index("ix_evidence_theme_id", "evidence", ["theme_id"], unique=False)
