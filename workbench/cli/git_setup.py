"""The command that makes git merge codebooks by their codes: git-setup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import confirmed, json_option, yes_option
from workbench.visible import first_few, one_line

if TYPE_CHECKING:
    from workbench.codebook.versions.git_setup import Setup


@click.command(name="git-setup")
@click.option("--remove", is_flag=True, help="Take away what was set up, and nothing else.")
@yes_option
@json_option
@click.pass_context
def git_setup(context: click.Context, remove: bool, yes: bool, as_json: bool) -> None:
    """Have git merge the study's codebooks by their codes, in this clone.

    It shows what it will write to .gitattributes and to this clone's git settings, and asks. Each who works with a
    clone runs it once: git hands on the lines, and not the settings. With --json alone it says what is set up, and
    changes nothing.
    """
    from workbench.codebook.versions import git_setup as setting
    from workbench.folder import find_folder

    folder = find_folder(Path(context.obj) if context.obj else Path.cwd())
    setup = setting.looked_at(folder)
    if as_json:
        if yes:
            (setting.take_away if remove else setting.set_up)(setup)
            setup = setting.looked_at(folder)
        output.write_json(_as_json(setup))
        return
    if remove:
        _remove(setup, yes=yes)
    else:
        _set_up(setup, yes=yes)


def _set_up(setup: Setup, *, yes: bool) -> None:
    from workbench.codebook.versions import git_setup as setting

    if setup.exposed:
        named = ", ".join(f"{name}/" for name in setup.exposed)
        missing = " ".join(f"/{name}/" for name in setup.exposed)
        output.tell(f"Not left out by git, so that a commit takes what people said: {named}.")
        output.tell(f"Write these, each on a line, into the study's .gitignore: {missing}")
    if setup.is_done:
        output.say("It is set up already: git merges the codebooks of this study by their codes.")
        return
    lines = [line for line, holds in setup.lines if not holds]
    if lines:
        output.say(f"To {setup.attributes}, which is to be committed:")
    for line in lines:
        output.say(f"  {line}")
    if any(not one.is_set for one in setup.settings):
        output.say("To the git settings of this clone:")
    for one in setup.settings:
        if not one.is_set:
            output.say(f"  {one.name} = {one.value}")
    setting.refuse_others(setup)
    confirmed("Write this?", yes=yes)
    setting.set_up(setup)
    output.say("Set up. " + ("Commit .gitattributes, so that others have it too." if lines else ""))


def _remove(setup: Setup, *, yes: bool) -> None:
    from workbench.codebook.versions import git_setup as setting

    if not setup.is_begun:
        output.say("Nothing of it is set up.")
        return
    others = setting.others_of(setup)
    has_lines = setup.has_lines
    if others:
        output.say(f"The lines of the workbench go from {setup.attributes}.")
        output.say(f"The git settings of this clone stay: {first_few(map(one_line, others))} names them too.")
    else:
        output.say(f"The lines of the workbench go from {setup.attributes}, and these git settings of this clone:")
    for one in setup.settings:
        if one.now is not None and not others:
            output.say(f"  {one.name} = {one.now}")
    if has_lines and setting.is_handed_on(setup):
        output.tell(
            "Git hands that file on: once the change is committed and pulled, the lines are gone for everybody."
        )
        output.tell("To end it in this clone alone, bring the file back afterwards: git restore .gitattributes")
    confirmed("Take them away?", yes=yes)
    setting.take_away(setup)
    output.say("Taken away: git merges codebooks line by line again.")


def _as_json(setup: Setup) -> dict[str, Any]:
    return {
        "repository": setup.repo.top,
        "attributes": setup.attributes,
        "lines": [{"line": line, "there": holds} for line, holds in setup.lines],
        "settings": [
            {"name": one.name, "value": one.value, "now": one.now, "there": one.is_set} for one in setup.settings
        ],
        "set_up": setup.is_done,
        "not_ignored": setup.exposed,
    }


COMMANDS = (git_setup,)
