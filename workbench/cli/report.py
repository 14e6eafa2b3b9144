"""Commands for what is printed: report, extracts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.common import json_option, opened
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.report import Written

_output_option = click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE.docx",
    help="The Word file to write.",
)
_layer_option = click.option(
    "--coder", metavar="NAME", help="Whose codings; else the study's lead coder, else your own."
)


@click.command()
@_output_option
@_layer_option
@json_option
@click.pass_context
def report(context: click.Context, path: Path, coder: str | None, as_json: bool) -> None:
    """Write the theme report: how the study was done, then each theme with its quotations, then the codebook."""
    from workbench import report as reports

    with opened(context) as study:
        done = reports.write(study, path, coder=coder)
    _tell(context, done, as_json=as_json)


@click.command()
@_output_option
@_layer_option
@json_option
@click.pass_context
def extracts(context: click.Context, path: Path, coder: str | None, as_json: bool) -> None:
    """Write the extract book for the team: every extract, by code. It is no part of the report."""
    from workbench import report as reports

    with opened(context) as study:
        done = reports.write_extract_book(study, path, coder=coder)
    _tell(context, done, as_json=as_json)


def _tell(context: click.Context, done: Written, *, as_json: bool) -> None:
    for notice in done.notices:
        if notice not in context.meta["told"]:
            output.tell(notice)
    if as_json:
        output.write_json(done)
        return
    output.say(f"Wrote {done.path}: {plural(done.quotations, 'quotation')}, codings of {done.coder}.")


COMMANDS = (report, extracts)
