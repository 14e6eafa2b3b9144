"""The example study: asks where it is to be, builds it, and gives its folder."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input, Static

from workbench import opening
from workbench.progress import Tell
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.progress import ProgressScreen


class Built(Message):
    """The example is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__()


class ExampleScreen(Dialog[Path | None]):
    """Gives the folder of the example study; None where it was not built."""

    PLACE = "example"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("example"))

    def compose(self) -> ComposeResult:
        """What it is, where it will be, and buttons."""
        from workbench import example  # only wanted by those who look at the example

        with Vertical(classes="dialog small") as box:
            box.border_title = "The example"
            yield Static(
                "An invented study of a peer-mentoring programme, with interviews, codings, themes and a report. "
                "Change in it whatever you like.",
                markup=False,
            )
            yield Static("Folder", classes="heading")
            yield Line(str(opening.folder_typed(str(example.usual_place()))))
            yield Static("", id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Close", id="close", compact=True)
                yield Button("Build and open it", variant="primary", id="build", compact=True)

    @on(Input.Submitted)
    @on(Button.Pressed, "#build")
    def action_build(self) -> None:
        """Build it where the line says."""
        typed = self.query_one(Line).value
        if not typed.strip():
            self.query_one("#problem", Static).update("Name a folder.")
            return
        folder = opening.folder_typed(typed)

        def job(tell: Tell) -> Message:
            from workbench import example

            return Built(example.demo(folder, progress=tell).folder)

        def done(answer: Message | None) -> None:
            if isinstance(answer, Built):
                self.dismiss(answer.folder)

        self.query_one("#problem", Static).update("")
        stays = f"what was made in {folder} by then stays there, and building it there again goes on with it"
        self.app.push_screen(ProgressScreen("Building the example", job, cancelled=stays), done)

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss(None)
