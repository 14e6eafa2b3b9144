"""Commands for memos: memos, memos add, edit, remove."""

from __future__ import annotations

import click

from workbench.cli import output
from workbench.cli.common import coder_option, json_option, memo_id_of, opened, plain_option

_KINDS = ("analytic", "reflexive", "code rule", "theoretical", "field note")


@click.group(name="memos", invoke_without_command=True)
@click.option("--kind", type=click.Choice(_KINDS), help="Only of this kind.")
@click.option("--coder", metavar="NAME", help="Only this coder's.")
@plain_option
@json_option
@click.pass_context
def memos(context: click.Context, kind: str | None, coder: str | None, as_json: bool) -> None:
    """List the memos; or write, change and remove them.

    A note on a single coding is written with `workbench memo`.
    """
    if context.invoked_subcommand is not None:
        return
    from workbench import memos as room

    with opened(context) as study:
        found = room.memos(study, kind=kind, coder=coder)
    if as_json:
        output.write_json(found)
        return
    rows = [(one.id, one.made_at, one.coder, one.kind, one.about, one.name, one.text) for one in found]
    headers = ("id", "when", "who", "kind", "about", "which", "text")
    wanted = [*(["of that kind"] if kind else []), *([f"by {coder}"] if coder else [])]
    chosen = f"There are no memos {' '.join(wanted)}."
    nothing = "There are no memos yet. Write one: workbench memos add TEXT"
    output.table(headers, rows, empty=chosen if wanted else nothing)


@memos.command()
@click.argument("text")
@click.option("--kind", type=click.Choice(_KINDS), default="analytic", show_default=True, help="What kind it is.")
@click.option("--transcript", metavar="NAME", help="It is about this transcript.")
@click.option("--code", metavar="ID", help="It is about this code.")
@click.option("--theme", metavar="NAME", help="It is about this theme.")
@click.option("--participant", metavar="ID", help="It is about this participant.")
@coder_option
@json_option
@click.pass_context
def add(context: click.Context, /, text: str, kind: str, coder: str | None, as_json: bool, **about: str | None) -> None:
    """Write a memo; about the study, unless you say what it is about."""
    from workbench import memos as room

    named = [(what, name) for what, name in about.items() if name is not None]
    if len(named) > 1:
        raise click.UsageError("A memo is about one thing: give one of --transcript, --code, --theme, --participant.")
    what, name = named[0] if named else ("study", "")
    with opened(context, coder) as study:
        memo_id = room.add(study, text, kind=kind, about=what, name=name)
    if as_json:
        output.write_json({"id": memo_id})
        return
    output.say(f"Written ({memo_id}).")


@memos.command()
@click.argument("memo_id", metavar="ID")
@click.argument("text")
@coder_option
@click.pass_context
def edit(context: click.Context, memo_id: str, text: str, coder: str | None) -> None:
    """Write the memo ID anew."""
    from workbench import memos as room

    with opened(context, coder) as study:
        room.edit(study, memo_id_of(study, memo_id), text)
    output.say("Written.")


@memos.command()
@click.argument("memo_id", metavar="ID")
@coder_option
@click.pass_context
def remove(context: click.Context, memo_id: str, coder: str | None) -> None:
    """Remove the memo ID; `workbench undo` brings it back."""
    from workbench import memos as room

    with opened(context, coder) as study:
        room.remove(study, memo_id_of(study, memo_id))
    output.say("Removed.")


COMMANDS = (memos,)
