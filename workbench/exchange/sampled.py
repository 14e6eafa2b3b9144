"""Samples that several coders code apart, as packs carry them: what was drawn, for whom, and what they have finished.

Whoever is blind must be so on every machine, and who waits for another to finish may be on one of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.agreement.drawing import Asked
from workbench.agreement.sample_list import were_closed_again
from workbench.exchange import lines
from workbench.exchange.values import NEVER, BadLine, line_of, moment_of, sha256_of, text_of, uuid_of, written
from workbench.model import Coder, Revision, Sample, SampleCoder, SampleTranscript, Transcript
from workbench.study import coder_key

if TYPE_CHECKING:
    pass

FILE = "samples.jsonl"
_LARGEST = 2**31 - 1


class Progress(NamedTuple):
    """How far a coder is with a transcript, as they said it last.

    Attributes:
        coder: Their name.
        finished_at: Since when it is finished; None: it is not.
        said_at: When they said so, or took it back; None: never.
    """

    coder: str
    finished_at: dt.datetime | None = None
    said_at: dt.datetime | None = None


@dataclass(frozen=True)
class Taken:
    """A transcript of a sample: all of it, or the stretch ``[start, end)``; and who codes it, by `coder_key`."""

    start: int | None
    end: int | None
    stratum: str
    coders: Mapping[str, Progress]


@dataclass(frozen=True)
class PackedSample:
    """A sample.

    Attributes:
        id: Which.
        name: What it is called.
        round: Which round it is.
        seed: With what chance began.
        drawn: How it was drawn.
        made_at: When.
        revealed_at: When it was revealed; None: it is open.
        revealed_early: Whether others' codings could be seen before all had finished, see `SampleFound`.
        follows: The sample whose next round it is.
        transcripts: What was drawn; by place in a pack, by the row's id in a study.
    """

    id: UUID
    name: str
    round: int
    seed: int
    drawn: Mapping[str, Any]
    made_at: dt.datetime
    revealed_at: dt.datetime | None
    revealed_early: bool
    follows: UUID | None
    transcripts: Mapping[Any, Taken]

    @property
    def fullness(self) -> tuple[int, str]:
        """How much it tells: what was handed out to one coder says nothing of the others."""
        coders = {coder for taken in self.transcripts.values() for coder in taken.coders}
        return len(coders), lines.as_json({"name": self.name, "seed": self.seed, "drawn": dict(self.drawn)})


class Text(NamedTuple):
    """A transcript as a pack names it."""

    transcript: str
    text_sha256: str
    source_sha256: str


def merged(one: PackedSample, other: PackedSample) -> PackedSample:
    """One sample of which two machines tell. Pure; neither the order nor how often they exchange it matters.

    What coders said last holds. It is revealed where it is on one of them, and since the earlier moment.
    """
    less, more = sorted((one, other), key=lambda sample: sample.fullness)
    both = {key: _taken(less.transcripts.get(key, taken), taken) for key, taken in more.transcripts.items()}
    revealed = [sample.revealed_at for sample in (one, other) if sample.revealed_at is not None]
    return replace(
        more,
        made_at=min(one.made_at, other.made_at),
        revealed_at=min(revealed, default=None),
        revealed_early=one.revealed_early or other.revealed_early,
        follows=more.follows or less.follows,
        transcripts={**less.transcripts, **both},
    )


def _taken(less: Taken, more: Taken) -> Taken:
    coders = dict(less.coders)
    for key, said in more.coders.items():
        coders[key] = max(said, coders.get(key, said), key=_said)
    return Taken(more.start, more.end, more.stratum or less.stratum, coders)


def _said(one: Progress) -> tuple[dt.datetime, dt.datetime, str]:
    return one.said_at or NEVER, one.finished_at or NEVER, one.coder


def to_pack(session: Session) -> list[PackedSample]:
    """The study's samples, in the order in which they were drawn, their transcripts as packs name them."""
    query = (
        sa.select(col(Transcript.id), col(Transcript.name), col(Revision.text_sha256), col(Revision.source_sha256))
        .join(SampleTranscript, col(SampleTranscript.transcript_id) == Transcript.id)
        .join(Revision, col(Revision.id) == SampleTranscript.revision_id)
    )
    names = {transcript_id: Text(*named) for transcript_id, *named in session.execute(query)}
    return [
        replace(one, transcripts={names[key]: taken for key, taken in one.transcripts.items()})
        for one in here(session).values()
    ]


def here(session: Session) -> dict[UUID, PackedSample]:
    """The study's samples, in the order in which they were drawn, their transcripts by the ids of their rows."""
    coders: dict[tuple[UUID, UUID], dict[str, Progress]] = {}
    assigned = sa.select(SampleCoder, col(Coder.name)).join(Coder, col(Coder.id) == SampleCoder.coder_id)
    for row, name in session.execute(assigned.order_by(col(Coder.name))):
        its = coders.setdefault((row.sample_id, row.transcript_id), {})
        its[coder_key(name)] = Progress(name, row.finished_at, row.said_at)
    taken: dict[UUID, dict[UUID, Taken]] = {}
    drawn = sa.select(SampleTranscript, col(Transcript.name)).join(Transcript).order_by(col(Transcript.name))
    for one, _ in session.execute(drawn):
        its_coders = coders.get((one.sample_id, one.transcript_id), {})
        taken.setdefault(one.sample_id, {})[one.transcript_id] = Taken(one.start, one.end, one.stratum, its_coders)
    closed_again = were_closed_again(session)
    return {
        row.id: PackedSample(
            row.id,
            row.name,
            row.round,
            row.seed,
            row.drawn,
            row.made_at,
            row.revealed_at,
            row.revealed_early or row.id in closed_again,
            row.follows,
            taken.get(row.id, {}),
        )
        for row in session.scalars(sa.select(Sample).order_by(col(Sample.made_at), col(Sample.name)))
    }


def as_line(sample: PackedSample) -> str:
    """A sample as one line of JSON, without line end; its transcripts by place in a pack."""
    return lines.as_json(
        {
            "id": str(sample.id),
            "name": sample.name,
            "round": sample.round,
            "seed": sample.seed,
            "drawn": dict(sample.drawn),
            "made_at": written(sample.made_at),
            "revealed_at": written(sample.revealed_at),
            "revealed_early": sample.revealed_early,
            "follows": str(sample.follows) if sample.follows else None,
            "transcripts": [
                {
                    **text._asdict(),
                    "start": taken.start,
                    "end": taken.end,
                    "stratum": taken.stratum,
                    "coders": [
                        {
                            "coder": said.coder,
                            "finished_at": written(said.finished_at),
                            "said_at": written(said.said_at),
                        }
                        for said in taken.coders.values()
                    ],
                }
                for text, taken in sample.transcripts.items()
            ],
        }
    )


def read(values: Mapping[str, Any]) -> PackedSample:
    """A sample from one line's JSON object.

    Raises:
        BadLine: A value is missing or cannot be.
    """
    sample_id, made_at = uuid_of(values, "id"), moment_of(values, "made_at")
    if sample_id is None or made_at is None:
        raise BadLine(f"the key {'id' if sample_id is None else 'made_at'!r} is missing")
    drawn = values.get("drawn")
    if not isinstance(drawn, dict):
        raise BadLine("the value of 'drawn' must be an object")
    try:
        Asked.of_json({key: value for key, value in drawn.items() if key != "there"})
        int(drawn["there"])
    except (TypeError, ValueError, KeyError) as error:
        raise BadLine("the value of 'drawn' does not say how a sample is drawn") from error
    return PackedSample(
        sample_id,
        line_of(values, "name"),
        _number(values, "round", least=1),
        _number(values, "seed", least=0),
        drawn,
        made_at,
        moment_of(values, "revealed_at"),
        values.get("revealed_early") is True,
        uuid_of(values, "follows"),
        dict(_transcript(lines.as_object(one)) for one in _listed(values, "transcripts")),
    )


def _transcript(values: Mapping[str, Any]) -> tuple[Text, Taken]:
    text = Text(line_of(values, "transcript"), sha256_of(values, "text_sha256"), sha256_of(values, "source_sha256"))
    start, end = (None, None)
    if values.get("start") is not None or values.get("end") is not None:
        start, end = _number(values, "start", least=0), _number(values, "end", least=1)
        if start >= end:
            raise BadLine("a stretch ends before it begins")
    said = [_progress(lines.as_object(one)) for one in _listed(values, "coders")]
    return text, Taken(start, end, text_of(values, "stratum"), {coder_key(one.coder): one for one in said})


def _progress(values: Mapping[str, Any]) -> Progress:
    return Progress(line_of(values, "coder"), moment_of(values, "finished_at"), moment_of(values, "said_at"))


def _listed(values: Mapping[str, Any], key: str) -> list[Any]:
    found = values.get(key)
    if not isinstance(found, list):
        raise BadLine(f"the value of {key!r} must be a list")
    return found


def _number(values: Mapping[str, Any], key: str, *, least: int) -> int:
    found = values.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= _LARGEST:
        raise BadLine(f"the value of {key!r} must be a whole number from {least}")
    return found
