"""The study's transcripts and participants as plain values: what is there, and who says what in it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.errors import NotFound, Refused
from workbench.model import (
    Participant,
    Passage,
    Revision,
    Speaker,
    SpeakerParticipant,
    Text,
    Transcript,
    TranscriptParticipant,
    Turn,
)
from workbench.store.database import portions
from workbench.transcripts.lines import TranscriptLine, lines_of
from workbench.typed_ids import nearest
from workbench.words import natural as natural


@dataclass(frozen=True)
class TranscriptFound:
    """A transcript in a list.

    Attributes:
        id: Its row.
        revision_id: The text it has now.
        name: What it is called: "Parent 3 T1".
        file: Its file in `transcripts/`.
        kind: individual, joint, group …; None where unknown.
        record: verbatim, tidied or notes; None where unknown.
        wave: The wave's id; None where unknown.
        date: When the interview was.
        interviewer: Who asked.
        language: The language of the text.
        translated_from: The language that was spoken, where the text is a translation; None where it is none.
        participants: Who takes part, as participant ids.
        roles: Their roles, each once.
        turns: How many turns it has.
        words: How many words (runs of what is not white space).
        characters: How many code points.
        text_sha256: Of the text in UTF-8.
        source_sha256: Of the file as received.
    """

    id: UUID
    revision_id: UUID
    name: str
    file: str
    kind: str | None
    record: str | None
    wave: str | None
    date: dt.date | None
    interviewer: str | None
    language: str | None
    translated_from: str | None
    participants: tuple[str, ...]
    roles: tuple[str, ...]
    turns: int
    words: int
    characters: int
    text_sha256: str
    source_sha256: str


class TextFound(NamedTuple):
    """A transcript's present text: the transcript's row, the revision's, the transcript's name, the text."""

    id: UUID
    revision_id: UUID
    name: str
    text: str


class SpokenTurn(NamedTuple):
    """A turn and who speaks in it.

    Attributes:
        start: Where its words begin, in code points of the text.
        end: Where they end (exclusive).
        label: The speaker's label as written; None where there is none.
        time: Milliseconds from the beginning, where known.
        participants: Who speaks, as participant ids; several: one of these; none: an interviewer or unknown.
        interviewer: Whether an interviewer speaks.
    """

    start: int
    end: int
    label: str | None
    time: int | None
    participants: tuple[str, ...]
    interviewer: bool


@dataclass(frozen=True)
class SpokenText:
    """A transcript's text with its turns, in order."""

    transcript_id: UUID
    revision_id: UUID
    name: str
    text: str
    turns: tuple[SpokenTurn, ...]
    text_sha256: str = ""

    @cached_property
    def _starts(self) -> list[int]:
        return [turn.start for turn in self.turns]

    @cached_property
    def lines(self) -> tuple[TranscriptLine, ...]:
        """Its lines, as they are numbered everywhere."""
        return lines_of(self.text, self.turns)

    def turns_in(self, start: int, end: int) -> Iterator[SpokenTurn]:
        """The turns that share a code point with ``[start, end)``."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for turn in self.turns[first:]:
            if turn.start >= end:
                break
            if turn.end > start:
                yield turn

    def said(self, start: int, end: int) -> Said:
        """The words of ``[start, end)`` and its turns."""
        return Said(self.text[start:end], tuple(self.turns_in(start, end)))


class Place(NamedTuple):
    """A passage: its row, its revision, and its span in code points."""

    passage_id: UUID
    revision_id: UUID
    start: int
    end: int


class Said(NamedTuple):
    """The words of a passage, and the turns it takes in, wholly or in part."""

    words: str
    turns: tuple[SpokenTurn, ...]


NOBODY: tuple[tuple[str, ...], bool] = ((), False)
"""Who speaks under a label of which nothing is known: no participant, no interviewer."""

_FEW = 4
"""Up to so many passages a transcript, reading them one by one is quicker than reading the whole texts."""


def transcripts(session: Session) -> list[TranscriptFound]:
    """All transcripts, by name."""
    people = participants_by_transcript(session)
    roles = roles_by_participant(session)
    found = []
    for transcript, revision, characters, words, turns in session.execute(_with_their_texts()):
        present = people.get(transcript.id, ())
        found.append(
            TranscriptFound(
                transcript.id,
                revision.id,
                transcript.name,
                transcript.file,
                transcript.kind,
                transcript.record,
                transcript.wave,
                transcript.date,
                transcript.interviewer,
                transcript.language,
                transcript.translated_from,
                present,
                tuple(dict.fromkeys(role for who in present if (role := roles[who]))),
                turns,
                words,
                characters,
                revision.text_sha256,
                revision.source_sha256,
            )
        )
    return sorted(found, key=lambda transcript: natural(transcript.name))


@cache
def _with_their_texts() -> sa.Select[Transcript, Revision, int, int, Any]:
    """Asked often, and made once: making it takes longer than asking it of a small study."""
    turn_counts = (
        sa.select(col(Turn.text_sha256), sa.func.count().label("turns")).group_by(col(Turn.text_sha256)).subquery()
    )
    return (
        sa.select(Transcript, Revision, col(Text.characters), col(Text.words), sa.func.coalesce(turn_counts.c.turns, 0))
        .join(Revision, col(Revision.id) == Transcript.revision_id)
        .join(Text, col(Text.sha256) == Revision.text_sha256)
        .join(turn_counts, turn_counts.c.text_sha256 == col(Text.sha256), isouter=True)
    )


@lru_cache(maxsize=4096)
def find_transcript(session: Session, name: str) -> TranscriptFound:
    """The transcript of that name, or that file.

    Raises:
        NotFound: There is none; the message names the nearest.
    """
    wanted = _find(session, name)
    return next(transcript for transcript in transcripts(session) if transcript.id == wanted)


def find_text(session: Session, name: str, *, revision_id: UUID | None = None) -> TextFound:
    """The present text of the transcript of that name, or that file, and nothing else of it.

    Args:
        session: The database.
        name: The transcript's name.
        revision_id: The text that somebody has in front of them, whose places they mean; None where they name none.

    Raises:
        NotFound: There is none; the message names the nearest.
        Refused: It has another text by now than that one.
    """
    query = (
        sa.select(col(Transcript.id), col(Transcript.revision_id), col(Transcript.name), col(Text.text))
        .join(Revision, col(Revision.id) == Transcript.revision_id)
        .join(Text, col(Text.sha256) == Revision.text_sha256)
    )
    row = session.execute(query.where(col(Transcript.name) == name)).first()
    if row is None:
        row = session.execute(query.where(col(Transcript.id) == _find(session, name))).one()
    found = TextFound(*row)
    # The same places would be other words.
    if revision_id is not None and found.revision_id != revision_id:
        message = f"{found.name!r} has another text by now: it was replaced meanwhile."
        raise Refused(message, "Nothing was done. Look at its words again.")
    return found


def _find(session: Session, name: str) -> UUID:
    exact = session.scalar(sa.select(col(Transcript.id)).where(col(Transcript.name) == name))
    if exact is not None:
        return exact
    known = session.execute(sa.select(col(Transcript.id), col(Transcript.name), col(Transcript.file))).all()
    known = sorted(known, key=lambda row: natural(row.name))
    wanted = name.strip().casefold()
    for key in ("name", "file"):
        for row in known:
            if getattr(row, key).casefold() == wanted:
                found: UUID = row.id
                return found
    near = nearest(name, [row.name for row in known])
    hint = f"The nearest is {near!r}." if near else ""
    raise NotFound(f"There is no transcript {name!r}.", hint, command="See: workbench transcripts")


def roles_by_participant(session: Session) -> dict[str, str | None]:
    """Every participant's role."""
    query = sa.select(col(Participant.participant), col(Participant.role))
    return dict(session.execute(query).all())


def participants(session: Session) -> list[Participant]:
    """All participants, in the order of participants.csv."""
    return list(
        session.scalars(sa.select(Participant).order_by(col(Participant.position), col(Participant.participant)))
    )


def participants_by_transcript(session: Session) -> dict[UUID, tuple[str, ...]]:
    """Who takes part in each transcript, as participant ids."""
    query = (
        sa.select(col(TranscriptParticipant.transcript_id), col(Participant.participant))
        .join(Participant, col(Participant.id) == TranscriptParticipant.participant_id)
        .order_by(col(TranscriptParticipant.position))
    )
    return _grouped(session, query)


def texts_of_several(session: Session) -> set[str]:
    """The hashes of texts that several transcripts have, word by word."""
    present = sa.select(col(Revision.text_sha256)).join(Transcript, col(Transcript.revision_id) == Revision.id)
    several = present.group_by(col(Revision.text_sha256)).having(sa.func.count() > 1)
    return set(session.scalars(several))


def texts(session: Session, revisions: Collection[UUID]) -> dict[UUID, str]:
    """The texts of those revisions, without their turns; by revision."""
    query = sa.select(col(Revision.id), col(Text.text)).join(Text, col(Text.sha256) == Revision.text_sha256)
    return {row[0]: row[1] for row in _rows(session, query, col(Revision.id), revisions)}


def spoken(session: Session, revisions: Collection[UUID]) -> dict[UUID, SpokenText]:
    """The texts of those revisions, with who speaks in each turn; by revision."""
    wanted = set(revisions)
    query = (
        sa.select(col(Revision.id), col(Transcript.id), col(Transcript.name), col(Text.sha256), col(Text.text))
        .join(Transcript, col(Transcript.id) == Revision.transcript_id)
        .join(Text, col(Text.sha256) == Revision.text_sha256)
    )
    found_texts = list(_rows(session, query, col(Revision.id), wanted))
    behind = speakers(session, wanted)
    by_text: dict[str, list[UUID]] = defaultdict(list)
    for revision_id, _, _, sha256, _ in found_texts:
        by_text[sha256].append(revision_id)
    columns = (col(Turn.text_sha256), col(Turn.start), col(Turn.end), col(Turn.label), col(Turn.time))
    said = sa.select(*columns).order_by(col(Turn.text_sha256), col(Turn.position))
    turns: dict[UUID, tuple[SpokenTurn, ...]] = {}
    # A text at a time: of a large study these are a million rows, and the collector goes through all that are kept.
    for sha256, group in groupby(_rows(session, said, col(Turn.text_sha256), by_text), itemgetter(0)):
        rows = list(group)
        for revision_id in by_text[sha256]:
            known = behind.get(revision_id, {})
            its = [
                SpokenTurn(start, end, label, time, *known.get(label, NOBODY)) for _, start, end, label, time in rows
            ]
            turns[revision_id] = tuple(its)
    return {
        revision_id: SpokenText(transcript_id, revision_id, name, text, turns.get(revision_id, ()), sha256)
        for revision_id, transcript_id, name, sha256, text in found_texts
    }


def said_at(session: Session, places: Collection[Place]) -> dict[Place, Said]:
    """What is said at passages: their words, and the turns that share a code point with them."""
    revisions = {place.revision_id for place in places}
    if len(places) > _FEW * len(revisions):
        whole = spoken(session, revisions)
        return {place: whole[place.revision_id].said(place.start, place.end) for place in places}
    # A few passages all over a large study: the database cuts them out, and no whole text is read.
    by_id = {place.passage_id: place for place in places}
    length = col(Passage.end) - col(Passage.start)
    words = sa.func.substr(col(Text.text), col(Passage.start) + 1, length)
    cut = sa.select(col(Passage.id), words).join(Revision, col(Revision.id) == Passage.revision_id)
    cut = cut.join(Text, col(Text.sha256) == Revision.text_sha256)
    touching = (
        sa.select(col(Passage.id), col(Turn.start), col(Turn.end), col(Turn.label), col(Turn.time))
        .join(Revision, col(Revision.id) == Passage.revision_id)
        .join(Turn, col(Turn.text_sha256) == Revision.text_sha256)
        .where(col(Turn.start) < col(Passage.end), col(Turn.end) > col(Passage.start))
        .order_by(col(Passage.id), col(Turn.position))
    )
    behind = speakers(session, revisions)
    turns: dict[UUID, list[SpokenTurn]] = defaultdict(list)
    for passage_id, start, end, label, time in _rows(session, touching, col(Passage.id), by_id):
        who = behind.get(by_id[passage_id].revision_id, {}).get(label, NOBODY)
        turns[passage_id].append(SpokenTurn(start, end, label, time, *who))
    quotes = _rows(session, cut, col(Passage.id), by_id)
    return {by_id[passage_id]: Said(quote, tuple(turns[passage_id])) for passage_id, quote in quotes}


def speakers(
    session: Session, revisions: Collection[UUID]
) -> dict[UUID, dict[str | None, tuple[tuple[str, ...], bool]]]:
    """Who stands behind each label of those revisions: participants, and whether it is an interviewer."""
    query = (
        sa.select(col(Speaker.revision_id), col(Speaker.label), col(Speaker.interviewer), col(Participant.participant))
        .join(SpeakerParticipant, col(SpeakerParticipant.speaker_id) == Speaker.id, isouter=True)
        .join(Participant, col(Participant.id) == SpeakerParticipant.participant_id, isouter=True)
        .order_by(col(SpeakerParticipant.position))
    )
    found: dict[UUID, dict[str | None, tuple[tuple[str, ...], bool]]] = defaultdict(dict)
    for revision_id, label, interviewer, participant in _rows(session, query, col(Speaker.revision_id), revisions):
        before, _ = found[revision_id].get(label, NOBODY)
        found[revision_id][label] = ((*before, participant) if participant else before, interviewer)
    return found


def _rows(
    session: Session, query: sa.Select[*tuple[Any, ...]], column: Any, wanted: Collection[Any]
) -> Iterator[sa.Row[*tuple[Any, ...]]]:
    """The query's rows whose ``column`` is wanted, one after the other."""
    for some in portions(wanted):
        # Columns only: past the session's machinery for rows that may be changed, which doubles the time.
        yield from session.connection().execute(query.where(column.in_(some)))


def _grouped(session: Session, query: sa.Select[*tuple[Any, ...]]) -> dict[UUID, tuple[str, ...]]:
    groups: dict[UUID, list[str]] = defaultdict(list)
    for key, value in session.execute(query):
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
