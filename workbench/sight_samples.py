"""What coders who work apart may see of each other, beside codings and memos: steps, judgements, how far they are.

Beside `sight`, for samples and comparisons.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.in_sight import Blind, blind, in_sight
from workbench.model import (
    Coder,
    Coding,
    ConsensusCoding,
    Decision,
    Image,
    Moment,
    Passage,
    Revision,
    SampleCoder,
    SampleTranscript,
    Step,
    ThemeExtract,
)
from workbench.store.database import AT_ONCE, portions
from workbench.study import Study


class SpanCoded(NamedTuple):
    """A living coding to be compared with others': where it stands, its code, and whose it is."""

    revision_id: UUID
    start: int
    end: int
    code: str
    coder_id: UUID


def spans_coded(session: Session, study: Study, coders: Collection[UUID]) -> Iterator[SpanCoded]:
    """The living codings of some coders, as far as the coder may see them, in no order.

    They are read as they are asked for: of very many, none but the present few need be held at once.
    """
    query = (
        sa.select(
            sa.cast(col(Passage.revision_id), sa.String),
            col(Passage.start),
            col(Passage.end),
            col(Coding.code),
            sa.cast(col(Coding.coder_id), sa.String),
        )
        .join(Passage, col(Passage.id) == Coding.passage_id)
        .where(col(Coding.coder_id).in_(coders))
    )
    # Past the machinery for rows that may be changed, as in `placed`; and there are few ids, each many times.
    ids: dict[str, UUID] = {}
    for rows in session.connection().execute(in_sight(query, session, study, by="passage")).partitions(AT_ONCE):
        for revision, start, end, code, coder in rows:
            revision_id = ids.get(revision) or ids.setdefault(revision, UUID(revision))
            coder_id = ids.get(coder) or ids.setdefault(coder, UUID(coder))
            yield SpanCoded(revision_id, start, end, code, coder_id)


class Begun(NamedTuple):
    """What is told of somebody's codings on a transcript: when the last that stands was made, and whether they had any.

    Attributes:
        last: When; None where none stands any more.
        had: Whether one stood at the moment that is asked about, whatever became of it since.
    """

    last: dt.datetime | None
    had: bool


class Stretch(NamedTuple):
    """What a sample has of a transcript: from start to end in a text of it, in code points; None: all of it."""

    transcript_id: UUID
    revision_id: UUID
    start: int | None
    end: int | None


def drawn(session: Session, sample_id: UUID) -> list[Stretch]:
    """What a sample has of its transcripts."""
    columns = (
        SampleTranscript.transcript_id,
        SampleTranscript.revision_id,
        SampleTranscript.start,
        SampleTranscript.end,
    )
    query = sa.select(*map(col, columns)).where(col(SampleTranscript.sample_id) == sample_id)
    return [Stretch(*row) for row in session.execute(query)]


def begun(session: Session, sample_id: UUID, drawn_at: dt.datetime) -> dict[tuple[UUID, UUID], Begun]:
    """Who has begun with what of a sample drawn at a moment, transcript and coder; what they coded is not told."""
    return begun_on(session, drawn(session, sample_id), drawn_at, _assigned(session, sample_id))


def _assigned(session: Session, sample_id: UUID) -> set[UUID]:
    coders = sa.select(col(SampleCoder.coder_id)).where(col(SampleCoder.sample_id) == sample_id)
    return set(session.scalars(coders))


def begun_on(
    session: Session, stretches: Collection[Stretch], at: dt.datetime, coders: Collection[UUID] | None = None
) -> dict[tuple[UUID, UUID], Begun]:
    """Who has, or at a moment had, codings on which of some stretches, of some coders or of all."""
    stands = col(Coding.removed_at).is_(None)
    stood = sa.and_(col(Coding.made_at) < at, sa.or_(stands, col(Coding.removed_at) >= at))
    last = sa.func.max(sa.case((stands, col(Coding.made_at))), type_=Moment())
    had = sa.func.max(sa.case((stood, 1), else_=0))
    query = (
        sa.select(col(Revision.transcript_id), col(Coding.coder_id), last, had)
        .join(Passage, col(Passage.id) == Coding.passage_id)
        .join(Revision, col(Revision.id) == Passage.revision_id)
        .where(sa.or_(stands, stood))
        .group_by(col(Revision.transcript_id), col(Coding.coder_id))
    )
    if coders is not None:
        # As a text: SQLite would go through all codings of a coder for each passage, by the index there is of those.
        theirs, has_hyphens = sa.cast(col(Coding.coder_id), sa.String), session.get_bind().dialect.name != "sqlite"
        query = query.where(theirs.in_([str(one) if has_hyphens else one.hex for one in coders]))
    whole = [one.transcript_id for one in stretches if one.start is None]
    asked = [query.where(col(Revision.transcript_id).in_(some)) for some in portions(whole)]
    asked += [
        query.where(
            col(Revision.transcript_id) == one.transcript_id,
            sa.or_(
                col(Passage.revision_id) != one.revision_id,
                sa.and_(col(Passage.start) < one.end, col(Passage.end) > one.start),
            ),
        )
        for one in stretches
        if one.start is not None
    ]
    rows = (row for one in asked for row in session.execute(one))
    return {(transcript_id, who): Begun(when, bool(one)) for transcript_id, who, when, one in rows}


def would_tell(
    session: Session, stretches: Collection[Stretch], assigned: Collection[UUID], drawn_at: dt.datetime
) -> bool:
    """Whether somebody would see what others made while they were blind, were a sample of that moment not there.

    Blind on it is everybody: also who is not to code it, and does.
    """
    last = {key: one.last for key, one in begun_on(session, stretches, drawn_at).items() if one.last is not None}
    blindly = {who for (_, who), when in last.items() if when > drawn_at}
    return bool(blindly) and len(blindly | {who for _, who in last if who in assigned}) > 1


def would_tell_without(session: Session, sample_id: UUID, drawn_at: dt.datetime) -> bool:
    """The same of a sample that is there."""
    return would_tell(session, drawn(session, sample_id), _assigned(session, sample_id), drawn_at)


def have_coded(session: Session) -> set[str]:
    """The names of all who have codings, removed ones too; what, how many and where is not told."""
    query = sa.select(col(Coder.name)).where(sa.exists().where(col(Coding.coder_id) == Coder.id))
    return set(session.scalars(query))


UNPACKED = "Unpacked"
"""So begins the sentence of a step that took in packs."""


def worked_here(
    session: Session, coders: Collection[UUID], sample_id: UUID | None = None, until: dt.datetime | None = None
) -> int:
    """How many of some coders have coded in this very database, and not only had their work unpacked or changed here.

    Args:
        session: A session for reading.
        coders: The coders.
        sample_id: The sample on whose transcripts they have; None: anywhere.
        until: What was coded later does not count; None: all does.
    """
    theirs = (
        sa.select(col(Coding.id))
        .join(Image, sa.and_(col(Image.row_id) == Coding.id, col(Image.table_name) == Coding.__tablename__))
        .join(Step, col(Step.id) == Image.step_id)
        .where(
            col(Step.kind) == "do",
            col(Image.before).is_(None),
            col(Step.coder_id) == Coding.coder_id,
            sa.not_(col(Step.sentence).startswith(UNPACKED)),
        )
    )
    if until is not None:
        theirs = theirs.where(col(Step.made_at) <= until)
    if sample_id is not None:
        transcripts = sa.select(col(SampleTranscript.transcript_id)).where(col(SampleTranscript.sample_id) == sample_id)
        theirs = (
            theirs.join(Passage, col(Passage.id) == Coding.passage_id)
            .join(Revision)
            .where(col(Revision.transcript_id).in_(transcripts))
        )
    return sum(session.scalar(theirs.where(col(Coding.coder_id) == one).limit(1)) is not None for one in coders)


def on_open_samples(session: Session, study: Study, passages: Collection[UUID]) -> set[UUID]:
    """Of these passages, those on samples that are open."""
    unseen = blind(session, study)
    if unseen is None:
        return set()
    query = sa.select(col(Passage.id)).where(unseen.is_apart(col(Passage.id)))
    return {one for some in portions(passages) for one in session.scalars(query.where(col(Passage.id).in_(some)))}


def judgements_out_of_sight(session: Session, study: Study) -> set[UUID]:
    """What themes say of passages on open samples, where another coder was the last to say it; the rows' ids."""
    unseen = blind(session, study)
    if unseen is None:
        return set()
    said = sa.select(col(ThemeExtract.id)).where(unseen.is_apart(col(ThemeExtract.passage_id)))
    apart = set(session.scalars(said))
    last: dict[UUID, UUID | None] = {}
    for some in portions(apart):
        query = sa.select(col(Image.row_id), col(Step.coder_id)).join(Step, col(Step.id) == Image.step_id)
        last |= dict(session.execute(query.where(col(Image.row_id).in_(some)).order_by(col(Image.id))).all())
    return {one for one in apart if unseen.own is None or last.get(one) != unseen.own}


def steps_in_sight(session: Session, study: Study) -> sa.ColumnElement[bool] | None:
    """Which steps of the journal are in sight: all but others' on open samples; None where all are.

    Of what is gone (a step that was undone takes passages along that it made) nobody can say where it was: others'
    steps with it are out of sight too as long as a sample is open.
    """
    unseen = blind(session, study)
    if unseen is None:
        return None
    told = sa.exists().where(col(Image.step_id) == Step.id, _is_out_of_sight(unseen)).correlate(Step)
    return sa.or_(col(Step.coder_id) == unseen.own, sa.not_(told))


def brought_others_work(session: Session, study: Study, step_id: int) -> bool:
    """Whether a step, the coder's own perhaps, has to do with others' codings or memos on a sample that is open."""
    unseen = blind(session, study)
    if unseen is None:
        return False
    own = str(unseen.own) if session.get_bind().dialect.name != "sqlite" else unseen.own.hex if unseen.own else None
    whose = [image["coder_id"].as_string() for image in (col(Image.before), col(Image.after))]
    others = sa.or_(*(sa.and_(one.is_not(None), one != own) for one in whose))
    query = sa.select(col(Image.id)).where(col(Image.step_id) == step_id, _is_out_of_sight(unseen), others)
    return session.scalar(query.limit(1)) is not None


def _is_out_of_sight(unseen: Blind) -> sa.ColumnElement[bool]:
    """Whether an image is of a coding, memo, judgement or decision that stood, before or after, on an open sample."""
    settled = (Decision.__tablename__, ConsensusCoding.__tablename__)
    kinds = [str(one) for one in (Coding.__tablename__, "memo", ThemeExtract.__tablename__, *settled)]
    apart = []
    for image in (col(Image.before), col(Image.after)):
        apart.append(
            sa.and_(image["about"].as_string() == "transcript", image["about_id"].as_string().in_(unseen.transcripts))
        )
        passage, coding = (image[key].as_string() for key in ("passage_id", "coding_id"))
        the_passage = sa.cast(passage, sa.Uuid())
        of_coding = sa.exists().where(col(Coding.id) == sa.cast(coding, sa.Uuid()))
        there = sa.exists().where(col(Passage.id) == the_passage)
        apart += [
            sa.and_(passage.is_not(None), sa.or_(sa.not_(there), unseen.is_apart(the_passage))),
            sa.and_(
                coding.is_not(None),
                sa.not_(of_coding.where(sa.not_(unseen.is_apart(col(Coding.passage_id))))),
            ),
        ]
    return sa.and_(col(Image.table_name).in_(kinds), sa.or_(*apart))
