"""What a reader of a report can tell of who speaks: whom an attribution may stand for. Pure.

The reader is somebody from the place that the report is about: they know who takes part, in what role and at which time
points, and do not know under which label. They have the whole report before them. So an attribution may stand for each
participant who fits all that the report says of it:

- A role, with or without a time point: everybody of the role, or of another that is printed so, who took part then. Two
  such quotations need not be one person's. Where not even the role is printed: everybody.
- A label: its quotations are one person's. Whoever it is has the label's role, took part at each time point at which
  the label is quoted, and has what the report prints of the label elsewhere: a row of the participants' table, a note
  on who was not interviewed, and why. Two labels are two people: where as many labels as people can only be those
  people, no other label stands for them.

What the words themselves tell is not weighed. Our own reasoning; it errs on the side of recognising somebody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from workbench.report.attribution import without_number
from workbench.report.counting import role_name
from workbench.report.facts import INTERVIEWED, UNSPECIFIED, ReportFacts

Wave = str
People = frozenset[str]
When = tuple[Wave | None, bool]
"""The time point that is printed, None for none, and whether others speak as well."""


@dataclass(frozen=True)
class Shown:
    """What a report prints of participants under their labels, besides attributions.

    Attributes:
        listed: The participants (ids) who have a row under their label in the participants' table.
        cells: Of each participant what stands in that row, or would stand there: a reader knows it of everybody.
        notes: Of each participant what is noted of time points at which they were not interviewed; empty for nothing.
    """

    listed: frozenset[str] = frozenset()
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Named:
    """What an attribution says of one speaker.

    Attributes:
        people: The participants (ids) it is about: one, or those who cannot be told apart.
        label: The label that is printed; empty where only the role is.
        wave: The time point that is printed; None where none is.
        kind: What is printed of the label without its number; empty where all of it is, or only the role.
        together: Whether others speak in the quotation as well.
        anybody: Whether not even the role is printed.
    """

    people: tuple[str, ...]
    label: str
    wave: Wave | None
    kind: str = ""
    together: bool = False
    anybody: bool = False

    @property
    def when(self) -> When:
        """What it says of the interview."""
        return self.wave, self.together


class Reader:
    """Somebody who has the whole report before them.

    Args:
        facts: The study.
        shown: What the report prints of participants besides attributions.
        named: What every attribution of the report says, one value for each quotation and speaker.
    """

    def __init__(self, facts: ReportFacts, shown: Shown, named: Iterable[Named]) -> None:
        self._facts, self._shown = facts, shown
        self._role = {row.participant: row.role or UNSPECIFIED for row in facts.participants}
        self._kind = kinds(facts)
        self._called: dict[str, set[str]] = defaultdict(set)
        for role in self._role.values():
            self._called[role_name(facts, role)].add(role)
        self._took_part, self._jointly = took_part(facts), took_part(facts, jointly=True)
        self._of_label: dict[str, set[str]] = defaultdict(set)
        for row in facts.participants:
            self._of_label[row.label or row.participant].add(row.participant)
        self._found: dict[tuple[frozenset[str], When], People] = {}
        self._said: dict[str, Counter[When]] = defaultdict(Counter)
        for one in named:
            if self.hangs_together(one.label):
                self._said[one.label][one.when] += 1
        fits = {label: self._fit(label, said) for label, said in self._said.items()}
        self._could, self._taken = without_those_taken(fits)

    def hangs_together(self, label: str) -> bool:
        """Whether the label is one person's, so that all its quotations are."""
        return len(self._of_label.get(label, ())) == 1

    def could_be(self, named: Named) -> People:
        """The participants (ids) who could have said it, as far as the reader can tell."""
        if self.hangs_together(named.label):
            return self._could[named.label]
        return self.of_kind(named) if named.kind else self.of_role(named)

    def without_wave(self, named: Named) -> People:
        """Who could have said it, were the time point not printed here."""
        waveless = replace(named, wave=None)
        if not self.hangs_together(named.label):
            return self.of_kind(waveless) if named.kind else self.of_role(waveless)
        said = self._said[named.label].copy()
        said[named.when] -= 1
        fit = self._fit(named.label, [*+said, waveless.when])
        for one in self._taken:
            # What follows without this label holds whatever is printed of it.
            if named.label not in one.because:
                fit -= one.people
        return fit

    def of_kind(self, named: Named) -> People:
        """Those of the role who are what the label says without its number."""
        wanted = {self._kind.get(one, "") for one in named.people}

        def is_one(who: str) -> bool:
            # "Parent" without a number may as well be the role.
            return self._kind[who] in wanted or role_name(self._facts, self._role[who]) in wanted or who in named.people

        return frozenset(filter(is_one, self.of_role(named)))

    def of_role(self, named: Named, *, and_of: str | None = None) -> People:
        """Those of the role, where only that is printed.

        Args:
            named: What the attribution says.
            and_of: A further role that is printed in the same words.
        """
        people = self._role if named.anybody else named.people
        roles = {self._role[one] for one in people if one in self._role}
        if and_of is not None:
            roles.add(and_of)
        roles = {each for role in roles for each in self._called[role_name(self._facts, role)]}
        return self._of_roles(frozenset(roles), named.when).union(one for one in named.people if one in self._role)

    def _of_roles(self, roles: frozenset[str], when: When) -> People:
        key = roles, when
        if key not in self._found:
            found = (one for one, role in self._role.items() if role in roles and self._was_there(one, when))
            self._found[key] = frozenset(found)
        return self._found[key]

    def _was_there(self, participant: str, when: When) -> bool:
        wave, together = when
        waves = (self._jointly if together else self._took_part)[participant]
        return bool(waves) if wave is None else wave in waves

    def _fit(self, label: str, said: Collection[When]) -> People:
        """Those who fit what the report says of a label that is one person's, others left out of account."""
        (participant,) = self._of_label[label]
        cells = self._shown.cells.get(participant) if participant in self._shown.listed else None
        note = self._shown.notes.get(participant, "")
        fit = {
            one
            for one, role in self._role.items()
            if role == self._role[participant]
            and all(self._was_there(one, when) for when in said)
            and self._kind[one] == self._kind[participant]
            and (cells is None or self._shown.cells.get(one) == cells)
            and self._shown.notes.get(one, "") == note
        }
        return frozenset(fit | {participant})


def kinds(facts: ReportFacts) -> Mapping[str, str]:
    """Of each participant (id) what their label says they are: what stands before its number.

    A label without a number says so too where others of the role have one; else it may be a pseudonym, saying nothing.
    """
    numbered = {row.participant: without_number(row.label or row.participant) for row in facts.participants}
    roles = {row.role for row in facts.participants if numbered[row.participant] != (row.label or row.participant)}
    return {row.participant: numbered[row.participant] if row.role in roles else "" for row in facts.participants}


def took_part(facts: ReportFacts, *, jointly: bool = False) -> Mapping[str, frozenset[Wave]]:
    """Of each participant (id) the time points at which they were interviewed, or speak in anything else.

    Args:
        facts: The study.
        jointly: Only where others take part too.
    """
    words = {"jointly", "in a group"} if jointly else INTERVIEWED
    waves: dict[str, set[Wave]] = {
        row.participant: {wave for wave, word in row.waves.items() if word in words} for row in facts.participants
    }
    for transcript in facts.transcripts:
        people = {one for turn in transcript.turns for one in turn.participants}.union(transcript.participants)
        if jointly and len(people) < 2:
            continue
        for one in people:
            if one in waves:
                waves[one].add(transcript.wave or UNSPECIFIED)
    return {one: frozenset(found) for one, found in waves.items()}


@dataclass(frozen=True)
class Taken:
    """People for whom as many labels stand.

    Attributes:
        people: The participants (ids).
        because: The labels from which it follows.
    """

    people: People
    because: frozenset[str]


def without_those_taken(fits: Mapping[str, People]) -> tuple[dict[str, People], list[Taken]]:
    """Whom each label may stand for, where no two stand for the same person.

    Where as many labels as people fit nobody but these people, they are taken by them.

    Args:
        fits: Of each label everybody who fits it.

    Returns:
        Of each label who is left; and who is taken.
    """
    left, taken = dict(fits), {}
    because = {label: frozenset((label,)) for label in fits}
    goes_on = True
    while goes_on:
        goes_on = False
        for people in sorted(set(left.values()), key=lambda some: (len(some), sorted(some))):
            labels = [label for label, some in left.items() if some <= people]
            if len(labels) != len(people) or people in taken:
                continue
            taken[people] = Taken(people, frozenset().union(*(because[label] for label in labels)))
            for label, some in left.items():
                if not some <= people and some & people:
                    left[label] = some - people
                    because[label] |= taken[people].because
                    goes_on = True
    return left, list(taken.values())
