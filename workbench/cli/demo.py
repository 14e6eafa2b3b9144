"""The command demo: the example study, from its files to a Word report."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import click

from workbench.cli import output
from workbench.cli.common import json_option, quiet_option
from workbench.visible import plural


@click.command()
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@quiet_option
@json_option
def demo(directory: Path | None, quiet: bool, as_json: bool) -> None:
    """Build the example study and write its theme report.

    In a clone of the repository it is built in place; else in DIR or ./workbench-example. Run again, it adds what is
    missing and touches nothing that was coded since.
    """
    from workbench import example

    with output.progress("Reading", quiet=quiet or as_json) as progress:
        done = example.demo(directory, progress=progress)
    if as_json:
        output.write_json(done)
        return
    if quiet:
        return
    output.say(f"The example study (invented) is in {done.folder}.")
    output.say(f"  Added: {', '.join(done.added) or 'nothing, it was all there'}.")
    counts = ((done.transcripts, "transcript"), (done.codings, "coding"), (done.themes, "theme"))
    output.say(f"  It has {', '.join(plural(count, noun) for count, noun in counts)}.")
    output.say(f"  The theme report, with {plural(done.quotations, 'quotation')}: {done.report}")
    output.say(f"  In it you code as {done.coder}.")
    output.say(f"  It took {done.seconds:.1f} seconds. Next:")
    if done.folder.resolve() != Path.cwd():
        output.say(f"    cd {shlex.quote(str(done.folder))}")
    # Where the program was started by its path, it is not found by its name alone.
    name = "workbench" if shutil.which("workbench") else shlex.quote(str(Path(sys.argv[0]).absolute()))
    output.say(f"    {name}")
    output.say("        opens it on the screen; docs/screens.md goes through it")
    output.say(f"    {name} transcripts")
    output.say("        who was interviewed, when")
    output.say(f"    {name} themes")
    output.say("        the themes, and how far they are")


COMMANDS = (demo,)
