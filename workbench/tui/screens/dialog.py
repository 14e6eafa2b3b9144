"""A box over a room, and what all of them have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget

from workbench.tui.closing import close_above
from workbench.tui.commands import bindings_of
from workbench.tui.mouse import PointedAt
from workbench.tui.styled import StyledOnce
from workbench.tui.widgets.command_line import CommandLine
from workbench.visible import one_line

if TYPE_CHECKING:
    from workbench.tui.app import Workbench


class Dialog(PointedAt, StyledOnce, ModalScreen[ScreenResultType]):
    """A box that is answered or closed before one goes on with what lies below it.

    Attributes:
        PLACE: What it is called in the command registry.
        may_be_lost: Whether it was closed by its user, or they said that what is unsaved in it may be lost.
    """

    PLACE: ClassVar[str] = "dialog"
    may_be_lost = False
    # Textual looks for no key below a box, so that what works everywhere is bound here again.
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("dialog"))

    def on_mount(self) -> None:
        """What can be done in the box stands below it, at the bottom of the screen, as it does in a room."""
        self.mount(CommandLine())

    _said: frozenset[str] = frozenset()

    def notify(self, message: str, **how: Any) -> None:
        """Tell something of use only while the box is there: the notice goes with it, and hides nothing after that."""
        self._said |= {message}
        super().notify(message, **how)

    @property
    def unsaved(self) -> bool:
        """Whether closing it now would lose something that was typed or chosen; asked before the program ends."""
        return False

    def keep(self) -> bool:
        """Begin to save what is unsaved, where that needs no answer; asked before the program ends.

        Returns:
            Whether it was begun: then the jobs are waited for, and only what is still unsaved is asked about.
        """
        return False

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Put the keyboard on a widget, and scroll there if it is out of sight.

        Textual does so before a new box is laid out too, takes all for out of sight then, and scrolls labels away.
        """
        super().set_focus(widget, scroll_visible and bool(self.outer_size), from_app_focus)

    async def on_click(self, event: events.Click) -> None:
        """A click beside the box is like Esc, which asks where something would be lost."""
        escape = self.active_bindings.get("escape")
        if event.widget is self and escape is not None:
            await self.app.run_action(escape.binding.action, escape.node)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close it with an answer; what lies above it goes as well. A second answer comes too late."""
        if not close_above(self):
            return AwaitComplete()
        self.may_be_lost = True
        # What is of use in the box alone is told no more.
        said = {one_line(one) for one in self._said}
        lines = [line for line in self.query(CommandLine) if line.told and line.told not in said]
        cast("Workbench", self.app).withdraw(self._said)
        closing = super().dismiss(result)
        for line in lines:
            # What was told as it closed is still to be read.
            self.app.notify(line.told, timeout=line.seconds_left)
        return closing
