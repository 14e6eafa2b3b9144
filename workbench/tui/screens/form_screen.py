"""A screen with forms: it knows what is not saved, and asks before that is lost."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button

from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import UnsavedQuestion
from workbench.tui.widgets.form import ModelForm

if TYPE_CHECKING:
    from workbench.tui.app import Workbench


class FormScreen(Dialog[None]):
    """A screen with forms. Below it Ctrl+Z and its like do not work: they would undo steps, not typing.

    Attributes:
        SAVE: What saving is called.
    """

    SAVE: ClassVar[str] = "Save"

    @property
    def workbench(self) -> Workbench:
        """The app."""
        return cast("Workbench", self.app)

    @property
    def unsaved(self) -> bool:
        """Whether something is filled in that is not saved."""
        return any(form.unsaved for form in self.query(ModelForm))

    @abstractmethod
    def action_save(self) -> None:
        """Save what is filled in."""

    def action_close(self) -> None:
        """Leave; what is not saved is asked about."""
        if self.unsaved:
            self.app.push_screen(UnsavedQuestion(self.action_save, done=self.SAVE), self._leave_if)
        else:
            self.dismiss()

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.dismiss()

    def buttons(self) -> ComposeResult:
        """Save and close, for the mouse."""
        with Horizontal(classes="buttons"):
            yield Button("Close", id="close", compact=True)
            yield Button(self.SAVE, variant="primary", id="save", compact=True)

    @on(Button.Pressed, "#save")
    def _save_pressed(self) -> None:
        self.action_save()

    @on(Button.Pressed, "#close")
    def _close_pressed(self) -> None:
        self.action_close()
