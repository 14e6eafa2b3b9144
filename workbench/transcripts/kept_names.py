"""What a transcript is called, and that the table says it where a clone of the folder would not find it out.

A name stays as it was given at import, whatever other transcripts were there then and whatever is corrected later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from workbench.model import Transcript
from workbench.settings import StudySettings
from workbench.transcripts import naming
from workbench.transcripts.tables import ParticipantFacts, TranscriptFacts, TranscriptTable


def unsaid(
    transcripts: Iterable[Transcript],
    there: Mapping[UUID, Sequence[str]],
    known: Iterable[ParticipantFacts],
    settings: StudySettings,
    table: TranscriptTable,
) -> list[TranscriptFacts]:
    """The names that the table is to say: those that are not what file and row would make, and are not written there.

    Args:
        transcripts: The transcripts in the database.
        there: Who takes part in each, as ids.
        known: The participants in the database.
        settings: The study's settings.
        table: What `transcripts.csv` says.
    """
    people = {one.participant: one for one in known}
    found: list[TranscriptFacts] = []
    for transcript in transcripts:
        said = table.of_file(transcript.file)
        own = [people[who] for who in there.get(transcript.id, ())]
        alone = naming.name_alone(transcript.file, own, settings.printed_wave(transcript.wave) or None)
        if (said is None or said.name is None) and transcript.name != alone:
            found.append(TranscriptFacts(transcript.file, name=transcript.name))
    return found


def rename(transcript: Transcript, asked: str, transcripts: Iterable[Transcript]) -> list[str]:
    """Call a transcript as the table does, unless another is called so; what the user should be told of that."""
    if transcript.name == asked:
        return []
    others = (one.name for one in transcripts if one is not transcript)
    if any(naming.folded(name) == naming.folded(asked) for name in others):
        return [f"transcripts.csv, {transcript.file}: another transcript is called “{asked}”; this one keeps its name."]
    transcript.name = asked
    return []
