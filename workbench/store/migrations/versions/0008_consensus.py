"""What was settled of passages on which coders differed, and the codings that came of it."""

import sqlalchemy as sa
from alembic import op

from workbench.model import Moment

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("coders", sa.JSON(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("taken_from", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("rule_before", sa.String(), nullable=True),
        sa.Column("rule_after", sa.String(), nullable=True),
        sa.Column("coder_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"]),
        sa.ForeignKeyConstraint(["taken_from"], ["coder.id"]),
        sa.ForeignKeyConstraint(["rule_before"], ["codebook_state.sha256"]),
        sa.ForeignKeyConstraint(["rule_after"], ["codebook_state.sha256"]),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"]),
        sa.CheckConstraint("(choice = 'one') = (taken_from IS NOT NULL)", name="decision_taken"),
    )
    op.create_table(
        "consensus_coding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("decision_id", "passage_id", "code"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"]),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"]),
    )
    op.create_index("ix_decision_passage_id", "decision", ["passage_id"], unique=False)
    for column in ("decision_id", "passage_id"):
        op.create_index(f"ix_consensus_coding_{column}", "consensus_coding", [column], unique=False)
