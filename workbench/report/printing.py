"""From an extract to a block quotation, or to the reason why it must not be printed. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from workbench.report.attribution import answerable, attribution, may_be_quoted, roles_to_hide, speaker_name
from workbench.report.content import FORBIDDEN_CHARACTER, Part, Quotation, Source
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.quotation import Spoken, omission_mark, spoken
from workbench.report.voices import other_language, voice_of
from workbench.spans import Span


class Withheld(Enum):
    """Why an extract is not printed, as the writer's notice says it."""

    MARKED = "marked not for quotation"
    NEVER = "spoken by someone who is never to be quoted"
    STRANGER = (
        "spoken under a label behind which nobody of the study is known "
        "(say who it is in transcripts.csv, column speakers)"
    )
    UNLABELLED = (
        "words under no speaker's label, where the transcript has labels or names its interviewer "
        "(if somebody says them, write the label in the file and import it again)"
    )
    UNKNOWN = "spoken by nobody known, where someone takes part who is never to be quoted"
    WORDLESS = "without a participant's words"


@dataclass(frozen=True)
class Printed:
    """What became of extracts that were to be printed."""

    quotations: tuple[Quotation, ...]
    notices: tuple[str, ...]


def quotation(facts: ReportFacts, extract: ExtractRow, *, omission: str) -> Quotation | Withheld:
    """The extract as a block quotation, or why it is withheld.

    Args:
        facts: The study; the extract's transcript is one of its transcripts.
        extract: What to print.
        omission: The report's omission mark.
    """
    if extract.not_for_quotation:
        return Withheld.MARKED
    parts = spoken_parts(facts, extract, omission)
    if not may_be_quoted(facts, answerable(facts, extract, parts)):
        return Withheld.UNKNOWN if may_be_quoted(facts, extract.participants) else Withheld.NEVER
    strangers = [part for part in parts if part.stranger]
    if strangers and facts.transcript_of[extract.transcript].is_somebodys:
        return Withheld.UNLABELLED if all(part.unlabelled for part in strangers) else Withheld.STRANGER
    return _quotation(facts, extract, parts) if parts else Withheld.WORDLESS


def quotation_for_the_team(facts: ReportFacts, extract: ExtractRow, *, omission: str) -> Quotation | None:
    """The extract as a block quotation whether or not it may be published; None without a participant's words."""
    parts = spoken_parts(facts, extract, omission)
    return _quotation(facts, extract, parts) if parts else None


def spoken_parts(facts: ReportFacts, extract: ExtractRow, omission: str) -> tuple[Spoken, ...]:
    """What participants, known or unknown, say in the extract."""
    transcript = facts.transcript_of[extract.transcript]
    return spoken(transcript.text, Span(extract.start, extract.end), transcript.turns, omission=omission)


def _quotation(facts: ReportFacts, extract: ExtractRow, parts: Sequence[Spoken]) -> Quotation:
    hidden = roles_to_hide(facts, extract, parts)
    labels = [speaker_name(facts, extract, part, hidden=hidden) if len(parts) > 1 else "" for part in parts]
    words = tuple(Part(part.words, label) for part, label in zip(parts, labels, strict=True))
    said = attribution(facts, extract, parts)
    voice, language = voice_of(facts, extract, parts, said), other_language(facts, extract)
    source = replace(source_of(extract), speakers=tuple(part.participants for part in parts))
    return Quotation(words, said, source, voice=voice, language=language)


def source_of(extract: ExtractRow) -> Source:
    """Where an extract's words stand."""
    return Source(extract.id, extract.transcript, extract.start, extract.end)


def printed(
    facts: ReportFacts, extracts: Iterable[ExtractRow], *, omission: str, where: str, theme: str = ""
) -> Printed:
    """The extracts as quotations, each passage once; what was withheld is counted in notices.

    Args:
        facts: The study.
        extracts: What to print, in any order: they print by role, wave, transcript and place.
        omission: The report's omission mark.
        where: What the notices call the place, such as a theme's name.
        theme: The id of the theme they are printed under.
    """
    quotations: list[Quotation] = []
    withheld: dict[Withheld, list[ExtractRow]] = {}
    for extract in in_order(facts, extracts):
        made = quotation(facts, extract, omission=omission)
        if isinstance(made, Quotation):
            quotations.append(replace(made, source=replace(made.source, theme=theme)))
        else:
            withheld.setdefault(made, []).append(extract)
    notices = [
        f"{where}: not printed, {reason.value}: {_places(rows)}."
        for reason, rows in sorted(withheld.items(), key=lambda item: item[0].value)
    ]
    return Printed(tuple(quotations), (*notices, *_forbidden(quotations, where)))


def in_order(facts: ReportFacts, extracts: Iterable[ExtractRow]) -> list[ExtractRow]:
    """Extracts by role, wave, transcript and place, each passage once."""
    roles = {role.id: index for index, role in enumerate(facts.study.roles)}
    waves = {wave.id: index for index, wave in enumerate(facts.study.waves)}

    def key(extract: ExtractRow) -> tuple[int, int, str, int, int, str]:
        role = roles.get(extract.role or "", len(roles))
        wave = waves.get(extract.wave or "", len(waves))
        return role, wave, extract.transcript, extract.start, extract.end, extract.id

    passages = {(each.transcript, each.start, each.end): each for each in sorted(extracts, key=key, reverse=True)}
    return sorted(passages.values(), key=key)


def omission_for(facts: ReportFacts, extracts: Iterable[ExtractRow]) -> str:
    """The omission mark for a report that quotes these extracts."""
    names = {extract.transcript for extract in extracts}
    return omission_mark(facts.transcript_of[name].text for name in sorted(names))


def _places(extracts: Sequence[ExtractRow]) -> str:
    """How many, and where, without a word of them."""
    first = [f"{each.transcript}, characters {each.start}–{each.end}" for each in extracts[:5]]
    more = f"; and {len(extracts) - 5} more" if len(extracts) > 5 else ""
    return f"{len(extracts)} ({'; '.join(first)}{more})"


def _forbidden(quotations: Iterable[Quotation], where: str) -> list[str]:
    """A notice for each transcript whose quoted words hold characters that no document can."""
    found: Counter[str] = Counter()
    for each in quotations:
        found[each.source.transcript] += len(FORBIDDEN_CHARACTER.findall(each.words))
    return [
        f"{where}: control characters in quotations from {name} print as U+FFFD ({number}): no document can hold them."
        for name, number in sorted(found.items())
        if number
    ]
