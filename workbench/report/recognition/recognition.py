"""For each quotation, how many participants could have said it to a reader of the report, and what would help. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from workbench.report.attribution import DEFAULT_FORMAT, filled, without_number
from workbench.report.balance.voices import Quoted, role_of
from workbench.report.counting import role_name, roles_shown
from workbench.report.facts import UNSPECIFIED, ReportFacts
from workbench.report.recognition.names import names_in_transcripts
from workbench.report.recognition.reader import Named, Reader, Shown

ENOUGH = 3
"""So many who could have said it are wanted."""

Help = Literal[
    "numbered rows", "no wave", "no number", "no number, no wave", "role", "role, no wave", "merged role", "left out"
]
"""What helps; those that are an attribution are called as in `workbench.prepared.ATTRIBUTIONS`."""


@dataclass(frozen=True)
class Remedy:
    """What could be done about one quotation.

    Attributes:
        do: What.
        said: The same in words.
        could: How many could have said it then; None where nothing is printed.
    """

    do: Help
    said: str
    could: int | None


@dataclass(frozen=True)
class Recognition:
    """How far a reader can tell who says a quotation.

    Attributes:
        extract: The id of its extract.
        theme: The id of the theme it is printed under; empty for none.
        attribution: Who says it, as it is printed.
        could: How many participants could have said it; None where nobody is known to speak.
        remedies: What would help, and how far it gets; empty where `ENOUGH` could have said it.
        names: Labels, as they are printed, of participants whose own name (what a transcript calls them) stands in the
            quotation's words.
    """

    extract: str
    theme: str
    attribution: str
    could: int | None
    remedies: tuple[Remedy, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_recognisable(self) -> bool:
        """Whether too few could have said it, or its words name somebody."""
        return (self.could is not None and self.could < ENOUGH) or bool(self.names)


def recognition_of(facts: ReportFacts, quotations: Sequence[Quoted], shown: Shown | None = None) -> list[Recognition]:
    """How far a reader can tell who says each quotation; in their order.

    The reader is the one of `workbench.report.recognition.reader`.

    Args:
        facts: The study.
        quotations: The quotations that are printed.
        shown: What the report prints of participants besides attributions.
    """
    known = names_in_transcripts(facts)
    names = [_named(facts, one) for one in quotations]
    shown = shown or Shown()
    every = [each for some in names for each in some]
    reader = Reader(facts, shown, every)
    # The same, did the participants' table not carry the labels.
    unlisted = Reader(facts, replace(shown, listed=frozenset()), every) if shown.listed else reader
    judge = _Judge(facts, reader, unlisted)
    found = []
    for one, some in zip(quotations, names, strict=True):
        could, remedies = judge(tuple(dict.fromkeys(some)))
        words = known.of_whom(one.quotation.words) if known else ()
        source = one.quotation.source
        found.append(Recognition(source.extract, one.theme, one.quotation.attribution, could, remedies, words))
    return found


def _named(facts: ReportFacts, one: Quoted) -> tuple[Named, ...]:
    """What a quotation says of each who speaks in it; nothing of whom nobody knows."""
    printed = (one.quotation.attribution, *(part.label for part in one.quotation.parts))
    speakers = [who for who in dict.fromkeys(who for who, _ in one.said) if who.people]
    found = [each for who in speakers for each in _of(facts, printed, who.people, who.wave)]
    return tuple(replace(each, together=True) for each in found) if len(speakers) > 1 else tuple(found)


def _of(facts: ReportFacts, printed: Sequence[str], people: tuple[str, ...], wave: str) -> Iterator[Named]:
    label_of = {one: row.label or one for one in people if (row := facts.participant_of.get(one)) is not None}
    named = facts.wave_of.get(wave)
    shown = wave if wave and any(_stands(named.label if named else wave, text) for text in printed[:1]) else None
    rest = []
    for one, label in label_of.items():
        kind = without_number(label)
        if any(_stands(label, text) for text in printed):
            yield Named((one,), label, shown)
        elif any(_stands(kind, text) for text in printed):
            yield Named((one,), "", shown, kind)
        else:
            rest.append(one)
    if rest:
        roles = {facts.participant_of[one].role or UNSPECIFIED for one in rest}
        said = any(_stands(role_name(facts, role), text) for role in roles for text in printed)
        # Ordered by role, a heading above says it.
        yield Named(tuple(rest), "", shown, anybody=not said and "role" not in facts.choices.order)


@cache
def _as_a_whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _stands(words: str, text: str) -> bool:
    """Whether words stand in a text and are no part of a longer word."""
    return bool(words) and words in text and _as_a_whole(words).search(text) is not None


class _Judge:
    """Judges what quotations say of those who speak; the same is judged once."""

    def __init__(self, facts: ReportFacts, reader: Reader, unlisted: Reader) -> None:
        self._facts, self._reader, self._unlisted = facts, reader, unlisted
        self._known: dict[tuple[Named, ...], tuple[int | None, tuple[Remedy, ...]]] = {}

    def __call__(self, names: tuple[Named, ...]) -> tuple[int | None, tuple[Remedy, ...]]:
        if names not in self._known:
            could = self._least(self._reader.could_be(one) for one in names)
            remedies = tuple(self._remedies(names, could)) if could is not None and could < ENOUGH else ()
            self._known[names] = could, remedies
        return self._known[names]

    @staticmethod
    def _least(groups: Iterable[frozenset[str]]) -> int | None:
        """Of several speakers the one whom fewest could be tells most."""
        return min(map(len, groups), default=None)

    def _remedies(self, names: Sequence[Named], could: int) -> Iterator[Remedy]:
        """What makes it more, each more than those before it; the least that is done to it first."""
        best = could
        for do, said, groups in self._ways(names):
            then = self._least(groups)
            if then is not None and then > best:
                yield Remedy(do, said, best := then)
        if best < ENOUGH:
            yield from self._merged(names, best)
        yield Remedy("left out", "leave it out", None)

    def _ways(self, names: Sequence[Named]) -> Iterator[tuple[Help, str, list[frozenset[str]]]]:
        """What could be done without touching roles: what, in words, and who could have said it then."""
        reader = self._reader
        if self._unlisted is not reader:
            said = "by numbers, not labels, in the participants’ table"
            yield "numbered rows", said, [self._unlisted.could_be(one) for one in names]
        has_wave, has_label = any(one.wave is not None for one in names), any(one.label or one.kind for one in names)
        if has_wave:
            yield "no wave", "without the time point here", [reader.without_wave(one) for one in names]
        if not has_label:
            return
        for waved in (True, False) if has_wave else (True,):
            then = [one if waved else replace(one, wave=None) for one in names]
            without = "" if waved else " and the time point"
            of_kind = [reader.of_kind(one) for one in then]
            # A role that study.yaml does not name is printed as "Participant".
            unnamed = [role_of(self._facts, one.people) not in self._facts.role_of for one in then]
            of_role = [reader.of_role(replace(one, anybody=who)) for one, who in zip(then, unnamed, strict=True)]
            if of_kind != of_role:
                # Else a label without its number says no more than the role.
                yield ("no number" if waved else "no number, no wave"), f"without the number{without}", of_kind
            yield ("role" if waved else "role, no wave"), self._by_role(names, with_wave=waved), of_role

    def _by_role(self, names: Sequence[Named], *, with_wave: bool) -> str:
        """How it would be attributed by role."""
        facts = self._facts
        roles = list(dict.fromkeys(role_of(facts, one.people) for one in names))
        if len(roles) != 1:
            return "by role" if with_wave else "by role, without the time point"
        row = facts.role_of.get(roles[0])
        wave = facts.wave_of.get(names[0].wave or "")
        label = row.label if row is not None else "Participant"
        fields = {
            "label": label,
            "role": "",
            "wave": (wave.label if wave else names[0].wave or "") if with_wave else "",
        }
        pattern = (row.attribution if row is not None else "") or DEFAULT_FORMAT
        if "{label}" not in pattern:
            fields = {**fields, "label": "", "role": label}
        return f"by role, as ({filled(pattern, fields) or label})"

    def _merged(self, names: Sequence[Named], could: int) -> Iterator[Remedy]:
        """The other role with which one name in common helps: the smallest that is enough, else the largest."""
        facts = self._facts
        own = {role_of(facts, one.people) for one in names}
        found = []
        for role in roles_shown(facts):
            if role not in own and role != UNSPECIFIED:
                then = self._least(self._reader.of_role(one, and_of=role) for one in names)
                if then is not None and then > could:
                    found.append((then, role))
        enough = [one for one in found if one[0] >= ENOUGH]
        if found:
            then, role = min(enough, key=lambda one: one[0]) if enough else max(found, key=lambda one: one[0])
            both = " and ".join(role_name(facts, one) for one in (*sorted(own), role))
            yield Remedy("merged role", f"by one name for both roles, {both}", then)


def could_be(one: Recognition) -> str:
    """How far a quotation can be told, in words: "1 of 2", "nobody known"; and whom its words name."""
    told = "nobody known" if one.could is None else f"1 of {one.could:,}"
    return f"{told}, names {', '.join(one.names)}" if one.names else told


def helps(one: Recognition) -> str:
    """What would help, and how far it gets: "by role, as (Parent, T1): 1 of 6; leave it out"."""
    parts = [each.said if each.could is None else f"{each.said}: 1 of {each.could:,}" for each in one.remedies]
    if one.names:
        parts.append("redact the name, or leave it out")
    return "; ".join(parts)
