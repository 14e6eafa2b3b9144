"""Write transcripts that were read and recognised into the database: in bulk, within an open step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.model import Revision, Text, Transcript, Turn
from workbench.store import full_text
from workbench.transcripts import readers
from workbench.transcripts.tables import TranscriptFacts


@dataclass(frozen=True)
class Ready:
    """A file that was read and recognised."""

    source: Path
    data: bytes
    reading: readers.Reading
    text_sha256: str
    facts: TranscriptFacts
    name: str


def store_texts(session: Session, ready: Sequence[Ready]) -> None:
    """Texts and turns in bulk, each text once.

    A text may be there already: from an import that was undone (its turns are then made anew), or under a transcript
    of the same words (its turns then stay as they are).
    """
    by_hash = {one.text_sha256: one for one in ready}
    there: set[str] = set()
    in_use: set[str] = set()
    hashes = list(by_hash)
    for start in range(0, len(hashes), 500):
        some = hashes[start : start + 500]
        there |= set(session.scalars(sa.select(col(Text.sha256)).where(col(Text.sha256).in_(some))))
        in_use |= set(session.scalars(sa.select(col(Revision.text_sha256)).where(col(Revision.text_sha256).in_(some))))
        unused = [sha256 for sha256 in some if sha256 not in in_use]
        full_text.forget(session, unused)
        session.execute(sa.delete(Turn).where(col(Turn.text_sha256).in_(unused)))
    new = [
        {
            "sha256": sha256,
            "text": one.reading.text,
            "characters": len(one.reading.text),
            "words": len(one.reading.text.split()),
        }
        for sha256, one in by_hash.items()
        if sha256 not in there
    ]
    turns = [
        values
        for sha256, one in by_hash.items()
        if sha256 not in in_use
        for values in _turn_values(sha256, one.reading.turns)
    ]
    if new:
        session.execute(sa.insert(Text), new)
    if turns:
        session.execute(sa.insert(Turn), turns)


def replace_turns(session: Session, text_sha256: str, turns: Sequence[readers.Turn]) -> None:
    """Give a text other turns, all at once; the text and every passage in it stay."""
    full_text.forget(session, [text_sha256])
    session.execute(sa.delete(Turn).where(col(Turn.text_sha256) == text_sha256))
    if turns:
        session.execute(sa.insert(Turn), _turn_values(text_sha256, turns))


def _turn_values(text_sha256: str, turns: Sequence[readers.Turn]) -> list[dict[str, Any]]:
    return [
        {
            "text_sha256": text_sha256,
            "position": position,
            "start": turn.start,
            "end": turn.end,
            "label": turn.speaker,
            "time": turn.time,
        }
        for position, turn in enumerate(turns)
    ]


def store_transcripts(session: Session, ready: Sequence[Ready]) -> list[Transcript]:
    """The rows of the transcripts and of their first revisions; a transcript refers to its revision."""
    revisions = [
        Revision(
            transcript_id=uuid4(),
            text_sha256=one.text_sha256,
            source_sha256=one.reading.source_sha256,
            reader=one.reading.reader,
            reader_version=one.reading.version,
        )
        for one in ready
    ]
    session.add_all(revisions)
    session.flush()
    transcripts = [
        Transcript(
            id=revision.transcript_id,
            name=one.name,
            file=one.facts.file,
            revision_id=revision.id,
            wave=one.facts.wave,
            kind=one.facts.kind,
            record=one.facts.record,
            date=one.facts.date,
            interviewer=one.facts.interviewer,
            language=one.facts.language,
            translated_from=one.facts.translated_from,
        )
        for one, revision in zip(ready, revisions, strict=True)
    ]
    session.add_all(transcripts)
    session.flush()
    return transcripts
