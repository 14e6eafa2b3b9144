"""A room in whose text words can be found."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on

from workbench.spans import Span
from workbench.tui.screens.room import Room
from workbench.tui.widgets.find_bar import FindBar


class Sought(NamedTuple):
    """The text that words are found in, and the offset in it from which on."""

    text: str
    start: int


class FindingRoom(Room):
    """A room with a `FindBar`, for a text in which places can be shown.

    Attributes:
        FINDS: Whether words are found in its text; the line at the bottom offers it.
    """

    FINDS: ClassVar[bool] = True

    @property
    def sought(self) -> Sought | None:
        """What words are found in just now; None where nothing is shown."""
        raise NotImplementedError

    def show_place(self, place: Span) -> None:
        """Show a place of the text."""
        raise NotImplementedError

    def action_find(self) -> None:
        """Open the line to find words with."""
        if self.sought is not None:
            self.query_one(FindBar).open(*self.sought)
        else:
            self.notify("Nothing is shown here yet to find words in.", timeout=3)

    def action_find_next(self) -> None:
        """Go to the next place of the words."""
        self._find(1)

    def action_find_previous(self) -> None:
        """Go to the place before."""
        self._find(-1)

    def _find(self, by: int) -> None:
        if self.sought is not None:
            self.query_one(FindBar).go(*self.sought, by)

    @on(FindBar.Found)
    def _show_found(self, message: FindBar.Found) -> None:
        if message.place is None:
            self.notify(self.query_one(FindBar).nowhere, timeout=3)
        else:
            self.show_place(message.place)
