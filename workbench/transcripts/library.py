"""The library: all transcripts and participants of a study at once, and what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col

from workbench.errors import WorkbenchError
from workbench.model import Participant, Speaker, SpeakerParticipant, Turn
from workbench.settings import StudySettings
from workbench.study import Study
from workbench.transcripts import facts as known_facts
from workbench.transcripts import order
from workbench.transcripts.grid import NO_WAVE, grid
from workbench.transcripts.listing import TranscriptFound, natural
from workbench.transcripts.matching import key
from workbench.transcripts.speakers import is_speech
from workbench.transcripts.tables import ParticipantFacts, TranscriptFacts


@dataclass(frozen=True)
class Library:
    """What a study holds.

    Attributes:
        transcripts: All transcripts, see `workbench.transcripts.order`.
        participants: All participants, by role in the study's order, then by label.
        waves: The columns of `grid`: ids of waves, `NO_WAVE` for "unknown".
        grid: What there is of a participant (id) at a wave (id); see `workbench.transcripts.grid`.
        rows: What `transcripts.csv` says, by transcript file as the database has it.
        faults: What is wrong in the tables, with file and row.
        words: Of each transcript, by its name, what it can be found by, in small letters.
    """

    transcripts: tuple[TranscriptFound, ...]
    participants: tuple[ParticipantFacts, ...]
    waves: tuple[str, ...]
    grid: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, TranscriptFacts]
    faults: tuple[str, ...]
    words: Mapping[str, str]

    def facts_of(self, transcript: TranscriptFound) -> TranscriptFacts:
        """What is known of a transcript, as a row of `transcripts.csv`."""
        return self.rows.get(transcript.file) or TranscriptFacts(
            transcript.file,
            transcript.participants,
            transcript.wave,
            transcript.kind,
            transcript.record,
            transcript.date,
            transcript.interviewer,
            transcript.language,
            transcript.translated_from,
        )

    def matching(self, text: str, *, participant: str | None = None, wave: str | None = None) -> list[TranscriptFound]:
        """The transcripts that have every word of a text in their name, file, people, roles, wave, kind or record.

        Args:
            text: Words, or beginnings and other parts of words, in any order.
            participant: Only those in which this participant takes part.
            wave: Only those of this wave; `NO_WAVE`: whose wave is unknown.
        """
        wanted = text.casefold().split()
        return [
            one
            for one in self.transcripts
            if (participant is None or participant in one.participants)
            and (wave is None or (one.wave or NO_WAVE) == wave)
            and all(word in self.words[one.name] for word in wanted)
        ]


def library(study: Study) -> Library:
    """All there is in a study; where a table cannot be read, that is among the faults."""
    with study.read() as session:
        people = known_facts.people(session)
        found = order.transcripts(session, study.settings)
    rows: dict[str, TranscriptFacts] = {}
    try:
        tables = known_facts.read_tables(study)
    except WorkbenchError as error:
        faults = [str(error)]
    else:
        faults = tables.faults
        said = ((one.file, tables.transcripts.of_file(one.file)) for one in found)
        rows = {file: row for file, row in said if row is not None}
    settings = study.settings
    cells = grid(people, [(item.participants, item.wave, item.kind) for item in found], settings.waves)
    places = {role.id: number for number, role in enumerate(settings.roles)}
    people.sort(key=lambda one: (places.get(one.role or "", len(places)), one.role or "", natural(one.label)))
    by_id = {one.participant: one for one in people}
    return Library(
        tuple(found),
        tuple(people),
        tuple(dict.fromkeys(wave for row in cells.values() for wave in row)),
        cells,
        rows,
        tuple(faults),
        {one.name: _words(one, by_id, settings) for one in found},
    )


def _words(one: TranscriptFound, people: Mapping[str, ParticipantFacts], settings: StudySettings) -> str:
    labels = [people[who].label for who in one.participants if who in people]
    words = (
        one.name,
        one.file,
        *one.participants,
        *labels,
        *one.roles,
        *map(settings.printed_role, one.roles),
        one.wave or "unknown",
        settings.printed_wave(one.wave),
        one.kind or "unknown",
        one.record or "unknown",
    )
    return "\n".join(words).casefold()


class SpeakerFound(NamedTuple):
    """A speaker's label in a transcript, and who it is.

    Attributes:
        label: As written; None: turns without a label; empty: what is no speech.
        turns: How many turns have it.
        participants: Who it is, as participant ids; several: one of these.
        interviewer: Whether an interviewer speaks.
        is_settled: False where nobody knows who it is; True also where somebody said that it is nobody of the study,
            and for turns without a label beside others that have one: headings and the like.
    """

    label: str | None
    turns: int
    participants: tuple[str, ...]
    interviewer: bool
    is_settled: bool


def speakers_in(study: Study, transcript: TranscriptFound, facts: TranscriptFacts) -> list[SpeakerFound]:
    """The speakers of a transcript in order of appearance.

    Args:
        study: The study.
        transcript: The transcript.
        facts: What is known of it: there somebody may have said that a label is nobody of the study.
    """
    turns = (
        sa.select(col(Turn.label), sa.func.count(), sa.func.min(col(Turn.position)).label("first"))
        .where(col(Turn.text_sha256) == transcript.text_sha256)
        .group_by(col(Turn.label))
        .order_by(sa.literal_column("first"))
    )
    who = (
        sa.select(col(Speaker.label), col(Speaker.interviewer), col(Participant.participant))
        .join(SpeakerParticipant, col(SpeakerParticipant.speaker_id) == Speaker.id, isouter=True)
        .join(Participant, col(Participant.id) == SpeakerParticipant.participant_id, isouter=True)
        .where(col(Speaker.revision_id) == transcript.revision_id)
        .order_by(col(SpeakerParticipant.position))
    )
    people: dict[str | None, list[str]] = {}
    interviewers: set[str | None] = set()
    with study.read() as session:
        counts = [(row[0], row[1]) for row in session.execute(turns)]
        for label, interviewer, participant in session.execute(who):
            people.setdefault(label, []).extend([participant] if participant else [])
            interviewers |= {label} if interviewer else set()
    nobody = {key(label) for label, said in facts.speakers.items() if not said}
    labels = {label for label, _ in counts}

    def is_nobody(label: str | None) -> bool:
        return not is_speech(label, labels) or (label is not None and key(label) in nobody)

    return [
        SpeakerFound(
            label,
            number,
            tuple(people.get(label, ())),
            label in interviewers,
            bool(people.get(label)) or label in interviewers or is_nobody(label),
        )
        for label, number in counts
    ]
