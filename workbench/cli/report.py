"""Commands for what is printed: report, extracts, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import json_option, may_write, opened, output_option, quiet_option, tell_new
from workbench.cli.report_options import Asked, Other, choice_options, layer_option, other_options
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.report import Written

_output_option = output_option("FILE.docx", "The Word file to write.")
_shapes_option = output_option(
    "FILE",
    "The file to write. Its ending says what it becomes: .docx, .html, .md; .xlsx or .csv (quotations); .json.",
    required=False,
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
@other_options
@json_option
@click.pass_context
def report(
    context: click.Context,
    path: Path | None,
    yes: bool,
    coder: str | None,
    instead: dict[str, Any],
    agreement: bool | None,
    other: Other,
    as_json: bool,
) -> None:
    """Write the theme report: how the study was done, then each theme with its quotations, then the codebook.

    What its writers chose for it stands in report.yaml; the options hold for this report alone.

    With --clean the copy reads as the file does with all changes accepted, and holds no comments, tracked changes,
    hidden text, marks round quotations, names of people or properties. No study is needed; in one the file is read back
    first, and where a quotation must not stay so the copy is made only where that is confirmed, and the command leaves
    with 1.

    With --update the report that is named is brought up to date: first it is shown what would change. Without -o it is
    the report itself that is written. Leaves with 1 where something could not be brought, or is to be put right by
    hand.
    """
    if other.wanted:
        if agreement is not None:
            raise click.UsageError("--agreement is for a report that is written anew.")
        _other(context, path, other, Asked(coder, instead, other.add_missing), yes=yes, as_json=as_json)
        return
    if path is None:
        raise click.UsageError("Say with -o which file to write.")
    from workbench import report as reports

    if instead.get("template") and reports.shape_of(path) is not reports.WORD:
        raise click.UsageError("--template is for a Word file: its name ends in .docx.")
    with opened(context) as study:
        may_write(study, path, yes=yes, endings=reports.ENDINGS, beside=reports.paths_beside(path))
        done = reports.write(study, path, coder=coder, instead=instead, agreement=agreement)
    _tell(context, done, as_json=as_json)
    if done.faults:
        output.tell(f"Which, and what was said instead: workbench verify {done.path}")
        context.exit(1)


def _other(context: click.Context, path: Path | None, other: Other, asked: Asked, *, yes: bool, as_json: bool) -> None:
    """Bring a report up to date, or make the copy to send, in the place of writing one."""
    if other.to_update is not None:
        from workbench.cli.report_update import update

        if other.to_clean is not None:
            raise click.UsageError("--update and --clean do not go together.")
        update(context, other.to_update, path, asked, dry_run=other.dry_run, yes=yes, as_json=as_json)
        return
    if other.to_clean is None:
        raise click.UsageError("--dry-run and --add-missing go with --update.")
    from workbench.cli.report_clean import clean

    if path is None:
        raise click.UsageError("Say with -o which file to write.")
    if asked.coder or asked.instead or other.dry_run or other.add_missing:
        raise click.UsageError("--clean goes with -o, --yes and --json only.")
    clean(context, other.to_clean, path, yes=yes, as_json=as_json)


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
