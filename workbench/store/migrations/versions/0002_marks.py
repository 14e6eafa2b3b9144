"""Each coder's mark "not for quotation" is a row of its own; what a folder saw of its tables last is kept whole."""

import uuid

import sqlalchemy as sa
from alembic import op

from workbench.model import Moment, utc_now

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the marks' table, fill it from the passages that were marked, and keep more of the files seen."""
    op.create_table(
        "mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("coder_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"],
            ["coder.id"],
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"],
            ["passage.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_mark_passage_id", "mark", ["passage_id"], unique=False)
    _bring_marks(op.get_bind())
    # No batch: it would make the table anew, and other tables refer to it. Both engines know these words.
    op.execute("ALTER TABLE passage DROP COLUMN not_for_quotation")
    op.add_column("file_seen", sa.Column("content", sa.String(), nullable=True))


def _bring_marks(connection: sa.Connection) -> None:
    """Whose the old marks were, only the journal knows: they become nobody's own, which no undo takes back."""
    passage = sa.table("passage", sa.column("id", sa.Uuid()), sa.column("not_for_quotation", sa.Boolean()))
    mark = sa.table(
        "mark",
        sa.column("id", sa.Uuid()),
        sa.column("row_version", sa.Integer()),
        sa.column("passage_id", sa.Uuid()),
        sa.column("coder_id", sa.Uuid()),
        sa.column("made_at", Moment()),
    )
    now = utc_now()
    marked = connection.execute(sa.select(passage.c.id).where(passage.c.not_for_quotation)).scalars().all()
    rows = [
        {"id": uuid.uuid4(), "row_version": 1, "passage_id": passage_id, "coder_id": None, "made_at": now}
        for passage_id in marked
    ]
    if rows:
        connection.execute(sa.insert(mark), rows)
