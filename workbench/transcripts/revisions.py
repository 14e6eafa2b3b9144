"""Which transcript a text is of, be it the one it has now or one that was replaced."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.model import Revision
from workbench.store.database import portions


def transcripts_of(session: Session, revisions: Collection[UUID]) -> dict[UUID, UUID]:
    """The transcripts of which those revisions are texts, present or past ones; by revision."""
    query = sa.select(col(Revision.id), col(Revision.transcript_id))
    found: dict[UUID, UUID] = {}
    for some in portions(revisions):
        found |= session.execute(query.where(col(Revision.id).in_(some))).all()
    return found
