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

from workbench.codebook.merges.merging import CHANGED, USED
from workbench.codebook.merges.settling import Side
from workbench.codebook.schema import STAYS, TAKEN_OUT, Code, Codebook, Conflict
from workbench.study import Study
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of
from workbench.tui.screens import reshape_jobs as jobs
from workbench.tui.screens.quoting import ask_where_quoting
from workbench.tui.screens.writing_dialog import WritingDialog
from workbench.tui.widgets.word_changes import compared
from workbench.tui.widgets.writing import Writing
from workbench.visible import first_few, one_line, visible

_SIDES: tuple[Side, Side] = ("ours", "theirs")


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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where it is open whether the code stays there is no third to be written."""
        return action != "save" or not self.is_about_staying

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of commands that are not offered, and in no help there."""
        return frozenset(("settle.save",)) if self.is_about_staying else frozenset()

    def compose(self) -> ComposeResult:
        """Both wordings, a third, and the answers."""
        one, field = self._conflict, self._conflict.field
        what = "does it stay?" if self.is_about_staying else field.replace("_", " ")
        with Vertical(classes="dialog", id="settle") as box:
            box.border_title = Content(f"“{one_line(self._owner.name)}”: {what}")
            with VerticalScroll(can_focus=self.is_about_staying):
                if self.is_about_staying:
                    yield Static(_sides(one), id="sides", markup=False)
                    yield Static("Looking what was changed …", id="changed", markup=False)
                else:
                    yield Label("Ours")
                    yield Static(_said(one.ours, one.ours_reason), id="ours-said", markup=False)
                    yield Label("Theirs")
                    yield Static(_said(one.theirs, one.theirs_reason), id="theirs-said", markup=False)
                    yield Label("Or in other words")
                    yield self._own
            yield Static("", id="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button(self._answer("ours"), id="ours")
                yield Button(self._answer("theirs"), id="theirs")
                if not self.is_about_staying:
                    yield Button("As written", variant="primary", id="write")

    def _answer(self, side: Side) -> str:
        """What the button says that takes a side."""
        if not self.is_about_staying:
            return f"Take {side}"
        goes = getattr(self._conflict, side) == TAKEN_OUT
        return f"Take it out ({side})" if goes else f"Keep it ({side})"

    def on_mount(self) -> None:
        """Where it is open whether the code stays, look what was changed in it."""
        study, owner = self._study, self._owner
        if self.is_about_staying and isinstance(owner, Code):
            work.start(self, "Look what was changed", lambda: jobs.contested(study, owner), only_reads=True)

    @on(jobs.Contested)
    def _tell_changed(self, message: jobs.Contested) -> None:
        if isinstance(self._owner, Code):
            self.query_one("#changed", Static).update(_told_changed(self._owner, message))

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
        if self.is_about_staying:
            self.query_one("#sides", Static).update(_sides(now))
            for side in _SIDES:
                self.query_one(f"#{side}", Button).label = self._answer(side)
            return
        self.query_one("#ours-said", Static).update(_said(now.ours, now.ours_reason))
        self.query_one("#theirs-said", Static).update(_said(now.theirs, now.theirs_reason))

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close; asks where a third was written."""
        self.leave_or_ask(self.action_save, done="As written")


def _sides(one: Conflict) -> str:
    """What each side did with the code."""
    done = {TAKEN_OUT: "took it out", CHANGED: "changed it", USED: "uses it for other codes"}
    return f"Ours {done.get(one.ours, visible(one.ours))}; theirs {done.get(one.theirs, visible(one.theirs))}."


def _told_changed(code: Code, found: jobs.Contested) -> Content:
    """What was changed in the code, word by word, and what hangs on it."""
    lines = [Content("")]
    for one in found.changed:
        title = f"{one.field.replace('_', ' ').capitalize()}: "
        lines.append(Content.assemble((title, "bold"), compared(one.before, one.after)))
    if not found.is_known:
        known = "It is not known what it was before. It says now:" if code.definition else "It has no definition."
        lines.append(Content.styled(known, "dim"))
        lines += [Content(visible(code.definition))] * bool(code.definition)
    if found.needed_by:
        names = first_few(f"“{one_line(name)}”" for name in found.needed_by)
        lines += [Content(""), Content(f"It is needed by {names}, which stand under it or went into it.")]
    return Content("\n").join([*lines, Content(""), Content(found.touches)])


def _said(wording: str, reason: str) -> str:
    """A wording, and why its side wrote it, where it said so of nothing else."""
    said = visible(wording) or "(nothing)"
    return f"{said}\nWhy: {visible(reason)}" if reason else said
