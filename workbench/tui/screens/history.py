"""History: what was done in the study, latest first, as far as the coder may see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from workbench import sight
from workbench.store.journal import StepTaken
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.rows import Column, Row, Rows, table

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_SHOWN = 300
"""So many steps are shown; `workbench history` lists all."""

_LONGEST = 2_000
"""Cells of a sentence at most. Nothing is shortened: what the window has no room for is scrolled to."""

_COLUMNS = tuple(Column(title, widest=_LONGEST, least=_LONGEST) for title in ("When", "Who", "", "What"))


class StepsRead(Message):
    """The latest steps, as a table."""

    def __init__(self, steps: Sequence[StepTaken]) -> None:
        self.table = table(_COLUMNS, [_row(step) for step in steps])
        super().__init__()


class HistoryScreen(Dialog[None]):
    """The latest steps in a table."""

    PLACE = "history"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("history"))

    def compose(self) -> ComposeResult:
        """One row a step."""
        with Vertical(classes="dialog", id="history") as box:
            box.border_title = "History"
            yield Rows(_COLUMNS)

    def on_mount(self) -> None:
        """Read the steps."""
        study = cast("Workbench", self.app).opened
        work.start(self, "Read the history", lambda: StepsRead(sight.history(study, limit=_SHOWN)), only_reads=True)

    @on(StepsRead)
    def _show(self, message: StepsRead) -> None:
        rows = self.query_one(Rows)
        rows.fill(message.table)
        rows.focus()


def _row(step: StepTaken) -> Row:
    when = step.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
    cells = when, step.coder or "from files", "undone" if step.undone else "", step.sentence
    return Row(step.id, cells, dim=step.undone)
