"""For each quotation, how many participants could have said it to a reader of the report, and what would help. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from workbench.prepared import ATTRIBUTIONS, BY_ROLE, NO_WAVE
from workbench.report.attribution import attribution, without_number
from workbench.report.balance.voices import Quoted, role_of
from workbench.report.counting import role_name, roles_shown
from workbench.report.facts import UNSPECIFIED, ReportFacts
from workbench.report.quotation import Spoken
from workbench.report.recognition.names import names_in_transcripts
from workbench.report.recognition.reader import Named, Reader, Shown, took_part

ENOUGH = 3
"""So many who could have said it are wanted."""

Help = Literal[
    "numbered rows", "no wave", "no number", "no number, no wave", "role", "role, no wave", "merged role", "left out"
]
"""What helps; those that are an attribution are called as in `workbench.prepared.ATTRIBUTIONS`."""

_WITHOUT_LABELS: tuple[tuple[Help, Help], ...] = (("no number", "role"), ("no number, no wave", "role, no wave"))


@dataclass(frozen=True)
class Remedy:
    """What could be done about one quotation.

    Attributes:
        do: What.
        said: The same in words.
        could: How many could have said it then; None where nothing is printed.
        attribution: What would stand in brackets behind it; empty where that stays, or is not known.
    """

    do: Help
    said: str
    could: int | None
    attribution: str = ""


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

    @property
    def is_of_few(self) -> bool:
        """Whether too few could have said it however it is attributed: few of the role took part at all."""
        return self.is_recognisable and not self.names and self.at_best < ENOUGH

    @property
    def at_best(self) -> int:
        """How many could have said it after what helps most without touching roles; 0 where nothing does."""
        return max((each.could or 0 for each in self.remedies if each.do not in ("merged role", "left out")), default=0)


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
        could, remedies = judge(one, tuple(dict.fromkeys(some)))
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
        elif any(_stands(kind, _without_role(facts, one, text)) for text in printed):
            yield Named((one,), "", shown, kind)
        else:
            rest.append(one)
    if rest:
        roles = {facts.participant_of[one].role or UNSPECIFIED for one in rest}
        said = any(_stands(role_name(facts, role), text) for role in roles for text in printed)
        # Ordered by role, a heading above says it.
        yield Named(tuple(rest), "", shown, anybody=not said and "role" not in facts.choices.order)


def _without_role(facts: ReportFacts, participant: str, text: str) -> str:
    """A text without the name of a participant's role: "Staff" in "Staff member, T1" says no more than the role."""
    name = role_name(facts, facts.participant_of[participant].role or UNSPECIFIED)
    return _as_a_whole(name).sub("", text) if _stands(name, text) else text


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
        self._known: dict[tuple[tuple[Named, ...], str, str], tuple[int | None, tuple[Remedy, ...]]] = {}

    def __call__(self, one: Quoted, names: tuple[Named, ...]) -> tuple[int | None, tuple[Remedy, ...]]:
        extract = self._facts.extract_of.get(one.quotation.source.extract)
        key = names, one.quotation.attribution, (extract.role if extract is not None else None) or ""
        if key not in self._known:
            could = self._least(self._reader.could_be(each) for each in names)
            remedies = tuple(self._remedies(one, names, could)) if could is not None and could < ENOUGH else ()
            self._known[key] = could, remedies
        return self._known[key]

    @staticmethod
    def _least(groups: Iterable[frozenset[str]]) -> int | None:
        """Of several speakers the one whom fewest could be tells most."""
        return min(map(len, groups), default=None)

    def _remedies(self, one: Quoted, names: Sequence[Named], could: int) -> Iterator[Remedy]:
        """What makes it more, each more than those before it; the least that is done to it first."""
        best = could
        for do, groups in self._ways(names):
            then = self._least(groups)
            if then is None or then <= best:
                continue
            if do == "numbered rows":
                yield Remedy(do, "by numbers, not labels, in the participants’ table", best := then)
                continue
            printed = _attributed(self._facts, one, do)
            said = f"attributed “{do}”, as ({printed})" if printed else f"attributed “{do}”"
            yield Remedy(do, said, best := then, printed)
        if best < ENOUGH:
            yield from self._merged(names, best)
        yield Remedy("left out", "leave it out", None)

    def _ways(self, names: Sequence[Named]) -> Iterator[tuple[Help, list[frozenset[str]]]]:
        """What could be done without touching roles, and who could have said it then."""
        reader = self._reader
        if self._unlisted is not reader:
            yield "numbered rows", [self._unlisted.could_be(one) for one in names]
        has_wave, has_label = any(one.wave is not None for one in names), any(one.label or one.kind for one in names)
        if has_wave:
            yield "no wave", [reader.without_wave(one) for one in names]
        if not has_label:
            return
        for no_number, role in _WITHOUT_LABELS if has_wave else _WITHOUT_LABELS[:1]:
            then = [replace(one, wave=None) if NO_WAVE in role else one for one in names]
            of_kind = [reader.of_kind(one) for one in then]
            # A role that study.yaml does not name is printed as "Participant".
            unnamed = [role_of(self._facts, one.people) not in self._facts.role_of for one in then]
            of_role = [reader.of_role(replace(one, anybody=who)) for one, who in zip(then, unnamed, strict=True)]
            if of_kind != of_role:
                # Else a label without its number says no more than the role.
                yield no_number, of_kind
            yield role, of_role

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
            by_it = f", attributed “{BY_ROLE}”" if any(one.label or one.kind for one in names) else ""
            yield Remedy("merged role", f"by one name for both roles, {both}{by_it}", then)


def _attributed(facts: ReportFacts, one: Quoted, less: str) -> str:
    """What would stand in brackets behind a quotation that is attributed with less; empty where that is not known."""
    source = one.quotation.source
    extract = facts.extract_of.get(source.extract)
    if extract is None or less not in ATTRIBUTIONS:
        return ""
    said = zip(one.quotation.parts, source.speakers, strict=False)
    speakers = [Spoken("", who, len(who) > 1) for part, who in said if not part.interviewer]
    return attribution(facts, extract, speakers, less=less)


def could_be(one: Recognition) -> str:
    """How far a quotation can be told, in words: "1 of 2", "nobody known"; and whom its words name."""
    told = "nobody known" if one.could is None else f"1 of {one.could:,}"
    return f"{told}, names {', '.join(one.names)}" if one.names else told


def helps(one: Recognition) -> str:
    """What would help, and how far it gets: "attributed “role”, as (Parent, T1): 1 of 6"."""
    best = one.at_best
    parts = [] if best or one.could is None or one.could >= ENOUGH else ["no attribution tells less"]
    for each in one.remedies:
        if each.could is None:
            # It need not go where something else is enough.
            parts += [each.said] if best < ENOUGH else []
        else:
            ends = " at best" if each.could == best < ENOUGH and each.do != "merged role" else ""
            parts.append(f"{each.said}: 1 of {each.could:,}{ends}")
    if one.names:
        parts.append("redact the name, or leave it out")
    return "; ".join(parts)


def by_seriousness(found: Sequence[Recognition]) -> list[list[int]]:
    """The numbers of quotations that can be recognised; those of which the same is told stand together.

    First those whose words name somebody, then those that can be helped, the fewest who could have said it first; last
    those of roles that few people have, which can be helped a little or not at all.
    """
    groups: dict[tuple[str, str, str], list[int]] = {}
    for number, one in enumerate(found):
        if one.is_recognisable:
            groups.setdefault((one.attribution, could_be(one), helps(one)), []).append(number)

    def order(group: Sequence[int]) -> tuple[bool, bool, int, int]:
        first = found[group[0]]
        return not first.names, first.is_of_few, first.could or 0, -len(group)

    return sorted(groups.values(), key=order)


def told_of_few(facts: ReportFacts, quotations: Sequence[Quoted], found: Sequence[Recognition]) -> str:
    """What it means that few people have a role, said once for all quotations of theirs; empty where there are none.

    Args:
        facts: The study.
        quotations: The quotations that are printed.
        found: How far each of them can be told.
    """
    theirs = [one for one, told in zip(quotations, found, strict=True) if told.is_of_few]
    if not theirs:
        return ""
    took, people = took_part(facts), Counter[str]()
    for row in facts.participants:
        people[role_name(facts, row.role or UNSPECIFIED)] += bool(took[row.participant])
    speaking = {who for one in theirs for each, _ in one.said for who in each.people}
    rows = [facts.participant_of[who] for who in speaking if who in facts.participant_of]
    names = {role_name(facts, row.role or UNSPECIFIED) for row in rows}
    few = sorted((people[name], name) for name in names if people[name] < ENOUGH)
    whose = "have too few people beside them"
    if few:
        whose = f"are of roles with fewer than {ENOUGH} people ({', '.join(f'{name}: {n}' for n, name in few)})"
    return (
        f"{len(theirs):,} of these {whose}. Whatever their attribution says, a reader who knows the people can tell "
        "who it is, or who of two. Have those people agree to what is printed of them, give several roles one name, or "
        "leave out what they alone could have said."
    )
