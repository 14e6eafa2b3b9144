"""Take transcripts out of a study again: a wrong file, or one that was imported for somebody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight, sight_memos
from workbench.errors import Refused, WorkbenchError
from workbench.model import (
    SAFEGUARDING,
    Decision,
    Mark,
    Passage,
    Revision,
    Sample,
    SampleTranscript,
    Speaker,
    SpeakerParticipant,
    Theme,
    ThemeExtract,
    Transcript,
    TranscriptParticipant,
)
from workbench.study import Study
from workbench.transcripts import facts as known_facts
from workbench.transcripts import listing, taken_out


@dataclass(frozen=True)
class TakenOut:
    """A transcript that was taken out.

    Attributes:
        name: What it was called.
        file: Its file's name in `transcripts/`.
        kept_at: Where the file lies now; None where it stayed in `transcripts/` because it is not what was imported, or
            where there was none.
        was_missing: Whether there was no such file in `transcripts/`.
    """

    name: str
    file: str
    kept_at: Path | None
    was_missing: bool


def unimport(study: Study, names: Sequence[str]) -> list[TakenOut]:
    """Take transcripts out, as one step that undo brings back. Participants stay.

    Their files move to `.workbench/taken-out/`, and their rows leave `transcripts.csv`: neither an opening nor an
    import of the folder brings them back unawares. Codings that were taken off them before go with them.

    Args:
        study: The study.
        names: Names or files of transcripts.

    Raises:
        NotFound: There is no such transcript.
        Refused: Living codings, memos, marks or extracts of themes are on one, or it is in a sample; nothing is
            changed.
        Unavailable: A file cannot be moved, or the table cannot be written; nothing is changed.
    """
    with study.read() as session:
        found = list({one.id: one for one in (listing.find_transcript(session, name) for name in names)}.values())
        in_the_way = [line for one in found for line in _in_the_way(session, study, one)]
    if in_the_way:
        message = "\n".join(["Work is on what is to be taken out; nothing was changed.", *in_the_way])
        raise Refused(
            message, "Take the work off first.", command="See: workbench uncode, memo, memos, mark, theme, sample"
        )
    if not found:
        return []
    what = found[0].name if len(found) == 1 else f"{len(found)} transcripts"
    try:
        with study.step(f"Took out {what}") as work:
            for one in found:
                # Looked at again, now that nobody else can write.
                if lines := _in_the_way(work.session, study, one):
                    raise Refused("\n".join(lines), "Somebody worked on it just now. Nothing was changed.")
                _delete(work.session, one.id)
            done = [_put_away(study, one) for one in found]
    finally:
        taken_out.settle(study)
    with suppress(WorkbenchError):
        # It is done; where the tables cannot be looked at now, the next opening does it.
        known_facts.take_in(study)
    return done


def _put_away(study: Study, one: listing.TranscriptFound) -> TakenOut:
    was_missing = not (study.transcripts / one.file).exists()
    return TakenOut(one.name, one.file, taken_out.put_away(study, one.id, one.file, one.source_sha256), was_missing)


def _in_the_way(session: Session, study: Study, transcript: listing.TranscriptFound) -> list[str]:
    """What keeps a transcript in the study, in words: how much and whose.

    Of one in a sample no more than that is told, since others' codings there may be out of sight.
    """
    if names := _samples(session, transcript.id):
        return [f"  {transcript.name}: it is in the sample {' and '.join(f'“{name}”' for name in names)}"]
    revisions = _revisions(session, transcript.id)
    codings = Counter(one.coder for one in sight.codings(session, study, revisions=revisions))
    on_it = sight_memos.memos_on(session, transcript.id, revisions)
    memos = Counter(coder for memo, coder in on_it if memo.kind != SAFEGUARDING)
    there = col(Passage.revision_id).in_(revisions)
    marked = sa.select(sa.func.count(sa.distinct(col(Passage.id)))).join(Mark, col(Mark.passage_id) == Passage.id)
    marks = session.scalar(marked.where(there))
    extracts = (
        sa.select(col(Theme.name))
        .join(ThemeExtract, col(ThemeExtract.theme_id) == Theme.id)
        .join(Passage, col(Passage.id) == ThemeExtract.passage_id)
        .where(there, col(Theme.removed_at).is_(None))
    )
    themes = Counter(session.scalars(extracts))
    settled = session.scalar(_settled(sa.func.count(), revisions))
    said = [f"{count} {'coding' if count == 1 else 'codings'} of {who}'s" for who, count in sorted(codings.items())]
    said += [f"{count} {'memo' if count == 1 else 'memos'} of {who}'s" for who, count in sorted(memos.items())]
    if any(memo.kind == SAFEGUARDING for memo, _ in on_it):
        # Said without a count: that of open concerns is the only one there is.
        said.append("something noted on safeguarding")
    said += [f"{count} judged in the theme “{name}”" for name, count in sorted(themes.items())]
    said += [f"{settled} settled where coders differed"] if settled else []
    said += [f"{marks} marked as not for quotation"] if marks else []
    return [f"  {transcript.name}: {', '.join(said)}"] if said else []


def _samples(session: Session, transcript_id: UUID) -> list[str]:
    """The names of the samples that a transcript is in."""
    query = sa.select(col(Sample.name)).join(SampleTranscript, col(SampleTranscript.sample_id) == Sample.id)
    here = col(SampleTranscript.transcript_id) == transcript_id
    return list(session.scalars(query.where(here).order_by(col(Sample.name))))


def _settled(what: sa.ColumnElement[Any], revisions: Sequence[UUID]) -> sa.Select[tuple[Any]]:
    """Something of the decisions on passages of some texts."""
    there = sa.select(col(Passage.id)).where(col(Passage.revision_id).in_(revisions))
    return sa.select(what).where(col(Decision.passage_id).in_(there))


def _revisions(session: Session, transcript_id: UUID) -> list[UUID]:
    return list(session.scalars(sa.select(col(Revision.id)).where(col(Revision.transcript_id) == transcript_id)))


def _delete(session: Session, transcript_id: UUID) -> None:
    """Delete a transcript's rows, children before parents; its text and turns are content and stay."""
    revisions = _revisions(session, transcript_id)
    passages = sa.select(col(Passage.id)).where(col(Passage.revision_id).in_(revisions)).scalar_subquery()
    sight.forget_removed(session, revisions)
    speakers = sa.select(col(Speaker.id)).where(col(Speaker.revision_id).in_(revisions)).scalar_subquery()
    for statement in (
        sa.delete(ThemeExtract).where(col(ThemeExtract.passage_id).in_(passages)),
        sa.delete(Passage).where(col(Passage.revision_id).in_(revisions)),
        sa.delete(SpeakerParticipant).where(col(SpeakerParticipant.speaker_id).in_(speakers)),
        sa.delete(Speaker).where(col(Speaker.revision_id).in_(revisions)),
        sa.delete(TranscriptParticipant).where(col(TranscriptParticipant.transcript_id) == transcript_id),
        sa.delete(Transcript).where(col(Transcript.id) == transcript_id),
        sa.delete(Revision).where(col(Revision.transcript_id) == transcript_id),
    ):
        session.execute(statement)
