"""A box that shows which codings would get another code, and asks whether they are to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from workbench.coding import Extract, TransferPlan
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.extract_lines import ExtractLines
from workbench.visible import one_line, plural


class TransferScreen(Dialog[bool]):
    """Gives whether the codings are to get the other code.

    Args:
        plan: What it would do.
        names: The codes' names by id.
    """

    PLACE = "transfer"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("transfer"))

    def __init__(self, plan: TransferPlan, names: Mapping[str, str]) -> None:
        super().__init__()
        self._plan = plan
        self._code, self._to = (one_line(names.get(code, code)) for code in (plan.code, plan.to))

    def compose(self) -> ComposeResult:
        """What is asked, the extracts, and the two answers."""
        plan = self._plan
        with Vertical(classes="dialog", id="transfer") as box:
            box.border_title = Content(f"“{self._code}” → “{self._to}” in {one_line(plan.transcript)}")
            yield Static(self._question(), classes="hint", markup=False)
            yield ExtractLines(plan.extracts[0].coder, named=False, note=self._note)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button(f"Transfer {plural(len(plan.extracts), 'coding')}", variant="warning", id="transfer-them")

    def on_mount(self) -> None:
        """The keyboard is in the list: nothing is changed by Enter alone."""
        rows = self.query_one(ExtractLines)
        rows.show(self._plan.extracts)
        rows.show_whole(False)
        rows.focus()

    def _question(self) -> Content:
        plan, many = self._plan, len(self._plan.extracts)
        what = f"{plural(many, 'coding')} of yours"
        said = [f"Give {what} the code “{self._to}” instead of “{self._code}”?"]
        if plan.new is not None:
            said = [f"Make the code “{self._to}”, and give it to {what} instead of “{self._code}”?"]
        if plan.meeting:
            stand = "stands" if len(plan.meeting) == 1 else "stand"
            said.append(
                f"{len(plan.meeting)} of them {stand} where you have “{self._to}” already: there one coding stays, "
                "with both memos."
            )
        if plan.others:
            said.append(f"{plural(plan.others, 'coding')} of other coders with “{self._code}” stay as they are.")
        return Content(" ".join(said))

    def _note(self, one: Extract) -> str:
        return "has it already" if one.id in self._plan.meeting else ""

    @on(Button.Pressed, "#transfer-them")
    def action_transfer(self) -> None:
        """Yes."""
        self.dismiss(True)

    @on(Button.Pressed, "#cancel")
    def _no(self) -> None:
        self.dismiss(False)
