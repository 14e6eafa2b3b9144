"""Cut a transcript into turns anew, where a label has become known since it was imported.

A line such as ``Kelly: Can I ask about pay?`` may have been left with whoever spoke before it. Once the study knows the
label (as a participant's, an interviewer's, or in the column `speakers`), the file as received is read again. The text
stays what it was, so that codings keep their passages; only who speaks from where to where is found out anew, as it
would be in a study made from the same files now.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.errors import WorkbenchError
from workbench.model import FileSeen, Revision, Text, Transcript, Turn
from workbench.settings import StudySettings
from workbench.study import Study
from workbench.transcripts import readers, storing
from workbench.transcripts.dress import begins_with, known_from, lines_of
from workbench.transcripts.speakers import known_labels
from workbench.transcripts.tables import ParticipantFacts, TranscriptFacts, TranscriptTable

_SEEN = "transcripts/labels"
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True)
class _Stored:
    """A transcript with its text and turns as the database has them."""

    name: str
    file: str
    source_sha256: str
    text_sha256: str
    text: str
    turns: tuple[readers.Turn, ...]


def labels_of(settings: StudySettings, people: Collection[ParticipantFacts]) -> tuple[str, ...]:
    """The labels that are speakers' in any transcript of the study, even where they stand once."""
    return known_labels(participants=people, roles=settings.roles, interviewers=settings.interviewers)


def own_labels(facts: TranscriptFacts | None) -> tuple[str, ...]:
    """The labels that the table names for one transcript."""
    if facts is None:
        return ()
    return (*facts.participants, *facts.speakers, *([facts.interviewer] if facts.interviewer else []))


def cut_anew(session: Session, study: Study, people: Collection[ParticipantFacts], table: TranscriptTable) -> list[str]:
    """Give transcripts the turns that their files have with all labels that are known now.

    Args:
        session: The session of an open step; turns themselves are content and are not journalled.
        study: The study.
        people: All participants.
        table: `transcripts.csv` as it is now.

    Returns:
        What the user should be told.
    """
    common = labels_of(study.settings, people)
    if not _are_new(session, study.seen_key(_SEEN), common, table):
        return []
    told = []
    for same_text in _stored(session):
        own = [label for one in same_text for label in own_labels(table.of_file(one.file))]
        labels = tuple(dict.fromkeys([*common, *own]))
        one = same_text[0]
        if not has_unused_label(one.text, one.turns, labels):
            continue
        names = ", ".join(each.name for each in same_text)
        try:
            reading = _read(study.transcripts, same_text, labels)
        except WorkbenchError as error:
            told.append(f"{names}: a label became known, and its turns could not be cut anew. {error}")
            continue
        if reading is None:
            told.append(
                f"{names}: a label became known, but the file in transcripts is not the one that was imported, so its "
                "turns stay as they are. Put the file back, or take the transcript out and import it again."
            )
        elif reading.turns != one.turns:
            storing.replace_turns(session, one.text_sha256, reading.turns)
            told.append(
                f"{names}: cut into turns anew ({len(one.turns)} before, {len(reading.turns)} now), for a label became "
                "known. The text and the places of codings are the same."
            )
    return told


def has_unused_label(text: str, turns: Sequence[readers.Turn], labels: Collection[str]) -> bool:
    """Whether a line begins with one of the labels, set apart in any way, and no turn begins there. Pure.

    Args:
        text: A transcript with LF line ends.
        turns: Its turns, in order.
        labels: Labels that count even where they stand once.
    """
    known = known_from(frozenset(labels))
    starts = {turn.start for turn in turns if turn.speaker}
    for at, line in lines_of(text):
        beginning = begins_with(line, known)
        if beginning is not None and not beginning.may_be_speech:
            behind = _SPACE.match(text, at + beginning.words)  # the words may stand below their label
            if behind is None or behind.end() not in starts:
                return True
    return False


def _are_new(session: Session, seen: str, common: Collection[str], table: TranscriptTable) -> bool:
    """Whether the labels are others than the last time; remembers them."""
    said = [sorted(common), sorted((row.file, *own_labels(row)) for row in table.transcripts)]
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    before = session.get(FileSeen, seen)
    if before is not None and before.sha256 == digest:
        return False
    session.merge(FileSeen(file=seen, sha256=digest))
    session.flush()
    return True


def _stored(session: Session) -> list[list[_Stored]]:
    """The transcripts, those with one text together."""
    query = (
        sa.select(
            col(Transcript.name), col(Transcript.file), col(Revision.source_sha256), col(Text.sha256), col(Text.text)
        )
        .join(Revision, col(Revision.id) == Transcript.revision_id)
        .join(Text, col(Text.sha256) == Revision.text_sha256)
        .order_by(col(Transcript.name))
    )
    turns: dict[str, list[readers.Turn]] = defaultdict(list)
    found = sa.select(col(Turn.text_sha256), col(Turn.start), col(Turn.end), col(Turn.label), col(Turn.time))
    in_order = found.order_by(col(Turn.text_sha256), col(Turn.position))
    for sha256, start, end, label, time in session.connection().execute(in_order):
        turns[sha256].append(readers.Turn(start, end, label, time))
    grouped: dict[str, list[_Stored]] = defaultdict(list)
    for name, file, source, sha256, text in session.connection().execute(query):
        grouped[sha256].append(_Stored(name, file, source, sha256, text, tuple(turns[sha256])))
    return list(grouped.values())


def _read(folder: Path, same_text: Sequence[_Stored], labels: Collection[str]) -> readers.Reading | None:
    """The reading of the first file that still is what was imported and gives the same text; None where none is."""
    for one in same_text:
        path = folder / one.file
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != one.source_sha256:
            continue
        reading = readers.read_bytes(data, path.suffix, name=one.file, known_labels=labels)
        if hashlib.sha256(reading.text.encode()).hexdigest() == one.text_sha256:
            return reading
    return None
