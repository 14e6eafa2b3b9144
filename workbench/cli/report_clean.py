"""``report --clean``: the copy of a Word file that is sent to somebody outside; it needs no study."""

from __future__ import annotations

from pathlib import Path

from workbench.cli import output
from workbench.cli.common import may_replace


def clean(source: Path, target: Path, *, yes: bool, as_json: bool) -> None:
    """Write the copy, and say what was taken out of it."""
    from workbench.office.cleaning_copy import check_target, write_clean_copy

    check_target(target)
    may_replace(target, yes=yes)
    with output.progress("Cleaning", quiet=as_json) as progress:
        done = write_clean_copy(source, target, progress=progress)
    if as_json:
        output.write_json(done)
        return
    output.say(f"Wrote {done.path}, a copy of {done.source.name} to be sent.")
    for kind, number in done.taken_out.items():
        output.say(f"  {kind}: {number:,}")
    if not done.taken_out:
        output.say("  Nothing had to be taken out.")
    for told in done.told:
        output.tell(told)
