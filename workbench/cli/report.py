"""Commands for what is printed: report, extracts, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import json_option, may_write, opened, output_option, quiet_option, tell_new
from workbench.cli.report_options import choice_options, layer_option
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.report import Written

_output_option = output_option("FILE.docx", "The Word file to write.")
_shapes_option = output_option(
    "FILE", "The file to write. Its ending says what it becomes: .docx, .html, .md; .xlsx or .csv (quotations); .json."
)
_coder_option = click.option(
    "--coder", metavar="NAME", help="Whose codings; else the study's lead coder, else your own."
)


@click.command()
@_shapes_option
@_coder_option
@choice_options
@click.option(
    "--agreement/--no-agreement",
    default=None,
    help="Say how far the coders agree, or not; else as report.yaml says. In reflexive mode never.",
)
@click.option(
    "--clean",
    "to_clean",
    type=click.Path(path_type=Path),
    metavar="IN.docx",
    help="Instead: make the copy of a Word file that is sent outside, without all that its reader does not see.",
)
@json_option
@click.pass_context
def report(
    context: click.Context,
    path: Path,
    yes: bool,
    coder: str | None,
    instead: dict[str, Any],
    agreement: bool | None,
    to_clean: Path | None,
    as_json: bool,
) -> None:
    """Write the theme report: how the study was done, then each theme with its quotations, then the codebook.

    What its writers chose for it stands in report.yaml; the options hold for this report alone.

    With --clean no study is needed: the copy reads as the file does with all changes accepted, and holds no comments,
    tracked changes, hidden text, marks round quotations, names of people or properties.
    """
    if to_clean is not None:
        from workbench.cli.report_clean import clean

        if coder or agreement is not None or instead:
            raise click.UsageError("--clean goes with -o, --yes and --json only.")
        clean(to_clean, path, yes=yes, as_json=as_json)
        return
    from workbench import report as reports

    with opened(context) as study:
        may_write(study, path, yes=yes, endings=reports.ENDINGS, beside=reports.paths_beside(path))
        done = reports.write(study, path, coder=coder, instead=instead, agreement=agreement)
    _tell(context, done, as_json=as_json)
    if done.faults:
        output.tell(f"Which, and what was said instead: workbench verify {done.path}")
        context.exit(1)


@click.command()
@_output_option
@_coder_option
@layer_option
@json_option
@click.pass_context
def extracts(
    context: click.Context, path: Path, yes: bool, coder: str | None, layer: str | None, as_json: bool
) -> None:
    """Write the extract book for the team: every extract, by code. It is no part of the report."""
    from workbench import report as reports

    with opened(context) as study:
        may_write(study, path, yes=yes)
        done = reports.write_extract_book(study, path, coder=coder, instead={"layer": layer})
    _tell(context, done, as_json=as_json)


def _tell(context: click.Context, done: Written, *, as_json: bool) -> None:
    tell_new(context, done.notices)
    if as_json:
        output.write_json(done)
        return
    settled = " as settled with others" if done.layer == "consensus" else ""
    output.say(f"Wrote {done.path}: {plural(done.quotations, 'quotation')}, codings of {done.coder}{settled}.")
    for path in done.beside:
        output.say(f"Wrote {path}: for the team alone, not to be sent.")


@click.command(name="print")
@click.argument("names", nargs=-1, metavar="[NAME…]")
@_output_option
@click.option("--all", "all_of_them", is_flag=True, help="All transcripts, each on pages of its own.")
@click.option("--codings", "with_codings", is_flag=True, help="Codings with their memos as comments in the margin.")
@click.option("--coder", metavar="NAME", help="With --codings: only this coder's.")
@quiet_option
@json_option
@click.pass_context
def print_(
    context: click.Context,
    names: tuple[str, ...],
    path: Path,
    yes: bool,
    all_of_them: bool,
    with_codings: bool,
    coder: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Write transcripts as a Word file to read on paper: wide margin, numbered lines, speakers in bold.

    It is the team's working copy, not for publication: words of people who are never to be quoted stand in it.
    Passages marked not for quotation do not.
    """
    from workbench import report as reports

    if bool(names) == all_of_them:
        raise click.UsageError("Name transcripts, or give --all. See: workbench transcripts")
    with opened(context) as study:
        may_write(study, path, yes=yes)
        with output.progress("Printing", quiet=quiet or as_json) as progress:
            done = reports.write_copy(study, path, names or None, codings=with_codings, coder=coder, progress=progress)
    tell_new(context, done.notices)
    if as_json:
        output.write_json(done)
    elif not quiet:
        codings = f", {plural(done.codings, 'coding')} in the margin" if with_codings else ""
        output.say(f"Wrote {done.path}: {plural(done.transcripts, 'transcript')}{codings}.")


COMMANDS = (report, extracts, print_)
