"""What coders settled where they differed, as a part of a report: figures before and after, decisions, rules. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.agreement import table
from workbench.agreement.before_after import BeforeAfter
from workbench.agreement.consensus_told import change_in_words, choice_in_words, in_short, place_in_words
from workbench.agreement.differing_told import kind_in_words, names_of
from workbench.agreement.rule_changes import RuleChange
from workbench.report.content import Block, Heading, Kind, Table, cell, plain
from workbench.report.parts.wordings import Reworded, wordings
from workbench.visible import one_line


def consensus_part(done: BeforeAfter, changes: Sequence[RuleChange]) -> tuple[Block, ...]:
    """How much is settled, the figures before and after, each decision with its note, and the rules that were changed.

    Args:
        done: Both comparisons, and the decisions.
        changes: The rules that were changed because coders differed.
    """
    return (
        Heading("What the coders settled", 1),
        *map(plain, in_short(done)),
        _figures(done),
        *([_decisions(done)] if done.decided else []),
        *_rules(done, changes),
    )


def _rules(done: BeforeAfter, changes: Sequence[RuleChange]) -> tuple[Block, ...]:
    """The rules that were changed, in a line each, and their words before and after."""
    if not changes:
        return ()
    called = names_of(done.found.books)
    told = [plain(f"{change_in_words(change, called)}.") for change in changes]
    reworded = [
        Reworded(called(change.code), field, f"{place_in_words(change)}{f': {change.note}' if change.note else ''}")
        for change in changes
        for field in change.fields
    ]
    table = wordings(reworded, caption="Rules as they were and as they are")
    return (plain("Rules that were changed for it:", Kind.LEAD), *told, *table)


def _figures(done: BeforeAfter) -> Table:
    first = table.coefficient(done.before)
    columns = [one for one in table.columns(done.before) if one.name in ("percent", first)]
    after = {code.id: code for code in done.after.codes}
    before = {code.id: code for code in done.before.codes}
    rows = []
    for code in done.after.codes:
        sides = (before.get(code.id), after[code.id])
        figures = [table.cell(side.measured, one) if side is not None else "–" for side in sides for one in columns]
        rows.append((cell(code.name), *map(cell, figures)))
    headings = ("Code", *(f"{one.heading} {when}" for when in ("before", "after") for one in columns))
    return Table("Before and after consensus", headings, tuple(rows), (8, *(5 for _ in headings[1:])))


def _decisions(done: BeforeAfter) -> Table:
    called = names_of(done.found.books)
    rows = [
        tuple(
            map(
                cell,
                (
                    " / ".join(map(called, one.codes)),
                    kind_in_words(one, done.found.coders),
                    one.place,
                    choice_in_words(made, called),
                    one_line(made.note) or "–",
                ),
            )
        )
        for one, made in done.decided
    ]
    return Table("Decisions", ("Code", "What", "Where", "Decided", "Why"), tuple(rows), (6, 4, 7, 6, 7))
