"""Passages that are not for quotation: marking them, and opening them again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.coding.apply import checked_span, passage_at
from workbench.errors import NotFound
from workbench.model import Coder, Mark, Passage
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing

_UNNAMED = "somebody whose name did not come with it"


def mark_not_for_quotation(
    study: Study, transcript: str, place: Span, *, marked: bool = True, revision_id: UUID | None = None
) -> Span:
    """Mark a passage as not for quotation, or take the mark away.

    A marked passage may be coded and counted; it is never printed, not even as a part of a longer extract. Each coder's
    mark counts by itself: whoever takes back theirs leaves the others'. Taking the mark away takes away everybody's.

    Args:
        study: The study; its coder marks.
        transcript: The transcript's name.
        place: The passage.
        marked: False takes the mark away.
        revision_id: The text in which the places were chosen, where somebody chose them in one that they saw.

    Raises:
        NotFound: There is no such transcript, or no mark to take away.
        BadInput: The passage lies outside the text.
        Refused: The transcript has another text by now than that one.
    """
    with study.read() as session:
        found = listing.find_text(session, transcript, revision_id=revision_id)
    span = checked_span(found.text, place.start, place.end)
    what = "Marked a passage of {} as not for quotation" if marked else "Opened a passage of {} for quotation"
    coder_id = study.coder_id()
    with study.step(what.format(found.name)) as work:
        passage = passage_at(work.session, found.revision_id, span)
        marks = work.session.scalars(sa.select(Mark).where(col(Mark.passage_id) == passage.id)).all()
        if not marked and not marks:
            raise NotFound("That passage is not marked.", command="See what is: workbench marked")
        if not marked:
            for mark in marks:
                work.session.delete(mark)
        elif coder_id not in {mark.coder_id for mark in marks}:
            work.session.add(Mark(passage_id=passage.id, coder_id=coder_id))
    return span


@dataclass(frozen=True)
class MarkTurned:
    """What became of words that were to be kept out of reports, or opened again.

    Attributes:
        span: The passage that was marked, or whose mark was taken away.
        sealed: Whether any of its words are not for quotation now.
        marked: Whether a mark was set.
        others: Whose marks would go as well; where it names somebody nothing was changed.
    """

    span: Span
    sealed: bool
    marked: bool
    others: tuple[str, ...] = ()


def turn_mark(
    study: Study, transcript: str, place: Span, *, with_others: bool = False, revision_id: UUID | None = None
) -> MarkTurned:
    """Mark a passage as not for quotation; where all of it lies inside a mark, take that mark away.

    Consent is only ever tightened unasked: words that a mark covers in part are marked as a whole, and a mark that
    another coder set goes only where that is said.

    Args:
        study: The study; its coder marks.
        transcript: The transcript's name.
        place: The passage.
        with_others: Whether marks of other coders may be taken away.
        revision_id: The text in which the places were chosen, where somebody chose them in one that they saw.

    Raises:
        NotFound: There is no such transcript.
        BadInput: The passage lies outside the text or holds no words.
        Refused: The transcript has another text by now than that one.
    """
    with study.read() as session:
        found = listing.find_text(session, transcript, revision_id=revision_id)
        span = checked_span(found.text, place.start, place.end)
        marks = _marks(session, found.revision_id)
    around = [mark for mark in marks if mark.start <= span.start and span.end <= mark.end]
    if not around:
        mark_not_for_quotation(study, transcript, span, revision_id=found.revision_id)
        return MarkTurned(span, sealed=True, marked=True)
    inside = min(around, key=lambda mark: (mark.length, mark.start))
    own = study.coder_id()
    others = tuple(sorted(name for coder_id, name in marks[inside].items() if coder_id != own))
    if others and not with_others:
        return MarkTurned(inside, sealed=True, marked=False, others=others)
    mark_not_for_quotation(study, transcript, inside, marked=False, revision_id=found.revision_id)
    sealed = any(mark.overlaps(inside) for mark in marks if mark != inside)
    return MarkTurned(inside, sealed=sealed, marked=False)


def _marks(session: Session, revision_id: UUID) -> dict[Span, dict[UUID | None, str]]:
    """What is marked in a text, and by whom: each coder's id and name."""
    query = (
        sa.select(col(Passage.start), col(Passage.end), col(Coder.id), col(Coder.name))
        .join(Mark, col(Mark.passage_id) == Passage.id)
        .join(Coder, col(Coder.id) == Mark.coder_id, isouter=True)
        .where(col(Passage.revision_id) == revision_id)
    )
    marks: dict[Span, dict[UUID | None, str]] = {}
    for start, end, coder_id, name in session.execute(query):
        marks.setdefault(Span(start, end), {})[coder_id] = name or _UNNAMED
    return marks
