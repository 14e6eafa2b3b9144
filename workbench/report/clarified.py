"""What writers put in brackets into quotations: their own words, which may name somebody all the same. Pure.

A clarification says what is meant. Its words, and what stands for a name, are stored with the theme, and are the only
words in how a quotation is prepared; so they are looked at as all that a writer writes is, and what may be a name is
told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.prepared import Prepared
from workbench.report.attribution import by_role_only, may_be_quoted
from workbench.report.content import Quotation
from workbench.report.facts import ExtractRow, ReportFacts, ThemeRow
from workbench.report.printing import places_of
from workbench.report.recognition.names import names_in_transcripts
from workbench.report.redacted_names import RedactedNames
from workbench.spans import Span

SPEAKER = "calls somebody as a transcript calls a speaker, which may be a real name"
REDACTED = "holds a name that is redacted elsewhere"
UNNAMED = "names somebody who is to be quoted by role only, or never"


class Clarification(NamedTuple):
    """Words that stand in brackets in a quotation, the theme that has them, and the extract they stand in."""

    theme: ThemeRow
    extract: ExtractRow
    words: str

    @property
    def where(self) -> str:
        """What the writers are told that the place is."""
        return f"{self.theme.name}, in brackets in a quotation"


def clarifications(facts: ReportFacts, printed: Iterable[Quotation]) -> list[Clarification]:
    """The clarifications in quotations that are printed, of each that is printed as one with another too.

    Args:
        facts: The study.
        printed: The quotations.
    """
    sources = {(one.source.theme, one.source.transcript): list[Span]() for one in printed}
    if not sources or not any(row.prepared for theme in facts.themes for row in theme.extracts):
        return []
    for one in printed:
        sources[one.source.theme, one.source.transcript].append(Span(one.source.start, one.source.end))
    found = []
    for theme in facts.themes:
        for row in theme.extracts:
            # Few are prepared so: only of these it is looked for where they are printed.
            at, words = row.extract, words_of(row.prepared)
            places = sources.get((theme.id, at.transcript), ()) if words else ()
            if any(one.start <= at.start and at.end <= one.end for one in places):
                found.append(Clarification(theme, at, words))
    return found


def words_of(prepared: Prepared | None) -> str:
    """What its writers put in brackets, or in the place of a name, each in a line; empty where they did not."""
    return "\n".join(one.words for one in prepared.edits if one.words) if prepared is not None else ""


class Names:
    """What writers’ own words are looked through for: names in transcripts, and people who are not to be named.

    Args:
        facts: The study.
    """

    def __init__(self, facts: ReportFacts) -> None:
        self._facts, self._speakers = facts, names_in_transcripts(facts)
        self._redacted = RedactedNames(facts)

    def redacted_in(self, words: str) -> set[tuple[str, ...]]:
        """The names in a text that are redacted in quotations, folded."""
        return {name.words for _, name in self._redacted.found_in(words)} if self._redacted else set()

    def told(self, words: str) -> Iterator[str]:
        """What speaks against words of a writer, without any of them."""
        if self._speakers.of_whom(words):
            yield SPEAKER
        if self.redacted_in(words):
            yield REDACTED
        people = (row for row in self._facts.participants if row.label and _stands(row.label, words))
        if any(
            by_role_only(self._facts, (one.participant,)) or not may_be_quoted(self._facts, (one.participant,))
            for one in people
        ):
            yield UNNAMED


def notices_of(facts: ReportFacts, found: Iterable[Clarification]) -> Iterator[str]:
    """What the writer must know of clarifications that are printed."""
    told: dict[tuple[str, str], list[ExtractRow]] = {}
    names: Names | None = None
    for one in found:
        names = names or Names(facts)
        for why in names.told(one.words):
            told.setdefault((one.theme.name, why), []).append(one.extract)
    for (theme, why), extracts in told.items():
        yield f"{theme}: what stands in brackets in a quotation {why}: {places_of(extracts)}."


def _stands(label: str, words: str) -> bool:
    return label in words and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", words) is not None
