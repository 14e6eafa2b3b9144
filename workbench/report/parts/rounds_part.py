"""The rounds of a sample side by side, as a part of a report: figures, and what became of the codebook. Pure."""

from __future__ import annotations

from dataclasses import replace

from workbench.agreement import rounds_told
from workbench.agreement.comparison import Comparison
from workbench.agreement.consensus_told import place_in_words
from workbench.agreement.rounds import Round, Rounds
from workbench.agreement.rule_changes import wordings as wordings_of
from workbench.report.content import Block, Heading, Kind, ListItem, Run, Table, cell, plain
from workbench.report.parts.wordings import Reworded, wordings

TITLE = "The rounds side by side"


def rounds_in_report(rounds: Rounds, *, level: int) -> tuple[Block, ...]:
    """The same for the theme report: those that are compared, without transcripts' names and what coders noted.

    Args:
        rounds: The rounds.
        level: The heading's level.
    """
    blocks: list[Block] = [Heading(TITLE, level)]
    before: Round | None = None
    for one, found in rounds.compared:
        said = [rounds_told.between_in_words(one, before)] if before is not None else []
        used = replace(one, comparison=only_used(found))
        blocks += map(plain, [*said, " ".join(rounds_told.round_in_words(used, transcripts=False))])
        before = one
    somewhere = {code.id for _, found in rounds.compared for code in found.codes if code.is_used}
    shown = replace(rounds, codes=tuple(each for each in rounds.codes if each[0] in somewhere))
    return (*blocks, rounds_table(shown), plain(rounds_told.note(shown), Kind.NOTE))


def only_used(comparison: Comparison) -> Comparison:
    """A comparison without the codes that nobody put on anything, and without groups of which nobody did."""
    codes = tuple(code for code in comparison.codes if code.is_used)
    used = {code.id for code in codes}
    return replace(
        comparison, codes=codes, groups=tuple(one for one in comparison.groups if used.intersection(one.codes))
    )


def rounds_part(rounds: Rounds) -> tuple[Block, ...]:
    """A table of the rounds side by side, what each was, and what was other in the codebook in between.

    Args:
        rounds: The rounds.
    """
    blocks: list[Block] = [Heading(TITLE, 1), rounds_table(rounds)]
    blocks.append(plain(rounds_told.note(rounds), Kind.NOTE))
    before: Round | None = None
    for one in rounds.rounds:
        if before is not None and one.sample.revealed_at is not None:
            blocks += _between(one, before)
        blocks += map(plain, rounds_told.round_in_words(one))
        before = one if one.sample.revealed_at is not None else before
    return tuple(blocks)


def rounds_table(rounds: Rounds) -> Table:
    """For each code the figures of every round, and last the pooled ones."""
    headings, rows = rounds_told.by_code(rounds)
    widths = (8, *(6 if heading.startswith("interval") else 5 for heading in headings[1:]))
    called = " and ".join(rounds.coders) if len(rounds.coders) == 2 else ", ".join(rounds.coders)
    caption = f"Agreement of {called}, by {rounds.unit}, round by round"
    return Table(caption, ("Code", *headings[1:]), tuple(tuple(map(cell, row)) for row in rows), widths)


def _between(one: Round, before: Round) -> list[Block]:
    """What was done to the codebook between two rounds; both wordings of each rule in a table."""
    told: list[Block] = [plain(rounds_told.between_in_words(one, before))]
    if one.changes is None:
        return told
    lines = rounds_told.changes_in_words(one)
    told += [ListItem((Run(line.text),)) for line in lines if len(lines) > 1]
    reworded = [
        Reworded(each.after.name, field, _why(one, each.after.id))
        for each in one.changes.changes.changed
        if each.after is not None
        for field in wordings_of(one.changes, each.after.id)
    ]
    caption = f"Rules in round {before.sample.round} and in round {one.sample.round}"
    return [*told, *wordings(reworded, caption=caption)]


def _why(one: Round, code: str) -> str:
    """For which passages a rule was changed, and what its authors noted in the codebook."""
    differed = [
        f"{place_in_words(change)}{f': {change.note}' * bool(change.note)}"
        for change in one.rules
        if change.code == code
    ]
    told = one.changes.told if one.changes is not None else ()
    noted = [change.reason for each in told if any(name.id == code for name in each.codes) for change in each.why]
    return "; ".join(filter(None, differed or noted))
