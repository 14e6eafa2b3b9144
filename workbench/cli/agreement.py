"""How far coders agree: agreement."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from workbench.cli import output
from workbench.cli.common import (
    Command,
    json_option,
    may_write,
    opened,
    plain_option,
    quiet_option,
    replace_option,
    tell_new,
)
from workbench.cli.differences import Form, instead_options, remark, show_instead
from workbench.visible import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.agreement.before_after import BeforeAfter
    from workbench.agreement.comparison import Comparison
    from workbench.agreement.rounds import Rounds
    from workbench.agreement.rule_changes import RuleChange
    from workbench.report import AgreementWritten
    from workbench.study import Study

_USUAL = Path()
"""What --docx stands for without a file: where a comparison is usually written."""


def _words_options(command: Command) -> Command:
    """The options that say which words are compared, by which unit, and how intervals are drawn."""
    for option in reversed(_ON_WORDS):
        command = option(command)
    return command


_ON_WORDS = (
    click.option(
        "--unit",
        type=click.Choice(["turn", "sentence", "token", "character"]),
        default="turn",
        show_default=True,
        help="What is counted.",
    ),
    click.option("--include-interviewer", is_flag=True, help="What interviewers said counts too."),
    click.option(
        "--draws",
        type=click.IntRange(0, 100_000),
        default=1000,
        show_default=True,
        help="How many draws intervals take.",
    ),
    click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="With what the draws begin."),
)


@click.command()
@click.argument("coders", nargs=-1, required=True, metavar="CODER CODER...")
@_words_options
@click.option("--sample", "name", metavar="NAME", help="This sample; without it, theirs that was revealed last.")
@click.option("--all", "everything", is_flag=True, help="Every transcript that two of them coded, finished or not.")
@click.option(
    "--as-revealed", is_flag=True, help="What they had coded when the sample was revealed, whatever changed since."
)
@click.option("--more", is_flag=True, help="Every figure of every code, and what each means.")
@instead_options
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
    /,
    coders: tuple[str, ...],
    name: str | None,
    everything: bool,
    as_revealed: bool,
    more: bool,
    as_csv: bool,
    path: Path | None,
    yes: bool,
    quiet: bool,
    as_json: bool,
    **words: Any,
) -> None:
    """Compare coders: for each code how far they agree, with kappa or alpha, and what the figures mean together.

    The first coder named is A. Figures that are not defined say why; intervals hold 95 in 100 bootstrap draws.
    """
    from workbench.agreement import comparison

    _check(words, name=name, everything=everything, as_revealed=as_revealed)
    if as_csv and (as_json or path is not None):
        raise click.UsageError("Give --csv alone.")
    sample, file = everything or name, None if path is None else _File(context, path, yes)
    form = Form(quiet=quiet, as_json=as_json, as_csv=as_csv, more=more, file=file)
    if show_instead(context, coders, words, sample=sample, form=form):
        return
    with opened(context) as study:
        path = None if path is None else _checked(study, path, yes=yes)
        with output.progress("Comparing", quiet=quiet or as_json or as_csv) as tell:
            found = comparison.compare(study, coders, sample=sample, as_revealed=as_revealed, tell=tell, **words)
        remark(study, coders, quiet=quiet)
        written = None if path is None else _write(context, study, path, found)
    _show(found, written, more=more, as_csv=as_csv, as_json=as_json)


def _check(asked: Mapping[str, Any], *, name: str | None, everything: bool, as_revealed: bool) -> None:
    """Refuse options that do not go together.

    Raises:
        UsageError: They do not.
    """
    if everything and name is not None:
        raise click.UsageError("Give --all or --sample.")
    if as_revealed and (everything or any(asked[one] for one in ("differences", "confusion", "consensus", "by"))):
        raise click.UsageError("--as-revealed goes with the figures of a sample.")


class _File(NamedTuple):
    """The Word file that was asked for, for what is shown in the place of figures."""

    context: click.Context
    path: Path
    yes: bool

    def checked(self, study: Study, *, rounds: bool = False) -> Path:
        """Where it goes, found before anything is worked out that it may be written."""
        return _checked(study, self.path, yes=self.yes, rounds=rounds)

    def write(self, study: Study, path: Path, done: BeforeAfter, changes: Sequence[RuleChange]) -> None:
        """Write what was settled, and say so."""
        from workbench import report

        written = report.write_agreement(study, path, done.before, settled=(done, changes))
        tell_new(self.context, written.notices)
        output.say(f"Wrote {written.path}: {plural(written.codes, 'code')}, {plural(len(done.decided), 'decision')}.")

    def write_rounds(self, study: Study, path: Path, found: Rounds) -> None:
        """Write the rounds side by side, and say so."""
        from workbench import report

        written = report.write_rounds(study, path, found)
        tell_new(self.context, written.notices)
        output.say(f"Wrote {written.path}: {plural(len(found.compared), 'round')}, {plural(written.codes, 'code')}.")


def _checked(study: Study, path: Path, *, yes: bool, rounds: bool = False) -> Path:
    """The Word file to write, found before anything is worked out that it may be written."""
    from workbench import report

    path = report.agreement_path(study, rounds=rounds) if path == _USUAL else path
    may_write(study, path, yes=yes)
    return path


def _write(context: click.Context, study: Study, path: Path, found: Comparison) -> AgreementWritten:
    from workbench import report

    written = report.write_agreement(study, path, found)
    tell_new(context, written.notices)
    return written


def _show(found: Comparison, written: AgreementWritten | None, *, more: bool, as_csv: bool, as_json: bool) -> None:
    from workbench.agreement.as_csv import as_csv as in_csv
    from workbench.agreement.as_json import as_json as in_json

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
        output.paragraph(line)
    for code_id in found.in_no_codebook:
        output.tell(f"To give it a rule: workbench codebook add {shlex.quote(code_id)} NAME")
    if found.own.is_open:
        first, second = [one.coder for one in found.own.frameworks if one.undecided][:2]
        output.say(f"See: workbench frameworks {shlex.quote(first)} {shlex.quote(second)}")
    output.say()
    columns, first = table.columns(found, more=more), table.coefficient(found)
    rows: list[list[object]] = []
    for one in found.codes:
        cells: list[object] = [table.cell(one.measured, column) for column in columns]
        place = 1 + [column.name for column in columns].index(first)
        rows.append([one.name, *cells[:place], in_words.interval(one.measured, first) or None, *cells[place:]])
    headings = [column.heading for column in columns]
    place = headings.index(first) + 1
    shown = ["code", *headings[:place], "interval", *headings[place:]]
    breaks = [shown.index(one) for one in table.BREAKS if one in shown]
    output.table(shown, rows, empty="There are no codes.", breaks=breaks)
    if found.pooled is not None:
        output.say()
        output.paragraph(in_words.pooled(found.pooled))
    for paragraph in (*in_words.groups(found), *in_words.explanations(found)):
        output.say()
        output.paragraph(paragraph)
    if more:
        output.say()
        for column in columns:
            output.paragraph(f"{column.heading}: {column.meaning}.", indent="  ")


COMMANDS = (agreement,)
