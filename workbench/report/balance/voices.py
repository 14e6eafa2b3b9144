"""Whose words stand in what is printed, and in what is coded. Pure.

Words are counted where they are spoken: those of an interviewer, labels and time stamps are nobody's. What one of
several said, and the transcript does not tell who, is counted for all of them together and for none of them by himself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.report.content import Block, Quotation, quotations_of
from workbench.report.facts import UNSPECIFIED, ExtractRow, ReportFacts, ThemeExtractRow, TurnRow
from workbench.report.lengths import how_many_words
from workbench.report.quotation import turns_in
from workbench.spans import Span


class Who(NamedTuple):
    """Who says something: the participants (ids) who may, at which wave, and of which role.

    There is one participant where it is known who speaks, none where nobody is known. The role is the one they share;
    empty where they share none.
    """

    people: tuple[str, ...]
    wave: str
    role: str


@dataclass(frozen=True)
class Quoted:
    """A quotation that is printed, with what the study knows of it.

    Attributes:
        quotation: What is printed.
        said: Who says how many of its words, a value for each of its parts.
        theme: The id of the theme it is printed under; empty for none.
        is_against: Whether it complicates or contradicts the theme.
    """

    quotation: Quotation
    said: tuple[tuple[Who, int], ...]
    theme: str = ""
    is_against: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(words for _, words in self.said)


def quoted(facts: ReportFacts, blocks: Iterable[Block], *, theme: str = "") -> list[Quoted]:
    """The quotations among blocks, in their order, each with those who speak in it.

    Args:
        facts: The study that the blocks were composed from.
        blocks: What is printed.
        theme: The id of the theme that the blocks set out, where a quotation does not say it.
    """
    behind: dict[tuple[str, str], ThemeExtractRow] = {}
    extracts = {row.id: row for row in facts.extracts}
    for one in facts.themes:
        for each in one.extracts:
            behind[one.id, each.extract.id] = each
            extracts.setdefault(each.extract.id, each.extract)
    found = []
    for printed in quotations_of(blocks):
        under = printed.source.theme or theme
        row = behind.get((under, printed.source.extract))
        said = tuple(_said(facts, printed, extracts.get(printed.source.extract)))
        found.append(Quoted(printed, said, under, row is not None and row.is_against))
    return found


def _said(facts: ReportFacts, quotation: Quotation, extract: ExtractRow | None) -> Iterator[tuple[Who, int]]:
    people = extract.participants if extract is not None else ()
    speakers = quotation.source.speakers
    if len(speakers) != len(quotation.parts) or not any(speakers):
        speakers = (people,) * len(quotation.parts)
    transcript = facts.transcript_of.get(quotation.source.transcript)
    wave = (extract.wave if extract is not None else transcript.wave if transcript else None) or UNSPECIFIED
    role = (extract.role if extract is not None else None) or UNSPECIFIED
    for part, who in zip(quotation.parts, speakers, strict=True):
        if part.interviewer:
            continue
        yield Who(who, wave, role_of(facts, who) if who else role), how_many_words(part.words)


def role_of(facts: ReportFacts, people: Sequence[str]) -> str:
    """The role that participants (ids) share; empty where they share none, or nobody is known."""
    roles = {row.role or UNSPECIFIED for one in people if (row := facts.participant_of.get(one)) is not None}
    return roles.pop() if len(roles) == 1 else UNSPECIFIED


def coded_words(facts: ReportFacts) -> Mapping[Who, int]:
    """How many words are coded of whom: a word that several codes are put on counts once."""
    spans: dict[str, list[ExtractRow]] = {}
    for extract in facts.extracts or (row.extract for theme in facts.themes for row in theme.extracts):
        spans.setdefault(extract.transcript, []).append(extract)
    counted: Counter[Who] = Counter()
    for name, extracts in spans.items():
        transcript = facts.transcript_of[name]
        wave = transcript.wave or UNSPECIFIED
        for place, first in _merged(extracts):
            turns = turns_in(place, transcript.turns)
            # Where no turn names anybody, the extract may know who speaks in the whole transcript.
            named = any(turn.participants for turn in turns)
            for words, people in _spoken(place, turns) if transcript.turns else ((place, ()),):
                who = people if named else first.participants
                role = role_of(facts, who) if who else first.role or UNSPECIFIED
                counted[Who(who, wave, role)] += how_many_words(words.of(transcript.text))
    return counted


def _spoken(place: Span, turns: Iterable[TurnRow]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The stretches of a place that participants speak, each with who may have spoken it."""
    for turn in turns:
        words = place.cut_to(Span(turn.start, turn.end))
        if words is not None and not turn.interviewer:
            yield words, turn.participants


def _merged(extracts: Iterable[ExtractRow]) -> Iterator[tuple[Span, ExtractRow]]:
    """The stretches that extracts of one transcript cover, each with the first extract in it."""
    first: ExtractRow | None = None
    start = end = 0
    for extract in sorted(extracts, key=lambda row: (row.start, row.end)):
        if first is None or extract.start > end:
            if first is not None:
                yield Span(start, end), first
            first, start, end = extract, extract.start, extract.end
        end = max(end, extract.end)
    if first is not None:
        yield Span(start, end), first
