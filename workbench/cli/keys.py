"""The command about the keys of the screens: keys."""

from __future__ import annotations

import click

from workbench.cli import output
from workbench.cli.common import json_option, plain_option


@click.command()
@plain_option
@json_option
@click.pass_context
def keys(context: click.Context, as_json: bool) -> None:
    """List the keys of the screens with the ids of their commands, and check those you have changed.

    It leaves with 1 where a key of yours cannot be: it is none, does something else there, or is for no command.
    """
    from workbench.settings import read_user_settings, user_file
    from workbench.tui import own_keys
    from workbench.tui.commands import DEFAULTS, key_name

    found = own_keys.judged(DEFAULTS, read_user_settings().keys)
    rows = [one for those in found.commands.values() for one in those]
    if as_json:
        faults = {fault.command: fault.message for fault in found.faults}
        output.write_json(
            [
                {
                    "command": one.id,
                    "keys": one.keys,
                    "shown": [key_name(key) for key in one.keys],
                    "label": one.label,
                    "help": one.help,
                    "changed": one.id in found.changed,
                    "fault": faults.pop(one.id, None),
                }
                for one in rows
            ]
            + [{"command": name, "keys": [], "fault": message} for name, message in faults.items()]
        )
    else:
        shown = [
            (one.id, ", ".join(map(key_name, one.keys)), "yours" if one.id in found.changed else "", one.label)
            for one in rows
        ]
        output.table(("command", "keys", "", "what"), shown, empty="")
    for fault in found.faults:
        output.tell(f"{user_file().name}: keys: {fault.command}: {fault.message}")
    if found.faults:
        context.exit(1)


COMMANDS = (keys,)
