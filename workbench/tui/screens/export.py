"""Writing the report: what, where to, and with what progress."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input, Label, Select, Static

from workbench import report
from workbench.report import Written
from workbench.study import Study
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import Question
from workbench.tui.widgets.progress import ProgressScreen, Tell
from workbench.visible import one_line


class Wrote(Message):
    """A document was written."""

    def __init__(self, written: Written) -> None:
        self.written = written
        super().__init__()


class ExportScreen(Dialog[Wrote | None]):
    """Asks what to write and where to, and writes it; gives what was written, or None.

    Args:
        study: The study.
        has_themes: Whether there is a theme report to write; else only the extract book.
    """

    PLACE = "export"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("export"))

    def __init__(self, study: Study, *, has_themes: bool) -> None:
        super().__init__()
        self._study, self._has_themes = study, has_themes
        self._suggested = self._default()

    def compose(self) -> ComposeResult:
        """Two kinds, a path, two buttons."""
        with Vertical(classes="dialog small", id="export") as box:
            box.border_title = "Write a Word file"
            kinds = [("Theme report", False)] if self._has_themes else []
            kinds.append(("Extract book: every extract by code, for the team", True))
            yield Label("What")
            yield Select(kinds, value=not self._has_themes, allow_blank=False, compact=True)
            yield Label("File, from the study's folder")
            yield Input(self._suggested, id="path")
            yield Static("", id="where", classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Write", variant="primary", id="write")

    def on_mount(self) -> None:
        """The keyboard is on the path."""
        self.query_one("#path", Input).focus()

    @property
    def _is_book(self) -> bool:
        return bool(self.query_one(Select).value)

    def _default(self, *, book: bool | None = None) -> str:
        path = report.default_path(self._study, book=not self._has_themes if book is None else book)
        return str(path.relative_to(self._study.folder))

    @property
    def _path(self) -> Path:
        typed = Path(self.query_one("#path", Input).value.strip()).expanduser()
        return self._study.folder.resolve() / typed

    @on(Select.Changed)
    def _other_kind(self) -> None:
        line = self.query_one("#path", Input)
        if line.value == self._suggested:
            line.value = self._suggested = self._default(book=self._is_book)

    @on(Input.Changed, "#path")
    def _tell_where(self) -> None:
        there = self._path.is_file()
        self.query_one("#where", Static).update(one_line(f"{self._path}{' (there is such a file)' if there else ''}"))

    @on(Input.Submitted)
    @on(Button.Pressed, "#write")
    def action_write(self) -> None:
        """Write; asks before a file that is there is replaced."""
        path = self._path
        if path.is_file():
            said = f"{path} is there already. Writing replaces it."
            self.app.push_screen(Question("Replace the file", said, yes="Replace"), self._write_if)
        else:
            self._write()

    def _write_if(self, sure: bool | None) -> None:
        if sure:
            self._write()

    def _write(self) -> None:
        study, path, write = self._study, self._path, report.write_extract_book if self._is_book else report.write

        def job(tell: Tell) -> Message:
            return Wrote(write(study, path, progress=tell))

        what = "Write the extract book" if self._is_book else "Write the report"
        self.app.push_screen(ProgressScreen(what, job), self._ended)

    def _ended(self, done: Message | None) -> None:
        # Where it failed or was cancelled the form stays, so that another path can be tried.
        if isinstance(done, Wrote):
            self.dismiss(done)

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close without writing."""
        self.dismiss(None)
