"""Samples as plain values: what was drawn, for whom, and how far each coder is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight_samples
from workbench.agreement.drawing import Asked
from workbench.errors import NotFound
from workbench.model import Coder, Image, Sample, SampleCoder, SampleTranscript, Transcript
from workbench.study import Study, coder_key
from workbench.transcripts import listing
from workbench.transcripts.lines import InLines, lines_in

State = Literal["not started", "in work", "finished"]


@dataclass(frozen=True)
class TranscriptOfSample:
    """A transcript of a sample, and how far its coders are with it.

    Attributes:
        transcript_id: Its row.
        revision_id: The text it had when it was drawn.
        name: What it is called.
        stratum: Its stratum in words.
        start: Where its stretch begins, in code points; None: all of it.
        end: Where its stretch ends (exclusive).
        states: How far each coder is.
    """

    transcript_id: UUID
    revision_id: UUID
    name: str
    stratum: str
    start: int | None
    end: int | None
    states: Mapping[str, State]


@dataclass(frozen=True)
class SampleFound:
    """A sample.

    Attributes:
        id: Its row.
        name: What it is called.
        round: 1; a next round has one more.
        follows: The name of the sample whose next round it is; None of a first one.
        seed: With what chance began.
        asked: How it was drawn.
        there: How many transcripts could be drawn.
        coders: Who is to code it.
        transcripts: What was drawn, by name.
        made_at: When.
        revealed_at: When it was revealed; None while it is open.
        revealed_early: Whether others' codings could be seen before all had finished: it was revealed early, or closed
            again by undo after it was revealed.
        coded_before: Who had coded on it before it was drawn; what they had could be seen by all. What they took off
            since counts too.
    """

    id: UUID
    name: str
    round: int
    follows: str | None
    seed: int
    asked: Asked
    there: int
    coders: tuple[str, ...]
    transcripts: tuple[TranscriptOfSample, ...]
    made_at: dt.datetime
    revealed_at: dt.datetime | None
    revealed_early: bool
    coded_before: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether each of its coders still sees only their own codings on it."""
        return self.revealed_at is None

    @property
    def drawn(self) -> str:
        """How it was drawn, in words."""
        return self.asked.in_words(seed=self.seed, there=self.there, drawn=len(self.transcripts))

    def unfinished(self) -> dict[str, list[str]]:
        """The transcripts that coders have not finished, by coder."""
        left = {
            coder: [one.name for one in self.transcripts if one.states.get(coder, "finished") != "finished"]
            for coder in self.coders
        }
        return {coder: names for coder, names in left.items() if names}


def samples(study: Study) -> list[SampleFound]:
    """The study's samples, in the order in which they were drawn."""
    with study.read() as session:
        return samples_in(session)


def find(study: Study, name: str | None = None) -> SampleFound:
    """The sample of that name, capital and small letters aside; without a name, the one that is open.

    Raises:
        NotFound: There is none, or several are open.
    """
    found = samples(study)
    if name is None:
        still_open = [one for one in found if one.is_open]
        if len(still_open) == 1:
            return still_open[0]
        many = f"{len(still_open)} samples are open" if still_open else "No sample is open"
        if not found:
            raise NotFound(
                "No sample was drawn yet.", command="Draw one: workbench sample draw NAME --for A --for B --share 20"
            )
        raise NotFound(f"{many}.", "Name the one you mean.", command="See: workbench sample list")
    for one in found:
        if one.name.casefold() == name.strip().casefold():
            return one
    raise NotFound(f"There is no sample {name!r}.", command="See: workbench sample list")


def lines_drawn(study: Study, sample: SampleFound) -> dict[UUID, InLines]:
    """Which lines were drawn, by transcript, where it was a stretch; in the text that it had then."""
    parts = {one.revision_id: one for one in sample.transcripts if one.start is not None and one.end is not None}
    with study.read() as session:
        texts = listing.spoken(session, parts)
    return {
        one.transcript_id: lines_in(texts[revision_id].lines, one.start or 0, one.end or 0)
        for revision_id, one in parts.items()
        if revision_id in texts
    }


def samples_in(session: Session) -> list[SampleFound]:
    """The samples, in the order in which they were drawn."""
    rows = session.scalars(sa.select(Sample).order_by(col(Sample.made_at), col(Sample.name))).all()
    names = {row.id: row.name for row in rows}
    closed_again = were_closed_again(session)
    return [_plain(session, row, names, closed_again) for row in rows]


def _plain(session: Session, row: Sample, names: Mapping[UUID, str], closed_again: Collection[UUID]) -> SampleFound:
    begun = sight_samples.begun(session, row.id, row.made_at)
    assigned = (
        sa.select(col(SampleCoder.transcript_id), col(Coder.id), col(Coder.name), col(SampleCoder.finished_at))
        .join(Coder, col(Coder.id) == SampleCoder.coder_id)
        .where(col(SampleCoder.sample_id) == row.id)
    )
    states: dict[UUID, dict[str, State]] = defaultdict(dict)
    before = set()
    for transcript_id, coder_id, name, finished_at in session.execute(assigned):
        done = begun.get((transcript_id, coder_id))
        if done is not None and done.had:
            before.add(name)
        working: State = "in work" if done is not None and done.last is not None else "not started"
        states[transcript_id][name] = "finished" if finished_at is not None else working
    drawn = (
        sa.select(SampleTranscript, col(Transcript.name))
        .join(Transcript, col(Transcript.id) == SampleTranscript.transcript_id)
        .where(col(SampleTranscript.sample_id) == row.id)
    )
    transcripts = [
        TranscriptOfSample(
            one.transcript_id, one.revision_id, name, one.stratum, one.start, one.end,
            dict(sorted(states[one.transcript_id].items(), key=lambda pair: coder_key(pair[0]))),
        )
        for one, name in session.execute(drawn)
    ]  # fmt: skip
    kept = dict(row.drawn)
    there = kept.pop("there")
    coders = {name for of_one in states.values() for name in of_one}
    return SampleFound(
        row.id,
        row.name,
        row.round,
        names[row.follows] if row.follows is not None else None,
        row.seed,
        Asked.of_json(kept),
        there,
        tuple(sorted(coders, key=coder_key)),
        tuple(sorted(transcripts, key=lambda one: listing.natural(one.name))),
        row.made_at,
        row.revealed_at,
        row.revealed_early or row.id in closed_again,
        tuple(sorted(before, key=coder_key)),
    )


def were_closed_again(session: Session) -> set[UUID]:
    """The samples that the journal tells were revealed and closed again by undo: they were seen all the same."""
    query = sa.select(col(Image.row_id), col(Image.before), col(Image.after)).where(
        col(Image.table_name) == Sample.__tablename__
    )
    return {
        sample_id
        for sample_id, before, after in session.execute(query)
        if before and after and before["revealed_at"] and not after["revealed_at"]
    }
