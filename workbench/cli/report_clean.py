"""``report --clean``: the copy of a Word file that is sent to somebody outside; it needs no study."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.common import confirmed, may_replace, opened
from workbench.errors import WorkbenchError
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.report.before_sending import ReadBack


def clean(context: click.Context, source: Path, target: Path, *, yes: bool, as_json: bool) -> None:
    """Read the file back where there is a study, write the copy, and say what was taken out of it."""
    from workbench.office.cleaning_copy import check_target, read_word_file, write_clean_copy

    check_target(target)
    read_word_file(source)
    may_replace(target, yes=yes)
    back = _read_back(context, source, quiet=as_json)
    is_doubtful = back is not None and back.is_doubtful
    if is_doubtful:
        output.tell(f"See: workbench verify {source}")
        confirmed("Make the copy to send all the same?", yes=yes)
    with output.progress("Cleaning", quiet=as_json) as progress:
        done = write_clean_copy(source, target, progress=progress)
    if as_json:
        read = {"read_back": dataclasses.asdict(back) if back is not None else None}
        output.write_json({**dataclasses.asdict(done), **read})
    else:
        output.say(f"Wrote {done.path}, a copy of {done.source.name} to be sent.")
        for kind, number in done.taken_out.items():
            output.say(f"  {kind}: {number:,}")
        if not done.taken_out:
            output.say("  Nothing had to be taken out.")
        if back is not None and back.quotations and not back.faults:
            output.say(f"Read back: {plural(back.quotations, 'quotation')}, none of which must not stay so.")
    for told in done.told:
        output.tell(told)
    if is_doubtful:
        context.exit(1)


def _read_back(context: click.Context, source: Path, *, quiet: bool) -> ReadBack | None:
    """What is found in the file, told; None where there is no study to read it back with."""
    from workbench.folder import find_folder

    try:
        find_folder(Path(context.obj) if context.obj else Path.cwd())
    except WorkbenchError:
        output.tell("Its quotations were not read back: here is no study. Go into its folder, and say it again.")
        return None
    from workbench.report.before_sending import ReadBack, read_before_sending

    try:
        with opened(context) as study, output.progress("Reading back", quiet=quiet) as progress:
            back = read_before_sending(study, source, progress=progress)
    except WorkbenchError as error:
        back = ReadBack(told=(f"Its quotations were not read back: {error.message}",), was_read=False)
    for told in back.told:
        output.tell(told)
    return back
