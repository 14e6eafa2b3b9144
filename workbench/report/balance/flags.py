"""What in the ledger, and in the quotations, asks for a second look before a report is sent. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.report.balance.ledger import Ledger, Line
from workbench.report.balance.voices import Quoted
from workbench.report.counting import interviewed, roles_shown, waves_shown
from workbench.report.facts import NEVER, UNSPECIFIED, ReportFacts, ThemeRow
from workbench.report.lengths import FEWEST, MOST
from workbench.report.parts.theme_part import Section, sections
from workbench.visible import in_quotes, plural

LEAST_QUOTATIONS = 4
"""From so many quotations on a voice may be said to have more than its share."""

MORE_THAN = 2
"""So many times its share of the coded words is more than its share."""

SMALL_ROLE = 2
"""In roles of at most so many people the words cannot be spread over more: it is only said."""

Kind = Literal["over its share", "unheard", "one voice", "no complicating voice", "short", "long"]


@dataclass(frozen=True)
class Flag:
    """Something that asks for a second look at what is printed.

    Attributes:
        kind: What it is.
        said: The same in a sentence, without words of an interview.
        theme: The id of the theme where it can be mended; empty where it is not one theme's.
        extract: The id of the extract whose quotation is meant; empty for none.
        is_remark: Whether it is only said, since nothing can be done about it.
    """

    kind: Kind
    said: str
    theme: str = ""
    extract: str = ""
    is_remark: bool = False


def flags_of(facts: ReportFacts, ledger: Ledger, quotations: Sequence[Quoted]) -> Iterator[Flag]:
    """What asks for a second look; nothing where nothing is printed.

    Args:
        facts: The study.
        ledger: The ledger of these quotations.
        quotations: The quotations that are printed.
    """
    if not quotations:
        return
    yield from _over_their_share(facts, ledger)
    yield from _unheard_roles(facts, ledger)
    yield from _unheard_waves(ledger)
    by_theme: dict[str, list[Quoted]] = {}
    for one in quotations:
        by_theme.setdefault(one.theme, []).append(one)
    printed, _ = sections(facts)
    for section in printed:
        yield from _one_voice(facts, section, by_theme)
        yield from _no_complicating(section, by_theme)
    yield from _lengths(facts, quotations)


def share(value: float | None) -> str:
    """A share as it is told: in whole per cent."""
    return "–" if value is None else f"{value:.0%}"


def _over_their_share(facts: ReportFacts, ledger: Ledger) -> Iterator[Flag]:
    people = {line.ids[0]: line.people for line in ledger.roles}
    for line in (*ledger.participants, *ledger.roles):
        if line.kind == "participant" and len(line.ids) != 1:
            continue
        if line.quotations < LEAST_QUOTATIONS or line.printed_share <= MORE_THAN * (line.coded_share or 0.0):
            continue
        said = (
            f"{line.label}: {line.quotations} of {ledger.quotations} quotations ({share(line.quotations_share)}) and "
            f"{share(line.words_share)} of their words, {share(line.coded_share)} of the coded words."
        )
        role = line.ids[0]
        if line.kind == "participant":
            row = facts.participant_of.get(line.ids[0])
            role = (row.role if row is not None else None) or UNSPECIFIED
        elif line.people <= SMALL_ROLE:
            continue
        if is_small := 0 < people.get(role, 0) <= SMALL_ROLE:
            said += f" The role has {plural(people[role], 'person', 'people')}."
        yield Flag("over its share", said, is_remark=is_small)


def _unheard_roles(facts: ReportFacts, ledger: Ledger) -> Iterator[Flag]:
    waves = waves_shown(facts)
    for line in ledger.roles:
        role = line.ids[0]
        if line.quotations or role not in roles_shown(facts):
            continue
        rows = [row for wave in waves for row in interviewed(facts, role, wave)]
        if not rows and not line.coded:
            continue
        if rows and all(row.quoting == NEVER for row in rows):
            yield Flag("unheard", f"{line.label}: in no quotation; they asked never to be quoted.", is_remark=True)
        else:
            yield Flag("unheard", f"{line.label}: in no quotation; {_coded(line)}.")


def _unheard_waves(ledger: Ledger) -> Iterator[Flag]:
    for line in ledger.waves:
        if not line.quotations and line.ids[0] != UNSPECIFIED and (line.people or line.coded):
            yield Flag("unheard", f"{line.label}: no quotation is from this time point; {_coded(line)}.")


def _coded(line: Line) -> str:
    return f"{plural(line.coded, 'word')} coded ({share(line.coded_share)})" if line.coded else "nothing is coded"


def _all_under(section: Section, by_theme: dict[str, list[Quoted]]) -> list[Quoted]:
    below = [one for child in section.children for one in _all_under(child, by_theme)]
    return [*by_theme.get(section.theme.id, ()), *below]


def _one_voice(facts: ReportFacts, section: Section, by_theme: dict[str, list[Quoted]]) -> Iterator[Flag]:
    here = _all_under(section, by_theme)
    # Where all stand in one subtheme, that one says it.
    is_told_below = any(len(_all_under(child, by_theme)) == len(here) for child in section.children)
    if here and not is_told_below:
        at_least, may_be_more, names = _voices(facts, here)
        if at_least == 1:
            whose = "may be one voice" if may_be_more else "are one voice"
            what = f"its {len(here)} quotations {whose}" if len(here) > 1 else "its only quotation is one voice"
            if len(here) == 1 and may_be_more:
                what = "its only quotation may be one voice"
            yield Flag("one voice", f"Theme {in_quotes(section.theme.name)}: {what} ({names}).", section.theme.id)
    for child in section.children:
        yield from _one_voice(facts, child, by_theme)


def _voices(facts: ReportFacts, quotations: Iterable[Quoted]) -> tuple[int, bool, str]:
    """How many voices speak at the least, whether there may be more, and who may speak."""
    groups = {who.people for one in quotations for who, _ in one.said}
    known = {people[0] for people in groups if len(people) == 1}
    unsure = sorted((people for people in groups if len(people) > 1), key=lambda people: (len(people), people))
    counted, more = set(known), 0
    for people in unsure:
        if not counted.intersection(people):
            more += 1
        counted.update(people)
    rows = [facts.participant_of.get(one) for one in sorted(counted)]
    names = " or ".join(row.label or row.participant for row in rows if row is not None) or "not known who"
    is_unknown = () in groups
    return max(len(known) + more, 1), bool(unsure) or is_unknown, names


def _no_complicating(section: Section, by_theme: dict[str, list[Quoted]]) -> Iterator[Flag]:
    theme: ThemeRow = section.theme
    against = {
        (row.extract.transcript, row.extract.start, row.extract.end): row for row in theme.extracts if row.is_against
    }
    if against and not any(one.is_against for one in by_theme.get(theme.id, ())):
        complicate = "complicates or contradicts" if len(against) == 1 else "complicate or contradict"
        aside = sum(row.use == "not useful" for row in against.values())
        not_useful = f" ({aside:,} marked not useful)" if aside else ""
        said = f"{plural(len(against), 'extract')} {complicate} it{not_useful}, and none is printed."
        yield Flag("no complicating voice", f"Theme {in_quotes(theme.name)}: {said}", theme.id)
    for child in section.children:
        yield from _no_complicating(child, by_theme)


def _lengths(facts: ReportFacts, quotations: Iterable[Quoted]) -> Iterator[Flag]:
    names = {theme.id: theme.name for theme in facts.themes}
    for one in quotations:
        if FEWEST <= one.words <= MOST:
            continue
        kind: Kind = "short" if one.words < FEWEST else "long"
        theme = f"Theme {in_quotes(names[one.theme])}: " if one.theme in names else ""
        limit = f"fewer than {FEWEST}" if kind == "short" else f"more than {MOST}"
        said = f"{theme}a quotation of {plural(one.words, 'word')}, {limit} ({one.quotation.attribution})."
        yield Flag(kind, said, one.theme, one.quotation.source.extract)
