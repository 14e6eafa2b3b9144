"""Say what became of codes: codebook retire, merge-codes, split, remove, was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli import output
from workbench.cli.codebook import asking
from workbench.cli.common import coder_option, json_option, opened, yes_option
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.codebook.changes.new_code import NewCode


@click.command()
@click.argument("code_id", metavar="ID")
@click.option("--back", is_flag=True, help="Bring it back.")
@asking.reason_option
@yes_option
@coder_option
@click.pass_context
def retire(context: click.Context, code_id: str, back: bool, reason: str | None, yes: bool, coder: str | None) -> None:
    """Retire the code ID: it is put on passages no more, and its codings stay."""
    from workbench.codebook.changes import keeping
    from workbench.coding.codebook_words import texts_of

    with opened(context, coder) as study:
        asks = "" if back else "Retire it? Its codings stay, and wait for another look."
        code = asking.told(study, [code_id], doing="" if back else "retire", asks=asks, yes=yes)[0]
        change = keeping.bring_back_code if back else keeping.retire_code
        asking.may_hold(study, code.name, texts_of({}, reason=reason), yes=yes)
        done = change(study, code.id, why=asking.why(reason))
    if back:
        output.say(f"Brought back {code.id}." if done else f"{code.id} is in use as it is.")
    else:
        output.say(f"Retired {code.id}." if done else f"{code.id} is retired already.")


@click.command(name="merge-codes")
@click.argument("codes", nargs=-1, required=True, metavar="CODE…")
@click.option("--into", required=True, metavar="TARGET", help="The code that takes their place.")
@click.option("--name", metavar="TEXT", help="The target is a new code of this name, and TARGET its id.")
@click.option("--keep-children", is_flag=True, help="What stands under them stays there; else it goes to the target.")
@asking.reason_option
@yes_option
@coder_option
@json_option
@click.pass_context
def merge_codes(
    context: click.Context,
    codes: tuple[str, ...],
    into: str,
    name: str | None,
    keep_children: bool,
    reason: str | None,
    yes: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Merge the CODEs into TARGET. No coding is rewritten: those of the CODEs count for TARGET from then on."""
    from workbench.codebook.changes import reshape
    from workbench.codebook.changes.new_code import NewCode
    from workbench.coding.codebook_words import texts_of

    with opened(context, coder) as study:
        target = NewCode(name, id=into) if name is not None else into
        if name is not None:
            asking.told_of_new(study, into, {"name": name}, yes=yes)
        asks = f"Merge {', '.join(codes)} into {into}?"
        found = asking.told_of_merge(study, codes, target, keep_children=keep_children, asks=asks, yes=yes)
        asking.may_hold(study, into, texts_of({"name": name}, reason=reason), yes=yes)
        merged = reshape.merge_codes(
            study, [code.id for code in found], target, keep_children=keep_children, why=asking.why(reason)
        )
    if as_json:
        output.write_json(merged)
        return
    output.say(f"Merged {', '.join(merged.codes)} into {merged.into}.")
    if merged.moved:
        output.tell(f"{plural(len(merged.moved), 'code')} under them moved: {', '.join(merged.moved)}.")
    if merged.stayed:
        output.tell(f"{plural(len(merged.stayed), 'code')} stayed under them: {', '.join(merged.stayed)}.")


@click.command()
@click.argument("code_id", metavar="ID")
@click.option(
    "--into",
    multiple=True,
    required=True,
    metavar="ID[=NAME]",
    help="A code it goes into; with a name a new one. Several times; its own id among them: it lives on, narrower.",
)
@asking.reason_option
@yes_option
@coder_option
@json_option
@click.pass_context
def split(
    context: click.Context,
    code_id: str,
    into: tuple[str, ...],
    reason: str | None,
    yes: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Split the code ID into others. Its codings stay, and wait to be shared out among them.

    New codes are made behind it, and get its group and origin. “=NAME” makes the id from the name.
    """
    from workbench.codebook.changes import reshape
    from workbench.coding.codebook_words import texts_of

    names = [("name", one.partition("=")[2]) for one in into]
    parts = [_part(one) for one in into]
    with opened(context, coder) as study:
        for one in parts:
            if not isinstance(one, str) and one.id:
                asking.told_of_new(study, one.id, {"name": one.name}, yes=yes)
        asks = f"Split {code_id}? Its codings wait for another look."
        code = asking.told(study, [code_id], doing="split", asks=asks, yes=yes)[0]
        asking.may_hold(study, code.name, [*names, *texts_of({}, reason=reason)], yes=yes)
        ids = reshape.split_code(study, code.id, parts, why=asking.why(reason))
    if as_json:
        output.write_json({"code": code.id, "into": ids})
        return
    output.say(f"Split {code.id} into {', '.join(ids)}.")


def _part(given: str) -> str | NewCode:
    from workbench.codebook.changes.new_code import NewCode

    code_id, is_new, name = given.partition("=")
    return NewCode(name, id=code_id.strip()) if is_new else given


@click.command()
@click.argument("code_id", metavar="ID")
@coder_option
@click.pass_context
def remove(context: click.Context, code_id: str, coder: str | None) -> None:
    """Take the code ID out of its codebook, where it was never used; else retire it."""
    from workbench.codebook.changes import keeping

    with opened(context, coder) as study:
        code = asking.told(study, [code_id])[0]
        keeping.remove_code(study, code.id)
    output.say(f"Took out {code.id}.")


@click.command()
@click.argument("code_id", metavar="NEW")
@click.argument("former", metavar="OLD")
@yes_option
@coder_option
@click.pass_context
def was(context: click.Context, code_id: str, former: str, yes: bool, coder: str | None) -> None:
    """Say that the code NEW had the id OLD before: codings made with OLD are found through it.

    For an id that was changed in an editor without putting the old one under `was`; the check names such. Where the
    rule of NEW is another than that of OLD was, its codings wait for another look.
    """
    from workbench.codebook.changes import lost

    with opened(context, coder) as study:
        code = asking.standing(study, code_id)
        asking.told_of_former(study, code, former, asks=f"Had {code.id} the id {former} before?", yes=yes)
        lost.note_former(study, code.id, former)
    output.say(f"{code.id} had the id {former} before.")


COMMANDS = (retire, merge_codes, split, remove, was)
