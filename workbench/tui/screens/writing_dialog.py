"""Boxes in which something is written: they close only when it is on the disk."""

from __future__ import annotations

from textual import on
from textual.message import Message
from textual.widgets import Static

from workbench.tui import work
from workbench.tui.screens.dialog import Dialog
from workbench.visible import visible

_MORE = "What stood here then is on the disk; what you typed since is not yet."


class _Written(Message):
    def __init__(self, answer: Message, standing: object) -> None:
        self.answer, self.standing = answer, standing
        super().__init__()


class WritingDialog(Dialog[Message | None]):
    """A box that gives the answer of the job that wrote what stands in it; None where nothing was written.

    It stays open when that cannot be written and says why in its ``#trouble``, so that nothing is typed twice; so it
    does where more was typed while it was being written.

    Attributes:
        is_writing: Whether a job writes what stands in it.
        answer: What the last such job said; None before.
    """

    is_writing = False
    answer: Message | None = None

    @property
    def standing(self) -> object:
        """What stands in the box, to be held against what was written."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        self.say_trouble("")

    def write(self, what: str, job: work.Job) -> None:
        """Write what stands in the box; it closes with the answer, unless more was typed meanwhile."""
        if not self.is_writing:
            self.is_writing = True
            self.say_trouble("")
            standing = self.standing
            work.start(self, what, lambda: _Written(job(), standing))

    def answered(self, answer: Message, standing: object) -> None:
        """Take up what the job says that wrote what was ``standing`` in the box."""
        self.answer = answer
        if self.standing == standing:
            self.leave()
        else:
            self.say_trouble(_MORE)

    def leave(self) -> None:
        """Close without writing any more; what is being written has to end first."""
        if not self.is_writing:
            self.dismiss(self.answer)

    def say_trouble(self, trouble: str) -> None:
        """Say what is wrong."""
        shown = self.query_one("#trouble", Static)
        shown.update(visible(trouble))
        shown.display = bool(trouble)

    @on(_Written)
    def _written(self, message: _Written) -> None:
        self.is_writing = False
        self.answered(message.answer, message.standing)

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        message.stop()
        self.is_writing = False
        self.say_trouble(f"Not done: {message.message} {message.hint}".strip())
