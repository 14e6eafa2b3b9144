"""How far coders agree: agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.common import json_option, opened, plain_option, quiet_option

if TYPE_CHECKING:
    from workbench.agreement.comparison import Comparison
    from workbench.agreement.frame import Unit


@click.command()
@click.argument("coders", nargs=-1, required=True, metavar="CODER CODER...")
@click.option(
    "--unit",
    type=click.Choice(["turn", "sentence", "token", "character"]),
    default="turn",
    show_default=True,
    help="What is counted.",
)
@click.option("--include-interviewer", is_flag=True, help="What interviewers said counts too.")
@click.option("--all", "everything", is_flag=True, help="Every transcript that two of them coded, finished or not.")
@click.option("--more", is_flag=True, help="Every figure of every code, and what each means.")
@click.option(
    "--draws", type=click.IntRange(0, 100_000), default=1000, show_default=True, help="How many draws intervals take."
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="With what the draws begin.")
@click.option("--csv", "as_csv", is_flag=True, help="Write every figure of every code as CSV and nothing else.")
@plain_option
@quiet_option
@json_option
@click.pass_context
def agreement(
    context: click.Context,
    coders: tuple[str, ...],
    unit: Unit,
    include_interviewer: bool,
    everything: bool,
    more: bool,
    draws: int,
    seed: int,
    as_csv: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Compare coders: for each code how far they agree, with kappa or alpha, and what the figures mean together.

    The first coder named is A. Figures that are not defined say why; intervals hold 95 in 100 bootstrap draws.
    """
    from workbench.agreement import comparison
    from workbench.agreement.as_csv import as_csv as in_csv
    from workbench.agreement.as_json import as_json as in_json

    if as_csv and as_json:
        raise click.UsageError("Give --json or --csv.")
    with opened(context) as study, output.progress("Comparing", quiet=quiet or as_json or as_csv) as tell:
        found = comparison.compare(
            study, coders, unit=unit, include_interviewer=include_interviewer, draws=draws, seed=seed, tell=tell
        )
    if as_json:
        output.write_json(in_json(found))
    elif as_csv:
        output.write_text(in_csv(found))
    else:
        _say(found, more=more)


def _say(found: Comparison, *, more: bool) -> None:
    from workbench.agreement import in_words, table

    for line in in_words.heading(found):
        output.say(line)
    output.say()
    columns, first = table.columns(found, more=more), table.coefficient(found)
    rows: list[list[object]] = []
    for one in found.codes:
        cells: list[object] = [table.cell(one.measured, column) for column in columns]
        place = 1 + [column.name for column in columns].index(first)
        rows.append([one.name, *cells[:place], in_words.interval(one.measured, first) or None, *cells[place:]])
    headings = [column.heading for column in columns]
    place = headings.index(first) + 1
    output.table(["code", *headings[:place], "interval", *headings[place:]], rows, empty="There are no codes.")
    if found.pooled is not None:
        output.say()
        output.say(in_words.pooled(found.pooled))
    for paragraph in in_words.explanations(found):
        output.say()
        output.say(paragraph)
    if more:
        output.say()
        for column in columns:
            output.say(f"{column.heading}: {column.meaning}.")


COMMANDS = (agreement,)
