"""How much codes are used, as far as the coder may see it: what is told before a code is changed.

Beside `workbench.sight` the only place that selects codings.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.in_sight import in_sight
from workbench.model import Coder, Coding, Passage, Revision
from workbench.store.database import portions
from workbench.study import Study


def were_used(session: Session, codes: Collection[str]) -> bool:
    """Whether any coding was ever made with one of these ids, removed ones included; whose is not told."""
    query = sa.select(col(Coding.id)).where(col(Coding.code).in_(set(codes)))
    return session.execute(query.limit(1)).first() is not None


class Use(NamedTuple):
    """How many living codings that the coder may see one coder has made with one id in one transcript."""

    code: str
    coder: str
    transcript_id: UUID
    codings: int


def use_of(session: Session, study: Study, codes: Collection[str]) -> list[Use]:
    """Where living codings were made with these ids, as far as the coder may see them, in no order."""
    query = (
        sa.select(col(Coding.code), col(Coder.name), col(Revision.transcript_id), sa.func.count())
        .join(Passage, col(Passage.id) == Coding.passage_id)
        .join(Revision, col(Revision.id) == Passage.revision_id)
        .join(Coder, col(Coder.id) == Coding.coder_id)
        .group_by(col(Coding.code), col(Coder.name), col(Revision.transcript_id))
    )
    asked = (
        in_sight(query, session, study, by="passage").where(col(Coding.code).in_(some)) for some in portions(set(codes))
    )
    return [Use(*row) for one in asked for row in session.execute(one)]
