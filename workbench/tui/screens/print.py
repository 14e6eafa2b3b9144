"""Printing transcripts for reading on paper: which, with what beside them, and where to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Label, Select, Static

from workbench import report
from workbench.progress import Tell
from workbench.study import Study
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.drop_down import DropDown
from workbench.visible import first_few, one_line, plural

_SAID = (
    "For the team, not for publication: words of people who are never to be quoted stand in it. "
    "Passages marked not for quotation do not."
)


class PrintScreen(FileBox):
    """Asks which transcripts are to be written, and where to.

    Args:
        study: The study.
        names: The transcripts that are meant; none: all.
    """

    TITLE_OF_BOX = "Print transcripts: a Word file with a margin for notes"

    def __init__(self, study: Study, names: Sequence[str]) -> None:
        super().__init__(study)
        self._names = tuple(names)
        self._all = not names

    def wanted(self) -> ComposeResult:
        """Which transcripts, and whether with codings."""
        yield Label("Which transcripts")
        those = first_few(map(one_line, self._names))
        some = those if len(self._names) < 2 else f"{len(self._names):,} marked: {those}"
        which = [(some, False)] if self._names else []
        yield DropDown([*which, ("All", True)], value=self._all, allow_blank=False, compact=True, id="which")
        yield Label("Codings")
        beside = [("None, only the words", False), ("In the margin, with their memos, as comments", True)]
        yield DropDown(beside, value=False, allow_blank=False, compact=True, id="codings")
        yield Static(_SAID, classes="hint", markup=False)

    def default(self) -> Path:
        """A file for one transcript, another for several."""
        return report.copy_path(self.study, self._names[0] if len(self._names) == 1 and not self._all else None)

    @on(Select.Changed, "#which")
    def _other_ones(self, message: Select.Changed) -> None:
        self._all = bool(message.value)
        self.suggest()

    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """Write the working copy."""
        study, names = self.study, None if self._all else self._names
        with_codings = bool(self.query_one("#codings", Select).value)

        def job(tell: Tell) -> Message:
            done = report.write_copy(study, path, names, codings=with_codings, progress=tell)
            beside = f", {plural(done.codings, 'coding')} in the margin" if with_codings else ""
            return Wrote(done.path, f"{plural(done.transcripts, 'transcript')}{beside}.", done.notices)

        return "Print transcripts", job


def print_transcripts(room: Screen[None], study: Study, names: Sequence[str]) -> None:
    """Ask which transcripts are to be printed, and tell where the file is.

    Args:
        room: The screen it was asked from.
        study: The study.
        names: The transcripts that are meant; none: all.
    """

    def told(done: Wrote | None) -> None:
        if done is not None:
            room.app.push_screen(WrittenScreen(done))

    room.app.push_screen(PrintScreen(study, names), told)
