"""What is shown while the first study opens."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from workbench.tui.widgets.command_line import CommandLine
from workbench.visible import one_line


class OpeningScreen(Screen[None]):
    """Says which study is being opened: a database may first be copied and brought up to date, or be far away.

    Args:
        folder: The study's folder; None where nothing is opened.
    """

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """One line, and what can be done."""
        said = "" if self._folder is None else f"Opening {one_line(str(self._folder))} …"
        yield Static(said, classes="hint", id="opening", markup=False)
        yield CommandLine()
