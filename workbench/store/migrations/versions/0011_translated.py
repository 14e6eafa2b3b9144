"""Of a transcript it can be said from which language it was translated, however it was written down."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column; nothing is known of the transcripts that are there."""
    op.add_column("transcript", sa.Column("translated_from", sa.String(), nullable=True))
