"""A study's theme report as content: its parts one after the other. Pure; every part is a function of its own."""

from __future__ import annotations

from itertools import count

from workbench.errors import NotFound
from workbench.report.agreement_part import agreement_in_report
from workbench.report.codebook_part import codebook_part
from workbench.report.content import Block, Report
from workbench.report.facts import ReportFacts
from workbench.report.marks import marked
from workbench.report.method_part import coding_part, collection_part, title_page
from workbench.report.theme_part import omission_of_report, sections, theme_part
from workbench.report.withheld_words import withheld_words


def compose(facts: ReportFacts) -> Report:
    """The theme report of a study.

    Args:
        facts: The study as one coder's codings show it.

    Raises:
        NotFound: The study has no themes.
    """
    if not facts.themes:
        raise NotFound(
            "This study has no themes yet, so there is nothing to report.",
            "Make a theme first, or write the extract book.",
            command="See: workbench theme add, workbench extracts -o FILE.docx",
        )
    printed, left_out = sections(facts)
    omission = omission_of_report(facts, printed)
    blocks: list[Block] = [*collection_part(facts), *coding_part(facts, omission=omission)]
    blocks += agreement_in_report(facts.agreement)
    notices = [*facts.notices, *left_out]
    series = count(1)
    for section in printed:
        theme_blocks, theme_notices = theme_part(facts, section, omission=omission, series=series)
        blocks += theme_blocks
        notices += theme_notices
    for book in facts.codebooks:
        book_blocks, book_notices = codebook_part(facts, book, omission=omission)
        blocks += book_blocks
        notices += book_notices
    study, title = facts.study, title_page(facts)
    blocks = [*marked(study.id, blocks, lambda name: facts.transcript_of[name].sha256)]
    forbidden = withheld_words(facts, title, blocks)
    return Report(
        title,
        tuple(blocks),
        language=study.language,
        running_note="" if study.state == "final" else "Draft",
        made_at=study.made_at,
        notices=(*forbidden, *notices),
        forbidden=forbidden,
    )
