"""A room in whose text words can be found."""

from __future__ import annotations

from abc import abstractmethod
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
    _began: object = None
    _found: object = None

    @property
    @abstractmethod
    def sought(self) -> Sought | None:
        """What words are found in just now; None where nothing is shown."""

    @abstractmethod
    def show_place(self, place: Span) -> None:
        """Show a place of the text."""

    @property
    @abstractmethod
    def standing(self) -> object:
        """Where one is in the text, and what is selected there: what `stand_again` comes back to."""

    @abstractmethod
    def stand_again(self, standing: object) -> None:
        """Come back to a `standing` of the same text."""

    def action_find(self) -> None:
        """Open the line to find words with."""
        if self.sought is not None:
            self._began = self._found = None
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
            return
        if self._began is None or self.standing != self._found:
            self._began = self.standing
        self.show_place(message.place)
        self._found = self.standing

    @on(FindBar.Lost)
    def _stand_where_it_began(self) -> None:
        """Nothing stays selected that was found for other words; what somebody chose themselves meanwhile stays."""
        if self._began is not None and self.standing == self._found:
            self.stand_again(self._began)
            self._began = self._found = None
