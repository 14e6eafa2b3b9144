"""Boxes in which something is written: they close only when it is on the disk."""

from __future__ import annotations

from textual import on
from textual.message import Message
from textual.widgets import Static

from workbench.tui import work
from workbench.tui.screens.dialog import Dialog
from workbench.visible import visible


class _Written(Message):
    def __init__(self, answer: Message) -> None:
        self.answer = answer
        super().__init__()


class WritingDialog(Dialog[Message | None]):
    """A box that gives the answer of the job that wrote what stands in it; None where nothing was to be written.

    It stays open when that cannot be written and says why in its ``#trouble``, so that nothing is typed twice.
    """

    is_writing = False

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        self.say_trouble("")

    def write(self, what: str, job: work.Job) -> None:
        """Write what stands in the box; it closes with the answer."""
        if not self.is_writing:
            self.is_writing = True
            self.say_trouble("")
            work.start(self, what, lambda: _Written(job()))

    def say_trouble(self, trouble: str) -> None:
        """Say what is wrong."""
        shown = self.query_one("#trouble", Static)
        shown.update(visible(trouble))
        shown.display = bool(trouble)

    @on(_Written)
    def _written(self, message: _Written) -> None:
        self.dismiss(message.answer)

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        message.stop()
        self.is_writing = False
        self.say_trouble(f"{message.message} {message.hint}".strip())
