"""What the forms for transcripts and participants have in common: they close only when what was filled in is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, Static

from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import Question, UnsavedQuestion
from workbench.tui.widgets.form_fields import Field
from workbench.visible import visible

Filled = TypeVar("Filled")


class Taking(NamedTuple):
    """How what was filled in is taken.

    Attributes:
        what: What is to be done, for the message if it fails.
        job: The job that does it; its answer is what the form gives.
        title: What is asked first; empty where nothing is asked.
        text: What the answer means.
    """

    what: str
    job: work.Job
    title: str = ""
    text: str = ""


class Taken(Message):
    """What was filled in was taken; ``answer`` is what the job said."""

    def __init__(self, answer: Message) -> None:
        self.answer = answer
        super().__init__()


class FactsForm(Dialog[Message | None], Generic[Filled]):
    """Gives the answer of the job that took what was filled in; None where all is to stay as it was.

    Args:
        take: Says how what was filled in is taken; None where it changes nothing.
    """

    PLACE = "facts"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("facts"))

    def __init__(self, take: Callable[[Filled], Taking | None]) -> None:
        super().__init__()
        self._take = take
        self._is_taking = False

    @property
    def fields(self) -> Sequence[Field]:
        """All that the form asks for."""
        raise NotImplementedError

    def filled(self) -> Filled | None:
        """What is filled in; None where it cannot be read, which is said at its field."""
        raise NotImplementedError

    @property
    def unsaved(self) -> bool:
        """Whether something is filled in otherwise than it was shown."""
        return any(field.changed for field in self.fields)

    def below(self, done: str) -> ComposeResult:
        """What went wrong, and two buttons.

        Args:
            done: What the button says that takes it.
        """
        yield Static("", id="problem", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Cancel", id="cancel")
            yield Button(done, variant="primary", id="done")

    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        """Take what is filled in, if it can be read."""
        if self._is_taking or (filled := self.filled()) is None:
            return
        taking = self._take(filled)
        if taking is None:
            self.app.notify("Nothing was changed.", markup=False, timeout=3)
            self.dismiss(None)
        elif taking.title:
            question = Question(taking.title, taking.text, yes="Write it")
            self.app.push_screen(question, lambda sure: self._start(taking) if sure else None)
        else:
            self._start(taking)

    def _start(self, taking: Taking) -> None:
        self._is_taking = True
        self._say("")
        work.start(self, taking.what, lambda: Taken(taking.job()))

    @on(Taken)
    def _taken(self, message: Taken) -> None:
        self.dismiss(message.answer)

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        # It stands here and what was filled in stays, so that it can be mended, or written down elsewhere.
        message.stop()
        self._is_taking = False
        self._say(f"Not done: {message.message} {message.hint}")

    def _say(self, text: str) -> None:
        self.query_one("#problem", Static).update(visible(text.strip()))

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Leave all as it is; asks where something was filled in."""
        if self._is_taking:
            return
        if not self.unsaved:
            self.dismiss(None)
            return
        done = str(self.query_one("#done", Button).label)
        self.app.push_screen(UnsavedQuestion(self.action_done, done=done), self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(None)
