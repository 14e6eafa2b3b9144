"""What the forms for transcripts and participants have in common: they close only when what was filled in is taken."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Static

from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.question import Question
from workbench.tui.screens.writing_dialog import WritingDialog
from workbench.tui.widgets.form_fields import Field

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


class FactsForm(WritingDialog, Generic[Filled]):
    """Gives the answer of the job that took what was filled in; None where all is to stay as it was.

    Args:
        take: Says how what was filled in is taken; None where it changes nothing.
    """

    PLACE = "facts"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("facts"))

    def __init__(self, take: Callable[[Filled], Taking | None]) -> None:
        super().__init__()
        self._take = take

    @property
    @abstractmethod
    def fields(self) -> Sequence[Field]:
        """All that the form asks for."""

    @abstractmethod
    def filled(self) -> Filled | None:
        """What is filled in; None where it cannot be read, which is said at its field."""

    @property
    def standing(self) -> Sequence[object]:
        """What stands in its fields."""
        return [field.value for field in self.fields]

    @property
    def unsaved(self) -> bool:
        """Whether something is filled in otherwise than it was shown."""
        return any(field.changed for field in self.fields)

    def below(self, done: str) -> ComposeResult:
        """What went wrong, and two buttons.

        Args:
            done: What the button says that takes it.
        """
        yield Static("", id="trouble", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Cancel", id="cancel")
            yield Button(done, variant="primary", id="done")

    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        """Take what is filled in, if it can be read."""
        if self.is_writing or (filled := self.filled()) is None:
            return
        taking = self._take(filled)
        if taking is None and self.answer is not None:
            self.say_trouble("That is what stood here at first: open the form anew to write it again.")
        elif taking is None:
            self.app.notify("Nothing was changed.", markup=False, timeout=3)
            self.leave()
        elif taking.title:
            question = Question(taking.title, taking.text, yes="Write it")
            self.app.push_screen(question, lambda sure: self.write(taking.what, taking.job) if sure else None)
        else:
            self.write(taking.what, taking.job)

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Leave all as it is; asks where something was filled in."""
        self.leave_or_ask(self.action_done, done=str(self.query_one("#done", Button).label))
