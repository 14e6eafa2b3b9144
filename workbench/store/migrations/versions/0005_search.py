"""A full-text index of the turns. It is empty: the first search fills it."""

import sqlalchemy as sa
from alembic import op

from workbench.store import full_text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the index's tables."""
    op.create_table(
        "search_text",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["text_sha256"], ["text.sha256"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("text_sha256"),
    )
    op.create_table(
        "search_block",
        sa.Column("block", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("block"),
    )
    op.create_index("ix_search_block_number", "search_block", ["number"])
    op.create_table("search_word", sa.Column("word", sa.String(), nullable=False), sa.PrimaryKeyConstraint("word"))
    # As the program makes it today: it holds nothing that a later shape would have to keep.
    full_text.install(op.get_bind())
