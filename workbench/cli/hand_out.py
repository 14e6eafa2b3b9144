"""A sample handed out to somebody who codes it on a machine of their own: sample hand-out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.common import coder_option, json_option, opened
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.opening.handing_out import HandedOut, ToHandOut


@click.command(name="hand-out")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--to", "whom", required=True, metavar="CODER", help="For whom: one of the sample's coders.")
@click.option("--sample", "name", metavar="NAME", help="The sample; without it, the one that is open.")
@click.option("--docx", is_flag=True, help="As Word files, for somebody who notes codes in comments.")
@click.option("--preview", is_flag=True, help="Show what would be written, and write nothing.")
@coder_option
@json_option
@click.pass_context
def hand_out(
    context: click.Context,
    folder: Path,
    whom: str,
    name: str | None,
    docx: bool,
    preview: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Write a FOLDER with what a coder needs to code a sample apart: its transcripts and the codebooks.

    Nothing else is in it: no coding, theme, memo or step, no other transcript, and nothing known of the participants.
    It is a study of its own; what its coder packs there is taken in here by unpack. With --docx there are Word files
    instead: comments that begin with the id or name of a code come back as codings when unpack reads the files.
    """
    from workbench.opening.handing_out import check_folder, to_hand_out
    from workbench.opening.handing_out import hand_out as write

    if preview:
        with opened(context, coder) as study:
            plan = to_hand_out(study, whom, sample=name, docx=docx)
            check_folder(study, folder, docx=docx)
        _show(plan, as_json=as_json)
        return
    with opened(context, coder) as study, output.progress("Handing out", quiet=as_json) as progress:
        done = write(study, folder, whom, sample=name, docx=docx, progress=progress)
    if as_json:
        output.write_json(done)
        return
    for notice in done.notices:
        output.tell(notice)
    _say(done)


def _show(plan: ToHandOut, *, as_json: bool) -> None:
    if as_json:
        output.write_json(plan)
        return
    for notice in plan.notices:
        output.tell(notice)
    output.say(f"This would be written of “{plan.sample}” for {plan.coder}:")
    for file in plan.files:
        output.say(f"  {file}")


def _say(done: HandedOut) -> None:
    output.say(f"Handed out “{done.sample}” for {done.coder}: {plural(len(done.transcripts), 'transcript')}.")
    output.say(f"  {done.folder}")
    if done.as_docx:
        output.say(f"{done.coder} marks words in Word and writes a code's id or name in a comment, a note below it.")
        output.say("When the files come back: workbench unpack FILE.docx… --by NAME")
    else:
        output.say(f"Hand over the whole folder. {done.coder} opens it with workbench, codes, and then:")
        output.say("  workbench sample finish")
        output.say("  workbench pack")
        output.say("When its folder codings comes back: workbench unpack FOLDER")
