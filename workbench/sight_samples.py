"""What coders who work apart may see of each other, beside codings and memos: steps, judgements, how far they are.

Beside `sight`, for samples and comparisons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.in_sight import Blind, blind, in_sight
from workbench.model import Coder, Coding, Image, Passage, Revision, SampleCoder, SampleTranscript, Step, ThemeExtract
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
    for rows in session.connection().execute(in_sight(query, session, study)).partitions(AT_ONCE):
        for revision, start, end, code, coder in rows:
            revision_id = ids.get(revision) or ids.setdefault(revision, UUID(revision))
            coder_id = ids.get(coder) or ids.setdefault(coder, UUID(coder))
            yield SpanCoded(revision_id, start, end, code, coder_id)


def begun(session: Session, sample_id: UUID) -> set[tuple[UUID, UUID]]:
    """Who has begun with what of a sample: transcripts and coders. That they have is told; what they coded is not."""
    reaches = sa.or_(
        col(SampleTranscript.start).is_(None),
        col(SampleTranscript.revision_id) != Passage.revision_id,
        sa.and_(col(Passage.start) < col(SampleTranscript.end), col(Passage.end) > col(SampleTranscript.start)),
    )
    # As a text: SQLite would go through all codings of a coder for each passage, by the index there is of those.
    is_theirs = sa.cast(col(Coding.coder_id), sa.String) == sa.cast(col(SampleCoder.coder_id), sa.String)
    coded = (
        sa.exists()
        .where(col(Revision.transcript_id) == SampleTranscript.transcript_id, col(Passage.revision_id) == Revision.id)
        .where(col(Coding.passage_id) == Passage.id, col(Coding.removed_at).is_(None), is_theirs, reaches)
        .correlate(SampleCoder, SampleTranscript)
    )
    its = sa.and_(
        col(SampleTranscript.sample_id) == SampleCoder.sample_id,
        col(SampleTranscript.transcript_id) == SampleCoder.transcript_id,
    )
    query = sa.select(col(SampleCoder.transcript_id), col(SampleCoder.coder_id)).join(SampleTranscript, its)
    query = query.where(col(SampleCoder.sample_id) == sample_id, coded)
    return {(transcript_id, coder_id) for transcript_id, coder_id in session.execute(query)}


def have_coded(session: Session) -> set[str]:
    """The names of all who have codings, removed ones too; what, how many and where is not told."""
    query = sa.select(col(Coder.name)).where(sa.exists().where(col(Coding.coder_id) == Coder.id))
    return set(session.scalars(query))


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


def _is_out_of_sight(unseen: Blind) -> sa.ColumnElement[bool]:
    """Whether an image is of a coding, memo or judgement that stood, before or after, on an open sample."""
    kinds = [str(one) for one in (Coding.__tablename__, "memo", ThemeExtract.__tablename__)]
    apart = []
    for image in (col(Image.before), col(Image.after)):
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
