"""What was written, and where the file is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.file_box import Wrote
from workbench.visible import one_line, visible

if TYPE_CHECKING:
    from workbench.tui.app import Workbench


class WrittenScreen(Dialog[None]):
    """Says where the file is and what its writer should know."""

    PLACE = "written"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("written"))

    def __init__(self, written: Wrote) -> None:
        super().__init__()
        self._written = written

    def compose(self) -> ComposeResult:
        """The path, the notices, two buttons."""
        done = self._written
        with Vertical(classes="dialog small", id="written") as box:
            box.border_title = "Written"
            yield Static(one_line(str(done.path)), id="path", markup=False)
            yield Static(one_line(done.told), classes="hint", markup=False)
            if done.notices:
                with VerticalScroll(id="notices", can_focus=True):
                    yield Static("\n".join(f"• {visible(notice)}" for notice in done.notices), markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Copy path", id="copy")
                yield Button("Close", variant="primary", id="close")

    def on_mount(self) -> None:
        """The keyboard is on Close."""
        self.query_one("#close").focus()

    @on(Button.Pressed, "#copy")
    def action_copy_path(self) -> None:
        """Copy the path of the file."""
        cast("Workbench", self.app).copy_to_clipboard(str(self._written.path))

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)
