"""Merge codebook files and settle what a merge left to be decided: codebook merge, resolve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.codebook import asking
from workbench.cli.common import coder_option, json_option, may_replace, opened, replace_option, yes_option
from workbench.errors import BadInput
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.codebook.merges.settling import Side
    from workbench.codebook.merges.text import MergedText

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.option("-o", "--output", "into", type=_FILE, metavar="FILE", help="Where the result goes, instead of OURS.")
@click.option("--path", "name", metavar="PATH", help="What the file is called in messages: git's %P.")
@click.option(
    "--marker-size",
    "size",
    type=click.IntRange(1, 200),
    default=7,
    metavar="N",
    help="How long conflict marks are where lines are merged alone: git's %L.",
)
@replace_option
@json_option
@click.pass_context
def merge(
    context: click.Context,
    base: Path,
    ours: Path,
    theirs: Path,
    into: Path | None,
    name: str | None,
    size: int,
    yes: bool,
    as_json: bool,
) -> None:
    """Merge what OURS and THEIRS made of the codebook BASE, code by code and field by field; the result goes into OURS.

    What both changed differently stands below `conflicts` in the code, with both wordings, and this leaves with 1.
    BASE may be empty, or not there, where both made the file. Files only: no study is needed, as git's merge driver.
    """
    from workbench.codebook.merges.files import merge_files

    if into is not None and into not in (base, ours, theirs):
        may_replace(into, yes=yes)
    found = merge_files(base, ours, theirs, into=into, name=name or "", size=size)
    shown = name or str(into or ours)
    if as_json:
        conflicts = [one._asdict() for one in found.conflicts]
        output.write_json({"file": str(into or ours), "conflicts": conflicts, "trouble": found.trouble})
    _tell(found, shown)
    if not found.is_settled:
        context.exit(1)


def _tell(found: MergedText, name: str) -> None:
    from workbench.codebook.schema import STAYS

    for one in found.conflicts:
        which = f"the code {one.code}" if one.code else "the top of the codebook"
        what = f"{one.field} is left to be decided."
        if one.field == STAYS:
            what = (
                f"whether it stays is left to be decided: {one.ours} by ours, {one.theirs} by theirs. It is in it now."
            )
        output.tell(f"{name}, line {one.line}: {which}: {what}")
    if found.conflicts:
        output.tell(f"{plural(len(found.conflicts), 'field')} open. Settle each: workbench codebook resolve --help")
    if found.is_rewritten:
        output.tell(f"{name}: its codes had to be written anew, each comment in a line of its own.")
    if found.trouble:
        output.tell(f"{name}: merged line by line, without regard to codes. {found.trouble}")
        output.tell("Look at it in your editor, then: workbench codebook check")


@click.command()
@click.argument("code_id", metavar="CODE")
@click.argument("field")
@click.argument("choice", required=False, type=click.Choice(["ours", "theirs"]))
@click.option("--text", "wording", metavar="TEXT", help="A third wording, instead of ours or theirs.")
@click.option("--file", type=_FILE, metavar="FILE", help="Settle it in that file; no study is needed.")
@click.option("--codebook", "book", metavar="FILE", help="Whose top - is, where the study has several codebooks.")
@yes_option
@coder_option
@click.pass_context
def resolve(
    context: click.Context,
    code_id: str,
    field: str,
    choice: Side | None,
    wording: str | None,
    file: Path | None,
    book: str | None,
    yes: bool,
    coder: str | None,
) -> None:
    """Settle what a merge left to be decided: that FIELD of the CODE says ours or theirs, or what --text gives.

    CODE is - for what stands at the top of a codebook; --codebook says of which. FIELD is `code` where it is open
    whether the code stays.
    """
    if (choice is None) == (wording is None):
        raise BadInput("Say ours or theirs, or give a wording.", "See: workbench codebook resolve --help")
    from workbench.codebook.merges.settling import TOP

    if book is not None and (file is not None or code_id != TOP):
        raise BadInput("--codebook says whose top - is in a study.", "Leave it out for a code, and with --file.")
    if file is not None:
        from workbench.codebook.merges.files import settle_file

        settle_file(file, code_id, field, choice, wording=wording)
        output.say(f"Settled {_told(code_id, field)} in {file}.")
        return
    from workbench.codebook.changes import deciding

    with opened(context, coder) as study:
        asking.may_hold(study, code_id if code_id != TOP else "", [(field, wording)] if wording else [], yes=yes)
        where = deciding.settle(study, code_id, field, choice, wording=wording, file=book)
    output.say(f"Settled {_told(code_id, field)} in {where}.")


def _told(code_id: str, field: str) -> str:
    """What was settled."""
    from workbench.codebook.schema import STAYS

    return f"whether {code_id} stays" if field == STAYS else field


COMMANDS = (merge, resolve)
