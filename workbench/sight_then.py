"""What coders had coded at a moment, as far as the coder may see it: with the journal, whatever was changed since.

Beside `sight_samples`, for figures of a sample as its coders left it when it was revealed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.in_sight import blind, in_sight
from workbench.model import Coding, Image, Passage, Revision, Step
from workbench.sight_samples import UNPACKED, SpanCoded
from workbench.store import rewind
from workbench.store.database import portions
from workbench.study import Study

_CODING, _PASSAGE = str(Coding.__tablename__), str(Passage.__tablename__)


class _Row(NamedTuple):
    """A coding as it is now."""

    id: UUID
    revision_id: UUID
    start: int
    end: int
    code: str
    coder_id: UUID
    made_at: dt.datetime
    removed_at: dt.datetime | None


class Changed(NamedTuple):
    """Codings that steps since a moment made or changed: as they stand now, and as they stood then.

    Attributes:
        now: As they stand; what was taken off since is not among them.
        then: As they stood, as far as this database knows.
        came: Those that are older and of which packs told afterwards: how they stood then is not known here.
    """

    now: list[SpanCoded]
    then: list[SpanCoded]
    came: list[SpanCoded]


def codings_changed_since(
    session: Session, study: Study, coders: Collection[UUID], *, at: dt.datetime, revisions: Collection[UUID]
) -> Changed:
    """The codings of some coders on some texts that were made or changed since a moment, as far as the coder may see.

    The journal tells it; what no step since has touched stood as it stands, whatever the clock of whoever made it said.
    A coding that came into this database later, with a pack, counts by the moments of its making and removal, and is
    named besides, since nobody here knows where it stood meanwhile.

    Args:
        session: A session for reading.
        study: The study; its coder is who looks.
        coders: Whose.
        at: The moment.
        revisions: The texts.
    """
    rows = list(_rows(session, study, coders, revisions, at))
    first = _first_changes(session, [row.id for row in rows], at)
    now: list[SpanCoded] = []
    came: list[SpanCoded] = []
    stood: list[Stood] = []
    for row in rows:
        here = SpanCoded(row.revision_id, row.start, row.end, row.code, row.coder_id)
        now += [here] if row.removed_at is None else []
        was = first[row.id].before
        if was is not None:
            stood += [] if was["removed_at"] else [(was["passage_id"], was["code"], was["coder_id"])]
        elif row.made_at <= at and (row.removed_at is None or row.removed_at > at):
            stood.append(here)
        came += [here] if first[row.id].is_told and row.made_at <= at else []
    gone = _placed(session, list(_gone_since(session, coders, at)), set(revisions))
    then = _placed(session, stood, set(revisions)) + _in_sight(session, study, gone)
    return Changed(now, then, came)


Stood = SpanCoded | tuple[UUID, str, UUID]
"""A coding as it stood, or its passage, its code and whose it was."""


def _rows(
    session: Session, study: Study, coders: Collection[UUID], revisions: Collection[UUID], at: dt.datetime
) -> Iterator[_Row]:
    """What there is of codings that were changed since a moment."""
    changed = (
        sa.select(col(Image.row_id))
        .join(Step, col(Step.id) == Image.step_id)
        .where(col(Image.table_name) == _CODING, col(Step.made_at) > at)
    )
    query = (
        sa.select(
            col(Coding.id),
            col(Passage.revision_id),
            col(Passage.start),
            col(Passage.end),
            col(Coding.code),
            col(Coding.coder_id),
            col(Coding.made_at),
            col(Coding.removed_at),
        )
        .join(Passage, col(Passage.id) == Coding.passage_id)
        .where(col(Coding.coder_id).in_(coders), col(Coding.id).in_(changed))
    )
    seen = in_sight(query, session, study, removed=True, by="passage")
    for some in portions(revisions):
        for row in session.execute(seen.where(col(Passage.revision_id).in_(some))):
            yield _Row(*row)


class _First(NamedTuple):
    """The first change of a row since a moment.

    Attributes:
        before: How the row was; None of one which that step brought.
        is_told: Whether packs told of it, and that it is other than it was here.
    """

    before: Mapping[str, Any] | None
    is_told: bool


def _first_changes(session: Session, ids: Collection[UUID], at: dt.datetime) -> Mapping[UUID, _First]:
    """What the first step after a moment did to rows that were changed since."""
    found: dict[UUID, _First] = {}
    query = (
        sa.select(col(Image.row_id), col(Image.before), col(Image.after), col(Step.sentence), col(Step.kind))
        .join(Step, col(Step.id) == Image.step_id)
        .where(col(Image.table_name) == _CODING, col(Step.made_at) > at)
        .order_by(col(Image.id))
    )
    for some in portions(ids):
        for row_id, before, after, sentence, kind in session.execute(query.where(col(Image.row_id).in_(some))):
            if row_id not in found:
                is_other = any((before or {}).get(name) != (after or {}).get(name) for name in _TOLD)
                is_told = is_other and kind == "do" and sentence.startswith(UNPACKED)
                found[row_id] = _First(rewind.values_in(_CODING, before), is_told)
    return found


_TOLD = ("passage_id", "code", "removed_at")


def _in_sight(session: Session, study: Study, gone: Sequence[SpanCoded]) -> list[SpanCoded]:
    """What is gone, but what others had on transcripts that are on samples that are open."""
    unseen = blind(session, study)
    if unseen is None:
        return list(gone)
    open_ones = [UUID(one) for one in unseen.transcripts]
    query = sa.select(col(Revision.id)).where(col(Revision.transcript_id).in_(open_ones))
    apart = set(session.scalars(query))
    return [one for one in gone if one.coder_id == unseen.own or one.revision_id not in apart]


def _gone_since(session: Session, coders: Collection[UUID], at: dt.datetime) -> Iterator[tuple[UUID, str, UUID]]:
    """The codings whose rows an undo took away since."""
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


def _placed(session: Session, stood: Sequence[Stood], revisions: Collection[UUID]) -> list[SpanCoded]:
    """Codings as they stood, with where that is; of a passage that went since, where it was."""
    passages = {one[0] for one in stood if not isinstance(one, SpanCoded)}
    query = sa.select(col(Passage.id), col(Passage.revision_id), col(Passage.start), col(Passage.end))
    places: dict[UUID, tuple[UUID, int, int]] = {
        one: (revision_id, start, end)
        for some in portions(passages)
        for one, revision_id, start, end in session.execute(query.where(col(Passage.id).in_(some)))
    }
    went = sa.select(col(Image.row_id), col(Image.before)).where(
        col(Image.table_name) == _PASSAGE, col(Image.after).is_(None)
    )
    for some in portions(passages - places.keys()):
        for one, before in session.execute(went.where(col(Image.row_id).in_(some))):
            row = rewind.values_in(_PASSAGE, before)
            if row is not None:
                places[one] = (row["revision_id"], row["start"], row["end"])
    found = []
    for one in stood:
        if isinstance(one, SpanCoded):
            found.append(one)
        elif (place := places.get(one[0])) is not None and place[0] in revisions:
            found.append(SpanCoded(*place, one[1], one[2]))
    return found
