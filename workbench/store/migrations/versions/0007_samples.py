"""Samples that several coders code apart, and how far each of them is."""

import sqlalchemy as sa
from alembic import op

from workbench.model import Moment

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "sample",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.JSON(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("revealed_at", Moment(), nullable=True),
        sa.Column("revealed_early", sa.Boolean(), nullable=False),
        sa.Column("follows", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sa.ForeignKeyConstraint(["follows"], ["sample.id"]),
    )
    op.create_table(
        "sample_transcript",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("stratum", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sample_id", "transcript_id"),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"]),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"]),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"]),
        sa.CheckConstraint(
            '(start IS NULL AND "end" IS NULL) OR (start >= 0 AND start < "end")', name="sample_stretch"
        ),
    )
    op.create_table(
        "sample_coder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("coder_id", sa.Uuid(), nullable=False),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.Column("said_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sample_id", "transcript_id", "coder_id"),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"]),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcript.id"]),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"]),
    )
    for table in ("sample_transcript", "sample_coder"):
        for column in ("sample_id", "transcript_id"):
            op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
