"""The line at the top: where one is, where one can go, which study it is and who is coding."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from workbench.tui.commands import command_of, key_name, key_of
from workbench.tui.faults import Unbroken
from workbench.visible import one_line

PLACES = ("home", "library", "codes", "coding", "themes", "report", "memos", "search")
"""The rooms, in the order in which one works."""


_ROUND, _REST = 2, 12
"""Cells round the words of a room, and those that the way to all commands and the coder's name take at least."""


class BarItem(Unbroken, Static):
    """A part of the bar that does a command of the app when it is clicked."""

    def __init__(self, shown: str, action: str, tooltip: str, *, key: str = "") -> None:
        self.words, self.key = shown, key
        super().__init__(self.whole, markup=False)
        self._action = action
        self.tooltip = Content(tooltip)

    @property
    def whole(self) -> str:
        """What it says where there is room: the key as well."""
        return f"{self.words} {self.key}".rstrip()

    async def on_click(self) -> None:
        """Do the command."""
        await self.app.run_action(f"app.{self._action}")


class RoomBar(Horizontal):
    """Study, rooms, coder, and the way to every command."""

    def __init__(self, title: str, coder: str, place: str) -> None:
        super().__init__()
        self._title, self._coder, self._place = title, coder, place

    def compose(self) -> ComposeResult:
        """The parts from left to right."""
        yield BarItem("≡", "palette", f"All commands: {key_of('app.palette')}")
        for place in PLACES:
            command = command_of("app", place)
            if command is not None:
                item = BarItem(command.label, command.action, command.help, key=key_name(command.keys[0]))
                item.set_class(place == self._place, "-here")
                yield item
        title = Static(one_line(self._title), markup=False, classes="title")
        title.tooltip = Content(one_line(self._title))
        yield title
        yield BarItem(
            one_line(self._coder), "settings", f"Who is coding; change it in the settings: {key_of('app.settings')}"
        )

    def on_resize(self, event: events.Resize) -> None:
        """Where the rooms would not all be seen, their keys are left out; help and palette have them."""
        rooms = [item for item in self.query(BarItem) if item.key]
        is_brief = sum(len(item.whole) + _ROUND for item in rooms) + _REST > event.size.width
        for item in rooms:
            item.update(item.words if is_brief else item.whole)

    def show(self, title: str, coder: str) -> None:
        """Another title, or somebody else coding; after most changes of the study neither is, and nothing is done."""
        if (title, coder) == (self._title, self._coder):
            return
        self._title, self._coder = title, coder
        line = self.query_one(".title", Static)
        line.update(one_line(title))
        line.tooltip = Content(one_line(title))
        self.query(BarItem).last().update(one_line(coder))
