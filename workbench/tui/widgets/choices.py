"""One of a few, all of them in sight: the one that is on has a sign before it, not a colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from workbench.tui.commands import bindings_of
from workbench.tui.faults import Unbroken

_ON, _OFF = "(•) ", "( ) "


class Choices(Unbroken, Widget, can_focus=True):
    """A line for each choice; arrow keys and clicks choose.

    Args:
        choices: What there is to choose from.
        chosen: Which of them is on.
        meanings: What each means, in the same order; may be empty.
    """

    PLACE: ClassVar[str] = "choices"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("choices"))

    chosen: reactive[str] = reactive("")

    def __init__(self, choices: Sequence[str], chosen: str, meanings: Sequence[str] = ()) -> None:
        super().__init__()
        self._choices, self._meanings = list(choices), list(meanings)
        self.set_reactive(Choices.chosen, chosen)

    def render(self) -> Content:
        """The lines."""
        width = max(map(len, self._choices)) + 2
        lines = []
        for place, choice in enumerate(self._choices):
            on = choice == self.chosen
            style = ("bold reverse" if self.has_focus else "bold") if on else ""
            gap = " " * (width - len(choice))
            meaning = self._meanings[place] if self._meanings else ""
            lines.append(
                Content.assemble((_ON if on else _OFF, "bold" if on else ""), (choice, style), gap, (meaning, "dim"))
            )
        return Content("\n").join(lines)

    def on_focus(self) -> None:
        """Show where the keyboard is."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that it is elsewhere."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked."""
        if 0 <= event.y < len(self._choices):
            self.chosen = self._choices[event.y]

    def action_move(self, by: int) -> None:
        """Choose the one above or below."""
        place = self._choices.index(self.chosen) + by
        self.chosen = self._choices[max(0, min(len(self._choices) - 1, place))]

    def action_turn(self) -> None:
        """Choose the next one; after the last, the first."""
        self.chosen = self._choices[(self._choices.index(self.chosen) + 1) % len(self._choices)]
