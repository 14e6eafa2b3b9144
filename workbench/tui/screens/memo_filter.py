"""Which memos are to be listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input

from workbench.errors import BadInput
from workbench.memos import KIND_MEANINGS, Sifting
from workbench.study import Study
from workbench.transcripts.tables.values import CellProblem, read_date
from workbench.tui.commands import bindings_of
from workbench.tui.screens import memo_jobs as jobs
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.choice_fields import SelectField
from workbench.tui.widgets.form_fields import TextField


class MemoFilter(Dialog[Sifting | None]):
    """Asks for kind, phase, coder and days; gives them, or None where the list stays.

    Args:
        study: The study.
        sifting: What is listed now.
        coders: Whose memos there are.
    """

    PLACE = "memo-filter"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("memo-filter"))

    def __init__(self, study: Study, sifting: Sifting, coders: Sequence[str]) -> None:
        super().__init__()
        kinds = [(f"{kind}: {meaning}", kind) for kind, meaning in KIND_MEANINGS.items()]
        phases = [(shown, str(number)) for shown, number in jobs.phase_choices(study)]
        phase = str(sifting.phase) if sifting.phase is not None else None
        self._kind = SelectField("kind", "", sifting.kind, kinds, nothing="all but safeguarding")
        self._phase = SelectField("phase", "", phase, phases, nothing="any")
        self._coder = SelectField("coder", "", sifting.coder, [(one, one) for one in coders], nothing="any")
        self._since = TextField("since", "Year-month-day.", sifting.since.isoformat() if sifting.since else "")
        self._until = TextField("until", "", sifting.until.isoformat() if sifting.until else "")

    def compose(self) -> ComposeResult:
        """The fields, and two buttons."""
        with Vertical(classes="dialog", id="memo-filter") as box:
            box.border_title = "List only some memos"
            with VerticalScroll(classes="form", can_focus=False):
                yield from (self._kind, self._phase, self._coder, self._since, self._until)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("List these", variant="primary", id="take")

    @on(Input.Submitted)
    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Give what is filled in; a day that is none is told at its field."""
        try:
            since, until = (_day(field) for field in (self._since, self._until))
        except CellProblem:
            return
        phase = int(self._phase.value) if self._phase.value else None
        try:
            sifting = Sifting(kind=self._kind.value, phase=phase, coder=self._coder.value, since=since, until=until)
        except BadInput as problem:
            self._until.say(problem.message)
            self._until.enter()
        else:
            self.dismiss(sifting)

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close; the list stays."""
        self.dismiss(None)


def _day(field: TextField) -> dt.date | None:
    """The day that is filled in; what is none is told at the field, where the keyboard goes."""
    try:
        return read_date(field.value)
    except CellProblem as problem:
        field.say(f"{problem} {problem.hint}")
        field.enter()
        raise
