"""What the mouse does beside the keys, in one list: help and the table of keys tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from textual import events
from textual.widget import Widget

from workbench.tui.faults import Unbroken

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_MARK = ("Ctrl+click, or a click before it", "Mark it, where several can be marked; again, no longer.")
_MENU = ("right click", "Go there, and show what can be done with it.")

GESTURES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "view": (
        ("drag", "Select words; at the edge the text scrolls on."),
        ("double click", "Select the word."),
        ("three clicks", "Select the sentence."),
        ("four clicks", "Select the turn."),
        ("Shift+click", "Extend the selection to there."),
        ("double click on a folded turn", "Show it."),
        ("click on a mark in the margin", "Select the words that are coded there."),
        _MENU,
    ),
    "coding": (("click on the column right of the text", "Go to what is coded there."),),
    "codebook": (
        ("click", "Show the rule of the code; on the + or - before a group, fold or unfold it."),
        ("double click", "Put the code on the selected words; in the room of the codebook, open it."),
        _MARK,
        _MENU,
    ),
    "swatches": (("click", "Take the colour."),),
    "list": (("double click", "Do what Enter does."), _MARK, _MENU),
    "rows": (("double click", "Do what Enter does."), _MENU),
    "blocks": (_MENU,),
}
"""For a place of the command registry: what one does with the mouse, and what comes of it."""

_OTHER_BUTTON = 3
_HAVE_MENU = frozenset(place for place, gestures in GESTURES.items() if _MENU in gestures)


class Menu(NamedTuple):
    """What the menu of something under the mouse says.

    Attributes:
        about: What is under the mouse, in a few words; empty where there is nothing to name.
        first: The ids of the commands that stand above all others.
    """

    about: str = ""
    first: tuple[str, ...] = ()


class PointedAt(Unbroken):
    """A screen on whose texts and lists the other button of the mouse shows what can be done there."""

    async def on_click(self, event: events.Click) -> None:
        """Show it, where the gestures say so."""
        if event.button == _OTHER_BUTTON and getattr(event.widget, "PLACE", "") in _HAVE_MENU:
            # What the press of the button has moved is told of by messages: these come first.
            self.call_later(self._show_menu, event.widget)

    def _show_menu(self, widget: Widget) -> None:
        cast("Workbench", self.app).show_menu(self.menu_of(widget))

    def menu_of(self, widget: Widget) -> Menu:
        """What is under the mouse, given the widget that was clicked."""
        return Menu(str(getattr(widget, "pointed_at", "")))
