"""Names in what the writers of a report wrote themselves, told to them. Pure.

A name that is redacted in a quotation is printed as it was typed where it stands in a narrative, a definition, or any
other text of theirs: nothing is put otherwise there, so it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench.report.clarified import REDACTED, Names
from workbench.report.content import Block, TitlePage
from workbench.report.facts import ReportFacts
from workbench.report.same_words import Texts, runs, words_of
from workbench.report.withheld_words import RUN, texts_of, written_in
from workbench.settings import OutlineSection


def names_written(facts: ReportFacts, title: TitlePage, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Where the writers' own texts hold what may be a name that is not to be printed.

    Args:
        facts: The study.
        title: The title page.
        blocks: What is printed; texts that are not are not looked at.

    Returns:
        A sentence for each text and what speaks against it, without a word of it.
    """
    names, written = Names(facts), list(written_in(title, blocks))
    printed = Texts([text for _, text in written], digits=True)
    told: dict[str, None] = {}
    known = set[tuple[str, ...]]()
    for place, text in _texts(facts):
        why = list(names.told(text))
        if why and _stands(text, printed):
            told.update(dict.fromkeys(f"{place} {one}." for one in why))
            known |= names.redacted_in(text)
    for where, text in written:
        if names.redacted_in(text) - known:
            told[f"“{where}” {REDACTED}."] = None
    return tuple(told)


def _texts(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    for theme in facts.themes:
        for what, words in texts_of(theme).items():
            yield from ((f"The theme “{theme.name}”, in its {what},", text) for text in words)
    if facts.choices.order == "outline":
        for section in _sections(facts.choices.outline):
            yield f"The section “{section.heading}”, in its text,", section.text


def _sections(outline: Iterable[OutlineSection]) -> Iterator[OutlineSection]:
    for one in outline:
        yield one
        yield from _sections(one.sections)


def _stands(text: str, printed: Texts) -> bool:
    """Whether words of a text are among what is printed."""
    words = words_of(text, digits=True)
    return any(printed.find(run) is not None for _, run in runs(words, size=min(RUN, len(words))))
