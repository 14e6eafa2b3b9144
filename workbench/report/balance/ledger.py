"""The ledger of what is printed: quotations and words of each participant, role and wave beside what is coded. Pure.

The figures are a help for whoever chooses quotations. They stand in no report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.report.balance.voices import Quoted, Who, coded_words
from workbench.report.counting import interviewed, role_name, roles_shown, wave_name, waves_shown
from workbench.report.facts import INTERVIEWED, UNSPECIFIED, ReportFacts

Kept = Literal["participant", "role", "wave"]


@dataclass(frozen=True)
class Line:
    """A line of the ledger: a participant, a role or a wave, and what is theirs.

    Attributes:
        kind: participant, role or wave.
        ids: Whose it is: one id; of participants several where it is not known who of them spoke, none where nobody is
            known.
        label: As it is printed.
        quotations: How many of the quotations they speak in.
        words: How many of the quotations' words are theirs.
        coded: How many of the coded words are theirs.
        quotations_share: The share of the quotations, from 0 to 1; None where there are none.
        words_share: The share of the quotations' words.
        coded_share: The share of the coded words.
        people: How many participants it stands for.
    """

    kind: Kept
    ids: tuple[str, ...]
    label: str
    quotations: int
    words: int
    coded: int
    quotations_share: float | None
    words_share: float | None
    coded_share: float | None
    people: int

    @property
    def printed_share(self) -> float:
        """The greater of its two shares in what is printed."""
        return max(self.quotations_share or 0.0, self.words_share or 0.0)


@dataclass(frozen=True)
class Ledger:
    """Whose voices are printed, and whose are coded.

    Attributes:
        quotations: How many quotations are printed.
        words: How many words they have.
        coded: How many words are coded.
        participants: A line for each participant who was interviewed, then those for words of which it is not known who
            of several said them, or who at all.
        roles: A line for each role.
        waves: A line for each wave.
    """

    quotations: int
    words: int
    coded: int
    participants: tuple[Line, ...]
    roles: tuple[Line, ...]
    waves: tuple[Line, ...]


def ledger_of(facts: ReportFacts, quotations: Sequence[Quoted]) -> Ledger:
    """What is whose.

    A quotation in which several speak counts for each of them. Words that one of several said count for their role,
    where they share one, and for none of them by himself; words of nobody known count for their wave and for the whole.

    Args:
        facts: The study.
        quotations: The quotations that are printed.
    """
    counts = _Counts(quotations, coded_words(facts))
    return Ledger(
        len(quotations),
        counts.words.total(),
        counts.coded.total(),
        tuple(_participants(facts, counts)),
        tuple(_roles(facts, counts)),
        tuple(_waves(facts, counts)),
    )


class _Counts:
    """Quotations and words of each who speaks."""

    def __init__(self, quotations: Sequence[Quoted], coded: Mapping[Who, int]) -> None:
        self.number = len(quotations)
        self.words: Counter[Who] = Counter()
        self.coded = Counter(coded)
        self.quotations: Counter[tuple[Kept, tuple[str, ...]]] = Counter()
        for one in quotations:
            for who, words in one.said:
                self.words[who] += words
            self.quotations.update({key for who, _ in one.said for key in _keys(who)})
        self.words_of, self.coded_of = _by_key(self.words), _by_key(self.coded)

    def line(self, kind: Kept, ids: tuple[str, ...], label: str, people: int) -> Line:
        key = (kind, ids)
        quotations, words, coded = self.quotations[key], self.words_of[key], self.coded_of[key]
        return Line(
            kind,
            ids,
            label,
            quotations,
            words,
            coded,
            _share(quotations, self.number),
            _share(words, self.words.total()),
            _share(coded, self.coded.total()),
            people,
        )

    def others(self, kind: Kept, shown: Collection[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Who else of that kind has words, or is quoted."""
        keys = {**self.quotations, **self.words_of, **self.coded_of}
        return sorted(ids for of, ids in keys if of == kind and ids not in shown)


def _keys(who: Who) -> Iterator[tuple[Kept, tuple[str, ...]]]:
    yield "participant", who.people
    yield "role", (who.role,)
    yield "wave", (who.wave,)


def _by_key(words: Mapping[Who, int]) -> Counter[tuple[Kept, tuple[str, ...]]]:
    found: Counter[tuple[Kept, tuple[str, ...]]] = Counter()
    for who, number in words.items():
        for key in _keys(who):
            found[key] += number
    return found


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _participants(facts: ReportFacts, counts: _Counts) -> Iterator[Line]:
    rows = [row for row in facts.participants if any(word in INTERVIEWED for word in row.waves.values())]
    shown = [(row.participant,) for row in rows]
    for (participant,) in shown:
        row = facts.participant_of[participant]
        yield counts.line("participant", (participant,), row.label or participant, 1)
    for ids in sorted(counts.others("participant", shown), key=lambda ids: (not ids, ids)):
        names = [_label(facts, one) for one in ids]
        label = f"{' or '.join(names)}, not told apart" if len(ids) > 1 else names[0] if ids else "Not known who speaks"
        yield counts.line("participant", ids, label, len(ids))


def _label(facts: ReportFacts, participant: str) -> str:
    row = facts.participant_of.get(participant)
    return row.label or participant if row is not None else participant


def _roles(facts: ReportFacts, counts: _Counts) -> Iterator[Line]:
    shown = [(role,) for role in roles_shown(facts)]
    for ids in [*shown, *counts.others("role", shown)]:
        people = sum((row.role or UNSPECIFIED) == ids[0] for row in facts.participants)
        label = role_name(facts, ids[0]) if ids in shown else ids[0] or "Of no one role"
        yield counts.line("role", ids, label, people)


def _waves(facts: ReportFacts, counts: _Counts) -> Iterator[Line]:
    shown = [(wave,) for wave in waves_shown(facts)]
    for ids in [*shown, *counts.others("wave", shown)]:
        people = sum(len(interviewed(facts, role, ids[0])) for role in roles_shown(facts))
        yield counts.line("wave", ids, wave_name(facts, ids[0]), people)
