"""The words of a section of the outline that are its own, in Markdown."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button

from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import UnsavedQuestion
from workbench.tui.widgets.writing import Writing
from workbench.visible import one_line


class OutlineWords(Dialog[str | None]):
    """Gives the words; None where they are to stay as they were.

    Args:
        heading: The section's heading.
        text: Its words so far.
    """

    PLACE = "outline-words"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("outline-words"))

    def __init__(self, heading: str, text: str) -> None:
        super().__init__()
        self._heading = heading
        self._writing = Writing(text, id="words")

    def compose(self) -> ComposeResult:
        """A place to write, and two buttons."""
        with Vertical(classes="dialog", id="outline-words") as box:
            box.border_title = Content(f"“{one_line(self._heading)}”: its own words")
            yield self._writing
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Take it", variant="primary", id="take")

    def on_mount(self) -> None:
        """The keyboard is in the words."""
        self._writing.focus()

    @property
    def text(self) -> str:
        """The words as they are written."""
        return self._writing.text

    @property
    def unsaved(self) -> bool:
        """Whether something else is written than was shown."""
        return self._writing.changed

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Take the words into the outline."""
        self.dismiss(self.text)

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close; what was changed is asked about."""
        if self.unsaved:
            self.app.push_screen(UnsavedQuestion(self.action_take, done="Take it"), self._leave_if)
        else:
            self.dismiss(None)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(None)
