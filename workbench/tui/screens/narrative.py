"""A theme's narrative in an editor, with the theme's extracts beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from workbench import themes
from workbench.errors import Refused
from workbench.study import Study
from workbench.themes import Theme, ThemeExtract
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens import theme_jobs as jobs
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import AskLine, Question
from workbench.tui.widgets.command_line import CommandLine
from workbench.tui.widgets.theme_rows import ExtractRows, Names
from workbench.visible import one_line, visible

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_SAVE_EVERY = 15.0
"""Seconds after which what was typed is saved without being asked: a closed terminal must not cost an hour's work."""

_OPENING = "([“‘\"'"
"""After these no blank comes before an inserted extract."""


class Written(Message):
    """The narrative is on the disk."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


class Clash(Message):
    """Somebody else wrote the narrative meanwhile; ``theirs`` is what stands there."""

    def __init__(self, theirs: str) -> None:
        self.theirs = theirs
        super().__init__()


class NarrativeScreen(Dialog[bool]):
    """The editor; gives whether anything was written.

    Args:
        theme: The theme as it is.
        extracts: The extracts behind it.
        names: What these are labelled with.
    """

    PLACE = "narrative"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("narrative"))

    def __init__(self, theme: Theme, extracts: Sequence[ThemeExtract], names: Names) -> None:
        super().__init__()
        self._theme, self._extracts, self._names = theme, extracts, names
        self._stored = theme.narrative
        self._area = TextArea(theme.narrative, tab_behavior="focus", soft_wrap=True)
        self._is_saving = self._is_leaving = self._was_written = False
        self._sought = ""

    def compose(self) -> ComposeResult:
        """The editor; the extracts beside it, or below where there is no room."""
        with Horizontal(id="narrative"):
            with Vertical(classes="pane", id="writing") as box:
                box.border_title = Content(f"Narrative of “{one_line(self._theme.name)}” (Markdown)")
                yield self._area
            with Vertical(classes="pane", id="beside") as side:
                side.border_title = "Extracts of the theme"
                yield ExtractRows(can_mark=False)
        yield CommandLine()

    def on_mount(self) -> None:
        """The keyboard is where one writes, at the end of what is written."""
        rows = self.query_one(ExtractRows)
        rows.names = self._names
        rows.show(self._extracts, empty="No extract stands behind this theme yet.")
        self._area.move_cursor(self._area.document.end)
        self._area.focus()
        self.set_interval(_SAVE_EVERY, self._save)
        self._tell()

    @property
    def _is_unsaved(self) -> bool:
        return self._area.text != self._stored

    @on(TextArea.Changed)
    def _tell(self) -> None:
        words = len(self._area.text.split())
        state = "not saved yet" if self._is_unsaved else "saved"
        self.query_one("#writing").border_subtitle = f"{words:,} words · {state}"

    # Saving

    def action_save(self) -> None:
        """Save what is written."""
        if self._is_unsaved:
            self._save()
        else:
            self.notify("All of it is saved.", markup=False, timeout=2)

    def action_leave(self) -> None:
        """Save and go back to the themes."""
        if self._is_unsaved or self._is_saving:
            self._is_leaving = True
            self._save()
        else:
            self.dismiss(self._was_written)

    def _save(self) -> None:
        if self._is_saving or not self._is_unsaved:
            return
        self._is_saving = True
        study, theme, text, before = self._study, self._theme, self._area.text, self._stored
        work.start(self, "Save the narrative", lambda: _write(study, theme, text, before))

    @property
    def _study(self) -> Study:
        return cast("Workbench", self.app).opened

    @on(Written)
    def _written(self, message: Written) -> None:
        self._is_saving, self._was_written, self._stored = False, True, message.text
        self._tell()
        if self._is_leaving:
            self.action_leave()

    @on(Clash)
    def _clash(self, message: Clash) -> None:
        self._is_saving = self._is_leaving = False
        self._stored = message.theirs
        said = (
            "Somebody else changed this narrative meanwhile. Saving again puts yours in its place; "
            "history keeps the other one."
        )
        self.notify(said, title="Not saved yet", severity="warning", markup=False, timeout=15)
        self._tell()

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        self._is_saving = False
        if self._is_leaving:
            self._is_leaving = False
            message.stop()
            said = f"{message.message} {message.hint}\n\nWhat you wrote would be lost. Copy it first: Ctrl+A, Ctrl+C."
            question = Question("Leave without saving", visible(said), yes="Leave", no="Stay")
            self.app.push_screen(question, self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(self._was_written)

    def on_unmount(self) -> None:
        """Quitting the program saves too; there is nobody left to ask about what somebody else wrote."""
        if self._is_unsaved and not self.app.is_running:
            answer = _write(self._study, self._theme, self._area.text, self._stored)
            if isinstance(answer, Clash):
                _write(self._study, self._theme, self._area.text, answer.theirs)

    # Extracts, and finding

    def action_extracts(self) -> None:
        """Show the extracts, or hide them."""
        shown = self.query_one("#beside").display
        self.query_one("#beside").display = not shown
        (self._area if shown else self.query_one(ExtractRows)).focus()

    @on(ExtractRows.Chosen)
    def action_insert(self) -> None:
        """Write the extract under the list's cursor into the text, with its attribution."""
        row = self.query_one(ExtractRows).current
        if row is not None:
            study, coding = self._study, row.extract.id
            work.start(self, "Insert the extract", lambda: jobs.attribute(study, [coding]))

    @on(jobs.Attributed)
    def _insert(self, message: jobs.Attributed) -> None:
        for one in message.extracts:
            if one.withheld:
                self.notify(f"Not inserted: {one.withheld}.", severity="warning", markup=False)
            else:
                start, end = sorted(self._area.selection)
                before = self._area.document.get_line(start[0])[: start[1]]
                gap = " " if before and not before[-1].isspace() and before[-1] not in _OPENING else ""
                self._area.replace(gap + one.text, start, end)
                self._area.focus()

    def action_find(self) -> None:
        """Find words in the narrative, from the cursor on."""
        self.app.push_screen(AskLine("Find in the narrative", value=self._sought, done="Find"), self._find)

    def _find(self, words: str | None) -> None:
        if not words:
            return
        self._sought, area = words, self._area
        text, wanted = area.text.casefold(), words.casefold()
        lines = area.document.lines
        if len(text) != len(area.text):  # letters that fold into two would shift every place
            text, wanted = area.text, words
        line, column = area.selection.end
        start = sum(len(one) + 1 for one in lines[:line]) + column
        place = text.find(wanted, start)
        place = place if place >= 0 else text.find(wanted)
        if place < 0:
            self.notify("These words are not in the narrative.", markup=False, timeout=3)
            return
        area.move_cursor(_location(lines, place))
        area.move_cursor(_location(lines, place + len(wanted)), select=True)


def _location(lines: Sequence[str], offset: int) -> tuple[int, int]:
    """Line and column of an offset in a text of these lines."""
    for number, line in enumerate(lines):
        if offset <= len(line):
            return number, offset
        offset -= len(line) + 1
    return len(lines) - 1, len(lines[-1])


def _write(study: Study, theme: Theme, text: str, before: str) -> Message:
    try:
        themes.write_narrative(study, theme, text, before=before)
    except Refused:
        return Clash(themes.find_theme(study, str(theme.id)).narrative)
    return Written(text)
