"""On what coders are compared: a sample that is revealed, or whatever they coded; and whether that was done blind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlmodel import Session

from workbench import sight_samples
from workbench.agreement.sample_list import SampleFound, TranscriptOfSample, samples_in
from workbench.errors import NotFound, Refused
from workbench.study import coder_key
from workbench.visible import beginning, first_few, one_line, plural

Blindness = Literal["blind", "blind in part", "revealed early", "not blind"]


@dataclass(frozen=True)
class Basis:
    """On what coders are compared, and how they came to code it.

    Attributes:
        sample: The sample; None where it is whatever they coded.
        apart: The names of transcripts that are left out, since they are in samples that are still open.
        still_open: The names of those samples.
        one_database: Whether more than one of the coders coded in this very database; of a sample, on it and until it
            was revealed.
        changed_since: How many codings on the sample are other than they were when it was revealed.
        as_revealed: Whether all that is left out, so that what is compared is what they had coded then.
        came_since: Of how many older codings on the sample packs told this database only after it was revealed.
    """

    sample: SampleFound | None
    apart: tuple[str, ...] = ()
    still_open: tuple[str, ...] = ()
    one_database: bool = False
    changed_since: int = 0
    as_revealed: bool = False
    came_since: int = 0

    @property
    def blindness(self) -> Blindness:
        """Whether nobody could see others' codings until all had finished; in part where some were there before."""
        if self.sample is None:
            return "not blind"
        if self.sample.revealed_early:
            return "revealed early"
        return "blind in part" if self.sample.coded_before else "blind"

    @property
    def drawn(self) -> dict[UUID, TranscriptOfSample] | None:
        """What was drawn, by transcript, but what is left out; None where it is no sample."""
        if self.sample is None:
            return None
        return {one.transcript_id: one for one in self.sample.transcripts if one.name not in self.apart}

    def in_short(self, coders: int) -> str:
        """Which it is, in a few words: the sample, or that it is whatever so many coders coded."""
        if self.sample is None:
            return "all both coded" if coders == 2 else "all that two coded"
        name = f"“{beginning(one_line(self.sample.name), _SHORT)}”"
        return name + (f" (round {self.sample.round})" if self.sample.round > 1 else "")

    def in_words(self, *, names: bool = True) -> list[str]:
        """What is to be said of it beside every figure.

        Args:
            names: Whether transcripts are named, which may be called what a report must not tell.
        """
        lines = list(_of_sample(self.sample)) if self.sample is not None else [_NOT_BLIND]
        if self.sample is not None and self.one_database:
            lines.append(_COURTESY)
        if self.changed_since:
            changed = plural(self.changed_since, "coding")
            lines.append((_AS_THEN if self.as_revealed else _AS_NOW).format(changed))
        if self.came_since:
            lines.append(_NOT_KNOWN.format(plural(self.came_since, "coding")))
        return [*lines, *self.told_apart(names=names)]

    def told_apart(self, *, names: bool = True) -> list[str]:
        """Which transcripts are left out, where any are; without names how many."""
        if not self.apart:
            return []
        if not names:
            return [f"Left out: {plural(len(self.apart), 'transcript')} on a sample that is open."]
        which = " and ".join(f"“{one_line(name)}”" for name in self.still_open)
        return [f"Left out, since a sample is open ({which}): {first_few(map(one_line, self.apart))}."]

    def how_coded(self) -> str:
        """How they came to code it, in a few words."""
        if self.sample is None:
            return "not blind"
        where = ", in one database" if self.one_database else ""
        how = "blind only in part (some of it coded before)" if self.sample.coded_before else "coded blind"
        early = ", revealed early" if self.sample.revealed_early else ""
        return f"{how}{early}{where}, {self.sample.revealed_at:%d %B %Y}"

    def as_json(self) -> dict[str, object]:
        """The same as JSON has it."""
        sample = self.sample
        return {
            "blind": self.blindness,
            "one_database": self.one_database,
            "left_out_open": list(self.apart),
            "changed_since": self.changed_since,
            "as_revealed": self.as_revealed,
            "came_since": self.came_since,
            "sample": None
            if sample is None
            else {
                "name": sample.name,
                "round": sample.round,
                "drawn": sample.drawn,
                "revealed_at": _moment(sample.revealed_at),
                "revealed_early": sample.revealed_early,
                "coded_before": list(sample.coded_before),
            },
        }


_SHORT = 30
"""So much of a sample's name stands where there is little room."""

NO_SAMPLE = Basis(None)
"""Whatever the coders coded, with nothing left out."""

_NOT_BLIND = "Not blind: nothing kept the coders from seeing each other's codings while they worked."
_COURTESY = (
    "They worked in one database: there the program kept the others' codings out of sight, which is a courtesy and no "
    "lock."
)
_AS_NOW = (
    "Not all of it is what was revealed: {} on it changed since, when they could see each other's. What stood there "
    "then is compared by --as-revealed, and among the rounds."
)
_AS_THEN = "What they had coded when it was revealed is compared; {} on it changed since."

_NOT_KNOWN = (
    "Of {} on it packs told here only after it was revealed: whether they were changed in between is not known here."
)


def _of_sample(sample: SampleFound) -> list[str]:
    name, when = one_line(sample.name), f"{sample.revealed_at:%d %B %Y}"
    which = f"Sample “{name}”" + (f" (round {sample.round})" if sample.round > 1 else "")
    lines = [f"{which}: {sample.drawn}."]
    who = " and ".join(map(one_line, sample.coded_before))
    before = f"what {who} had coded on it before it was drawn could be seen by all"
    if who and sample.revealed_early:
        how = f"Blind only in part, and revealed early ({when}): {before}, and what was coded since before all had "
        lines.append(f"{how}finished.")
    elif who:
        how = f"Blind only in part: {before}; what was coded since could not, until all had finished ({when})."
        lines.append(how)
    elif sample.revealed_early:
        lines.append(
            f"Coded blind, but revealed early ({when}): others' codings could be seen before all had finished."
        )
    else:
        lines.append(f"Coded blind: nobody saw the others' codings on it until all had finished ({when}).")
    return lines


def _moment(when: dt.datetime | None) -> str | None:
    return None if when is None else when.isoformat(timespec="seconds")


def basis(session: Session, people: Collection[UUID], names: Sequence[str], wanted: str | bool | None) -> Basis:
    """On what some coders are to be compared.

    Args:
        session: A session for reading.
        people: Their ids.
        names: Their names.
        wanted: The name of a sample; True for whatever they coded, but on samples that are open; None for the sample
            of two of them that was revealed last, and where there is none, for whatever they coded.

    Raises:
        NotFound: There is no such sample.
        Refused: The sample is open; or none of theirs is revealed, and one is open.
    """
    found = samples_in(session)
    still_open = [one for one in found if one.is_open]
    if isinstance(wanted, str):
        return _on_sample(session, _named(found, wanted), still_open, people)
    keys = set(map(coder_key, names))
    theirs = [one for one in found if len(keys & set(map(coder_key, one.coders))) > 1]
    if wanted is None and theirs:
        revealed = [(one.revealed_at, one) for one in theirs if one.revealed_at is not None]
        if not revealed:
            raise _still_open(theirs[-1])
        last = max(revealed, key=lambda pair: pair[0])[1]
        return _on_sample(session, last, still_open, people)
    apart = {one.name for sample in still_open for one in sample.transcripts}
    one_database = sight_samples.worked_here(session, people) > 1
    return Basis(None, tuple(sorted(apart)), tuple(one.name for one in still_open), one_database)


def _on_sample(
    session: Session, sample: SampleFound, still_open: Sequence[SampleFound], people: Collection[UUID]
) -> Basis:
    """A sample that is revealed, but those of its transcripts that are being coded apart once more.

    On these everybody sees their own codings only, and figures would be of one coder's.
    """
    names = {one.name for one in sample.transcripts}
    again = [one for one in still_open if names & {each.name for each in one.transcripts}]
    apart = names & {each.name for one in again for each in one.transcripts}
    if apart == names:
        raise _still_open(again[-1], "what was coded on these transcripts before is compared once that is revealed")
    one_database = sight_samples.worked_here(session, people, sample.id, sample.revealed_at) > 1
    return Basis(sample, tuple(sorted(apart)), tuple(one.name for one in again), one_database)


def _named(found: Sequence[SampleFound], name: str) -> SampleFound:
    for one in found:
        if one.name.casefold() == name.strip().casefold():
            if one.is_open:
                raise _still_open(one)
            return one
    raise NotFound(f"There is no sample {name!r}.", command="See: workbench sample list")


def _still_open(sample: SampleFound, why: str = "") -> Refused:
    left = "; ".join(f"{coder} ({first_few(names)})" for coder, names in sample.unfinished().items())
    how_far = f"not finished: {left}" if left else "all have finished it"
    return Refused(
        f"The sample “{sample.name}” is open still; {'; '.join(filter(None, (how_far, why)))}.",
        "It is compared once it is revealed; what they coded beside it can be compared now.",
        command="See: --all",
    )
