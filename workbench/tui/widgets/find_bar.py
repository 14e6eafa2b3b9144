"""Finding words in the text that is shown."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from workbench.spans import Span
from workbench.transcripts.finding import Places
from workbench.tui.commands import bindings_of
from workbench.tui.faults import Unbroken
from workbench.tui.widgets.line import Line
from workbench.visible import one_line, plural


class FindBar(Unbroken, Horizontal):
    """A line to type into; it says which of how many places is shown.

    Args:
        where: What is found in, in words: "this transcript".
    """

    PLACE: ClassVar[str] = "find"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("find"))

    class Found(Message):
        """A place to show; None where the words stand nowhere."""

        def __init__(self, place: Span | None) -> None:
            self.place = place
            super().__init__()

    class Closed(Message):
        """The line was closed."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self.display, self._where = False, where
        self._text, self._looked_up = "", ("", "")
        self._places = Places("", "")
        self._from = 0

    def compose(self) -> ComposeResult:
        """The line, how many places there are, and how to close it."""
        yield Line(placeholder=f"Find in {self._where}")
        yield Static("", id="places", markup=False)
        yield Static("Esc Close", id="close-find", markup=False)

    def on_click(self, event: events.Click) -> None:
        """Close the line where that was clicked."""
        if event.widget is not None and event.widget.id == "close-find":
            self.action_close()

    @property
    def words(self) -> str:
        """What is looked for; empty where nothing is."""
        return self.query_one(Input).value.strip()

    @property
    def nowhere(self) -> str:
        """What is to be said where the words stand nowhere."""
        said = f"“{one_line(self.words)}” does not stand in {self._where}."
        return said if self.words else "Nothing to find: Ctrl+F asks for words."

    def open(self, text: str, start: int) -> None:
        """Find in a text, from an offset on."""
        self._text, self._from, self.display = text, start, True
        line = self.query_one(Line)
        # Other words take the place of those looked for before.
        line.select_all()
        line.focus()
        self._look_up()

    def take(self, text: str) -> None:
        """Another text is shown, or the same again: from now on it is looked through, without going anywhere."""
        if text != self._text:
            self._text, self._from = text, 0
            self._look_up()
            if self._places:
                self.query_one("#places", Static).update(plural(len(self._places), "place"))
            else:
                self._tell_nowhere()

    def go(self, text: str, start: int, by: int) -> None:
        """Go to the next place after an offset (1), or to the one before (-1); round the ends."""
        self._text = text
        self._look_up()
        if not self._places:
            self.post_message(self.Found(None))
            return
        number = self._places.number_from(start + 1) if by > 0 else self._places.number_from(start) - 1
        self._show(number)

    def _look_up(self) -> None:
        # Going on from one place to the next, a long text would be looked through anew at every key.
        wanted = self._text, self.query_one(Input).value
        if wanted != self._looked_up:
            self._looked_up, self._places = wanted, Places(*wanted)

    def _show(self, number: int) -> None:
        number %= len(self._places)  # round the ends
        self.query_one("#places", Static).update(f"{number + 1} of {len(self._places)}")
        self.post_message(self.Found(self._places.place(number)))

    @on(Input.Changed)
    def _typed(self) -> None:
        self._look_up()
        if self._places:
            self._show(self._places.number_from(self._from))
        else:
            self._tell_nowhere()

    def _tell_nowhere(self) -> None:
        self.query_one("#places", Static).update("nowhere here" if self.words else "")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Go to the text; where the words stand nowhere, that is said, and one goes on typing."""
        if self.words and not self._places:
            self.post_message(self.Found(None))
        else:
            self.action_close()

    def action_close(self) -> None:
        """Close the line; the place that was found stays shown."""
        self.display = False
        self.post_message(self.Closed())
