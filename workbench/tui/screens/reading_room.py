"""A transcript that is read: going about in it, finding words, going on to others."""

from __future__ import annotations

from textual import on

from workbench.coding import Extract
from workbench.coding.reading import Opened
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.room import Room
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.find_bar import FindBar


class ReadingRoom(Room):
    """A room with a transcript in it.

    Attributes:
        opened: The transcript that is shown; None before one was read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.opened: Opened | None = None

    @property
    def view(self) -> TranscriptView:
        """Where the transcript is shown."""
        return self.query_one(TranscriptView)

    @property
    def codings(self) -> list[Extract]:
        """The codings that are shown."""
        return list(self.opened.coded.codings) if self.opened is not None else []

    def action_next_coding(self) -> None:
        """Go to the next coded passage."""
        caret_at = self.view.caret
        self._go_to(min((one.start for one in self.codings if one.start > caret_at), default=None))

    def action_previous_coding(self) -> None:
        """Go to the coded passage before."""
        caret_at = self.view.caret
        self._go_to(max((one.start for one in self.codings if one.start < caret_at), default=None))

    def _go_to(self, offset: int | None) -> None:
        if offset is None:
            self.notify("There is none further.", markup=False, timeout=2)
        else:
            self.view.go_to(offset)

    def action_find(self) -> None:
        """Open the line to find words with."""
        if self.opened is not None:
            self.query_one(FindBar).open(self.opened.spoken.text, self.view.caret)

    def action_find_next(self) -> None:
        """Go to the next place of the words."""
        self._find(1)

    def action_find_previous(self) -> None:
        """Go to the place before."""
        self._find(-1)

    def _find(self, by: int) -> None:
        if self.opened is not None:
            view = self.view
            start = view.selection.start if view.selection is not None else view.caret
            self.query_one(FindBar).go(self.opened.spoken.text, start, by)

    @on(FindBar.Found)
    def _show_found(self, message: FindBar.Found) -> None:
        if message.place is None:
            self.notify("Nothing to find: Ctrl+F asks for words.", markup=False, timeout=2)
        else:
            self.view.select(message.place)

    @on(FindBar.Closed)
    def action_text(self) -> None:
        """Put the keyboard into the transcript."""
        self.view.focus()

    def action_choose(self) -> None:
        """Choose another transcript."""
        if self.opened is not None:
            names = {one.name: " · ".join([*one.participants, *one.roles, one.file]) for one in self.opened.others}
            self.app.push_screen(ChooseScreen("Go to a transcript", names), self._open)

    def _open(self, name: str | None) -> None:
        if name is not None:
            self.workbench.transcript = name
            self.load()

    def action_next_transcript(self) -> None:
        """Open the next transcript."""
        self._open_neighbour(1)

    def action_previous_transcript(self) -> None:
        """Open the transcript before."""
        self._open_neighbour(-1)

    def _open_neighbour(self, by: int) -> None:
        if self.opened is not None:
            names = [one.name for one in self.opened.others]
            place = names.index(self.opened.transcript.name) + by
            self._open(names[place] if 0 <= place < len(names) else None)
