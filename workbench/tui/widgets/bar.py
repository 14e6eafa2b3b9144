"""The line at the top: where one is, where one can go, which study it is and who is coding."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from workbench.tui.commands import command_of, key_name, key_of
from workbench.tui.faults import Unbroken
from workbench.visible import one_line

PLACES = ("home", "library", "coding", "themes", "report", "memos", "search")
"""The rooms, in the order in which one works."""


class BarItem(Unbroken, Static):
    """A part of the bar that does a command of the app when it is clicked."""

    def __init__(self, shown: str, action: str, tooltip: str) -> None:
        super().__init__(shown, markup=False)
        self._action = action
        self.tooltip = Content(tooltip)

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
                item = BarItem(f"{command.label} {key_name(command.keys[0])}", command.action, command.help)
                item.set_class(place == self._place, "-here")
                yield item
        title = Static(one_line(self._title), markup=False, classes="title")
        title.tooltip = Content(one_line(self._title))
        yield title
        yield BarItem(
            one_line(self._coder), "settings", f"Who is coding; change it in the settings: {key_of('app.settings')}"
        )

    def show(self, title: str, coder: str) -> None:
        """Another title, or somebody else coding; after most changes of the study neither is, and nothing is done."""
        if (title, coder) == (self._title, self._coder):
            return
        self._title, self._coder = title, coder
        line = self.query_one(".title", Static)
        line.update(one_line(title))
        line.tooltip = Content(one_line(title))
        self.query(BarItem).last().update(one_line(coder))
