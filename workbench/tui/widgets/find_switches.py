"""How words are looked for, as a line of switches to be turned by a click."""

from __future__ import annotations

from itertools import accumulate

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbench.transcripts.finding import AS_IT_STANDS, Switches
from workbench.tui import looks
from workbench.tui.commands import Command, commands_of, key_name
from workbench.tui.faults import Unbroken

_OFF = "□"
_PADDING = 1
_TURNS = "turn('"
_WORDS = {"find.same-case": "Case", "find.same-accents": "Accents", "find.code-all": "Code all"}
"""What stands in the line for a command, where that is shorter than its label."""


def _word(command: Command) -> str:
    return _WORDS.get(command.id, command.label)


class _Switch(Unbroken, Static):
    """One switch: its key, whether it is on, and what it is called."""

    def __init__(self, command: Command) -> None:
        super().__init__("", markup=False)
        self.name_of_switch, self._command = command.does.removeprefix(_TURNS).rstrip("')"), command
        self.tooltip = Content(f"{command.label}: {command.help}")

    def width(self, *, with_key: bool) -> int:
        """How many cells it takes."""
        return self._line(on=False, with_key=with_key).cell_length + _PADDING

    def show(self, *, on: bool, with_key: bool) -> None:
        """Show whether it is on."""
        self.update(self._line(on=on, with_key=with_key))

    def _line(self, *, on: bool, with_key: bool) -> Content:
        key = f"{key_name(self._command.keys[0])} " if with_key else ""
        sign = (looks.MARKED, "bold $accent") if on else (_OFF, "")
        return Content.assemble((key, "bold $primary"), sign, " ", _word(self._command))

    def on_click(self) -> None:
        """Turn it."""
        switches = self.parent
        if isinstance(switches, FindSwitches):
            switches.turn(self.name_of_switch)


class _Doing(Unbroken, Static):
    """A command of the line, to be clicked."""

    def __init__(self, command: Command) -> None:
        super().__init__("", markup=False)
        self._command = command
        self.tooltip = Content(f"{command.label}: {command.help}")

    def width(self, *, with_key: bool) -> int:
        """How many cells it takes."""
        return self._line(with_key=with_key).cell_length + _PADDING

    def show(self, *, with_key: bool) -> None:
        """Show it."""
        self.update(self._line(with_key=with_key))

    def _line(self, *, with_key: bool) -> Content:
        key = f"{key_name(self._command.keys[0])} " if with_key else ""
        return Content.assemble((key, "bold $primary"), _word(self._command))

    async def on_click(self) -> None:
        """Do it."""
        bar = next(one for one in self.ancestors if getattr(one, "PLACE", "") == self._command.place)
        await self.app.run_action(self._command.action, bar)


class FindSwitches(Horizontal):
    """The switches, each with its key where there is room, and what else can be done with the words.

    Args:
        more: The commands of the line that stand behind the switches.
    """

    class Turned(Message):
        """One was turned."""

        def __init__(self, switches: Switches) -> None:
            self.switches = switches
            super().__init__()

    def __init__(self, *more: Command) -> None:
        super().__init__()
        self._switches, self._more = AS_IT_STANDS, more

    def compose(self) -> ComposeResult:
        """One for each."""
        yield from (_Switch(command) for command in commands_of("find") if command.does.startswith(_TURNS))
        yield from map(_Doing, self._more)

    def on_resize(self) -> None:
        """Keys where all of them have room; else those switches that fit whole, from the first."""
        self._show()

    def turn(self, name: str) -> None:
        """Turn a switch on, or off again."""
        self._switches = self._switches._replace(**{name: not getattr(self._switches, name)})
        self._show()
        self.post_message(self.Turned(self._switches))

    def _show(self) -> None:
        items: list[_Switch | _Doing] = [*self.query(_Switch), *self.query(_Doing)]
        room = self.content_size.width + _PADDING
        with_key = sum(item.width(with_key=True) for item in items) <= room
        ends = accumulate(item.width(with_key=with_key) for item in items)
        for item, end in zip(items, ends, strict=True):
            if isinstance(item, _Switch):
                item.show(on=getattr(self._switches, item.name_of_switch), with_key=with_key)
            else:
                item.show(with_key=with_key)
            item.display = end <= room
