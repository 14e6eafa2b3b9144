"""What a memo is about: from what somebody names to the keys of its row, and back to words that people know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.coding import marked_passages
from workbench.errors import NotFound
from workbench.memos.kinds import check_about
from workbench.model import SAFEGUARDING, Memo, Passage, Revision, Theme, Transcript
from workbench.spans import Span
from workbench.store.database import portions
from workbench.study import Study
from workbench.transcripts import listing


@dataclass(frozen=True)
class Where:
    """Where one goes to see what a memo is about.

    Attributes:
        transcript_id: The transcript.
        transcript: Its name.
        revision_id: The text in which the span stands.
        span: The passage, in code points of that text; None where the memo is about the transcript as a whole.
        not_for_quotation: Whether any part of the passage is marked so.
    """

    transcript_id: UUID
    transcript: str
    revision_id: UUID
    span: Span | None = None
    not_for_quotation: bool = False


class Subject(NamedTuple):
    """What a memo is about, in words, and where it is.

    Attributes:
        name: As people call it; empty for the study.
        about_id: The id by which it is known: of a code today's; empty for the study.
        where: The place, for what stands in a transcript.
        gone: Why it is not there any more, in words; empty where it is.
    """

    name: str
    about_id: str
    where: Where | None = None
    gone: str = ""


class Keys(NamedTuple):
    """What a memo's row says of what it is about, and how a step's sentence calls that."""

    about_id: str
    coding_id: UUID | None
    sentence: str


@dataclass
class Subjects:
    """Tells what memos are about; what it needs is read once for all of them.

    Args:
        session: A session for reading.
        study: The study; its coder is who looks.
    """

    session: Session
    study: Study
    books: Codebooks = field(init=False)

    def __post_init__(self) -> None:
        self.books = states.current(self.study)
        self._codes = {code.id for code in self.books.codes()}
        query = sa.select(col(Transcript.id), col(Transcript.name), col(Transcript.revision_id))
        self._transcripts = {str(row[0]): Where(*row) for row in self.session.execute(query)}
        themes = self.session.execute(sa.select(col(Theme.id), col(Theme.name), col(Theme.removed_at)))
        self._themes = {str(row_id): (name, removed is not None) for row_id, name, removed in themes}
        self._sealed = marked_passages(self.session)
        self._called: dict[str, str] = {}

    def of(self, memos: Iterable[Memo]) -> dict[UUID, Subject]:
        """What each of the memos is about; those on codings that the coder may not see are not in it.

        But what is on safeguarding, of which it is not told which coding it is on.
        """
        rows = list(memos)
        places = self._passages({row.passage_id for row in rows if row.passage_id is not None})
        wanted = [row.coding_id for row in rows if row.coding_id is not None]
        codings = {one.id: one for one in sight.codings(self.session, self.study, ids=wanted, removed=True)}
        found = {}
        for row in rows:
            if row.passage_id is not None:
                found[row.id] = self._passage(places[row.passage_id])
            elif row.coding_id is None:
                found[row.id] = self._other(row)
            elif row.coding_id in codings:
                found[row.id] = self.coding(codings[row.coding_id])
            elif row.kind == SAFEGUARDING:
                found[row.id] = Subject("a coding that is out of sight while a sample is open", "")
        return found

    def coding(self, coding: sight.SeenCoding) -> Subject:
        """A coding: its code, and where it stands."""
        where = self._at(coding.transcript_id, coding.transcript, coding.revision_id, Span(coding.start, coding.end))
        if coding.code not in self._called:
            self._called[coding.code] = self.books.called([coding.code])
        name = f"{self._called[coding.code]} in {_placed(where)}"
        return Subject(name, str(coding.id), where, "the coding was taken off" if coding.removed_at else "")

    def revision_of(self, transcript_id: str) -> UUID:
        """The text that a transcript has now."""
        return self._transcripts[transcript_id].revision_id

    def _passage(self, where: Where) -> Subject:
        return Subject(_placed(where), "", where)

    def _at(self, transcript_id: UUID, name: str, revision_id: UUID, span: Span) -> Where:
        sealed = any(span.overlaps(mark) for mark in self._sealed.get(revision_id, ()))
        return Where(transcript_id, name, revision_id, span, sealed)

    def _passages(self, ids: set[UUID]) -> Mapping[UUID, Where]:
        query = (
            sa.select(
                col(Passage.id),
                col(Passage.revision_id),
                col(Passage.start),
                col(Passage.end),
                col(Transcript.id),
                col(Transcript.name),
            )
            .join(Revision, col(Revision.id) == Passage.revision_id)
            .join(Transcript, col(Transcript.id) == Revision.transcript_id)
        )
        rows: list[Any] = []
        for some in portions(ids):
            rows += self.session.execute(query.where(col(Passage.id).in_(some)))
        return {
            passage_id: self._at(transcript_id, name, revision_id, Span(start, end))
            for passage_id, revision_id, start, end, transcript_id, name in rows
        }

    def _other(self, row: Memo) -> Subject:
        if row.about == "transcript":
            where = self._transcripts.get(row.about_id)
            gone = "" if where else "the transcript is not in the study"
            return Subject(where.transcript if where else row.about_id, row.about_id, where, gone)
        if row.about == "theme":
            name, removed = self._themes.get(row.about_id, (row.about_id, True))
            return Subject(name, row.about_id, None, "the theme was removed" if removed else "")
        if row.about == "code":
            code = self.books.lineage.today(row.about_id)
            gone = "" if code in self._codes else "no codebook has the code"
            return Subject(self.books.called([code]), code, None, gone)
        return Subject(row.about_id, row.about_id)


def named(study: Study, about: str, name: str = "", coding_id: UUID | None = None) -> Keys:
    """What a memo is to be about, from what somebody named.

    Args:
        study: The study.
        about: One of `ABOUT`.
        name: The transcript's name, the theme's name or id, the code's or participant's id; for a passage its
            transcript's name.
        coding_id: The coding, for one.

    Raises:
        BadInput: A memo cannot be about such a thing.
        NotFound: There is nothing of that name.
    """
    check_about(about)
    if about == "study":
        return Keys("", None, "on the study")
    if about == "code":
        books = states.current(study)
        code = books.find(name).id
        return Keys(code, None, f"on the code {books.called([code])}")
    with study.read() as session:
        if about == "transcript":
            found = listing.find_transcript(session, name)
            return Keys(str(found.id), None, f"on the transcript {found.name}")
        if about == "passage":
            return Keys("", None, f"on a passage of {listing.find_text(session, name).name}")
        if about == "coding":
            seen = sight.codings(session, study, ids=[coding_id] if coding_id else [])
            if not seen:
                raise NotFound(f"There is no coding {coding_id}.", command="See: workbench codings")
            return Keys("", seen[0].id, f"on a coding in {seen[0].transcript}")
        if about == "theme":
            return _theme(session, name)
        known = {who.participant.casefold(): who.participant for who in listing.participants(session)}
    participant = known.get(name.strip().casefold())
    if participant is None:
        raise NotFound(f"There is no participant {name!r}.", command="See: workbench participants")
    return Keys(participant, None, f"on the participant {participant}")


def _theme(session: Session, name: str) -> Keys:
    rows = session.execute(sa.select(col(Theme.id), col(Theme.name)).where(col(Theme.removed_at).is_(None))).all()
    wanted = name.strip().casefold()
    found = [row for row in rows if wanted in (row[1].casefold(), str(row[0]))]
    if not found:
        raise NotFound(f"There is no theme {name!r}.", command="See: workbench themes")
    if len(found) > 1:
        raise NotFound(
            f"There are {len(found)} themes called {name!r}.",
            "Name it by its id.",
            command="See: workbench themes --json",
        )
    return Keys(str(found[0][0]), None, f"on the theme {found[0][1]}")


def _placed(where: Where) -> str:
    return f"{where.transcript}, {where.span.start}–{where.span.end}" if where.span else where.transcript
