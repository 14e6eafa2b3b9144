"""Memos may be about passages and codings, belong to a phase and a day, and say to whom a concern was passed on."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Give the memos the new columns; no other table refers to them, so that SQLite may make theirs anew."""
    # Alembic would give these keys names on SQLite, which a new database's have not. Both engines know these words.
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    for table, column, other in (("memo", "passage_id", "passage"), ("memo", "coding_id", "coding")):
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} REFERENCES {other} (id)")
    with op.batch_alter_table("memo") as memo:
        memo.add_column(sa.Column("phase", sa.Integer(), nullable=True))
        memo.add_column(sa.Column("date", sa.Date(), nullable=True))
        memo.add_column(sa.Column("passed_to", sa.String(), nullable=False, server_default=""))
        memo.add_column(sa.Column("passed_on", sa.Date(), nullable=True))
        memo.create_check_constraint("memo_passage", "(about = 'passage') = (passage_id IS NOT NULL)")
        memo.create_check_constraint("memo_coding", "(about = 'coding') = (coding_id IS NOT NULL)")
    with op.batch_alter_table("memo") as memo:
        # It was there for the rows of before.
        memo.alter_column("passed_to", server_default=None)
    op.create_index("ix_memo_passage_id", "memo", ["passage_id"], unique=False)
    op.create_index("ix_memo_coding_id", "memo", ["coding_id"], unique=False)
