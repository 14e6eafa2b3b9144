"""A coding says when it was looked at again, and under which state of the codebook, known here or not."""

import sqlalchemy as sa
from alembic import op

from workbench.model import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; memos refer to the table, so that it is not made anew."""
    op.add_column("coding", sa.Column("looked_at", Moment(), nullable=True))
    op.add_column("coding", sa.Column("state_elsewhere", sa.String(), nullable=True))
