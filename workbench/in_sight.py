"""The one rule of which codings somebody may see: every select that lists or counts them is narrowed here.

`sight` and the modules beside it ask their questions through it, so that what a coder is not to see is taken out of all
of them at once: others' codings on a sample that is open. There each coder sees their own and nobody else's, whoever
they are; where only a stretch of a transcript was drawn, that holds for codings that share a code point with it.

On a database that several share this keeps honest coders from seeing by accident; it is no access control.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from workbench.model import SAFEGUARDING, Coding, Memo, Passage, Revision, Sample, SampleTranscript
from workbench.study import Study, find_coder

By = Literal["row", "passage", "list"]
_Asked = TypeVar("_Asked", bound="sa.Select[*tuple[Any, ...]]")

STATE = sa.func.coalesce(col(Coding.codebook_state), col(Coding.state_elsewhere))
"""The state of the codebook that a coding is stamped with, whether this database has seen it or not."""


def in_sight(
    query: _Asked,
    session: Session,
    study: Study,
    *,
    coder: str | None = None,
    removed: bool = False,
    by: By = "row",
) -> _Asked:
    """A select of codings, narrowed to those that whoever is coding may see.

    The select may join, group and count as it likes.

    Args:
        query: The select; codings are in it.
        session: The session in which it is asked.
        study: The study; its coder is who looks.
        coder: Only this coder's; none where nobody is called so.
        removed: Those that were taken off too.
        by: How it is found out what is out of sight: ``row``, for each row by its passage, where few are asked for;
            ``passage``, where the select joins passages, by these; ``list``, once for all, where all are counted.
    """
    if not removed:
        query = query.where(col(Coding.removed_at).is_(None))
    if coder is not None:
        query = query.where(col(Coding.coder_id) == find_coder(study, coder))
    unseen = blind(session, study)
    return query if unseen is None else query.where(unseen.shows_coding(by))


def memos_in_sight(query: _Asked, session: Session, study: Study) -> _Asked:
    """A select of memos, narrowed to those that whoever is coding may see.

    On a sample that is open, and on whole transcripts of it, these are their own, unless they are on a coding of
    somebody else's. What is on
    safeguarding is in sight for all, since somebody's safety goes before; what coding it is on is not told.
    """
    unseen = blind(session, study)
    return query if unseen is None else query.where(unseen.shows_memo)


@dataclass(frozen=True)
class Blind:
    """What somebody does not see as long as a sample is open.

    Attributes:
        own: Who looks; None for somebody who has done nothing in the study yet.
        has_stretches: Whether of some transcripts only a stretch was drawn.
        transcripts: The ids of all that are in samples that are open, as memos name them.
    """

    own: UUID | None
    has_stretches: bool
    transcripts: tuple[str, ...]

    def shows_coding(self, by: By) -> sa.ColumnElement[bool]:
        """Whether a coding is in sight; see `in_sight`."""
        on_it: sa.ColumnElement[bool]
        if by == "passage":
            on_it = self._is_on_it(Passage)
        elif by == "list":
            passage = aliased(Passage)
            on_it = col(Coding.passage_id).in_(sa.select(col(passage.id)).where(self._is_on_it(passage)))
        else:
            on_it = self.is_apart(col(Coding.passage_id))
        return sa.or_(col(Coding.coder_id) == self.own, sa.not_(on_it))

    @property
    def shows_memo(self) -> sa.ColumnElement[bool]:
        """Whether a memo is in sight."""
        is_own = col(Memo.coder_id) == self.own
        coding = sa.select(col(Coding.id)).where(col(Coding.id) == Memo.coding_id).correlate(Memo)
        apart = coding.where(self.is_apart(col(Coding.passage_id)))
        others = apart.where(sa.or_(col(Coding.coder_id) != self.own, sa.not_(is_own)))
        about_one = sa.and_(col(Memo.about) == "transcript", col(Memo.about_id).in_(self.transcripts))
        elsewhere = sa.and_(sa.not_(about_one), sa.not_(self.is_apart(col(Memo.passage_id))))
        return sa.or_(col(Memo.kind) == SAFEGUARDING, sa.and_(sa.or_(is_own, elsewhere), sa.not_(others.exists())))

    def is_apart(self, passage_id: Any) -> sa.ColumnElement[bool]:
        """Whether a passage is on a sample that is open: on a whole transcript of it, or on what was drawn of one.

        One row after another is looked at, since a list asks for few and a sample may have tens of thousands.
        """
        passage = aliased(Passage)
        return sa.exists().where(col(passage.id) == passage_id, self._is_on_it(passage))

    def _is_on_it(self, passage: type[Passage]) -> sa.ColumnElement[bool]:
        """The same of a passage that is at hand.

        Where a transcript has another text by now than when it was drawn, nobody knows where the stretch is: all of it
        counts.
        """
        open_ones = (
            sa.select(col(Revision.id))
            .join(SampleTranscript, col(SampleTranscript.transcript_id) == Revision.transcript_id)
            .join(Sample, col(Sample.id) == SampleTranscript.sample_id)
            .where(col(Sample.revealed_at).is_(None))
            .correlate(None)
        )
        on_it: sa.ColumnElement[bool] = col(passage.revision_id).in_(open_ones)
        if self.has_stretches:
            reaches = sa.or_(
                col(SampleTranscript.start).is_(None),
                col(SampleTranscript.revision_id) != passage.revision_id,
                sa.and_(col(passage.start) < col(SampleTranscript.end), col(passage.end) > col(SampleTranscript.start)),
            )
            of_it = open_ones.where(col(Revision.id) == passage.revision_id, reaches).correlate(passage)
            on_it = sa.and_(on_it, of_it.exists())
        return on_it


def blind(session: Session, study: Study) -> Blind | None:
    """What whoever is coding does not see; None where no sample is open."""
    drawn = session.execute(_open_samples()).all()
    if not drawn:
        return None
    stretches = any(start is not None for _, start in drawn)
    return Blind(find_coder(study, study.coder), stretches, tuple({str(transcript_id) for transcript_id, _ in drawn}))


@cache
def _open_samples() -> sa.Select[UUID, int | None]:
    """The transcripts of samples that are open, and where the stretch of each begins, if it is one."""
    return (
        sa.select(col(SampleTranscript.transcript_id), col(SampleTranscript.start))
        .join(Sample, col(Sample.id) == SampleTranscript.sample_id)
        .where(col(Sample.revealed_at).is_(None))
    )
