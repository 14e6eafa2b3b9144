"""Long work: a box that shows how far it is, and lets one cancel it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Button, ProgressBar, Static

from workbench.progress import Tell
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.visible import one_line

Answer = TypeVar("Answer", bound=Message)


class Told(Message):
    """How far the work is."""

    def __init__(self, done: int, total: int, what: str) -> None:
        self.done, self.total, self.what = done, total, what
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, Told)


class _Ended(Message):
    def __init__(self, answer: Message | None) -> None:
        self.answer = answer
        super().__init__()


class ProgressScreen(Dialog[Message | None]):
    """Does a long job and shows how far it is; gives its answer, or None where it was cancelled or failed.

    Args:
        what: What is done: "Import".
        job: The job; it calls what it is given as often as it can, which raises `Cancelled` where the user gave up.
        cancelled: What holds after it was cancelled.
    """

    PLACE = "progress"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("progress"))

    def __init__(self, what: str, job: Callable[[Tell], Message], *, cancelled: str = "nothing was changed") -> None:
        super().__init__()
        self._what, self._job, self._cancelled, self._given_up = what, job, cancelled, Event()

    def compose(self) -> ComposeResult:
        """Bar, what is worked on, and a button to cancel."""
        with Vertical(classes="dialog small") as box:
            box.border_title = self._what
            yield ProgressBar(show_eta=False)
            yield Static("", id="what", markup=False)
            yield Button("Cancel", id="cancel")

    async def on_click(self, event: events.Click) -> None:
        """A click beside it cancels nothing: that is what the button is for."""
        event.prevent_default()

    def on_mount(self) -> None:
        """Begin."""
        work.start(self, self._what, self._run)

    def _run(self) -> Message:
        try:
            return _Ended(self._job(self._tell))
        except work.Cancelled:
            return _Ended(None)

    def _tell(self, done: int, total: int, what: str) -> None:
        if self._given_up.is_set():
            raise work.Cancelled
        self.post_message(Told(done, total, what))

    @on(Told)
    def _show(self, message: Told) -> None:
        self.query_one(ProgressBar).update(total=message.total, progress=message.done)
        self.query_one("#what", Static).update(one_line(message.what))

    @on(Button.Pressed)
    def action_cancel(self) -> None:
        """Ask the job to stop at its next sign of life."""
        self._given_up.set()
        self.query_one("#what", Static).update("Cancelling …")

    @on(_Ended)
    def _ended(self, message: _Ended) -> None:
        if message.answer is None:
            self.app.notify(f"{self._what}: cancelled; {self._cancelled}.", markup=False)
        self.dismiss(message.answer)

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        # It goes on to the app, which says it.
        self.dismiss(None)
