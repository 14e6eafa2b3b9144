"""Where in the study is searched: the transcripts, speakers and codings that filters name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.codebook.states import states
from workbench.coding.extracts import check_filters, ids_for
from workbench.errors import NotFound
from workbench.model import Coder, Participant, Revision, Speaker, SpeakerParticipant, Transcript
from workbench.spans import Span, union
from workbench.store.full_text import SEARCH_BLOCK, SEARCH_TEXT
from workbench.study import Study, find_coder
from workbench.transcripts import listing, order
from workbench.transcripts.order import in_turn


@dataclass(frozen=True)
class Filters:
    """Where to look; what is None is not asked for.

    Attributes:
        role: Only turns of somebody of that role.
        wave: Only transcripts of that wave.
        participant: Only turns of that participant, or of one of several who may be.
        speaker: Only turns under that label.
        code: Only turns that a coding of that code touches; a group stands for its codes as well.
        coder: Only turns that a coding of this coder's touches; with a code, of that code.
        transcript: Only in the transcript of that name.
    """

    role: str | None = None
    wave: str | None = None
    participant: str | None = None
    speaker: str | None = None
    code: str | None = None
    coder: str | None = None
    transcript: str | None = None


NO_FILTERS = Filters()


class Choice(NamedTuple):
    """Something that can be filtered by: what the filter takes, what it is called, and what is told of it."""

    value: str
    shown: str
    told: str = ""


def choices(study: Study, what: str) -> list[Choice]:
    """What a filter can be set to, in order.

    Args:
        study: The study.
        what: The name of a field of `Filters`.
    """
    settings = study.settings
    with study.read() as session:
        if what == "role":
            used = {one for one in listing.roles_by_participant(session).values() if one}
            return [
                Choice(one, settings.printed_role(one)) for one in _listed([role.id for role in settings.roles], used)
            ]
        if what == "wave":
            used = set(filter(None, session.scalars(sa.select(col(Transcript.wave)).distinct())))
            return [
                Choice(one, settings.printed_wave(one) or one)
                for one in _listed([wave.id for wave in settings.waves], used)
            ]
        if what == "participant":
            return [Choice(one.participant, one.label, one.role or "") for one in listing.participants(session)]
        if what == "speaker":
            labels = _labels(session)
            return [Choice(one, one) for one in sorted(labels, key=listing.natural)]
        if what == "transcript":
            return [Choice(one.name, one.name, one.file) for one in order.transcripts(session, settings)]
        if what == "coder":
            return [
                Choice(one, one) for one in sorted(session.scalars(sa.select(col(Coder.name))), key=listing.natural)
            ]
    return [Choice(one.id, one.name, one.id) for one in states.current(study).living()]


def _labels(session: Session) -> set[str]:
    """The labels under which somebody speaks in a transcript of the study; what was taken out is in the index still."""
    living = (
        sa.select(SEARCH_BLOCK.c.label)
        .distinct()
        .join(SEARCH_TEXT, SEARCH_TEXT.c.number == SEARCH_BLOCK.c.number)
        .join(Revision, col(Revision.text_sha256) == SEARCH_TEXT.c.text_sha256)
        .join(Transcript, col(Transcript.revision_id) == Revision.id)
    )
    return set(filter(None, session.scalars(living)))


def _listed(first: list[str], others: set[str]) -> list[str]:
    """The settings' own in their order, then the others."""
    return [*first, *sorted(others - set(first), key=listing.natural)]


class Place(NamedTuple):
    """A transcript in which is searched: what is told of it, its text's number, and which of its entries count."""

    transcript_id: UUID
    revision_id: UUID
    name: str
    wave: str | None
    sha256: str
    number: int
    blocks: frozenset[int] | None = None
    coded: tuple[Span, ...] | None = None


def places_for(session: Session, study: Study, filters: Filters) -> list[Place]:
    """The transcripts in which is searched, in their order."""
    if filters != NO_FILTERS:
        check_filters(session, study, role=filters.role, wave=filters.wave, participant=filters.participant)
    living = (
        sa.select(
            sa.type_coerce(col(Transcript.id), sa.String),
            sa.type_coerce(col(Revision.id), sa.String),
            col(Transcript.name),
            col(Transcript.wave),
            col(Revision.text_sha256),
            SEARCH_TEXT.c.number,
        )
        .join(Revision, col(Revision.id) == Transcript.revision_id)
        .join(SEARCH_TEXT, SEARCH_TEXT.c.text_sha256 == Revision.text_sha256)
    )
    if filters.transcript is not None:
        named = listing.find_text(session, filters.transcript)
        living = living.where(col(Transcript.id) == named.id)
    rows = session.connection().execute(living).all()
    found = [Place(_id(row[0]), _id(row[1]), *row[2:]) for row in rows]
    if filters.wave is not None:
        wanted = filters.wave.casefold()
        found = [one for one in found if (one.wave or "").casefold() == wanted]
    if filters.role is not None or filters.participant is not None or filters.speaker is not None:
        blocks = _blocks(session, filters)
        found = [one._replace(blocks=frozenset(blocks[one.revision_id])) for one in found if one.revision_id in blocks]
    if filters.code is not None or filters.coder is not None:
        spans = _coded(session, study, filters)
        found = [one._replace(coded=tuple(union(spans[one.revision_id]))) for one in found if one.revision_id in spans]
    turn = in_turn(study.settings)
    return sorted(found, key=lambda one: turn(one.name, one.wave))


@lru_cache(maxsize=20_000)
def _id(written: str | UUID) -> UUID:
    """An id as the database gives it. SQLite gives texts: reading a thousand transcripts' takes milliseconds."""
    return written if isinstance(written, UUID) else UUID(written)


def _blocks(session: Session, filters: Filters) -> dict[UUID, list[int]]:
    """By revision the blocks of the index that hold turns of whom the filters name."""
    query = (
        sa.select(col(Revision.id), SEARCH_BLOCK.c.block)
        .distinct()
        .join(Transcript, col(Transcript.revision_id) == Revision.id)
        .join(SEARCH_TEXT, SEARCH_TEXT.c.text_sha256 == Revision.text_sha256)
        .join(SEARCH_BLOCK, SEARCH_BLOCK.c.number == SEARCH_TEXT.c.number)
    )
    if filters.speaker is not None:
        known = _labels(session)
        labels = [one for one in known if one.casefold() == filters.speaker.strip().casefold()]
        if not labels:
            given = ", ".join(sorted(known, key=listing.natural)[:20]) or "none yet"
            raise NotFound(f"There is no speaker {filters.speaker!r}.", f"There are: {given}.")
        query = query.where(SEARCH_BLOCK.c.label.in_(labels))
    if filters.role is not None or filters.participant is not None:
        role, participant = (one and one.casefold() for one in (filters.role, filters.participant))
        roles = listing.roles_by_participant(session)
        people = [
            who
            for who, theirs in roles.items()
            if role in (None, (theirs or "").casefold()) and participant in (None, who.casefold())
        ]
        speaks = sa.and_(
            col(Speaker.revision_id) == Revision.id, col(Speaker.label).is_not_distinct_from(SEARCH_BLOCK.c.label)
        )
        query = (
            query.join(Speaker, speaks)
            .join(SpeakerParticipant, col(SpeakerParticipant.speaker_id) == Speaker.id)
            .join(Participant, col(Participant.id) == SpeakerParticipant.participant_id)
            .where(col(Participant.participant).in_(people))
        )
    found: dict[UUID, list[int]] = defaultdict(list)
    for revision_id, block in session.connection().execute(query):
        found[revision_id].append(block)
    return found


def _coded(session: Session, study: Study, filters: Filters) -> dict[UUID, list[Span]]:
    """By revision where codings stand of the code and the coder that the filters name."""
    if filters.coder is not None and find_coder(study, filters.coder) is None:
        raise NotFound(f"Nobody called {filters.coder!r} has coded in this study.", command="See: workbench codings")
    codes = None
    if filters.code is not None:
        codes = ids_for(session, study, states.current(study), [filters.code])
    return sight.coded_spans(session, study, codes=codes, coder=filters.coder)
