"""The one rule of which codings somebody may see: every select that lists or counts them is narrowed here.

`sight` and the modules beside it ask their questions through it, so that what a coder is not to see is taken out of all
of them at once: others' codings on a sample that is open. There each coder sees their own and nobody else's, whoever
they are; where only a stretch of a transcript was drawn, that holds for codings that share a code point with it.

On a database that several share this keeps honest coders from seeing by accident; it is no access control.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.model import SAFEGUARDING, Coding, Memo, Passage, Revision, Sample, SampleTranscript
from workbench.study import Study, find_coder

_Asked = TypeVar("_Asked", bound="sa.Select[*tuple[Any, ...]]")

STATE = sa.func.coalesce(col(Coding.codebook_state), col(Coding.state_elsewhere))
"""The state of the codebook that a coding is stamped with, whether this database has seen it or not."""


def in_sight(
    query: _Asked, session: Session, study: Study, *, coder: str | None = None, removed: bool = False
) -> _Asked:
    """A select of codings, narrowed to those that whoever is coding may see.

    Only columns of the codings themselves are asked, so that the select may join, group and count as it likes.

    Args:
        query: The select; codings are in it.
        session: The session in which it is asked.
        study: The study; its coder is who looks.
        coder: Only this coder's; none where nobody is called so.
        removed: Those that were taken off too.
    """
    if not removed:
        query = query.where(col(Coding.removed_at).is_(None))
    if coder is not None:
        query = query.where(col(Coding.coder_id) == find_coder(study, coder))
    unseen = blind(session, study)
    return query if unseen is None else query.where(unseen.shows_coding)


def memos_in_sight(query: _Asked, session: Session, study: Study) -> _Asked:
    """A select of memos, narrowed to those that whoever is coding may see.

    On a sample that is open these are their own, unless they are on a coding of somebody else's. What is on
    safeguarding is in sight for all, since somebody's safety goes before; what coding it is on is not told.
    """
    unseen = blind(session, study)
    return query if unseen is None else query.where(unseen.shows_memo)


@dataclass(frozen=True)
class Blind:
    """What somebody does not see as long as a sample is open.

    Attributes:
        own: Who looks; None for somebody who has done nothing in the study yet.
    """

    own: UUID | None

    @property
    def passages(self) -> sa.Select[UUID]:
        """The passages on which each coder sees their own work only."""
        return passages_apart()

    @property
    def shows_coding(self) -> sa.ColumnElement[bool]:
        """Whether a coding is in sight."""
        return sa.or_(col(Coding.coder_id) == self.own, col(Coding.passage_id).not_in(self.passages))

    @property
    def shows_memo(self) -> sa.ColumnElement[bool]:
        """Whether a memo is in sight."""
        apart = sa.select(col(Coding.id)).where(col(Coding.passage_id).in_(self.passages))
        others = apart.where(col(Coding.coder_id) != self.own)
        is_own = col(Memo.coder_id) == self.own
        passage, coding = col(Memo.passage_id), col(Memo.coding_id)
        shown = sa.and_(
            sa.or_(passage.is_(None), is_own, passage.not_in(self.passages)),
            sa.or_(coding.is_(None), coding.not_in(apart), sa.and_(is_own, coding.not_in(others))),
        )
        return sa.or_(col(Memo.kind) == SAFEGUARDING, shown)


def blind(session: Session, study: Study) -> Blind | None:
    """What whoever is coding does not see; None where no sample is open."""
    return Blind(find_coder(study, study.coder)) if session.scalar(_an_open_sample()) is not None else None


@cache
def _an_open_sample() -> sa.Select[UUID]:
    return sa.select(col(Sample.id)).where(col(Sample.revealed_at).is_(None)).limit(1)


@cache
def passages_apart() -> sa.Select[UUID]:
    """The ids of all passages on samples that are open: on whole transcripts of theirs, or on what was drawn of one.

    Where a transcript has another text by now than when it was drawn, nobody knows where the stretch is: all of it
    counts.
    """
    on_it = sa.or_(
        col(SampleTranscript.start).is_(None),
        col(SampleTranscript.revision_id) != Passage.revision_id,
        sa.and_(col(Passage.start) < col(SampleTranscript.end), col(Passage.end) > col(SampleTranscript.start)),
    )
    return (
        sa.select(col(Passage.id))
        .join(Revision, col(Revision.id) == Passage.revision_id)
        .join(SampleTranscript, col(SampleTranscript.transcript_id) == Revision.transcript_id)
        .join(Sample, col(Sample.id) == SampleTranscript.sample_id)
        .where(col(Sample.revealed_at).is_(None), on_it)
        .correlate(None)
    )
