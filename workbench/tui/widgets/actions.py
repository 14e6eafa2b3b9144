"""A line of commands under a list: what can be done with it, by key or by a click."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Static

from workbench.tui.commands import Command, commands_of, key_name
from workbench.tui.faults import Unbroken

_GAP = 1
"""Cells between two commands; see the style below."""


class ActionItem(Unbroken, Static):
    """One command: its key and a word; a click does it.

    Attributes:
        cells: How wide it is, with the gap after it.
    """

    def __init__(self, command: Command, word: str) -> None:
        shown = Content.assemble((key_name(command.keys[0]), "bold $primary"), " ", word)
        super().__init__(shown)
        self._command, self.cells = command, shown.cell_length + _GAP
        self.tooltip = Content(f"{command.label}: {command.help}")

    async def on_click(self) -> None:
        """Do the command, with the list above this line in the keyboard's place."""
        pane = next((one for one in self.ancestors if isinstance(one, Widget) and one.has_class("pane")), None)
        if pane is not None:
            self.screen.set_focus(pane.query(ScrollView).first())
        if self._command.check(self.screen):
            await self.screen.run_action(self._command.action)
        else:
            self.app.notify(self._command.cannot, timeout=3)


class ActionLine(Horizontal):
    """Commands of a screen.

    Args:
        place: The screen's place in the registry.
        words: Of each command the last part of its id, and one word for it.
    """

    DEFAULT_CSS = """
    ActionLine { height: 1; }
    ActionLine ActionItem { width: auto; padding: 0 1 0 0; color: $foreground 75%; }
    ActionLine ActionItem:hover { background: $primary 30%; }
    """

    def __init__(self, place: str, words: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._place, self._words = place, words

    def compose(self) -> ComposeResult:
        """One item a command."""
        commands = {command.id: command for command in commands_of(self._place)}
        for name, word in self._words:
            yield ActionItem(commands[f"{self._place}.{name}"], word)

    def on_resize(self) -> None:
        """Show those that fit whole, from the first."""
        ends = accumulate(item.cells for item in self.query(ActionItem))
        for item, end in zip(self.query(ActionItem), ends, strict=True):
            item.display = end - _GAP <= self.size.width
