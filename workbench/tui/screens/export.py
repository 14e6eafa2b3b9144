"""Writing the report: what, and where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Label, Select

from workbench import report
from workbench.progress import Tell
from workbench.study import Study
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.tui.widgets.drop_down import DropDown
from workbench.visible import plural


class ExportScreen(FileBox):
    """Asks whether the theme report or the extract book is to be written, and where to.

    Args:
        study: The study.
        has_themes: Whether there is a theme report to write; else only the extract book.
    """

    def __init__(self, study: Study, *, has_themes: bool) -> None:
        super().__init__(study)
        self._has_themes, self._is_book = has_themes, not has_themes

    def wanted(self) -> ComposeResult:
        """Two kinds."""
        kinds = [("Theme report", False)] if self._has_themes else []
        kinds.append(("Extract book: every extract by code, for the team", True))
        yield Label("What")
        yield DropDown(kinds, value=not self._has_themes, allow_blank=False, compact=True)

    def default(self) -> Path:
        """A file for each kind."""
        return report.default_path(self.study, book=self._is_book)

    @on(Select.Changed)
    def _other_kind(self, message: Select.Changed) -> None:
        self._is_book = bool(message.value)
        self.suggest()

    def refuse(self) -> Callable[[], None]:
        """Refuses where words that must not be printed stand in what was written."""
        study, book = self.study, self._is_book
        return lambda: report.refuse_withheld_words(study, book=book)

    def beside(self, path: Path) -> tuple[Path, ...]:
        """What is written with the report, for the team alone."""
        return () if self._is_book else report.paths_beside(path)

    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """Write the report or the book."""
        study, write = self.study, report.write_extract_book if self._is_book else report.write

        def job(tell: Tell) -> Message:
            done = write(study, path, progress=tell)
            told = f"{plural(done.quotations, 'quotation')}, codings of {done.coder}."
            if done.beside:
                told += f" Beside it, for the team alone: {', '.join(one.name for one in done.beside)}."
            return Wrote(done.path, told, done.notices)

        return "Write the extract book" if self._is_book else "Write the report", job
