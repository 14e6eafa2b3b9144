"""How far a coder is with each transcript."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.model import Revision, Speaker, SpeakerParticipant, Turn
from workbench.spans import Span, shared, union
from workbench.store.database import portions
from workbench.study import Study


class Progress(NamedTuple):
    """How far the coder is with a transcript.

    Attributes:
        codings: How many living codings of the coder's are on it.
        coded: How many of the code points that count are in at least one of them.
        spoken: How many code points count: what participants say; where no speaker is known as a participant,
            what is not an interviewer's.
    """

    codings: int
    coded: int
    spoken: int

    @property
    def share(self) -> float:
        """The share that is coded, from 0 to 1; 0 where nothing counts."""
        return self.coded / self.spoken if self.spoken else 0.0


def progress(study: Study) -> dict[UUID, Progress]:
    """How far whoever is coding is, by revision; a revision that they have not coded in is not in it."""
    with study.read() as session:
        coded = sight.own_spans(session, study)
        counting = _counting(session, list(coded))
    found = {}
    for revision_id, spans in coded.items():
        spoken = counting.get(revision_id, [])
        total = sum(span.length for span in union(spoken))
        found[revision_id] = Progress(len(spans), shared(spans, spoken), total)
    return found


def _counting(session: Session, revisions: list[UUID]) -> dict[UUID, list[Span]]:
    """The turns that count, by revision: the participants', else all that are not an interviewer's."""
    known = sa.exists().where(col(SpeakerParticipant.speaker_id) == Speaker.id)
    turns = (
        sa.select(col(Revision.id), known.label("known"), col(Turn.start), col(Turn.end))
        .join(Turn, col(Turn.text_sha256) == Revision.text_sha256)
        .join(
            Speaker,
            sa.and_(col(Speaker.revision_id) == Revision.id, col(Speaker.label).is_not_distinct_from(Turn.label)),
        )
        .where(sa.not_(col(Speaker.interviewer)))
    )
    theirs: dict[UUID, list[Span]] = {}
    others: dict[UUID, list[Span]] = {}
    for few in portions(revisions):
        some = turns.where(col(Revision.id).in_(few)).subquery()
        listed = sight.span_list(some.c.start, some.c.end)
        for revision_id, known_speaker, spans in session.execute(
            sa.select(some.c.id, some.c.known, listed).group_by(some.c.id, some.c.known)
        ):
            (theirs if known_speaker else others)[revision_id] = sight.spans_listed(spans)
    return others | theirs
