"""Who speaks to a theme: participants by role and wave, *n of N*. Pure.

N counts those interviewed. A person counts through turns of their own; where the transcriber could not tell
who of several spoke, that is *at least one of* them. It says who spoke of it, never who agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.report.facts import INTERVIEWED, UNSPECIFIED, ExtractRow, ParticipantRow, ReportFacts

NOBODY = "–"
"""What stands where nobody of a role was interviewed at a wave."""


@dataclass(frozen=True)
class Count:
    """How many of ``interviewed`` spoke of something; ``at_least`` where speakers could not all be told apart."""

    speaking: int
    interviewed: int
    at_least: bool = False

    def __str__(self) -> str:
        if not self.interviewed and not self.speaking:
            return NOBODY
        least = "at least " if self.at_least and self.speaking < self.interviewed else ""
        return f"{least}{self.speaking} of {self.interviewed}"


@dataclass(frozen=True)
class Line:
    """One role's counts, one for each wave of :func:`waves_shown`."""

    role: str
    counts: tuple[Count, ...]


def waves_shown(facts: ReportFacts) -> list[str]:
    """The wave ids that tables show, in order; the unspecified one only where somebody was interviewed at it."""
    seen = {wave for row in facts.participants for wave, word in row.waves.items() if word in INTERVIEWED}
    known = [wave.id for wave in facts.study.waves]
    return known + sorted(wave for wave in seen - set(known) if wave) + ([UNSPECIFIED] if UNSPECIFIED in seen else [])


def roles_shown(facts: ReportFacts) -> list[str]:
    """The role ids that tables show: every role of the study, then others that participants have, then none."""
    seen = {row.role or UNSPECIFIED for row in facts.participants}
    known = [role.id for role in facts.study.roles]
    return known + sorted(role for role in seen - set(known) if role) + ([UNSPECIFIED] if UNSPECIFIED in seen else [])


def role_name(facts: ReportFacts, role: str) -> str:
    """A role as tables print it."""
    return facts.role_of[role].label if role in facts.role_of else role or "Unspecified"


def wave_name(facts: ReportFacts, wave: str) -> str:
    """A wave as tables print it."""
    return facts.wave_of[wave].label if wave in facts.wave_of else wave or "Unspecified"


def interviewed(facts: ReportFacts, role: str, wave: str) -> list[ParticipantRow]:
    """The participants of a role who were interviewed at a wave."""
    rows = [row for row in facts.participants if (row.role or UNSPECIFIED) == role]
    return [row for row in rows if row.waves.get(wave) in INTERVIEWED]


def speaking(facts: ReportFacts, extracts: Iterable[ExtractRow]) -> list[Line]:
    """Counts of those who speak in the extracts, a line for every role, zero lines kept."""
    by_wave: dict[str, list[ExtractRow]] = {}
    for extract in extracts:
        by_wave.setdefault(extract.wave or UNSPECIFIED, []).append(extract)
    waves = waves_shown(facts)
    people = {(role, wave): interviewed(facts, role, wave) for role in roles_shown(facts) for wave in waves}
    return [
        Line(role, tuple(_count(people[role, wave], by_wave.get(wave, ())) for wave in waves))
        for role in roles_shown(facts)
    ]


def roles_heard(facts: ReportFacts, extracts: Sequence[ExtractRow]) -> Mapping[str, list[str]]:
    """For each role heard in the extracts, the waves at which it is: who, without how many."""
    heard: dict[str, set[str]] = {}
    for extract in extracts:
        if _is_strangers(facts, extract):
            continue
        rows = [facts.participant_of[each] for each in extract.participants if each in facts.participant_of]
        for role in {row.role or UNSPECIFIED for row in rows} or {extract.role or UNSPECIFIED}:
            heard.setdefault(role, set()).add(extract.wave or UNSPECIFIED)
    order = [*dict.fromkeys([wave.id for wave in facts.study.waves] + waves_shown(facts)), UNSPECIFIED]
    return {
        role: sorted(heard[role], key=lambda wave: (order.index(wave) if wave in order else len(order), wave))
        for role in [*roles_shown(facts), *sorted(set(heard) - set(roles_shown(facts)))]
        if role in heard
    }


def _is_strangers(facts: ReportFacts, extract: ExtractRow) -> bool:
    """Whether only speakers of whom nobody is known are heard, in a transcript of somebody of the study."""
    row = facts.transcript_of.get(extract.transcript)
    if extract.participants or row is None or not row.is_somebodys:
        return False
    turns = [turn for turn in row.turns if turn.start < extract.end and extract.start < turn.end]
    return any(turn.is_strangers for turn in turns) and all(turn.is_strangers or turn.interviewer for turn in turns)


def _count(people: Sequence[ParticipantRow], extracts: Iterable[ExtractRow]) -> Count:
    ids = {row.participant for row in people}
    known: set[str] = set()
    unsure: set[frozenset[str]] = set()
    for extract in extracts:
        here = ids.intersection(extract.participants)
        if not here:
            continue
        if extract.one_of and len(extract.participants) > 1:
            unsure.add(frozenset(here))
        else:
            known |= here
    # Sets that share nobody with those known or with each other each stand for one more person at least.
    counted, more = set(known), 0
    for candidates in sorted(unsure, key=lambda each: (len(each), sorted(each))):
        if not candidates & counted:
            more += 1
        counted |= candidates
    return Count(len(known) + more, len(people), at_least=bool(unsure))
