"""Boxes that write the writers' choices into report.yaml: how they are saved, refused, and closed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from functools import partial
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, Static

from workbench import report
from workbench.errors import WorkbenchError
from workbench.settings import ReportChoices
from workbench.study import Study
from workbench.tui import work
from workbench.tui.aside import Aside, Draft
from workbench.tui.screens.writing_dialog import WritingDialog


class ChoicesSaved(Message):
    """What was chosen stands in report.yaml."""

    def __init__(self, choices: ReportChoices, saved: Mapping[str, Any]) -> None:
        self.choices, self.saved = choices, saved
        super().__init__()


class ChoicesNotSaved(work.NotDone):
    """Why it was not saved, and what stands in the file now; None where that cannot be read."""

    def __init__(self, trouble: str, now: ReportChoices | None) -> None:
        self.trouble, self.now = trouble, now
        super().__init__()


class ChoicesBox(WritingDialog):
    """A box that changes report.yaml; gives `ChoicesSaved`, or None where nothing was written.

    Args:
        study: The study.

    Attributes:
        choices: What stands in the file, as far as the box knows; None before it was read.
    """

    HISTORY_KEEPS = False

    def __init__(self, study: Study) -> None:
        super().__init__(Aside(study, self.PLACE))
        self.study = study
        self.choices: ReportChoices | None = None

    def below(self) -> ComposeResult:
        """What went wrong, and the two buttons."""
        yield Static("", id="trouble", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Close", id="close", compact=True)
            yield Button("Save", variant="primary", id="save", compact=True)

    @on(work.Failed)
    def _not_read(self, message: work.Failed) -> None:
        if self.choices is None:
            # It goes on to the app, which says it.
            message.prevent_default()
            self.dismiss()

    def is_about_this(self, draft: Draft) -> bool:
        """Nothing is judged, and thrown away, before the file was read."""
        return self.choices is not None

    # Saving

    @abstractmethod
    def changes(self) -> dict[str, Any] | None:
        """The fields of `ReportChoices` to be written; None where something cannot be, which is said."""

    @abstractmethod
    def saved(self, answer: ChoicesSaved, standing: object) -> None:
        """What stood in the box as ``standing`` is in the file now."""

    def not_saved(self, now: ReportChoices) -> None:
        """Nothing was written, and the file says this by now."""

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write what was changed, and close then; what somebody else wrote meanwhile is shown first."""
        if self.choices is None or not self.unsaved:
            self.leave()
        elif self.is_contested:
            self.ask_over()
        else:
            self.write_over()

    def write_over(self) -> None:
        """See `WritingDialog.write_over`."""
        if self.choices is not None and (changes := self.changes()) is not None:
            self.write("Save the choices", partial(_write, self.study, changes, self.choices))

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Close; asks where something was changed."""
        self.leave_or_ask(self.action_save)

    def answered(self, answer: Message, standing: object) -> None:
        """Close when it is written; where it was refused, whoever saves again knows what the file says."""
        if isinstance(answer, ChoicesNotSaved):
            self.say_trouble(answer.trouble)
            if answer.now is not None:
                self.choices = answer.now
                self.not_saved(answer.now)
        elif isinstance(answer, ChoicesSaved):
            self.choices = answer.choices
            self.saved(answer, standing)
            super().answered(answer, standing)


def _write(study: Study, changes: Mapping[str, Any], shown: ReportChoices) -> Message:
    try:
        return ChoicesSaved(report.change_choices(study, changes, shown=shown), changes)
    except WorkbenchError as error:
        trouble = f"Not saved: {error.message} {error.hint}".strip()
    try:
        return ChoicesNotSaved(trouble, study.choices)
    except WorkbenchError:
        # What stands there is faulty: that is what the trouble says.
        return ChoicesNotSaved(trouble, None)
