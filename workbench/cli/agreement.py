"""How far coders agree: agreement."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.common import (
    json_option,
    may_write,
    opened,
    plain_option,
    quiet_option,
    replace_option,
    tell_new,
)
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.agreement.comparison import Comparison
    from workbench.agreement.frame import Unit

_USUAL = Path()
"""What --docx stands for without a file: where a comparison is usually written."""


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
@click.option(
    "--docx",
    "path",
    type=click.Path(path_type=Path),
    is_flag=False,
    flag_value=_USUAL,
    metavar="[FILE]",
    help="Write it as a Word file; without FILE to exports/agreement.docx.",
)
@replace_option
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
    path: Path | None,
    yes: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Compare coders: for each code how far they agree, with kappa or alpha, and what the figures mean together.

    The first coder named is A. Figures that are not defined say why; intervals hold 95 in 100 bootstrap draws.
    """
    from workbench import report as reports
    from workbench.agreement import comparison
    from workbench.agreement.as_csv import as_csv as in_csv
    from workbench.agreement.as_json import as_json as in_json

    if as_csv and (as_json or path is not None):
        raise click.UsageError("Give --csv alone.")
    written = None
    with opened(context) as study:
        if path is not None:
            path = reports.agreement_path(study) if path == _USUAL else path
            may_write(study, path, yes=yes)
        with output.progress("Comparing", quiet=quiet or as_json or as_csv) as tell:
            found = comparison.compare(
                study, coders, unit=unit, include_interviewer=include_interviewer, draws=draws, seed=seed, tell=tell
            )
        if path is not None:
            written = reports.write_agreement(study, path, found)
    if written is not None:
        tell_new(context, written.notices)
    if as_json:
        output.write_json(in_json(found))
    elif as_csv:
        output.write_text(in_csv(found))
    elif written is not None:
        output.say(f"Wrote {written.path}: {plural(written.codes, 'code')}.")
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
    for paragraph in (*in_words.groups(found), *in_words.explanations(found)):
        output.say()
        output.say(paragraph)
    if more:
        output.say()
        for column in columns:
            output.say(f"{column.heading}: {column.meaning}.")


COMMANDS = (agreement,)
