"""A line of commands under a list: what can be done with it, by key or by a click."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Static

from workbench.tui.commands import Command, commands_of, key_name
from workbench.tui.faults import Unbroken
from workbench.tui.mouse import Menu

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_GAP = 1
"""Cells between two commands; see the style below."""

_MORE = "…"


class ActionItem(Unbroken, Static):
    """One command: its key and a word; a click does it.

    Attributes:
        cells: How wide it is, with the gap after it.
    """

    def __init__(self, command: Command, words: Sequence[str]) -> None:
        key = (key_name(command.keys[0]), "bold $primary")
        self._shown = [Content.assemble(key, " ", word) for word in words]
        super().__init__(self._shown[0])
        self.command, self.cells = command, self._shown[0].cell_length + _GAP
        self.tooltip = Content(f"{command.label}: {command.help}")

    def shorten(self, *, is_short: bool) -> None:
        """Have it say the shorter word, where it has one, or the usual one again."""
        shown = self._shown[-1 if is_short else 0]
        self.cells = shown.cell_length + _GAP
        if shown != self.visual:
            self.update(shown)

    async def on_click(self) -> None:
        """Do the command, with the list above this line in the keyboard's place."""
        pane = next((one for one in self.ancestors if isinstance(one, Widget) and one.has_class("pane")), None)
        place: Widget = self.screen
        if pane is not None:
            # A line one types into may stand above the list.
            rows = pane.query(ScrollView).exclude("Input").first()
            self.screen.set_focus(rows)
            place = rows if getattr(rows, "PLACE", "") == self.command.place else place
        if self.command.check(place):
            await place.run_action(self.command.action)
        else:
            self.app.notify(self.command.why_not(place), timeout=3)


class _More(Unbroken, Static):
    """Stands for the commands for which there is no room; a click lists them."""

    def __init__(self) -> None:
        super().__init__(_MORE, markup=False)
        self.commands: tuple[Command, ...] = ()
        self.tooltip = Content("What else can be done here.")
        self.display = False

    def on_click(self) -> None:
        """List them before all others."""
        cast("Workbench", self.app).show_menu(Menu("", tuple(one.id for one in self.commands)))


class ActionLine(Horizontal):
    """Commands of a screen, and of the list above them.

    Args:
        place: The place in the registry to which they belong: the screen's, or the list's.
        words: Of each command the last part of its id, or the whole id of one of another place; and one word for it; a
            shorter one for where there is no room.
    """

    DEFAULT_CSS = """
    ActionLine { height: 1; }
    ActionLine ActionItem { width: auto; padding: 0 1 0 0; color: $foreground 75%; }
    ActionLine _More { width: auto; color: $primary; text-style: bold; }
    ActionLine ActionItem:hover, ActionLine _More:hover { background: $primary 30%; }
    """

    def __init__(self, place: str, words: Sequence[tuple[str, ...]]) -> None:
        super().__init__()
        self._place, self._words = place, words

    def compose(self) -> ComposeResult:
        """One item a command."""
        for name, *words in self._words:
            id = name if "." in name else f"{self._place}.{name}"
            yield ActionItem(next(one for one in commands_of(id.partition(".")[0]) if one.id == id), words)
        yield _More()

    def on_resize(self) -> None:
        """Show those that fit whole, from the first; where one does not, that there are more."""
        items, width = list(self.query(ActionItem)), self.size.width
        for is_short in (False, True):
            for item in items:
                item.shorten(is_short=is_short)
            ends = list(accumulate(item.cells for item in items))
            if ends[-1] - _GAP <= width:
                break
        room = width if ends[-1] - _GAP <= width else width - len(_MORE)
        for item, end in zip(items, ends, strict=True):
            item.display = end - _GAP <= room
        more = self.query_one(_More)
        more.commands = tuple(item.command for item in items if not item.display)
        more.display = bool(more.commands)
