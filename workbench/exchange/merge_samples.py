"""What packs tell of samples, held against the study's and taken in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.exchange.sampled import PackedSample, here, merged
from workbench.model import Coder, Image, Sample, SampleCoder, SampleTranscript, Step
from workbench.sight_samples import UNPACKED
from workbench.study import coder_key
from workbench.visible import first_few

if TYPE_CHECKING:
    from workbench.exchange.planned import Finder


@dataclass(frozen=True)
class Coming:
    """What packs bring of samples.

    Attributes:
        samples: Samples as they are to be, their transcripts by the ids of their rows; only those that change.
        texts: The revision of each transcript in them.
        left: What cannot be taken in, in words.
        told: What becomes of those that change, in words.
        same: How many are here as the packs have them.
    """

    samples: tuple[PackedSample, ...] = ()
    texts: Mapping[UUID, UUID] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    same: int = 0

    @property
    def is_open(self) -> bool:
        """Whether one of them is."""
        return any(one.revealed_at is None for one in self.samples)

    @property
    def coders(self) -> set[str]:
        """The names of all coders in them."""
        return {
            said.coder for one in self.samples for taken in one.transcripts.values() for said in taken.coders.values()
        }


def coming(session: Session, packed: Sequence[PackedSample], finder: Finder) -> Coming:
    """Hold samples of packs against the study's; reads only."""
    now = here(session)
    names = {coder_key(name): name for name in session.scalars(sa.select(col(Coder.name)))}
    there, texts, left = _placed(session, packed, finder, now)
    known = {*now, *(one.id for one in there)}
    wanted: dict[UUID, PackedSample] = {}
    for one in there:
        placed = replace(one, follows=one.follows if one.follows in known else None)
        both = _spelled(merged(wanted.get(one.id) or now.get(one.id) or placed, placed), names)
        # Where two were given one name apart, one of them has another name here, and keeps it.
        wanted[one.id] = replace(both, name=now[one.id].name) if one.id in now else both
    changed = {key: one for key, one in wanted.items() if now.get(key) != one}
    told = [_told(now.get(one.id), one) for one in changed.values()]
    return Coming(tuple(changed.values()), texts, tuple(left), tuple(told), len(wanted) - len(changed))


def _placed(
    session: Session, packed: Sequence[PackedSample], finder: Finder, now: Mapping[UUID, PackedSample]
) -> tuple[list[PackedSample], dict[UUID, UUID], list[str]]:
    """The samples that can be taken in, by the ids of their transcripts' rows, with the texts of these; what cannot."""
    gone = _taken_away(session, {one.id for one in packed} - now.keys())
    # One that was revealed where it was not taken away shows nobody what they are not to see, and results rest on it.
    gone -= {one.id for one in packed if one.revealed_at is not None}
    there: list[PackedSample] = []
    texts: dict[UUID, UUID] = {}
    left: list[str] = []
    for one in packed:
        found = {text: finder.transcript(*text) for text in one.transcripts}
        missing = [text.transcript for text, item in found.items() if item is None]
        if missing:
            # A part of a sample is none: who finished it would have finished another one.
            left.append(f"The sample “{one.name}”: not in this study, or with another text: {first_few(missing)}.")
        elif one.id in gone:
            left.append(f"The sample “{one.name}” is open there; here it was discarded, or its draw was undone.")
        else:
            texts |= {item.id: item.revision_id for item in found.values() if item is not None}
            transcripts = {item.id: one.transcripts[text] for text, item in found.items() if item is not None}
            there.append(replace(one, transcripts=transcripts))
    return there, texts, left


def _taken_away(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """The samples that somebody took away here; those that went when packs were taken back may come again."""
    query = sa.select(col(Image.row_id), col(Image.after), col(Step.kind), col(Step.of)).where(
        col(Image.row_id).in_(ids), col(Image.step_id) == col(Step.id)
    )
    last = {row_id: (after, kind, of) for row_id, after, kind, of in session.execute(query.order_by(col(Image.id)))}
    undone = {of for _, kind, of in last.values() if kind == "undo"}
    unpacked = sa.select(col(Step.id)).where(col(Step.id).in_(undone), col(Step.sentence).startswith(UNPACKED))
    came = set(session.scalars(unpacked))
    gone = {row_id: of if kind == "undo" else None for row_id, (after, kind, of) in last.items() if after is None}
    return {row_id for row_id, of in gone.items() if of not in came}


def _spelled(sample: PackedSample, names: Mapping[str, str]) -> PackedSample:
    """A sample whose coders' names are spelled as they are here, so that one spelled otherwise is no change."""
    transcripts = {
        key: replace(
            taken,
            coders={who: said._replace(coder=names.get(who, said.coder)) for who, said in taken.coders.items()},
        )
        for key, taken in sample.transcripts.items()
    }
    return replace(sample, transcripts=transcripts)


def _told(before: PackedSample | None, after: PackedSample) -> str:
    if before is None:
        what = "is revealed" if after.revealed_at is not None else "is open: coders see only their own codings on it"
        return f"The sample “{after.name}” comes in; it {what}."
    if before.revealed_at is None and after.revealed_at is not None:
        return f"The sample “{after.name}” is revealed."
    finished = sorted(
        {
            said.coder
            for key, taken in after.transcripts.items()
            for coder, said in taken.coders.items()
            if said.finished_at is not None and before.transcripts[key].coders.get(coder, said).finished_at is None
        }
    )
    if finished:
        return f"The sample “{after.name}”: transcripts finished by {', '.join(finished)}."
    return f"The sample “{after.name}”: who codes it and how far they are."


def take_in(session: Session, found: Coming, coders: Mapping[str, UUID]) -> None:
    """Make the study's samples what they are to be, in an open step.

    Args:
        session: The session of the step.
        found: What comes.
        coders: The rows of all coders that the samples name, by `coder_key`.
    """
    names = {
        name.casefold(): sample_id for sample_id, name in session.execute(sa.select(col(Sample.id), col(Sample.name)))
    }
    there = {row.id: row for row in session.scalars(sa.select(Sample))}
    # What another follows comes first; that of which nobody tells is followed by nothing.
    for one in sorted(found.samples, key=lambda sample: (sample.round, sample.made_at)):
        row = there.get(one.id)
        called = one.name if row is None else row.name
        if row is None:
            number = 2
            while names.get(called.casefold(), one.id) != one.id:
                called, number = f"{one.name} ({number})", number + 1
            names[called.casefold()] = one.id
        row = row or Sample(id=one.id, name=called, seed=one.seed)
        row.round, row.seed, row.drawn, row.made_at = one.round, one.seed, dict(one.drawn), one.made_at
        row.revealed_at, row.revealed_early = one.revealed_at, one.revealed_early
        row.follows = one.follows if one.follows in there else None
        session.add(row)
        session.flush()
        there[one.id] = row
        _put(session, one, found.texts, coders)


def _put(session: Session, one: PackedSample, texts: Mapping[UUID, UUID], coders: Mapping[str, UUID]) -> None:
    its = {
        row.transcript_id: row
        for row in session.scalars(sa.select(SampleTranscript).where(col(SampleTranscript.sample_id) == one.id))
    }
    assigned = {
        (row.transcript_id, row.coder_id): row
        for row in session.scalars(sa.select(SampleCoder).where(col(SampleCoder.sample_id) == one.id))
    }
    for transcript_id, taken in one.transcripts.items():
        named: dict[str, Any] = {"sample_id": one.id, "transcript_id": transcript_id}
        row = its.get(transcript_id) or SampleTranscript(**named, revision_id=texts[transcript_id])
        row.start, row.end, row.stratum = taken.start, taken.end, taken.stratum
        session.add(row)
        for key, said in taken.coders.items():
            coder = assigned.get((transcript_id, coders[key])) or SampleCoder(**named, coder_id=coders[key])
            coder.finished_at, coder.said_at = said.finished_at, said.said_at
            session.add(coder)
