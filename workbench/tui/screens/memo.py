"""A note in an editor."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, TextArea

from workbench.tui.screens.dialog import Dialog
from workbench.visible import one_line


class MemoScreen(Dialog[str | None]):
    """Gives the note as it is written; None where it is to stay as it was."""

    PLACE = "memo"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "Keep", tooltip="Keep what is written and close."),
        Binding("ctrl+s", "keep", "Keep", tooltip="Keep what is written and close."),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._before = title, text

    def compose(self) -> ComposeResult:
        """The editor, and buttons to keep or leave."""
        with Vertical(classes="dialog", id="memo") as box:
            box.border_title = Content(one_line(self._title))
            box.border_subtitle = "Esc or Ctrl+S keeps it"
            yield TextArea(self._before, tab_behavior="focus")
            with Horizontal(classes="buttons"):
                yield Button("Keep", variant="primary", id="keep")
                yield Button("Leave as it was", id="leave")

    @property
    def unsaved(self) -> bool:
        """Whether the note is other than it was."""
        return self.query_one(TextArea).text.strip() != self._before.strip()

    def keep(self) -> bool:
        """Keep what is written."""
        self.action_keep()
        return True

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Keep what is written."""
        self.dismiss(self.query_one(TextArea).text.strip())

    @on(Button.Pressed, "#leave")
    def _leave(self) -> None:
        self.dismiss(None)
