"""Lines to be read: a summary, or a list of faults."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.visible import visible


class LinesScreen(Dialog[None]):
    """Lines in a box that scrolls.

    Args:
        title: What they are about.
        lines: The lines; words of a study, shown as they are.
    """

    PLACE = "lines"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("lines"))

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """The lines, and a button."""
        with Vertical(classes="dialog", id="lines") as box:
            box.border_title = self._title
            with VerticalScroll():
                yield Static(visible("\n".join(self._lines)), markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Close", variant="primary")

    def on_mount(self) -> None:
        """Arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    @on(Button.Pressed)
    def _close(self) -> None:
        self.dismiss()
