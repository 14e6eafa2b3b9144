"""Change where codings stand: move their borders, cut one in two. Each call is one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight, sight_samples
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.coding.apply import checked_span, own_rows, passage_at, refuse_removed
from workbench.coding.ids import Ids
from workbench.errors import BadInput, ChangedElsewhere, Refused
from workbench.model import Coding, Passage, Revision, ThemeExtract, Transcript, utc_now
from workbench.prepared import Prepared, prepared_from
from workbench.spans import Span, trimmed
from workbench.study import Study
from workbench.transcripts import listing


@dataclass(frozen=True)
class Moved:
    """What became of a coding's borders.

    Attributes:
        id: The coding.
        code: Today's id of its code.
        transcript: The transcript's name.
        before: Where it stood.
        span: Where it stands.
    """

    id: UUID
    code: str
    transcript: str
    before: Span
    span: Span


@dataclass(frozen=True)
class Split:
    """What became of a coding that was cut in two.

    Attributes:
        code: Today's id of the code of both.
        transcript: The transcript's name.
        first: The coding there was, which ends before the cut now.
        second: The coding that was made behind the cut.
        spans: Where the two stand.
    """

    code: str
    transcript: str
    first: UUID
    second: UUID
    spans: tuple[Span, Span]


def move_borders(
    study: Study, coding_id: UUID, span: Span, *, revision_id: UUID | None = None, before: Span | None = None
) -> Moved:
    """Have a coding stand on another passage of its text; it keeps its code, its memo and the moment it was made.

    What themes say of the passage goes with it, unless somebody has coded the old passage as well.

    Args:
        study: The study; the coding is its coder's own.
        coding_id: The coding.
        span: Where it is to stand; white space at its ends is left out.
        revision_id: The text in which the place was chosen, where somebody chose it in one that they saw.
        before: Where it stood in front of whoever moves it; None where they had not looked.

    Raises:
        NotFound: There is no such coding.
        BadInput: The passage lies outside the text or holds no words.
        ChangedElsewhere: It stands neither where it stood before nor where it is to stand.
        Refused: It is another coder's or was removed, the transcript has another text by now, or the coder has the
            same code on just those words already.
    """
    books = states.current(study)
    with study.step("Moved the borders of a coding") as work:
        standing = _Standing(work.session, study, coding_id, revision_id=revision_id)
        wanted = checked_span(standing.found.text, *span)
        _refuse_changed(standing.span, (before, wanted))
        coding, code = standing.coding, books.lineage.today(standing.coding.code)
        if wanted != standing.span:
            _refuse_twice(work.session, books, standing, [wanted])
            old, passage = coding.passage_id, passage_at(work.session, standing.found.revision_id, wanted)
            coding.passage_id = passage.id
            work.session.add(coding)
            work.session.flush()
            _take_along(work.session, study, old, [passage.id])
        work.sentence = f"Moved borders in {standing.found.name}, coded with {books.called([code])}"
        return Moved(coding_id, code, standing.found.name, standing.span, wanted)


def split(
    study: Study, coding_id: UUID, at: int, *, revision_id: UUID | None = None, before: Span | None = None
) -> Split:
    """Cut a coding in two at a place; white space at the cut is left out.

    The memo stays with the first. What themes say of the passage holds for both.

    Args:
        study: The study; the coding is its coder's own.
        coding_id: The coding.
        at: The place, in code points of the text: the second begins there.
        revision_id: The text in which the place was chosen, where somebody chose it in one that they saw.
        before: Where it stood in front of whoever cuts it; None where they had not looked.

    Raises:
        NotFound: There is no such coding.
        BadInput: There are no words of it on one side of the place.
        ChangedElsewhere: It does not stand where it stood before.
        Refused: It is another coder's or was removed, the transcript has another text by now, or the coder has the
            same code on just one of the halves already.
    """
    books = states.current(study)
    with study.step("Split a coding") as work:
        session = work.session
        standing = _Standing(session, study, coding_id, revision_id=revision_id)
        _refuse_changed(standing.span, (before,))
        spans = halves(standing.found.text, standing.span, at)
        _refuse_twice(session, books, standing, spans)
        coding, found, code = standing.coding, standing.found, books.lineage.today(standing.coding.code)
        old, (first, second) = coding.passage_id, [passage_at(session, found.revision_id, one) for one in spans]
        coding.passage_id = first.id
        session.add(coding)
        rows = sight.own_codings(session, coding.coder_id, passage_id=second.id, removed=True)
        again = {one.id: one for one in rows if one.code == coding.code}
        row_id = Ids(session, coding.coder_id, found, [spans[1]], [coding.code]).of(spans[1], coding.code, again)
        other = again.get(row_id) or Coding(id=row_id, passage_id=second.id, code=coding.code, coder_id=coding.coder_id)
        other.made_at = max(utc_now(), other.removed_at or utc_now())
        other.removed_at, other.memo = None, ""
        other.codebook_state, other.codebook_version = coding.codebook_state, coding.codebook_version
        other.state_elsewhere, other.looked_at = coding.state_elsewhere, None
        session.add(other)
        session.flush()
        _take_along(session, study, old, [first.id, second.id])
        work.sentence = f"Split a coding of {books.called([code])} in {found.name}"
        return Split(code, found.name, coding_id, row_id, spans)


def halves(text: str, span: Span, at: int) -> tuple[Span, Span]:
    """The two passages into which a place cuts one, without white space at the cut. Pure.

    Raises:
        BadInput: There are no words on one side of the place.
    """
    if span.start < at < span.end:
        first, second = trimmed(Span(span.start, at), text), trimmed(Span(at, span.end), text)
        if first.length and second.length:
            return first, second
    raise BadInput(
        f"{at} does not cut the passage {span.start}–{span.end} in two: there are no words of it on one side.",
        "Choose a place between its words.",
    )


class _Standing:
    """One of the coder's own codings, and where it stands.

    Raises:
        NotFound: There is no such coding.
        Refused: It is another coder's or was removed, or its transcript has another text by now.
    """

    def __init__(self, session: Session, study: Study, coding_id: UUID, *, revision_id: UUID | None) -> None:
        (self.coding,) = own_rows(session, study, [coding_id])
        refuse_removed(self.coding)
        passage = session.get_one(Passage, self.coding.passage_id)
        self.span = Span(passage.start, passage.end)
        name = session.get_one(Transcript, session.get_one(Revision, passage.revision_id).transcript_id).name
        # On the text it stands in: that which was seen is held against it.
        self.found = listing.find_text(session, name, revision_id=revision_id or passage.revision_id)


def _refuse_changed(now: Span, known: Sequence[Span | None]) -> None:
    if known[0] is not None and now not in known:
        raise ChangedElsewhere("The coding stands elsewhere by now.", "Look at where it stands.")


def _refuse_twice(session: Session, books: Codebooks, standing: _Standing, spans: Sequence[Span]) -> None:
    """Refuse what would leave the same code twice on one passage: which of the two is meant to stay nobody said."""
    coding, code = standing.coding, books.lineage.today(standing.coding.code)
    for span in spans:
        passage = passage_at(session, standing.found.revision_id, span)
        beside = sight.own_codings(session, coding.coder_id, passage_id=passage.id)
        if any(books.lineage.today(one.code) == code and one.id != coding.id for one in beside):
            raise Refused(
                f"You have {books.called([code])} on just those words already ({span.start}–{span.end}).",
                "Take one of the two off, or choose other words.",
            )


def _take_along(session: Session, study: Study, old: UUID, new: Sequence[UUID]) -> None:
    """Let what themes say of a passage that nobody has coded any more hold for the passages in its place.

    Else a key extract, or one that contradicts its theme, would be one of which nothing was said. On a sample that is
    open it holds for both, whoever has coded the old one: what becomes of it would tell that somebody has.
    """
    stays = bool(sight_samples.on_open_samples(session, study, [old]))
    if not stays and sight.is_coded(session, old):
        return
    said = col(ThemeExtract.passage_id)
    there = {(one.theme_id, one.passage_id) for one in session.scalars(sa.select(ThemeExtract).where(said.in_(new)))}
    before = session.get_one(Passage, old)
    for row in session.scalars(sa.select(ThemeExtract).where(said == old)).all():
        prepared = prepared_from(row.quotation)
        wanted = [passage for passage in new if (row.theme_id, passage) not in there]
        for passage in wanted if stays else wanted[1:]:
            copied = ThemeExtract(theme_id=row.theme_id, passage_id=passage, stance=row.stance, use=row.use)
            copied.quotation = _moved(prepared, before, session.get_one(Passage, passage))
            session.add(copied)
        if wanted and not stays:
            row.passage_id = wanted[0]
            row.quotation = _moved(prepared, before, session.get_one(Passage, wanted[0]))
            session.add(row)
    session.flush()


def _moved(prepared: Prepared | None, before: Passage, after: Passage) -> dict[str, Any] | None:
    """How a passage is prepared for print, for one in its place: each edit stays on its words."""
    if prepared is None:
        return None
    moved = prepared.shifted(after.start - before.start, after.end - after.start)
    return moved.as_value() if moved.says_something else None
