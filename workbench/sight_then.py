"""What coders had coded at a moment, as far as the coder may see it: with the journal, whatever was changed since.

Beside `sight_samples`, for figures of a sample as its coders left it when it was revealed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.in_sight import blind, in_sight
from workbench.model import Coding, Image, Passage, Step
from workbench.sight_samples import SpanCoded
from workbench.store import rewind
from workbench.store.database import portions
from workbench.study import Study

_CODING, _PASSAGE = str(Coding.__tablename__), str(Passage.__tablename__)


class _Row(NamedTuple):
    """A coding as it is now."""

    id: UUID
    passage_id: UUID
    code: str
    coder_id: UUID
    made_at: dt.datetime
    removed_at: dt.datetime | None


def spans_coded_at(
    session: Session, study: Study, coders: Collection[UUID], *, at: dt.datetime, revisions: Collection[UUID]
) -> Iterator[SpanCoded]:
    """The codings of some coders on some texts as they stood at a moment, as far as the coder may see them.

    The journal tells what was changed since. A coding that came into this database later, with a pack, counts by the
    moments of its making and removal.

    Args:
        session: A session for reading.
        study: The study; its coder is who looks.
        coders: Whose.
        at: The moment.
        revisions: The texts.
    """
    rows = list(_rows(session, study, coders, revisions))
    changes = _first_changes(session, [row.id for row in rows], at)
    stood: list[tuple[UUID, str, UUID]] = []
    for row in rows:
        before, changed = changes.get(row.id), row.id in changes
        if before is not None:
            stood += [] if before["removed_at"] else [(before["passage_id"], before["code"], before["coder_id"])]
        elif row.removed_at is None or row.removed_at > at:
            # What no step since has made or changed was there, whatever the clock of whoever made it said.
            stood += [(row.passage_id, row.code, row.coder_id)] if not changed or row.made_at <= at else []
    stood += _gone_since(session, study, coders, at)
    places = _places(session, {passage_id for passage_id, _, _ in stood})
    wanted = set(revisions)
    for passage_id, code, coder_id in stood:
        place = places.get(passage_id)
        if place is not None and place[0] in wanted:
            yield SpanCoded(*place, code, coder_id)


def _rows(session: Session, study: Study, coders: Collection[UUID], revisions: Collection[UUID]) -> Iterator[_Row]:
    query = (
        sa.select(
            col(Coding.id),
            col(Coding.passage_id),
            col(Coding.code),
            col(Coding.coder_id),
            col(Coding.made_at),
            col(Coding.removed_at),
        )
        .join(Passage, col(Passage.id) == Coding.passage_id)
        .where(col(Coding.coder_id).in_(coders))
    )
    seen = in_sight(query, session, study, removed=True, by="passage")
    for some in portions(revisions):
        for row in session.execute(seen.where(col(Passage.revision_id).in_(some))):
            yield _Row(*row)


def _first_changes(session: Session, ids: Collection[UUID], at: dt.datetime) -> Mapping[UUID, Mapping[str, Any] | None]:
    """How rows were before the first step after a moment that changed them; None of one which that step brought."""
    found: dict[UUID, Mapping[str, Any] | None] = {}
    query = (
        sa.select(col(Image.row_id), col(Image.before))
        .join(Step, col(Step.id) == Image.step_id)
        .where(col(Image.table_name) == _CODING, col(Step.made_at) > at)
        .order_by(col(Image.id))
    )
    for some in portions(ids):
        for row_id, before in session.execute(query.where(col(Image.row_id).in_(some))):
            found.setdefault(row_id, rewind.values_in(_CODING, before))
    return found


def _gone_since(
    session: Session, study: Study, coders: Collection[UUID], at: dt.datetime
) -> Iterator[tuple[UUID, str, UUID]]:
    """The codings whose rows an undo took away since; while a sample is open nobody can say where those were."""
    if blind(session, study) is not None:
        return
    since = sa.select(col(Step.id)).where(col(Step.made_at) > at)
    its = (col(Image.table_name) == _CODING, col(Image.step_id).in_(since))
    went = sa.select(col(Image.row_id)).where(*its, col(Image.after).is_(None))
    there = sa.exists().where(col(Coding.id) == Image.row_id)
    query = sa.select(col(Image.row_id), col(Image.before)).where(*its, col(Image.row_id).in_(went), sa.not_(there))
    first: dict[UUID, Mapping[str, Any] | None] = {}
    for row_id, before in session.execute(query.order_by(col(Image.id))):
        first.setdefault(row_id, rewind.values_in(_CODING, before))
    for row in first.values():
        if row is not None and not row["removed_at"] and row["coder_id"] in coders:
            yield row["passage_id"], row["code"], row["coder_id"]


def _places(session: Session, passages: Collection[UUID]) -> dict[UUID, tuple[UUID, int, int]]:
    """Where passages are; of one that went since with what stood on it, where it was."""
    query = sa.select(col(Passage.id), col(Passage.revision_id), col(Passage.start), col(Passage.end))
    found = {
        one: (revision_id, start, end)
        for some in portions(passages)
        for one, revision_id, start, end in session.execute(query.where(col(Passage.id).in_(some)))
    }
    went = sa.select(col(Image.row_id), col(Image.before)).where(
        col(Image.table_name) == _PASSAGE, col(Image.after).is_(None)
    )
    for some in portions(set(passages) - found.keys()):
        for one, before in session.execute(went.where(col(Image.row_id).in_(some))):
            row = rewind.values_in(_PASSAGE, before)
            if row is not None:
                found[one] = (row["revision_id"], row["start"], row["end"])
    return found
