"""Who speaks in a quotation, for lists that are sorted by it: never more than its attribution tells. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workbench.report.attribution import by_role_only, speakers
from workbench.report.content import Voice
from workbench.report.facts import ExtractRow, ParticipantRow, ReportFacts
from workbench.report.quotation import Spoken


def voice_of(facts: ReportFacts, extract: ExtractRow, parts: Sequence[Spoken], attribution: str) -> Voice:
    """Labels, roles and wave of those who speak, as far as an attribution has them.

    Whoever is named in it by a label that is theirs alone has a role as well: who they are is told already.

    Args:
        facts: The study's participants, roles and waves.
        extract: What is printed.
        parts: Who speaks in it.
        attribution: What stands in brackets behind it.
    """
    rows = [
        (row, part.one_of)
        for part in speakers(extract, parts)
        for who in part.participants
        if (row := facts.participant_of.get(who)) is not None
    ]
    named = [
        row
        for row, one_of in rows
        if not one_of and not by_role_only(facts, (row.participant,)) and _tells(attribution, _label(row))
    ]
    roles = [_role(facts, extract, row) for row in named if facts.called_so[_label(row)] == 1]
    of_all = [_role(facts, extract, row) for row, _ in rows] or [_printed_role(facts, extract.role)]
    roles += [role for role in of_all if _tells(attribution, role)]
    wave = facts.wave_of.get(extract.wave or "")
    at = wave.label if wave else extract.wave or ""
    return Voice(_all_of(map(_label, named)), _all_of(roles), at if _tells(attribution, at) else "")


def other_language(facts: ReportFacts, extract: ExtractRow) -> str:
    """The language of an extract's transcript, where it is another than the report's; else empty."""
    written = facts.transcript_of[extract.transcript].language.strip()
    return "" if _of_any_country(written) in ("", _of_any_country(facts.study.language)) else written


def _of_any_country(language: str) -> str:
    """A language without its country: `en` of `en-GB`."""
    return re.split("[-_]", language.strip().casefold(), maxsplit=1)[0]


def _tells(attribution: str, name: str) -> bool:
    """Whether a name stands in an attribution, whole."""
    return bool(name) and name in attribution and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", attribution) is not None


def _label(row: ParticipantRow) -> str:
    return row.label or row.participant


def _role(facts: ReportFacts, extract: ExtractRow, row: ParticipantRow) -> str:
    """The role of a participant as printed, as it was in this interview."""
    return _printed_role(facts, extract.role or row.role)


def _printed_role(facts: ReportFacts, role: str | None) -> str:
    row = facts.role_of.get(role or "")
    return row.label if row else ""


def _all_of(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(name for name in names if name))
