"""Writing the report: what, and where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input, Label, Select

from workbench import report
from workbench.progress import Tell
from workbench.study import Study
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.line import Line
from workbench.visible import plural


class ExportScreen(FileBox):
    """Asks whether the theme report or the extract book is to be written, in which shape, and where to.

    The shape and the ending of the file's name are one: who changes either changes both.

    Args:
        study: The study.
        has_themes: Whether there is a theme report to write; else only the extract book.
    """

    TITLE_OF_BOX = "Write the report"

    def __init__(self, study: Study, *, has_themes: bool) -> None:
        super().__init__(study)
        self._has_themes, self._is_book = has_themes, not has_themes
        self._shape = report.WORD

    def wanted(self) -> ComposeResult:
        """Two kinds; the report in several shapes."""
        kinds = [("Theme report", False)] if self._has_themes else []
        kinds.append(("Extract book: every extract by code, for the team", True))
        yield Label("What")
        yield DropDown(kinds, value=not self._has_themes, allow_blank=False, compact=True, id="what")
        yield Label("Shape")
        shapes = [(f"{one.name} ({one.ending})", one) for one in report.SHAPES]
        yield DropDown(
            shapes, value=self._shape, allow_blank=False, compact=True, id="shape", disabled=not self._has_themes
        )

    def endings(self) -> tuple[str, ...]:
        """Those of all shapes; the extract book has one."""
        return report.WORD.endings if self._is_book else report.ENDINGS

    def default(self) -> Path:
        """A file for each kind and shape."""
        path = report.default_path(self.study, book=self._is_book)
        return path if self._is_book else path.with_suffix(self._shape.ending)

    @on(Select.Changed, "#what")
    def _other_kind(self, message: Select.Changed) -> None:
        self._is_book = bool(message.value)
        shapes = self.query_one("#shape", Select)
        shapes.disabled = self._is_book
        if self._is_book:
            shapes.value = report.WORD
        self.suggest()
        self._other_ending()

    @on(Select.Changed, "#shape")
    def _other_shape(self, message: Select.Changed) -> None:
        shape = message.value
        if not isinstance(shape, report.Shape) or shape == self._shape:
            return
        self._shape = shape
        self.suggest()
        line = self.query_one("#path", Line)
        typed = Path(line.value)
        if line.value.strip() and report.shape_of(typed) != shape:
            is_known = report.shape_of(typed) is not None
            line.value = f"{line.value[: -len(typed.suffix)] if is_known else line.value}{shape.ending}"

    @on(Input.Changed, "#path")
    def _other_ending(self) -> None:
        shape = report.shape_of(Path(self.typed))
        if shape is not None and not self._is_book:
            self._shape = shape
            self.query_one("#shape", Select).value = shape

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
