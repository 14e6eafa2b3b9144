"""A box in which one settles what a merge left to be decided of a code."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Label, Static

from workbench.codebook.merges.settling import Side
from workbench.codebook.schema import STAYS, Code, Codebook, Conflict
from workbench.study import Study
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of
from workbench.tui.screens import reshape_jobs as jobs
from workbench.tui.screens.quoting import ask_where_quoting
from workbench.tui.screens.writing_dialog import WritingDialog
from workbench.tui.widgets.writing import Writing
from workbench.visible import one_line, visible


class SettleForm(WritingDialog):
    """Asks which wording holds, or for a third; gives `reshape_jobs.Reshaped`, or None.

    Args:
        study: The study.
        owner: The code; or the codebook, where it is said at its top.
        conflict: What is open.
    """

    PLACE = "settle"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("settle"))

    def __init__(self, study: Study, owner: Code | Codebook, conflict: Conflict) -> None:
        key = owner.id if isinstance(owner, Code) else owner.file
        super().__init__(Aside(study, f"settle-{key}-{conflict.field}"))
        self._study, self._owner, self._conflict = study, owner, conflict
        self._own = Writing(conflict.ours, id="own")
        self._own.compact = True

    @property
    def is_about_staying(self) -> bool:
        """Whether it is open whether the code stays: there is no third then."""
        return self._conflict.field == STAYS

    def compose(self) -> ComposeResult:
        """Both wordings, a third, and the answers."""
        one, field = self._conflict, self._conflict.field
        what = "does it stay?" if self.is_about_staying else field.replace("_", " ")
        with Vertical(classes="dialog", id="settle") as box:
            box.border_title = Content(f"“{one_line(self._owner.name)}”: {what}")
            with VerticalScroll(can_focus=False):
                yield Label("Ours")
                yield Static(_said(one.ours), id="ours-said", markup=False)
                yield Label("Theirs")
                yield Static(_said(one.theirs), id="theirs-said", markup=False)
                if not self.is_about_staying:
                    yield Label("Or in other words")
                    yield self._own
            yield Static("", id="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Take ours", id="ours")
                yield Button("Take theirs", id="theirs")
                if not self.is_about_staying:
                    yield Button("As written", variant="primary", id="write")

    @property
    def standing(self) -> str:
        """What stands in the third."""
        return self._own.text.strip()

    @property
    def unsaved(self) -> bool:
        """Whether a third was written."""
        return self.standing != self._conflict.ours.strip()

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return {"own": self._own.text} if self.unsaved else {}

    @on(Button.Pressed, "#ours")
    def action_ours(self) -> None:
        """Ours holds."""
        self._settle("ours")

    @on(Button.Pressed, "#theirs")
    def action_theirs(self) -> None:
        """Theirs holds."""
        self._settle("theirs")

    @on(Button.Pressed, "#write")
    def action_save(self) -> None:
        """What is written holds."""
        if not self.is_about_staying:
            self._settle(None)

    def _settle(self, choice: Side | None) -> None:
        study, owner, shown = self._study, self._owner, self._conflict
        wording = self.standing if choice is None else None
        texts = [(shown.field, wording)] if wording else []
        job = partial(jobs.settle, study, owner, shown, choice, wording)
        name = owner.name if isinstance(owner, Code) else ""
        self.write("Settle it", partial(ask_where_quoting, study, name, texts, job))

    def answered(self, answer: Message, standing: object) -> None:
        """Show the wordings that are open by now, where they are others; else see `WritingDialog.answered`."""
        if isinstance(answer, work.Clash):
            self._show(answer.now)
            self.say_trouble("Not settled yet: other wordings are open by now than stood here. Decide between these.")
        else:
            super().answered(answer, standing)

    def _show(self, now: Conflict) -> None:
        if not self.unsaved:
            self._own.load_text(now.ours)
        self._conflict = now
        self.query_one("#ours-said", Static).update(_said(now.ours))
        self.query_one("#theirs-said", Static).update(_said(now.theirs))

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close; asks where a third was written."""
        self.leave_or_ask(self.action_save, done="As written")


def _said(wording: str) -> str:
    return visible(wording) or "(nothing)"
