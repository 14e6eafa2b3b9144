"""What a report's own text must not print: words that are not for quotation, and names that are redacted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.report.facts import PassageRow, ReportFacts
from workbench.report.redacted_names import RedactedNames
from workbench.report.same_words import LONGEST, places_of, words_of
from workbench.report.verify.assessing import Quoted
from workbench.report.verify.checking import Checked, sections_of
from workbench.report.verify.matching import judged
from workbench.report.verify.own_text import OwnText, own_text
from workbench.report.verify.paragraphs import FoundQuotation, ReportParagraph
from workbench.report.verify.rules import Rules
from workbench.report.verify.verdicts import GOOD, Verdict
from workbench.report.verify.wording import wording
from workbench.report.withheld_words import Repeated, withheld_runs

REDACTED = "it has a name that is redacted wherever it is printed"
_MAY_STAND = (*GOOD, Verdict.CHECK.value)


class _Held(NamedTuple):
    """Words of the report's own that must not be printed: where they stand, what they are, and why not."""

    paragraph: int
    place: int
    words: str
    passage: PassageRow
    why: str
    is_heading: bool = False


def check_own_text(
    facts: ReportFacts,
    paragraphs: Sequence[ReportParagraph],
    found: Iterable[FoundQuotation],
    checked: Sequence[Checked],
) -> list[Checked]:
    """What was found of a report's quotations, with the words of its own text that must not be printed, in order.

    Of each paragraph it is said once.

    Args:
        facts: The study: its people, transcripts, what is marked and what is redacted.
        paragraphs: The report.
        found: What is quoted in it.
        checked: What was found of that; what was not taken for a quotation is the report's own text.
    """
    judged_ones = {(one.paragraph, one.quotation) for one in checked}
    quoted = [one for one in found if (one.paragraph, " ".join(one.words.split())) in judged_ones]
    texts = own_text(paragraphs, quoted)
    held: dict[int, list[_Held]] = {}
    for one in [*_not_for_quotation(facts, texts), *_redacted(facts, texts, paragraphs)]:
        held.setdefault(one.paragraph, []).append(one)
    if not held:
        return list(checked)
    sections = list(sections_of(paragraphs))
    own = [_checked(sorted(some), paragraphs[number], sections[number]) for number, some in held.items()]
    return sorted([*checked, *own], key=lambda one: one.paragraph)


def _not_for_quotation(facts: ReportFacts, texts: Sequence[OwnText]) -> list[_Held]:
    """Words of passages that must not be quoted, but for those that somebody says in a passage that may be."""
    repeated: dict[int, list[Repeated]] = {}
    for one in withheld_runs(facts, [one.text for one in texts]):
        repeated.setdefault(one.text, []).append(one)
    held = [one for number, some in repeated.items() for one in _places(texts[number], some)]
    if not held:
        return []
    title = "".join(words_of(facts.study.title, digits=True))
    held = [one for one in held if not (one.is_heading and "".join(words_of(one.words, digits=True)) in title)]
    rules = Rules.of(facts.participants, facts.marked, tidied=False, language=facts.study.language)
    said = judged([Quoted(wording(one.words)) for one in held], facts.transcripts, rules)
    return [one for one, its in zip(held, said, strict=True) if its.verdict.value not in _MAY_STAND]


def _places(text: OwnText, some: Sequence[Repeated]) -> Iterator[_Held]:
    for digits in {one.digits for one in some}:
        first_of = {one.run: one.piece for one in reversed(some) if one.digits is digits}
        for place in places_of(text.text, first_of, digits=digits):
            words = place.of(text.text)
            letters = "".join(words_of(words, digits=digits))
            piece = next(piece for run, piece in reversed(first_of.items()) if run[:LONGEST] in letters)
            yield _Held(*text.at(place.start), words, piece.passage, piece.why.value, piece.is_heading)


def _redacted(facts: ReportFacts, texts: Iterable[OwnText], paragraphs: Sequence[ReportParagraph]) -> Iterator[_Held]:
    names = RedactedNames(facts)
    for text in texts if names else ():
        for place, name in names.found_in(text.text):
            number, at = text.at(place.start)
            if name.is_certain or not paragraphs[number].is_heading:
                yield _Held(number, at, place.of(text.text), name.passage, REDACTED)


def _checked(held: Sequence[_Held], paragraph: ReportParagraph, section: str) -> Checked:
    first = held[0]
    kept: list[str] = []
    for words in dict.fromkeys(" ".join(one.words.split()) for one in held):
        if not any(words in other for other in kept):
            kept.append(words)
    return Checked(
        " … ".join(kept),
        "",
        Verdict.NOT_FOR_QUOTATION.value,
        *first.passage,
        "",
        (),
        ("in the report's own text", *dict.fromkeys(one.why for one in held)),
        paragraph.where_is(first.place),
        section,
        is_fault=True,
        paragraph=first.paragraph,
        is_own_text=True,
    )
