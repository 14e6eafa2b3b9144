"""A transcript that is read: going about in it, going on to others."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from textual import on

from workbench.coding.reading import Opened
from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.finding_room import FindingRoom, Sought
from workbench.tui.screens.print import print_transcripts
from workbench.tui.transcript.caret import Caret
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.find_bar import FindBar


class Wanted(NamedTuple):
    """What is to be shown: a transcript, and a passage to select in it."""

    name: str
    place: Span | None = None


class _Standing(NamedTuple):
    """The caret with its selection, in the text that was shown."""

    text: str
    caret: Caret


class ReadingRoom(FindingRoom):
    """A room with a transcript in it.

    Attributes:
        opened: The transcript that is shown; None before one was read.
        wanted: What is to be shown instead as soon as it is read; None where nothing else is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.opened: Opened | None = None
        self.wanted: Wanted | None = None

    def come_to(self, name: str, place: Span | None = None) -> None:
        """Have a transcript shown, and a passage selected in it: at once, or when the room is shown next."""
        self.wanted, self._shown_version = Wanted(name, place), -1
        if self.opened is not None:
            # Now, not when it has been read: by then somebody may be typing what they look for in it.
            self.view.focus()
        self.catch_up()

    @property
    def transcript(self) -> str | None:
        """The name of the transcript that is wanted, else of the one that is shown."""
        if self.wanted is not None:
            return self.wanted.name
        return self.opened.transcript.name if self.opened is not None else None

    @property
    def asked(self) -> str | UUID | None:
        """What to ask for when reading: the name wanted, else the transcript shown, however it is called now."""
        if self.wanted is not None:
            return self.wanted.name
        return self.opened.transcript.id if self.opened is not None else None

    @property
    def view(self) -> TranscriptView:
        """Where the transcript is shown."""
        return self.query_one("#text", TranscriptView)

    @property
    def codings(self) -> Collection[PlacedCoding]:
        """The codings that are shown."""
        return self.opened.coded.codings.values() if self.opened is not None else ()

    def action_next_coding(self) -> None:
        """Go to the next coded passage."""
        self.view.go_to_next([one.start for one in self.codings], 1)

    def action_previous_coding(self) -> None:
        """Go to the coded passage before."""
        self.view.go_to_next([one.start for one in self.codings], -1)

    @property
    def sought(self) -> Sought | None:
        """The transcript, from the selection or the caret on."""
        if self.opened is None:
            return None
        view = self.view
        return Sought(self.opened.spoken.text, view.selection.start if view.selection is not None else view.caret)

    def show_place(self, place: Span) -> None:
        """Select it."""
        self.view.select(place)

    @property
    def standing(self) -> _Standing:
        """The caret and the selection."""
        return _Standing(self.view.page.text, self.view.place)

    def stand_again(self, standing: object) -> None:
        """Select again what was selected."""
        if isinstance(standing, _Standing) and standing.text == self.view.page.text:
            self.view.come_back(standing.caret)

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
            self.come_to(name)

    def action_print(self) -> None:
        """Write the transcript to read on paper."""
        if self.opened is not None:
            print_transcripts(self, self.study, [self.opened.transcript.name])

    def action_next_transcript(self) -> None:
        """Open the next transcript."""
        self._open_neighbour(1)

    def action_previous_transcript(self) -> None:
        """Open the transcript before."""
        self._open_neighbour(-1)

    def _open_neighbour(self, by: int) -> None:
        if self.opened is not None:
            names = [one.name for one in self.opened.others]
            place = names.index(self.transcript) + by if self.transcript in names else 0
            self._open(names[place] if 0 <= place < len(names) else None)
