"""What a study knows of itself, in the sentences of a checklist for reporting. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import median

from workbench.report.balance.voices import quoted
from workbench.report.checklist.facts import Background
from workbench.report.content import Heading, Report
from workbench.report.counting import role_name, roles_shown, wave_name, waves_shown
from workbench.report.facts import INTERVIEWED, UNSPECIFIED, ParticipantRow, ReportFacts, ThemeRow
from workbench.report.parts.method_part import listed
from workbench.report.parts.theme_part import sections
from workbench.visible import first_few, one_line, plural

_MISSED = ("declined", "not reached", "withdrawn")
"""The study's words for those who were to be interviewed and were not."""

BASE, LAST = 4, 3
"""Of so many transcripts at the end it is told how many codes were new in them, where so many were coded before: the
base size and run length of Guest, Namey and Chen (2020), doi 10.1371/journal.pone.0232076."""


def interviewed_people(facts: ReportFacts) -> list[ParticipantRow]:
    """Those who were interviewed at any time."""
    return [row for row in facts.participants if any(word in INTERVIEWED for word in row.waves.values())]


def sample_size(facts: ReportFacts) -> str:
    """How many took part, by role, in how many transcripts."""
    rows = interviewed_people(facts)
    if not rows:
        return ""
    counts = Counter(row.role or UNSPECIFIED for row in rows)
    by_role = "; ".join(f"{role_name(facts, role)}: {counts[role]:,}" for role in roles_shown(facts) if counts[role])
    transcripts = plural(len(facts.transcripts), "transcript")
    return f"{plural(len(rows), 'participant')} interviewed ({by_role}), {transcripts}."


def not_taking_part(facts: ReportFacts) -> str:
    """Who declined, was not reached or withdrew: how many, and of how many the reason is known."""
    words = Counter(word for row in facts.participants for word in set(row.waves.values()) if word in _MISSED)
    if not words:
        return ""
    reasons = sum(bool(row.reason.strip()) for row in facts.participants)
    told = listed(f"{number} {word}" for word, number in sorted(words.items()))
    return f"{told}; for {reasons} of them a reason is noted."


def description(facts: ReportFacts) -> str:
    """By what participants are described: role and wave, and the columns of the table."""
    if not facts.participants:
        return ""
    columns = facts.choices.participants.columns
    attributes = dict.fromkeys(name for row in facts.participants for name in row.attributes if name not in columns)
    printed = f"Printed in rows: {listed(map(one_line, columns))}." if columns else "Printed: role and time point."
    known = f" participants.csv has more: {first_few(map(one_line, attributes))}." if attributes else ""
    return printed + known


def dates(background: Background) -> str:
    """When the interviews were."""
    if background.dates is None:
        return ""
    first, last = background.dates
    return f" Interviews from {first} to {last}." if first != last else f" Interviews on {first}."


def repeated(facts: ReportFacts) -> str:
    """How many were interviewed more than once."""
    waves = waves_shown(facts)
    rows = interviewed_people(facts)
    if not rows:
        return ""
    again = sum(sum(word in INTERVIEWED for word in row.waves.values()) > 1 for row in rows)
    names = listed(wave_name(facts, wave) for wave in waves)
    return f"{again:,} of {len(rows):,} participants were interviewed at more than one time point ({names})."


def recording(facts: ReportFacts) -> str:
    """How many were recorded and how many noted by hand."""
    records = Counter(row.record for row in facts.transcripts)
    recorded = records["verbatim"] + records["tidied"]
    told = [
        f"{number:,} {what}"
        for number, what in (
            (recorded, "recorded and transcribed"),
            (records["notes"], "noted by hand"),
            (records[""], "not stated"),
        )
        if number
    ]
    return f"{listed(told)}." if told and (recorded or records["notes"]) else ""


def duration(facts: ReportFacts, background: Background) -> str:
    """How long interviews took, by the time stamps of their transcripts."""
    minutes = sorted(background.minutes.values())
    if not minutes:
        return ""
    of_all = f"{len(minutes):,} of {plural(len(facts.transcripts), 'transcript')}"
    span = f"{minutes[0]:.0f} to {minutes[-1]:.0f} minutes, median {median(minutes):.0f}"
    told = span if len(minutes) > 1 else f"{minutes[0]:.0f} minutes"
    return f"By the time stamps of {of_all}: {told}, to the last stamp."


def new_codes(facts: ReportFacts, background: Background) -> str:
    """How many codes were used for the first time in the last transcripts."""
    order = background.order or tuple(row.name for row in facts.transcripts)
    used: dict[str, set[str]] = {}
    for extract in facts.extracts:
        used.setdefault(extract.transcript, set()).add(extract.code)
    coded = [name for name in order if name in used]
    if len(coded) < BASE + LAST:
        return ""
    before = set().union(*(used[name] for name in coded[:-LAST]))
    new = set().union(*(used[name] for name in coded[-LAST:])) - before
    how = "by the day of the interview" if background.order else "in the order of their names"
    return (
        f"In the last {LAST} of {len(coded):,} coded transcripts ({how}), {plural(len(new), 'code')} of "
        f"{len(before | new):,} came up for the first time. That alone is no saturation."
    )


def coders(background: Background) -> str:
    """How many coded, and how much of it more than one of them."""
    if not background.coders:
        return ""
    people = sorted(background.coders.items())
    names = listed(f"{one_line(who)} ({plural(number, 'transcript')})" for who, number in people)
    both = f" {plural(background.coded_twice, 'transcript')} coded by more than one." if background.coded_twice else ""
    return f"{plural(len(background.coders), 'coder')}: {names}.{both}"


def coding_tree(facts: ReportFacts) -> str:
    """The codebooks, how many codes they have, and whether they are printed."""
    told = []
    for book in facts.codebooks:
        live = [code for code in book.codes if not code.became]
        groups = {code.parent for code in book.codes if code.parent}
        version = f", version {book.version}" if book.version else ""
        name = f"“{book.name}”" if book.name else "the codebook"
        grouped = f" in {plural(len(groups), 'group')}" if groups else ""
        number = sum(code.id not in groups for code in live)
        told.append(f"{name}{version}: {plural(number, 'code')}{grouped}")
    said = "; ".join(told)
    return f"{said[:1].upper()}{said[1:]}." if told else ""


def derivation(facts: ReportFacts, background: Background) -> str:
    """How many of the codes stood there before anything was coded."""
    if background.codes_before is None:
        return ""
    groups = {code.parent for book in facts.codebooks for code in book.codes if code.parent}
    codes = {code.id for book in facts.codebooks for code in book.codes if not code.became} - groups
    if not codes:
        return ""
    before = len(codes & background.codes_before)
    later = len(codes) - before
    return f"Of {plural(len(codes), 'code')} {before:,} stood there before anything was coded, {later:,} came later."


def quotations(facts: ReportFacts, report: Report) -> str:
    """How many quotations there are, of how many participants, and how they are identified."""
    found = quoted(facts, report.blocks)
    if not found:
        return ""
    people = {who.people[0] for one in found for who, _ in one.said if len(who.people) == 1}
    return (
        f"{plural(len(found), 'quotation')}, each with its attribution; {len(people):,} of "
        f"{plural(len(interviewed_people(facts)), 'participant')} interviewed are known to speak in them."
    )


def printed_themes(facts: ReportFacts, report: Report) -> tuple[list[ThemeRow], list[ThemeRow]]:
    """The themes that are printed, and the subthemes."""
    headings = {block.text for block in report.blocks if isinstance(block, Heading)}
    top = [section for section in sections(facts)[0] if section.theme.name in headings]
    below: list[ThemeRow] = []
    waiting = [child for section in top for child in section.children]
    while waiting:
        below.append(waiting[0].theme)
        waiting = [*waiting[1:], *waiting[0].children]
    return [section.theme for section in top], below


def major_themes(facts: ReportFacts, report: Report) -> str:
    """How many themes there are, and how many say what they are."""
    themes, below = printed_themes(facts, report)
    if not themes:
        return ""
    said = sum(bool(theme.concept.strip() or theme.definition.strip()) for theme in (*themes, *below))
    subthemes = f" and {plural(len(below), 'subtheme')}" if below else ""
    return f"{plural(len(themes), 'theme')}{subthemes}; {said:,} of them say what they are (concept or definition)."


def diverse_cases(facts: ReportFacts, report: Report) -> str:
    """In how many themes somebody complicates or contradicts, in how many that is printed, or nobody was found."""
    themes, below = printed_themes(facts, report)
    every = [*themes, *below]
    if not every:
        return ""
    opposed = {theme.id for theme in every if any(row.is_against for row in theme.extracts)}
    shown = {one.theme for one in quoted(facts, report.blocks) if one.is_against}
    looked = sum(theme.id not in opposed and bool(theme.none_found.strip()) for theme in every)
    others = f" In {looked:,} others it is noted that none was found." if looked else ""
    return (
        f"In {len(opposed):,} of {len(every):,} themes and subthemes extracts complicate or contradict; in "
        f"{len(opposed & shown):,} such a voice is printed.{others}"
    )


def named(names: Iterable[str]) -> str:
    """Names in a sentence; empty for none."""
    found = [one_line(name) for name in names]
    return f"{listed(found)}." if found else ""
