"""A study's theme report as content: its parts one after the other. Pure.

Every part is a function of its own, entered in `PARTS` under the name that report.yaml calls it by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count

from workbench.errors import NotFound
from workbench.report.chapter import Chapter
from workbench.report.clarified import clarifications, notices_of
from workbench.report.content import Report, quotations_of
from workbench.report.facts import ReportFacts
from workbench.report.marks import marked
from workbench.report.names_written import names_written
from workbench.report.orders import Ordering, by_question, by_role_and_theme, by_theme, by_theme_and_role, ordering
from workbench.report.outline import by_outline, hung_as_prepared, hung_sections
from workbench.report.parts.agreement_part import TITLE as AGREEMENT
from workbench.report.parts.agreement_part import agreement_in_report
from workbench.report.parts.codebook_part import codebook_part
from workbench.report.parts.definitions_part import TITLE as DEFINITIONS
from workbench.report.parts.definitions_part import definitions_part
from workbench.report.parts.memo_part import TITLE as MEMOS
from workbench.report.parts.memo_part import memo_blocks
from workbench.report.parts.method_part import coding_part, collection_part, not_stated, title_page
from workbench.report.parts.participants_part import participants_part
from workbench.report.parts.reading import how_prepared
from workbench.report.parts.theme_part import all_sections, done_to_quotations, omission_of_report, sections
from workbench.report.said import marks_of
from workbench.report.withheld_words import withheld_words
from workbench.settings import OrderName, PartName


def compose(facts: ReportFacts) -> Report:
    """The theme report of a study.

    Args:
        facts: The study as one coder's codings show it.

    Raises:
        NotFound: The study has no themes.
    """
    return report_of(facts, chapters(facts))


def chapters(facts: ReportFacts) -> tuple[Chapter, ...]:
    """What stands in the theme report, in the order of its parts.

    Raises:
        NotFound: The study has no themes.
    """
    if not facts.themes:
        raise NotFound(
            "This study has no themes yet, so there is nothing to report.",
            "Make a theme first, or write the extract book.",
            command="See: workbench theme add, workbench extracts -o FILE.docx",
        )
    made = ordering_of(facts)
    parts = facts.choices.parts_for(facts.study.mode)
    return tuple(chapter for name in parts for chapter in PARTS[name](made))


def ordering_of(facts: ReportFacts) -> Ordering:
    """What the parts of a report are made from."""
    printed, _ = sections(facts)
    return ordering(facts, printed, omission_of_report(facts, printed), count(1))


def report_of(facts: ReportFacts, made: tuple[Chapter, ...]) -> Report:
    """The report whose chapters were made from these facts."""
    _, left_out = sections(facts)
    study, title = facts.study, title_page(facts)
    unmarked = (block for chapter in made for block in chapter.blocks)
    blocks = tuple(marked(study.id, list(unmarked), lambda name: facts.transcript_of[name].sha256))
    forbidden = withheld_words(facts, title, blocks)
    notices = (notice for chapter in made for notice in chapter.notices)
    bracketed = notices_of(facts, clarifications(facts, list(quotations_of(blocks))))
    return Report(
        title,
        blocks,
        language=study.language,
        running_note="" if study.state == "final" else "Draft",
        made_at=study.made_at,
        notices=(*forbidden, *facts.notices, *left_out, *notices, *bracketed, *names_written(facts, title, blocks)),
        forbidden=forbidden,
        said=marks_of(study.id, blocks),
    )


def _method(made: Ordering) -> Iterator[Chapter]:
    done = done_to_quotations(made.facts, made.sections) | how_prepared(made.facts, list(hung_as_prepared(made)))
    blocks = (*collection_part(made.facts), *coding_part(made.facts, omission=made.omission, prepared=done))
    yield Chapter("How the study was done", blocks, not_stated(made.facts))


def _participants(made: Ordering) -> Iterator[Chapter]:
    if (chapter := participants_part(made.facts)) is not None:
        yield chapter


def _agreement(made: Ordering) -> Iterator[Chapter]:
    if blocks := agreement_in_report(made.facts.agreement):
        yield Chapter(AGREEMENT, blocks)


def _themes(made: Ordering) -> Iterator[Chapter]:
    yield from ORDERS[made.facts.choices.order](made)


def _definitions(made: Ordering) -> Iterator[Chapter]:
    printed = hung_sections(made) if made.facts.choices.order == "outline" else made.sections
    if blocks := definitions_part(made.facts, tuple(all_sections(printed))):
        yield Chapter(DEFINITIONS, blocks)


def _codebook(made: Ordering) -> Iterator[Chapter]:
    for book in made.facts.codebooks:
        blocks, notices = codebook_part(made.facts, book, omission=made.omission)
        yield Chapter(f"Codebook: {book.name}" if book.name else "Codebook", blocks, notices)


ORDERS: Mapping[OrderName, Callable[[Ordering], Iterator[Chapter]]] = {
    "theme": by_theme,
    "role then theme": by_role_and_theme,
    "theme then role": by_theme_and_role,
    "question": by_question,
    "outline": by_outline,
}
"""Each order of the themes by its name in report.yaml."""


def _memos(made: Ordering) -> Iterator[Chapter]:
    if made.facts.memos:
        yield Chapter(MEMOS, tuple(memo_blocks(made.facts.memos, made.series)))


PARTS: Mapping[PartName, Callable[[Ordering], Iterator[Chapter]]] = {
    "method": _method,
    "participants": _participants,
    "themes": _themes,
    "agreement": _agreement,
    "definitions": _definitions,
    "codebook": _codebook,
    "memos": _memos,
}
"""Each part by its name: from what a report is made of to the chapters that stand in it, none where it has nothing."""
