"""Asks for a place of the transcript to go to."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from workbench.errors import BadInput
from workbench.transcripts.going import place_of, reach
from workbench.transcripts.listing import SpokenText
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.line import Line

_WHICH_LINES = "Lines are numbered as in a printed transcript."


class PlaceScreen(Dialog[int | None]):
    """Gives the place in code points of the text; None where none was named.

    Args:
        spoken: The transcript.
    """

    PLACE = "ask"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("ask"))

    def __init__(self, spoken: SpokenText) -> None:
        super().__init__()
        self._spoken = spoken

    def compose(self) -> ComposeResult:
        """The line, what can be typed in it, and two buttons."""
        possible = reach(self._spoken).in_words
        with Vertical(classes="dialog small") as box:
            box.border_title = "Go to a place"
            yield Line(placeholder="30, t12, 40% …")
            yield Static(f"{possible[0].upper()}{possible[1:]}. {_WHICH_LINES}", classes="hint", markup=False)
            yield Static("", id="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Go", variant="primary", id="done")

    @on(Input.Submitted)
    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        """Give the place; where it is none, that is said here."""
        line = self.query_one(Line)
        try:
            self.dismiss(place_of(line.value, self._spoken))
        except BadInput as error:
            self.query_one("#trouble", Static).update(f"{error.message} {error.hint}")
            line.focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one("#trouble", Static).update("")

    @on(Button.Pressed, "#cancel")
    def _leave(self) -> None:
        self.dismiss(None)
