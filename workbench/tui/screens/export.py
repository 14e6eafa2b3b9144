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
from workbench.errors import Refused
from workbench.report import Written
from workbench.study import Study
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import Question
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.progress import ProgressScreen, Tell
from workbench.visible import one_line


class Wrote(Message):
    """A document was written."""

    def __init__(self, written: Written) -> None:
        self.written = written
        super().__init__()


class Looked(Message):
    """What stands at the path that was typed."""

    def __init__(self, typed: str, place: report.Place) -> None:
        self.typed, self.place = typed, place
        super().__init__()


class ToWrite(Looked):
    """The same, for whoever wants to write there."""


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
            yield DropDown(kinds, value=not self._has_themes, allow_blank=False, compact=True)
            yield Label("File, from the study's folder")
            yield Line(self._suggested, id="path")
            yield Static("", id="where", classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Write", variant="primary", id="write")

    def on_mount(self) -> None:
        """The keyboard is on the path."""
        self.query_one("#path").focus()

    @property
    def _is_book(self) -> bool:
        return bool(self.query_one(Select).value)

    def _default(self, *, book: bool | None = None) -> str:
        path = report.default_path(self._study, book=not self._has_themes if book is None else book)
        return str(path.relative_to(self._study.folder))

    @property
    def _typed(self) -> str:
        return self.query_one("#path", Line).value

    @on(Select.Changed)
    def _other_kind(self) -> None:
        line = self.query_one("#path", Line)
        if line.value == self._suggested:
            line.value = self._suggested = self._default(book=self._is_book)
        self._look()

    @on(Input.Changed, "#path")
    def _look(self) -> None:
        """Find out what stands where the file is to be."""
        self._find_place(Looked)

    def _find_place(self, answer: type[Looked]) -> None:
        study, typed, book = self._study, self._typed, self._is_book

        def job() -> Message:
            place = report.place_typed(study, typed)
            if answer is ToWrite and place.is_there and not place.trouble:
                # Said before anybody is asked whether a file is to be replaced; else the writing itself says it.
                try:
                    report.refuse_withheld_words(study, book=book)
                except Refused as error:
                    place = place._replace(trouble=f"{error.message} {error.hint}")
            return answer(typed, place)

        work.start(self, "Look where the file is to be", job, only_reads=True)

    @on(Looked)
    def _tell_where(self, message: Looked) -> None:
        if message.typed == self._typed:
            place = message.place
            there = " (is there already; you are asked before it is replaced)" if place.is_there else ""
            said = place.trouble or f"{place.path}{there}"
            line = self.query_one("#where", Static)
            line.update(one_line(said))
            line.set_class(bool(place.trouble), "-faulty")

    @on(Input.Submitted)
    @on(Button.Pressed, "#write")
    def action_write(self) -> None:
        """Write; asks before a file that is there is replaced."""
        # Others may have written there since it was typed.
        self._find_place(ToWrite)

    @on(ToWrite)
    def _ask(self, message: ToWrite) -> None:
        path, is_there, trouble = message.place
        if message.typed != self._typed or not self.is_current:
            return
        if trouble:
            self._tell_where(message)
            self.query_one("#path").focus()
        elif is_there:
            question = Question("Replace the file", f"{path} is there already. Writing replaces it.", yes="Replace")
            self.app.push_screen(question, lambda sure: self._write(path) if sure else None)
        else:
            self._write(path)

    def _write(self, path: Path) -> None:
        study, write = self._study, report.write_extract_book if self._is_book else report.write

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
