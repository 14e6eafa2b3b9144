"""The command line: one thin file per noun. Nothing heavy is imported until a command needs it."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from workbench import __version__
from workbench.cli import (
    agreement,
    balance,
    code_hits,
    codebook,
    coding,
    coding_changes,
    consensus,
    demo,
    exchange,
    find,
    frameworks,
    git_setup,
    keys,
    memos,
    output,
    quotation,
    read,
    report,
    sample,
    study,
    themes,
    transcripts,
    verify,
)
from workbench.errors import WorkbenchError


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}, invoke_without_command=True
)
@click.version_option(__version__, prog_name="workbench", message="%(prog)s %(version)s")
@click.option(
    "--plain",
    "plain",
    is_flag=True,
    envvar="WORKBENCH_PLAIN",
    help="Lists as labelled lines instead of columns, for screen readers.",
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw the screens with ASCII signs only.")
@click.option("--study", "folder", metavar="DIR", help="The study's folder; else the one you are in.")
@click.pass_context
def cli(context: click.Context, folder: str | None, plain: bool, ascii_only: bool) -> None:
    """Code interview transcripts, build themes, and export theme reports with quotations one can trust.

    Without a command, on a terminal, the screens open: the study you are in, or where to begin.

    A study is a folder with a study.yaml. Make one with `workbench init DIR`, or try the example: `workbench demo`.
    """
    context.obj = folder
    context.meta[output.PLAIN] = plain
    if context.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise click.exceptions.NoArgsIsHelpError(context)
    _open_screens(folder, ascii_only=ascii_only)


def _open_screens(named: str | None, *, ascii_only: bool) -> None:
    # Half of the imports come before those of the screens, which say why.
    gc.disable()
    from workbench import tui
    from workbench.errors import NotFound
    from workbench.folder import find_folder

    try:
        folder = find_folder(Path(named) if named else Path.cwd())
    except NotFound:
        if named:
            raise
        folder = None
    tui.run(folder, ascii_only=ascii_only)


for room in (
    study,
    transcripts,
    read,
    codebook,
    coding,
    coding_changes,
    code_hits,
    find,
    memos,
    themes,
    quotation,
    sample,
    agreement,
    consensus,
    frameworks,
    exchange,
    report,
    verify,
    balance,
    git_setup,
    keys,
    demo,
):
    for command in room.COMMANDS:
        cli.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0: done. 1: part was done, or a check found something. 2: nothing could be done.
    """
    output.prepare_streams()
    # Most of what a command makes are its imports, which stay: looking them through for garbage is a tenth of its time.
    gc.set_threshold(100_000, 10, 10)
    try:
        done = cli.main(args=arguments, prog_name="workbench", standalone_mode=False)
        output.flush()
        sys.exit(done if isinstance(done, int) else 0)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.Abort:
        output.complain("Cancelled. What was confirmed before is kept; nothing is half-done.")
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except WorkbenchError as error:
        output.complain(error.message, f"{error.hint} {error.command}".strip())
        sys.exit(error.exit_code)
    except BrokenPipeError:
        output.let_go_of_stdout()
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        output.complain(
            f"{where}{error.strerror or error}.", "Check the path, who may use it, and the room on the disk."
        )
        sys.exit(2)
    except KeyboardInterrupt:
        output.complain("Cancelled. What was confirmed before is kept; nothing is half-done.")
        sys.exit(1)
