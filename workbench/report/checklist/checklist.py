"""A checklist for reporting beside a report, filled in as far as the study knows, the rest left to a person. Pure.

COREQ in codebook and reliability mode: Tong, Sainsbury and Craig (2007), doi 10.1093/intqhc/mzm042. In reflexive mode
prompts after RTARG, the reporting guidelines of Braun and Clarke (2024), doi 10.1177/02692163241234800: what COREQ asks
of coders and of saturation is no mark of quality there. Numbers and topics are theirs, the words our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from workbench.report.checklist.coreq import coreq
from workbench.report.checklist.facts import Background
from workbench.report.checklist.item import Item
from workbench.report.checklist.rtarg import rtarg
from workbench.report.content import Block, Cell, Heading, Kind, Report, Table, TitlePage, cell, plain
from workbench.report.facts import ReportFacts

NOT_KNOWN = "–"
LINE = "________"
"""Where a person writes."""

_COREQ = (
    "After the consolidated criteria for reporting qualitative research (COREQ): Tong A, Sainsbury P, Craig J (2007), "
    "International Journal for Quality in Health Care 19(6), 349–357."
)
_RTARG = (
    "After the Reflexive Thematic Analysis Reporting Guidelines (RTARG): Braun V, Clarke V (2024), Palliative Medicine "
    "38(6), 608–616. They are prompts to think with, and no list of what every report must hold."
)
_FILLED = (
    "What the study knows is filled in. It is a help, not an answer: see that the report says it, and says it rightly. "
    "The lines are for you."
)


def checklist(facts: ReportFacts, report: Report, background: Background) -> Report:
    """The checklist beside a report: COREQ, or in reflexive mode prompts after RTARG.

    Args:
        facts: What the report was composed from.
        report: The report.
        background: What the study knows of how the work was done.
    """
    is_reflexive = facts.study.mode == "reflexive"
    items = rtarg(facts, report, background) if is_reflexive else coreq(facts, report, background)
    what = "prompts after RTARG" if is_reflexive else "COREQ"
    return Report(
        TitlePage(
            f"Checklist for reporting: {report.title_page.title}",
            what[:1].upper() + what[1:],
            date=report.title_page.date,
            about=_RTARG if is_reflexive else _COREQ,
        ),
        (plain(_FILLED, Kind.NOTE), *_tables(items)),
        language=report.language,
        running_note="Checklist",
        made_at=report.made_at,
        contents_levels=1,
        goes_on=True,
    )


def _tables(items: Iterable[Item]) -> Iterator[Block]:
    for domain, some in groupby(items, key=lambda item: item.domain):
        yield Heading(domain, 1)
        yield Table(domain, _HEADER, tuple(_row(item) for item in some), _WIDTHS, numbered=False)


_HEADER = ("Item", "What is asked", "What the study knows", "Where in the report", "Yours to answer")
_WIDTHS = (5, 6, 8, 5, 4)


def _row(item: Item) -> tuple[Cell, ...]:
    number = f"{item.number} " if item.number else ""
    return (
        cell(f"{number}{item.topic}"),
        cell(item.asked),
        cell(item.known or NOT_KNOWN),
        cell(item.where or NOT_KNOWN),
        cell(LINE if not item.known else ""),
    )
