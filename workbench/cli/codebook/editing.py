"""Change codes in place: codebook add, rename, edit, move, restore."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from workbench.cli import output
from workbench.cli.codebook import asking
from workbench.cli.common import coder_option, opened, yes_option
from workbench.errors import BadInput

FIELDS = ("name", "definition", "include", "exclude", "parent", "colour", "origin")
EXAMPLES = "examples"


_EXAMPLE = (
    "An invented sentence that shows it; or 'coding: ID', a coding whose words show it: the id as workbench codings "
    "lists it, or its first digits. May be given several times."
)


def _field_options(command: click.decorators.FC, *, are_there: bool = False) -> click.decorators.FC:
    words = {
        "definition": "What it means.",
        "include": "When to use it.",
        "exclude": "When not to.",
        "parent": "The group or code it stands under.",
        "colour": "#RRGGBB.",
        "origin": "a priori or data-driven.",
    }
    for name in reversed(FIELDS[1:]):
        command = click.option(f"--{name}", metavar="TEXT", help=words[name])(command)
    told = f"{_EXAMPLE} They take the place of those there were; an empty one takes them away." * are_there or _EXAMPLE
    command = click.option("--example", EXAMPLES, metavar="TEXT", multiple=True, help=told)(command)
    return click.option("--file", metavar="FILE", help="Which codebook, where the study has several.")(command)


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that were named; of examples, an empty one alone takes them all away."""
    return {field: value for field, value in fields.items() if value is not None and value != ()}


@click.command()
@click.argument("code_id", metavar="ID")
@click.argument("name")
@_field_options
@yes_option
@coder_option
@click.pass_context
def add(
    context: click.Context, /, code_id: str, name: str, file: str | None, yes: bool, coder: str | None, **fields: Any
) -> None:
    """Add a code with that ID and NAME to the codebook; nothing else in the file changes."""
    from workbench.codebook.changes import change
    from workbench.coding import as_examples
    from workbench.coding.codebook_words import texts_of

    given = _given(fields)
    with opened(context, coder) as study:
        if EXAMPLES in given:
            given[EXAMPLES] = as_examples(study, given[EXAMPLES])
        asking.told_of_new(study, code_id, {"name": name, **given}, yes=yes)
        asking.may_hold(study, code_id, texts_of({"name": name, **given}), yes=yes)
        where = change.add_code(study, {"id": code_id, "name": name, **given}, file=file)
        asking.tell_same_name(study, code_id)
    output.say(f"Added {code_id} to {where}.")


@click.command()
@click.argument("code_id", metavar="ID")
@click.argument("name")
@asking.reason_option
@yes_option
@coder_option
@click.pass_context
def rename(context: click.Context, code_id: str, name: str, reason: str | None, yes: bool, coder: str | None) -> None:
    """Give the code ID another NAME. Its id stays; to change that: codebook edit --id."""
    from workbench.codebook.changes import change
    from workbench.coding.codebook_words import texts_of

    with opened(context, coder) as study:
        code = asking.told(study, [code_id])[0]
        asking.may_hold(study, code.id, texts_of({"name": name}, reason=reason), yes=yes)
        done = change.edit_code(study, code.id, {"name": name}, why=asking.why(reason))
        asking.tell_same_name(study, code.id)
    if not done.is_other:
        asking.tell_nothing_changed(code.id, reason)
        return
    output.say(f"Renamed {code.id}: {' '.join(name.split())}.")


@click.command()
@click.argument("code_id", metavar="ID")
@click.option("--name", metavar="TEXT", help="What it is called.")
@click.option("--id", "new_id", metavar="NEW", help="Another id; the old one goes to its former ones, and finds it.")
@click.option("--exclusive/--not-exclusive", default=None, help="Of a group, a passage gets one of its codes only.")
@partial(_field_options, are_there=True)
@asking.reason_option
@yes_option
@coder_option
@click.pass_context
def edit(
    context: click.Context,
    /,
    code_id: str,
    new_id: str | None,
    file: str | None,
    reason: str | None,
    yes: bool,
    coder: str | None,
    **fields: Any,
) -> None:
    """Change fields of the code ID; nothing else in the file changes. An empty text takes a field away."""
    from workbench.codebook.changes import change
    from workbench.coding import as_examples
    from workbench.coding.codebook_words import texts_of

    given = _given(fields | {"id": new_id})
    if not given:
        raise BadInput("No field to change was named.", "See: workbench codebook edit --help")
    with opened(context, coder) as study:
        if new_id is not None:
            asking.told_of_lost(study, asking.standing(study, code_id), new_id.strip(), yes=yes)
        code = asking.told(study, [code_id], asks=f"Change the id to {new_id}?" if new_id is not None else "", yes=yes)[
            0
        ]
        if EXAMPLES in given:
            given[EXAMPLES] = as_examples(study, given[EXAMPLES])
        asking.may_hold(study, code.name, texts_of(given, kept=code.examples, reason=reason), yes=yes)
        done = change.edit_code(study, code.id, given, file=file, why=asking.why(reason), takes_lost=True)
        if "name" in given:
            asking.tell_same_name(study, new_id or code.id)
    if not done.is_other:
        asking.tell_nothing_changed(code.id, reason)
        return
    now = f"; its id is {change.as_id(new_id)} now" if new_id is not None else ""
    output.say(f"Changed {code.id} in {done.file}{now}.")


@click.command()
@click.argument("code_id", metavar="ID")
@click.argument("where", type=click.Choice(["up", "down"]), required=False, metavar="[up|down]")
@click.option("--under", metavar="GROUP", help="Under another group, as its last; an empty text puts it at the top.")
@click.option("--before", metavar="CODE", help="Before another code, under the same group as that.")
@click.option("--behind", metavar="CODE", help="Behind another code, likewise.")
@coder_option
@click.pass_context
def move(
    context: click.Context,
    code_id: str,
    where: str | None,
    under: str | None,
    before: str | None,
    behind: str | None,
    coder: str | None,
) -> None:
    """Move the code ID up or down by one place among those of its group, or to another place.

    Its lines in the file go there with their comments, and what stands under it goes along; no other line changes.
    """
    from workbench.codebook.changes import change, moving

    if [where, under, before, behind].count(None) != 3:
        raise BadInput("One place is to be named.", "Say up or down, or one of --under, --before and --behind.")
    with opened(context, coder) as study:
        code = asking.told(study, [code_id])[0]
        if where is None:
            others = {
                name: asking.standing(study, given).id if given else given
                for name, given in (("under", under), ("before", before), ("behind", behind))
                if given is not None
            }
            done = moving.move_code_to(study, code.id, **others)
            place = next((f"{name} {one}" if one else "at the top" for name, one in others.items()), "")
            output.say(f"{code.id} stands {place}{'' if done else ' already'}.")
            return
        other = change.move_code(study, code.id, -1 if where == "up" else 1)
    if other is None:
        output.say(f"{code.id} is the {'first' if where == 'up' else 'last'} there already.")
    else:
        output.say(f"{code.id} stands {'before' if where == 'up' else 'behind'} {other.id}.")


@click.command()
@click.argument("file", required=False, metavar="[FILE]")
@coder_option
@click.pass_context
def restore(context: click.Context, /, file: str | None, coder: str | None) -> None:
    """Bring back the codebook FILE, or all that are gone, as the study last knew them."""
    from workbench.codebook.changes import gone

    with opened(context, coder) as study:
        for one in gone.bring_back(study, file):
            output.say(f"Brought back {one}.")


COMMANDS = (add, rename, edit, move, restore)
