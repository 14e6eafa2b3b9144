"""Who takes part in transcripts and who stands behind their labels, as rows: read for all at once, written at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.model import Revision, Speaker, SpeakerParticipant, Transcript, TranscriptParticipant, Turn
from workbench.store.database import portions
from workbench.study import Study
from workbench.transcripts import listing
from workbench.transcripts.speakers import SpeakerAssignment, speakers_of
from workbench.transcripts.tables import People, TranscriptFacts


@dataclass(frozen=True)
class Known:
    """What is known of a transcript whose speakers are to be found.

    Attributes:
        transcript: Its row.
        facts: Who takes part in it, and whom `speakers` of transcripts.csv names.
        labels: The speakers' labels, one for each turn, in order of appearance; None for turns without one.
    """

    transcript: Transcript
    facts: TranscriptFacts
    labels: Sequence[str | None]


class Rows:
    """The rows there are of some transcripts.

    Args:
        session: A session; of an open step where they are to be written.
        transcripts: The transcripts.
    """

    def __init__(self, session: Session, transcripts: Collection[Transcript]) -> None:
        self._session = session
        self._parts: dict[UUID, list[TranscriptParticipant]] = defaultdict(list)
        self._speakers: dict[UUID, dict[str | None, Speaker]] = defaultdict(dict)
        self._people: dict[UUID, list[SpeakerParticipant]] = defaultdict(list)
        at = col(TranscriptParticipant.position)
        for part in self._of(TranscriptParticipant, "transcript_id", [one.id for one in transcripts], at):
            self._parts[part.transcript_id].append(part)
        for speaker in self._of(Speaker, "revision_id", [one.revision_id for one in transcripts], col(Speaker.id)):
            self._speakers[speaker.revision_id][speaker.label] = speaker
        speakers = [speaker.id for own in self._speakers.values() for speaker in own.values()]
        for link in self._of(SpeakerParticipant, "speaker_id", speakers, col(SpeakerParticipant.position)):
            self._people[link.speaker_id].append(link)

    def _of(self, model: Any, column: str, wanted: Collection[UUID], order: Any) -> list[Any]:
        """The rows of a table whose ``column`` is wanted."""
        found: list[Any] = []
        for some in portions(wanted):
            found += self._session.scalars(sa.select(model).where(getattr(model, column).in_(some)).order_by(order))
        return found

    def speakers(
        self, transcript: Transcript, labels: Sequence[str | None], names: Mapping[UUID, str]
    ) -> dict[str | None, SpeakerAssignment]:
        """Who is behind the labels of a transcript by these rows.

        Args:
            transcript: The transcript.
            labels: Its labels.
            names: The participant id of each row.
        """
        rows = self._speakers[transcript.revision_id]
        return {
            label: SpeakerAssignment(
                tuple(names[link.participant_id] for link in self._people[row.id]), interviewer=row.interviewer
            )
            for label in labels
            if (row := rows.get(label)) is not None
        }

    def put(
        self, study: Study, all_known: Sequence[Known], everybody: People, ids: Mapping[str, UUID]
    ) -> list[dict[str | None, SpeakerAssignment]]:
        """Write who takes part in these transcripts and who their speakers are; what is right already stays as it is.

        Args:
            study: The study.
            all_known: What is known of each of the transcripts.
            everybody: All participants.
            ids: The row of each participant id.

        Returns:
            Who stands behind each label, by transcript in their order.
        """
        silent = {one.transcript.revision_id for one in all_known if not any(one.labels)}
        texts = listing.texts(self._session, silent)
        found = [
            speakers_of(
                one.facts,
                one.labels,
                everybody=everybody,
                settings=study.settings,
                text=texts.get(one.transcript.revision_id, ""),
            )
            for one in all_known
        ]
        new: list[TranscriptParticipant | SpeakerParticipant] = []
        for one, who_speaks in zip(all_known, found, strict=True):
            own = [known for who in one.facts.participants if (known := everybody.find(who))]
            new += self._parts_of(one.transcript.id, [ids[who.participant] for who in own])
            self._put_labels(one.transcript.revision_id, who_speaks)
        # Links refer to speakers: these are written first.
        self._session.flush()
        for one, who_speaks in zip(all_known, found, strict=True):
            for label, who in who_speaks.items():
                speaker = self._speakers[one.transcript.revision_id][label]
                new += self._people_of(speaker.id, [ids[name] for name in who.participants if name in ids])
        # What goes is gone before what takes its place comes.
        self._session.flush()
        self._session.add_all(new)
        self._session.flush()
        return found

    def _parts_of(self, transcript_id: UUID, wanted: Sequence[UUID]) -> list[TranscriptParticipant]:
        present = self._parts[transcript_id]
        if [part.participant_id for part in present] == wanted:
            return []
        for part in present:
            self._session.delete(part)
        return [
            TranscriptParticipant(transcript_id=transcript_id, participant_id=one, position=position)
            for position, one in enumerate(wanted)
        ]

    def _put_labels(self, revision_id: UUID, found: Mapping[str | None, SpeakerAssignment]) -> None:
        rows = self._speakers[revision_id]
        for label, who in found.items():
            if label not in rows:
                rows[label] = Speaker(revision_id=revision_id, label=label, interviewer=who.interviewer)
                self._session.add(rows[label])
            elif rows[label].interviewer != who.interviewer:
                rows[label].interviewer = who.interviewer

    def _people_of(self, speaker_id: UUID, wanted: Sequence[UUID]) -> list[SpeakerParticipant]:
        present = self._people[speaker_id]
        if [link.participant_id for link in present] == wanted:
            return []
        for link in present:
            self._session.delete(link)
        return [
            SpeakerParticipant(speaker_id=speaker_id, participant_id=one, position=position)
            for position, one in enumerate(wanted)
        ]


def labels_by_revision(session: Session) -> Mapping[UUID, list[str | None]]:
    """The speakers' labels of every revision, in order of appearance, each as many times as turns have it."""
    query = (
        sa.select(col(Revision.id), col(Turn.label), sa.func.count(), sa.func.min(col(Turn.position)).label("first"))
        .join(Turn, col(Turn.text_sha256) == Revision.text_sha256)
        .group_by(col(Revision.id), col(Turn.label))
        .order_by(col(Revision.id), sa.literal_column("first"))
    )
    labels: dict[UUID, list[str | None]] = defaultdict(list)
    for revision_id, label, turns, _ in session.execute(query):
        labels[revision_id] += [label] * turns
    return labels
