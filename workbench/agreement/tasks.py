"""What somebody has to code of the samples that are open, told where they read and code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from workbench.agreement.stretches import stretch_in
from workbench.model import Sample, SampleCoder, SampleTranscript, Transcript
from workbench.spans import Span
from workbench.study import Study, find_coder
from workbench.transcripts import listing
from workbench.transcripts.lines import TranscriptLine, line_from


class Task(NamedTuple):
    """A transcript of a sample that is open.

    Attributes:
        sample: The sample's name.
        transcript_id: The transcript's row.
        transcript: What it is called.
        revision_id: The text it had when it was drawn.
        start: Where its stretch begins in that, in code points; None: all of it.
        end: Where its stretch ends (exclusive).
        is_mine: Whether whoever is coding is to code it; others see on it their own codings only, like they.
        is_finished: Whether they have finished it.
    """

    sample: str
    transcript_id: UUID
    transcript: str
    revision_id: UUID
    start: int | None
    end: int | None
    is_mine: bool
    is_finished: bool


def tasks(study: Study) -> list[Task]:
    """The transcripts of all samples that are open, sample by sample; what anybody has coded is not looked at."""
    coder_id = find_coder(study, study.coder)
    own = sa.and_(
        col(SampleCoder.sample_id) == SampleTranscript.sample_id,
        col(SampleCoder.transcript_id) == SampleTranscript.transcript_id,
        col(SampleCoder.coder_id) == coder_id,
    )
    query = (
        sa.select(
            col(Sample.id), col(Sample.name), col(SampleTranscript.transcript_id), col(Transcript.name),
            col(SampleTranscript.revision_id), col(SampleTranscript.start), col(SampleTranscript.end),
            col(SampleCoder.id), col(SampleCoder.finished_at),
        )
        .join(Sample, col(Sample.id) == SampleTranscript.sample_id)
        .join(Transcript, col(Transcript.id) == SampleTranscript.transcript_id)
        .outerjoin(SampleCoder, own)
        .where(col(Sample.revealed_at).is_(None))
        .order_by(col(Sample.made_at), col(Sample.name))
    )  # fmt: skip
    with study.read() as session:
        rows = session.execute(query).all()
    place: dict[UUID, int] = {}
    found = []
    for sample_id, sample, transcript_id, name, revision_id, start, end, own_id, finished_at in rows:
        number = place.setdefault(sample_id, len(place))
        one = Task(sample, transcript_id, name, revision_id, start, end, own_id is not None, finished_at is not None)
        found.append((number, listing.natural(name), one))
    return [one for *_, one in sorted(found, key=lambda each: each[:2])]


def next_of(found: Sequence[Task], after: UUID | None) -> Task | None:
    """The next task that is not finished, from a transcript on and then from the first; None where none is left."""
    mine = [one for one in found if one.is_mine]
    here = next((number for number, one in enumerate(mine) if one.transcript_id == after), -1)
    return next((one for one in mine[here + 1 :] + mine[: here + 1] if not one.is_finished), None)


def outside_of(study: Study, transcript: str, places: Iterable[Span]) -> str:
    """That some passages share nothing with the stretch that whoever codes is to code of a transcript.

    Args:
        study: The study.
        transcript: The transcript's name.
        places: The passages, in code points of the text it has by now.

    Returns:
        What to tell; empty where each shares something with a stretch, or none was drawn of that transcript.

    Raises:
        NotFound: There is no such transcript.
    """
    mine = [one for one in tasks(study) if one.is_mine]
    if all(one.start is None for one in mine):
        return ""
    with study.read() as session:
        found = listing.find_transcript(session, transcript)
        here = [one for one in mine if one.transcript_id == found.id]
        spoken = listing.spoken(session, {found.revision_id})[found.revision_id] if here else None
    if spoken is None:
        return ""
    stretches = [(one, stretch_in(one, spoken.revision_id)) for one in here]
    told = [(one, its) for one, its in stretches if its is not None]
    asked = list(places)
    if len(told) < len(here) or all(any(place.cut_to(its) is not None for _, its in told) for place in asked):
        return ""
    return "; ".join(f"outside of the sample “{one.sample}” ({lines_told(spoken.lines, its)})" for one, its in told)


def lines_told(lines: Sequence[TranscriptLine], its: Span) -> str:
    """In which lines of a transcript a stretch lies."""
    first, last = (line_from(lines, at) + 1 for at in (its.start, its.end - 1))
    return f"line {first:,}" if first == last else f"lines {first:,}–{last:,}"
