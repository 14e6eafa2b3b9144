"""How far coders agree, as a part of a report: what was compared, the figures, and what they mean. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.agreement import in_words, table
from workbench.agreement.comparison import Comparison
from workbench.report.content import Block, Heading, Kind, Table, cell, plain
from workbench.report.facts import AgreementRow
from workbench.report.parts.rounds_part import only_used, rounds_in_report

TITLE = "How far the coders agree"

_NAME, _NUMBER, _COEFFICIENT, _INTERVAL = 8, 3, 5, 6
"""How wide the columns are, as shares of the page's width; a coefficient may be a word."""


def agreement_part(comparison: Comparison, *, target: float | None) -> tuple[Block, ...]:
    """What was compared, a table of the codes, the pooled figure, and what the figures mean beside each other.

    Args:
        comparison: The comparison.
        target: The team's own target, if it has one; no other bands are named.
    """
    return (Heading(TITLE, 1), *map(plain, in_words.heading(comparison)), *_figures(comparison, target))


def agreement_in_report(found: AgreementRow | None) -> tuple[Block, ...]:
    """The same as a part of the theme report, with the rounds side by side where there are several.

    No transcript is named in it: they may be called what a report must not tell.

    Args:
        found: What there is to be said; nothing where it is None.
    """
    if found is None:
        return ()
    told = plain(" ".join(in_words.heading(found.comparison, transcripts=False)))
    blocks: list[Block] = [Heading(TITLE, 1), told, *_figures(found.comparison, found.target, in_short=True)]
    if found.rounds is not None:
        blocks += rounds_in_report(found.rounds, level=2)
    return tuple(blocks)


def _figures(comparison: Comparison, target: float | None, *, in_short: bool = False) -> Iterator[Block]:
    """The table of the codes, what is in it, and what its figures mean beside each other.

    Args:
        comparison: The comparison.
        target: The team's own target, if it has one.
        in_short: Whether codes that nobody used are only counted, of many five are named, and of groups there is the
            first coefficient alone.
    """
    left_out = in_words.unused(comparison) if in_short else []
    if in_short:
        comparison = only_used(comparison)
    yield _table(comparison)
    yield plain(_meanings(table.columns(comparison)), Kind.NOTE)
    yield from map(plain, left_out)
    if target is not None:
        yield plain(in_words.against_target(comparison, target))
    if comparison.pooled is not None:
        yield plain(in_words.pooled(comparison.pooled))
    told = [*in_words.groups(comparison, unitized=not in_short), *in_words.explanations(comparison, some=in_short)]
    yield from map(plain, told)
    others = table.not_in_table(comparison, told)
    if others:
        yield plain(_meanings(others), Kind.NOTE)


def _meanings(columns: Sequence[table.Column]) -> str:
    return "; ".join(f"{column.heading}: {column.meaning}" for column in columns) + "."


def _table(comparison: Comparison) -> Table:
    """The codes with what is shown first, and the interval of the coefficient."""
    columns, first = table.columns(comparison), table.coefficient(comparison)
    rows = [
        (
            cell(code.name),
            *(cell(table.cell(code.measured, column)) for column in columns),
            cell(in_words.interval(code.measured, first) or "–"),
        )
        for code in comparison.codes
    ]
    widths = (_NAME, *(_COEFFICIENT if one.name == first else _NUMBER for one in columns), _INTERVAL)
    headings = ("Code", *(column.heading for column in columns), f"interval of {first}")
    who = " and ".join(comparison.coders) if len(comparison.coders) == 2 else ", ".join(comparison.coders)
    return Table(f"Agreement of {who}, by {comparison.frame.unit}", headings, tuple(rows), widths)
