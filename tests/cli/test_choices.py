"""What a command offers is what its room knows: the lists stand twice, since help must come without the rooms."""

from __future__ import annotations

import click

from workbench import cli, memos, themes
from workbench.transcripts.tables import KINDS, RECORDS


def choices(*path: str) -> dict[str | None, tuple[str, ...]]:
    """The choices of a command's options."""
    command: click.Command = cli.cli
    for word in path:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    return {one.name: tuple(one.type.choices) for one in command.params if isinstance(one.type, click.Choice)}


def test_commands_offer_what_the_rooms_know() -> None:
    assert choices("import") == {"kind": KINDS, "record": RECORDS}
    assert choices("memos") == {"kind": memos.KINDS, "about": memos.ABOUT}
    assert choices("memos", "add") == choices("memos", "edit") == {"kind": memos.KINDS}
    assert choices("theme", "add") == choices("theme", "edit") == {"status": themes.STATUSES}
    assert choices("theme", "extract") == {"stance": themes.STANCES, "use": (*themes.USES[1:], "none")}
