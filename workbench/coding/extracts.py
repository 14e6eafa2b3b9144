"""Codings as extracts: the words, where they stand and whose they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.errors import NotFound
from workbench.model import Mark, Passage, Transcript
from workbench.settings import StudySettings
from workbench.spans import Span
from workbench.study import Study, find_coder
from workbench.transcripts import listing
from workbench.transcripts.in_words import shared_role
from workbench.transcripts.order import in_turn


@dataclass(frozen=True)
class Extract:
    """A coding's text in its context.

    Attributes:
        id: The coding.
        passage_id: The passage it is on.
        transcript: The transcript's name.
        transcript_id: The transcript.
        revision_id: The text in which it stands.
        start: Where it begins, in code points of the transcript's text.
        end: Where it ends (exclusive).
        quote: The words, exactly as the text has them.
        code: Today's id of the code.
        coder: Whose coding it is.
        participants: Whose turns it takes in, as participant ids; interviewers left out.
        one_of: Whether the transcriber could not tell which of the participants spoke.
        speakers: The labels in the transcript, interviewers' included.
        wave: The transcript's wave.
        role: The role of the speakers, where they share one.
        memo: What the coder noted.
        made_at: When it was made, in UTC.
        codebook_version: The version of the codebook under which it was made.
        not_for_quotation: Whether any part of it is marked as not for quotation.
    """

    id: UUID
    passage_id: UUID
    transcript: str
    transcript_id: UUID
    revision_id: UUID
    start: int
    end: int
    quote: str
    code: str
    coder: str
    participants: tuple[str, ...]
    one_of: bool
    speakers: tuple[str, ...]
    wave: str | None
    role: str | None
    memo: str
    made_at: dt.datetime
    codebook_version: str
    not_for_quotation: bool


def extracts(
    study: Study,
    *,
    ids: list[UUID] | None = None,
    codes: Collection[str] | None = None,
    transcript: str | None = None,
    role: str | None = None,
    wave: str | None = None,
    participant: str | None = None,
    coder: str | None = None,
) -> list[Extract]:
    """The living codings that the coder may see, by transcript and place.

    Args:
        study: The study; its coder is who looks.
        ids: Only these codings.
        codes: Only these codes; a group stands for its codes as well.
        transcript: Only in the transcript of that name.
        role: Only where somebody of that role speaks.
        wave: Only of that wave.
        participant: Only where that participant speaks, or is one of those who may.
        coder: Only this coder's.

    Raises:
        NotFound: Something that was named is not there.
    """
    books = states.current(study)
    if coder is not None and find_coder(study, coder) is None:
        raise NotFound(f"Nobody called {coder!r} has coded in this study.", command="See: workbench codings")
    with study.read() as session:
        check_filters(session, study, role=role, wave=wave, participant=participant)
        revisions = None
        if transcript is not None:
            revisions = [listing.find_text(session, transcript).revision_id]
        seen = sight.codings(
            session,
            study,
            ids=ids,
            codes=ids_for(session, study, books, codes) if codes is not None else None,
            coder=coder,
            revisions=revisions,
        )
        places = [listing.Place(one.passage_id, one.revision_id, one.start, one.end) for one in seen]
        by_place = listing.said_at(session, set(places))
        found = _read(session, books, seen, [by_place[place] for place in places])
        roles = listing.roles_by_participant(session)
    role, participant, wave = (named and named.casefold() for named in (role, participant, wave))

    def is_wanted(one: Extract) -> bool:
        return (
            (wave is None or (one.wave or "").casefold() == wave)
            and (role is None or role in {(roles.get(who) or "").casefold() for who in one.participants})
            and (participant is None or participant in {who.casefold() for who in one.participants})
        )

    return sorted(filter(is_wanted, found), key=_order(study.settings))


def as_extracts(study: Study, books: Codebooks, seen: Sequence[sight.SeenCoding]) -> list[Extract]:
    """Codings that were read already, or made up of what was, with their words: by transcript and place.

    Args:
        study: The study.
        books: The codebooks.
        seen: The codings; they need no rows.
    """
    with study.read() as session:
        texts = listing.spoken(session, {one.revision_id for one in seen})
        said = [texts[one.revision_id].said(one.start, one.end) for one in seen]
        return sorted(_read(session, books, seen, said), key=_order(study.settings))


def _read(
    session: Session, books: Codebooks, seen: Sequence[sight.SeenCoding], said: Sequence[listing.Said]
) -> list[Extract]:
    """Codings with what is said there."""
    roles = listing.roles_by_participant(session)
    sealed = marked_passages(session)
    result = []
    for coding, (words, turns) in zip(seen, said, strict=True):
        people = tuple(dict.fromkeys(who for turn in turns for who in turn.participants))
        code, shared = books.lineage.today(coding.code), shared_role(people, roles)
        result.append(_extract(coding, code, words, turns, people, shared, sealed.get(coding.revision_id, ())))
    return result


class ExtractPage(NamedTuple):
    """A page of extracts, and how many there are in all."""

    total: int
    extracts: tuple[Extract, ...]


def newest_extracts(
    study: Study,
    codes: Collection[str],
    *,
    but: Collection[UUID] = (),
    limit: int = 100,
    offset: int = 0,
) -> ExtractPage:
    """A page of the living codings of some codes, newest first; only the words of that page are read.

    Args:
        study: The study; its coder is who looks.
        codes: The codes; a group stands for its codes as well.
        but: Not in these texts: revisions, of which only a few may be named.
        limit: How many extracts a page has, at most.
        offset: So many of the newest are passed over.

    Raises:
        NotFound: Something that was named is not there.
    """
    books = states.current(study)
    with study.read() as session:
        wanted = ids_for(session, study, books, codes)
        total, ids = sight.latest_codings(session, study, codes=wanted, but=but, limit=limit, offset=offset)
    found = {one.id: one for one in extracts(study, ids=ids)} if ids else {}
    return ExtractPage(total, tuple(found[one] for one in ids if one in found))


def _order(settings: StudySettings) -> Callable[[Extract], tuple[object, ...]]:
    turn = in_turn(settings)
    return lambda one: (turn(one.transcript, one.wave), one.start, one.end, one.code, one.coder, one.id)


def check_filters(
    session: Session, study: Study, *, role: str | None, wave: str | None, participant: str | None
) -> None:
    """A mistyped wave must not look like a wave without codings.

    Raises:
        NotFound: One of them is neither set in study.yaml nor used in the study.
    """
    people = listing.roles_by_participant(session)
    waves = {one.id for one in study.settings.waves} | set(session.scalars(sa.select(col(Transcript.wave)).distinct()))
    roles = {one.id for one in study.settings.roles} | set(people.values())
    for what, named, known in (("role", role, roles), ("wave", wave, waves), ("participant", participant, set(people))):
        if named is not None and named.casefold() not in {one.casefold() for one in known if one}:
            given = ", ".join(sorted(one for one in known if one)) or "none yet"
            raise NotFound(f"There is no {what} {named!r}.", f"There are: {given}.")


def _extract(
    coding: sight.SeenCoding,
    code: str,
    words: str,
    turns: Sequence[listing.SpokenTurn],
    people: tuple[str, ...],
    role: str | None,
    sealed: Collection[Span],
) -> Extract:
    """A coding with its words and speakers, under today's id of its code."""
    span = Span(coding.start, coding.end)
    return Extract(
        id=coding.id,
        passage_id=coding.passage_id,
        transcript=coding.transcript,
        transcript_id=coding.transcript_id,
        revision_id=coding.revision_id,
        start=coding.start,
        end=coding.end,
        quote=words,
        code=code,
        coder=coding.coder,
        participants=people,
        one_of=any(len(turn.participants) > 1 for turn in turns),
        speakers=tuple(dict.fromkeys(turn.label for turn in turns if turn.label)),
        wave=coding.wave,
        role=role,
        memo=coding.memo,
        made_at=coding.made_at,
        codebook_version=coding.codebook_version,
        not_for_quotation=any(span.overlaps(mark) for mark in sealed),
    )


def ids_for(session: Session, study: Study, books: Codebooks, codes: Collection[str]) -> set[str]:
    """Every id under which the codes were ever applied; a code that left the codebook is known by its codings."""
    used = sight.counts_by_code(session, study)
    gone = {code for code in codes if code in used and not books.lineage.known(code)}
    return gone | books.ids_for(books.find(code).id for code in codes if code not in gone)


def marked_passages(session: Session) -> dict[UUID, list[Span]]:
    """The spans marked as not for quotation, by revision."""
    marks: dict[UUID, list[Span]] = {}
    # From the marks to their passages: there are few marks, and passages as many as codings.
    query = sa.select(col(Passage.revision_id), col(Passage.start), col(Passage.end)).where(
        col(Passage.id).in_(sa.select(col(Mark.passage_id)))
    )
    for revision_id, start, end in session.execute(query):
        marks.setdefault(revision_id, []).append(Span(start, end))
    return marks


def marks(study: Study) -> list[tuple[str, Span]]:
    """The passages marked as not for quotation: the transcript's name and where, in order."""
    with study.read() as session:
        sealed = marked_passages(session)
        found = [
            (item.name, span) for item in listing.transcripts(session) for span in sealed.get(item.revision_id, ())
        ]
    return sorted(found, key=lambda mark: (listing.natural(mark[0]), mark[1]))
