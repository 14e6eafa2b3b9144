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
_WORDS = {"find.same-case": "Case", "find.same-accents": "Accents", "find.code-all": "Code all"}
"""What stands in the line for a command, where that is shorter than its label."""


class _Item(Unbroken, Static):
    """A command of the line, to be clicked: its key, and what it is called."""

    def __init__(self, command: Command) -> None:
        super().__init__("", markup=False)
        self._command, self._shown = command, Content("")
        self.tooltip = Content(f"{command.label}: {command.help}")

    def width(self, *, with_key: bool) -> int:
        """How many cells it takes."""
        return self._line(with_key=with_key).cell_length + _PADDING

    def show(self, *, with_key: bool) -> None:
        """Show it as it is; what stands there already is not written again: all would be laid out anew for it."""
        line = self._line(with_key=with_key)
        if not line.is_same(self._shown):
            self.update(line, layout=line.cell_length != self._shown.cell_length)
            self._shown = line

    def _line(self, *, with_key: bool) -> Content:
        key = f"{key_name(self._command.keys[0])} " if with_key else ""
        word = _WORDS.get(self._command.id, self._command.label)
        return Content.assemble((key, "bold $primary"), self._sign, word)

    @property
    def _sign(self) -> Content:
        return Content("")

    async def on_click(self) -> None:
        """Do it."""
        bar = next(one for one in self.ancestors if getattr(one, "PLACE", "") == self._command.place)
        await self.app.run_action(self._command.action, bar)


class _Switch(_Item):
    """One switch, with a sign for whether it is on."""

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.turns, self.is_on = _turned_by(command), False

    @property
    def _sign(self) -> Content:
        return Content.assemble((looks.MARKED, "bold $accent") if self.is_on else _OFF, " ")


def _turned_by(command: Command) -> str:
    """The switch that a command would be called after: ``find.same-case`` turns ``same_case``."""
    return command.id.partition(".")[2].replace("-", "_")


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
        yield from (_Switch(command) for command in commands_of("find") if _turned_by(command) in Switches._fields)
        yield from map(_Item, self._more)

    def on_resize(self) -> None:
        """Keys where all of them have room; else those switches that fit whole, from the first."""
        self._show()

    def turn(self, name: str) -> None:
        """Turn a switch on, or off again."""
        self._switches = self._switches._replace(**{name: not getattr(self._switches, name)})
        self._show()
        self.post_message(self.Turned(self._switches))

    def _show(self) -> None:
        items = list(self.query(_Item))
        room = self.content_size.width + _PADDING
        with_key = sum(item.width(with_key=True) for item in items) <= room
        ends = accumulate(item.width(with_key=with_key) for item in items)
        for item, end in zip(items, ends, strict=True):
            if isinstance(item, _Switch):
                item.is_on = getattr(self._switches, item.turns)
            item.show(with_key=with_key)
            item.display = end <= room
