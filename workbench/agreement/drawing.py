"""What a sample is to be, what a draw would take, and both in words. Reads only."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from workbench import sight, sight_samples
from workbench.agreement import sampling
from workbench.agreement.frame import spoken
from workbench.errors import BadInput, Refused
from workbench.model import Coder, utc_now
from workbench.settings import StudySettings
from workbench.study import Study, coder_key, find_coder
from workbench.transcripts import listing
from workbench.transcripts.listing import TranscriptFound
from workbench.visible import plural

STRATA = ("role", "wave", "kind")
"""By what a sample may be drawn."""

NOTHING_KNOWN = {"role": "no role", "wave": "no wave", "kind": "no kind"}


@dataclass(frozen=True)
class Asked:
    """How a sample is to be drawn.

    Attributes:
        share: How much of the transcripts, above 0 up to 1; None where a number is given.
        number: How many transcripts; None where a share is given.
        by: What makes the strata: role, wave, kind.
        minimum: How many of each stratum at least.
        without: The names of transcripts that are not to be drawn.
        turns: Of each transcript one stretch of so many turns; None: all of it.
        same: Whether it takes the transcripts of the round before again.
    """

    share: float | None = None
    number: int | None = None
    by: tuple[str, ...] = ("role", "wave")
    minimum: int = 1
    without: tuple[str, ...] = ()
    turns: int | None = None
    same: bool = False

    def as_json(self) -> dict[str, Any]:
        """What a database keeps of it."""
        return asdict(self) | {"by": list(self.by), "without": list(self.without)}

    @classmethod
    def of_json(cls, values: dict[str, Any]) -> Asked:
        """What a database kept."""
        return cls(**values | {"by": tuple(values["by"]), "without": tuple(values["without"])})

    def in_words(self, *, seed: int, there: int, drawn: int) -> str:
        """How a sample was drawn, for whoever writes the methods.

        Args:
            seed: With what chance began.
            there: How many transcripts could be drawn.
            drawn: How many were.
        """
        if self.same:
            return "the transcripts of the round before again"
        asked = f" ({100 * self.share:.4g}\u00a0% were asked for)" if self.share is not None else ""
        words = [f"{drawn} of {plural(there, 'transcript')}{asked}"]
        if self.turns is not None:
            words.append(f"of each a stretch of {plural(self.turns, 'turn')}")
        if self.by:
            words.append(f"by {' and '.join(self.by)}, at least {self.minimum} of each")
        if self.without:
            words.append(f"{plural(len(self.without), 'transcript')} left out beforehand")
        return f"{', '.join(words)}; drawn by chance (seed {seed})"


@dataclass(frozen=True)
class TranscriptDrawn:
    """A transcript that a draw takes.

    Attributes:
        transcript_id: Its row.
        revision_id: The text it has.
        name: What it is called.
        stratum: Its stratum in words.
        start: Where its stretch begins, in code points; None: all of it.
        end: Where its stretch ends (exclusive).
        turns: How many turns the stretch has, or all of it.
    """

    transcript_id: UUID
    revision_id: UUID
    name: str
    stratum: str
    start: int | None
    end: int | None
    turns: int


@dataclass(frozen=True)
class Drawn:
    """What a draw takes, before anything is written.

    Attributes:
        asked: What was asked for.
        seed: With what chance began.
        there: How many transcripts could be drawn.
        coders: Who is to code it, by the names they have in the study.
        new_coders: Those of them who have done nothing in the study yet.
        strata: The strata, and what each gives.
        transcripts: What is drawn, by name.
        coded_before: Who of the coders has coded on which of them already, by name, as far as it can be seen; what
            they have there is not coded blind.
    """

    asked: Asked
    seed: int
    there: int
    coders: tuple[str, ...]
    new_coders: tuple[str, ...]
    strata: tuple[sampling.Stratum, ...]
    transcripts: tuple[TranscriptDrawn, ...]
    coded_before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_ALL_CODED = " on which none of the coders has coded"


def any_seed() -> int:
    """A seed that is found by chance."""
    return secrets.randbelow(1_000_000)


def plan(study: Study, coders: Sequence[str], asked: Asked, *, seed: int | None = None, uncoded: bool = False) -> Drawn:
    """What a draw would take; nothing is written.

    Args:
        study: The study.
        coders: Who is to code it: two or more names.
        asked: How it is to be drawn.
        seed: With what chance begins; None for one that is found by chance itself.
        uncoded: Whether transcripts are left out too on which one of them has coded, as far as it can be seen.

    Raises:
        BadInput: There are not two coders; or what is asked for makes no sense, or cannot be drawn here.
        NotFound: A transcript that is to be left out is not there.
        Refused: The study was handed out to somebody.
    """
    if study.settings.handed_to:
        raise Refused(
            f"This study was handed out to {study.settings.handed_to} to code a sample; no other is drawn in it.",
            "Samples are drawn in the study that it was handed out of.",
        )
    _check(asked)
    names = _coders(study, coders)
    seed = any_seed() if seed is None else seed
    with study.read() as session:
        without = {listing.find_transcript(session, name).name for name in asked.without}
        found = {one.name: one for one in listing.transcripts(session) if one.words}
        if uncoded:
            whole = [sight_samples.Stretch(one.id, one.revision_id, None, None) for one in found.values()]
            without |= _coded_on(session, study, whole, names).keys()
            asked = replace(asked, without=tuple(sorted(without)))
        strata = {name: _stratum(one, asked.by, study.settings) for name, one in found.items()}
        there = len(found.keys() - without)
        if not there:
            raise BadInput(
                f"There is no transcript to draw from{_ALL_CODED * uncoded}.",
                "Import some, or leave out fewer.",
                command="See: --without, --uncoded",
            )
        drawn = _drawn(strata, asked, seed, without)
        chosen = [found[name] for stratum in drawn for name in stratum.drawn]
        stretches = _stretches(session, chosen, asked.turns, seed)
        chosen.sort(key=lambda one: listing.natural(one.name))
        taken = tuple(
            TranscriptDrawn(one.id, one.revision_id, one.name, strata[one.name], *stretches[one.name]) for one in chosen
        )
        before = coded_on(session, study, taken, names)
    return Drawn(
        asked,
        seed,
        there,
        tuple(names),
        tuple(name for name, is_known in names.items() if not is_known),
        tuple(drawn),
        taken,
        before,
    )


def coded_on(
    session: Session, study: Study, drawn: Sequence[TranscriptDrawn], coders: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Who of some coders has coded on which of what is drawn, by the transcript's name, as far as it can be seen.

    Args:
        session: A session for reading.
        study: The study; its coder is who looks.
        drawn: What is drawn.
        coders: The coders, by the names they have.
    """
    whole = [sight_samples.Stretch(one.transcript_id, one.revision_id, one.start, one.end) for one in drawn]
    return _coded_on(session, study, whole, coders)


def _coded_on(
    session: Session, study: Study, stretches: Sequence[sight_samples.Stretch], coders: Collection[str]
) -> dict[str, tuple[str, ...]]:
    seen = sight.coders_by_transcript(session, study)
    people = {one.id: one.name for one in session.scalars(sa.select(Coder)) if one.name in coders}
    begun = sight_samples.begun_on(session, stretches, utc_now(), people) if people else {}
    found: dict[UUID, list[str]] = defaultdict(list)
    for (transcript_id, coder_id), one in begun.items():
        if one.had and people[coder_id] in seen.get(transcript_id, ()):
            found[transcript_id].append(people[coder_id])
    names = {one.id: one.name for one in listing.transcripts(session) if one.id in found}
    in_turn = sorted(found, key=lambda transcript_id: listing.natural(names[transcript_id]))
    return {names[one]: tuple(sorted(found[one], key=coder_key)) for one in in_turn}


def _check(asked: Asked) -> None:
    if asked.share is not None and asked.number is not None:
        raise BadInput("Both a share and a number of transcripts are given.", "Give one of the two.")
    if asked.share is None and asked.number is None:
        raise BadInput("Say how much is to be drawn: a share, or a number of transcripts.", "Give one of the two.")
    if asked.share is not None and not 0 < asked.share <= 1:
        raise BadInput("A share is more than 0 and at most 100 %.", "Between 10 and 25 % is usual.")
    if asked.number is not None and asked.number < 1:
        raise BadInput("At least one transcript has to be drawn.", "Give a number from 1.")
    if asked.minimum < 0:
        raise BadInput("Of a stratum no less than nothing can be drawn.", "Give a minimum from 0.")
    if asked.turns is not None and asked.turns < 1:
        raise BadInput("A stretch has at least one turn.", "Give a number from 1.")
    if unknown := [one for one in asked.by if one not in STRATA]:
        raise BadInput(f"{unknown[0]!r} is nothing to draw by.", f"One or more of: {', '.join(STRATA)}.")
    if twice := [one for one, count in Counter(asked.by).items() if count > 1]:
        raise BadInput(f"{twice[0]!r} is named twice.", "Name each once.")


def _coders(study: Study, names: Sequence[str]) -> dict[str, bool]:
    """The coders under the names they have, and whether they have done anything in the study yet."""
    found: dict[str, bool] = {}
    for name in names:
        coder_id = find_coder(study, name)
        with study.read() as session:
            coder = session.get(Coder, coder_id) if coder_id is not None else None
        called = coder.name if coder is not None else name.strip()
        if coder_key(called) in map(coder_key, found):
            raise BadInput(f"{called!r} is named twice.", "Name people who code it apart.")
        found[called] = coder is not None
    if len(found) < 2:
        raise BadInput("A sample is coded by two people at least.", "Name both.", command="See: --for NAME --for NAME")
    return found


def _stratum(one: TranscriptFound, by: Sequence[str], settings: StudySettings) -> str:
    """A transcript's stratum as people read it: `Mentor + Parent, Early interview`."""
    words = {
        "role": " + ".join(sorted(settings.printed_role(role) for role in one.roles)),
        "wave": settings.printed_wave(one.wave),
        "kind": one.kind or "",
    }
    return ", ".join(words[name] or NOTHING_KNOWN[name] for name in by)


def _drawn(strata: sampling.Strata, asked: Asked, seed: int, without: set[str]) -> list[sampling.Stratum]:
    try:
        return sampling.draw(
            strata, share=asked.share, number=asked.number, minimum=asked.minimum, seed=seed, without=without
        )
    except sampling.TooFew as few:
        number = asked.number or 0
        if number > few.at_most:
            message = f"{number} transcripts cannot be drawn: there {'is' if few.at_most == 1 else 'are'} {few.at_most}"
            left_out = f" beside {plural(len(without), 'one')} left out" if without else ""
            raise BadInput(f"{message}{left_out}.", "Ask for fewer.") from few
        raise BadInput(
            f"{plural(number, 'transcript')} cannot give {asked.minimum} of each stratum: that takes {few.at_least}.",
            f"Ask for {few.at_least}, or for a smaller minimum, or draw by fewer things.",
            command="See: --minimum, --by",
        ) from few


def _stretches(
    session: Session, chosen: Sequence[TranscriptFound], length: int | None, seed: int
) -> dict[str, tuple[int | None, int | None, int]]:
    """Of each transcript where its stretch begins and ends, and how many turns it has; headings are no turns."""
    if length is None:
        return {one.name: (None, None, one.turns) for one in chosen}
    found: dict[str, tuple[int | None, int | None, int]] = {}
    texts = listing.spoken(session, {one.revision_id for one in chosen})
    for one in chosen:
        turns = list(spoken(texts[one.revision_id]))
        first, last = sampling.stretch(len(turns), length, name=one.name, seed=seed)
        whole = (None, None, len(turns))
        found[one.name] = (turns[first].start, turns[last - 1].end, last - first) if len(turns) > length else whole
    return found
