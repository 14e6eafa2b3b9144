"""Run by Alembic for every migration, on the connection that `workbench.store.migrate` hands over."""

from alembic import context
from sqlmodel import SQLModel

import workbench.model  # noqa: F401 (its import declares the tables)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
context.run_migrations()
