"""A note in an editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from workbench.tui.commands import bindings_of
from workbench.tui.screens.writing_dialog import WritingDialog
from workbench.tui.widgets.writing import Writing
from workbench.visible import one_line


class MemoScreen(WritingDialog):
    """Writes a note; gives what the job that wrote it answers, or None where the note is as it was.

    Args:
        title: What the note is on.
        text: The note as it is.
        job: Writes the note; done in a thread.
    """

    PLACE = "memo"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("memo"))

    def __init__(self, title: str, text: str, job: Callable[[str], Message]) -> None:
        super().__init__()
        self._title, self._job, self._writing = title, job, Writing(text)
        # What the editor makes of the note: opening it changes nothing.
        self._before = self._writing.text

    def compose(self) -> ComposeResult:
        """The editor, and buttons to keep or leave."""
        with Vertical(classes="dialog", id="memo") as box:
            box.border_title = Content(one_line(self._title))
            yield self._writing
            yield Static("", id="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Leave as it was", id="leave")
                yield Button("Keep", variant="primary", id="keep")

    @property
    def unsaved(self) -> bool:
        """Whether something else is written than was shown."""
        return self._writing.text != self._before

    def keep(self) -> bool:
        """Keep what is written; see `Dialog.keep`."""
        self.action_keep()
        return True

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Write the note; the box closes when it is on the disk."""
        text, job = self._writing.text.strip(), self._job
        if self.unsaved:
            self.write("Write the memo", lambda: job(text))
        else:
            self.dismiss(None)

    @on(Button.Pressed, "#leave")
    def _leave(self) -> None:
        self.dismiss(None)
