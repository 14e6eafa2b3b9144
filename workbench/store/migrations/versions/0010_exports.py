"""Which quotations an export printed is remembered, so that those that are new can be told later."""

import sqlalchemy as sa
from alembic import op

from workbench.model import Moment

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table; it is book-keeping, and no row of it is journalled."""
    op.create_table(
        "export",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("extracts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("token"),
    )
