"""The balance of a report as content, for its writers: on the screen and in the writer's note. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.report.balance.balance import Balance
from workbench.report.balance.flags import Flag, share
from workbench.report.balance.ledger import Ledger, Line
from workbench.report.content import Block, Cell, Heading, Kind, ListItem, Run, Table, cell, plain
from workbench.visible import plural

TITLE = "Balance"
REFLEXIVE = "This study is worked on reflexively: the figures help to look at your choices, and are no mark of quality."

_MOST = 30
"""So many flags of one kind are told one by one; of more the rest is counted."""


def balance_part(balance: Balance, *, mode: str, level: int = 1) -> Iterator[tuple[Block, str]]:
    """What asks for a second look, then the ledger.

    Args:
        balance: The balance.
        mode: The study's mode.
        level: The level of its heading.

    Yields:
        A block, and the id of the theme to which it leads; empty where it leads to none.
    """
    ledger = balance.ledger
    yield Heading(TITLE, level), ""
    if not ledger.quotations:
        yield plain("No quotation is printed yet, so there is nothing to weigh.", Kind.NOTE), ""
        return
    yield plain("For those who write the report: it stands in no report.", Kind.NOTE), ""
    if mode == "reflexive":
        yield plain(REFLEXIVE, Kind.NOTE), ""
    looked_at = [flag for flag in balance.flags if not flag.is_remark]
    yield Heading("What asks for a second look", level + 1), ""
    if not looked_at:
        yield plain("Nothing does."), ""
    yield from _told(looked_at)
    if remarks := [flag for flag in balance.flags if flag.is_remark]:
        yield Heading("Only said: nothing can be done about it", level + 1), ""
        yield from _told(remarks)
    yield Heading("Whose words are printed, and whose are coded", level + 1), ""
    for table in _tables(ledger):
        yield table, ""
    yield plain(_reading(ledger), Kind.NOTE), ""


def _told(flags: Sequence[Flag]) -> Iterator[tuple[Block, str]]:
    kinds = dict.fromkeys(flag.kind for flag in flags)
    for kind in kinds:
        of_kind = [flag for flag in flags if flag.kind == kind]
        for flag in of_kind[:_MOST]:
            yield ListItem((Run(flag.said),)), flag.theme
        if len(of_kind) > _MOST:
            yield ListItem((Run(f"And {len(of_kind) - _MOST:,} more such: {kind}."),)), ""


def _tables(ledger: Ledger) -> Iterator[Table]:
    for what, lines in (("Participant", ledger.participants), ("Role", ledger.roles), ("Time point", ledger.waves)):
        if lines:
            header = (what, "Quotations", "Words printed", "Words coded")
            rows = tuple(_row(line) for line in lines)
            yield Table(f"{what}s: what is printed and what is coded", header, rows, (14, 10, 7, 6))


def _row(line: Line) -> tuple[Cell, ...]:
    figures = (
        (line.quotations, line.quotations_share),
        (line.words, line.words_share),
        (line.coded, line.coded_share),
    )
    return (cell(line.label), *(cell(f"{number:,} ({share(of_all)})") for number, of_all in figures))


def _reading(ledger: Ledger) -> str:
    said = (
        f"Of {plural(ledger.quotations, 'quotation')} with {plural(ledger.words, 'word')}, and "
        f"{plural(ledger.coded, 'word')} coded. A quotation in which several speak counts for each of them; "
        "a word that several codes are put on counts once."
    )
    if any(len(line.ids) > 1 for line in ledger.participants):
        said += " What one of several said, and nobody knows who, counts for their role and for none of them."
    return said
