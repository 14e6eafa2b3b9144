"""History: what was done in the study, latest first, as far as the coder may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import DataTable

from workbench import sight
from workbench.store.journal import StepTaken
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.visible import one_line

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_SHOWN = 300
"""So many steps are shown; `workbench history` lists all."""


class StepsRead(Message):
    """The latest steps."""

    def __init__(self, steps: list[StepTaken]) -> None:
        self.steps = steps
        super().__init__()


class HistoryScreen(Dialog[None]):
    """The latest steps in a table."""

    PLACE = "history"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("history"))

    def compose(self) -> ComposeResult:
        """One row a step."""
        with Vertical(classes="dialog") as box:
            box.border_title = "History"
            table: DataTable[Text] = DataTable(cursor_type="row", zebra_stripes=True)
            table.add_columns("When", "Who", "What", "")
            yield table

    def on_mount(self) -> None:
        """Read the steps."""
        study = cast("Workbench", self.app).opened
        work.start(self, "Read the history", lambda: StepsRead(sight.history(study, limit=_SHOWN)), only_reads=True)

    @on(StepsRead)
    def _show(self, message: StepsRead) -> None:
        table = self.query_one(DataTable)
        for step in message.steps:
            when = step.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
            state = "undone" if step.undone else ""
            cells = (when, one_line(step.coder or "from files"), one_line(step.sentence), state)
            # Rich's text and not Content, whose width the table does not measure.
            table.add_row(*(Text(cell) for cell in cells))
        table.focus()
