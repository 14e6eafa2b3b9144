"""A second transcript beside the one that is coded: to be read, and to be taken to its place."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from workbench.coding.place import Place
from workbench.coding.reading import Opened
from workbench.spans import Span
from workbench.tui.commands import bindings_of
from workbench.tui.faults import Unbroken
from workbench.tui.transcript.page import page_of
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.place_line import PlaceLine
from workbench.tui.widgets.ruler import Ruler


class BesidePane(Unbroken, Vertical):
    """A transcript with its codings, a caret and a selection of its own; nothing is coded in it.

    Attributes:
        opened: What is shown; None before it was read.
    """

    PLACE: ClassVar[str] = "beside"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("beside"))

    class Taken(Message):
        """This transcript is to take the place of the one that is coded, with these words selected."""

        def __init__(self, name: str, place: Span) -> None:
            self.name, self.place = name, place
            super().__init__()

    class Ready(Message):
        """It can show a transcript."""

    class Left(Message):
        """The keyboard is to go back to the transcript that is coded."""

    def __init__(self) -> None:
        super().__init__(id="other")
        self.opened: Opened | None = None
        self.view = TranscriptView(id="other-text")
        self._line = PlaceLine()

    def compose(self) -> ComposeResult:
        """Title, text, and where its caret is."""
        yield Static("", classes="title", markup=False)
        with Horizontal():
            yield self.view
            yield Ruler(self.view)
        yield self._line

    def on_mount(self) -> None:
        """Ask for what is to be shown."""
        self.post_message(self.Ready())

    def show(self, opened: Opened, title: str, at: int | None) -> None:
        """Show a transcript, if it is not shown already.

        Args:
            opened: The transcript.
            title: What it is called.
            at: Where to begin; None leaves the caret.
        """
        if self.opened is None or self.opened.spoken != opened.spoken:
            self.view.show(page_of(opened.spoken))
        self.opened = opened
        self.query_one(".title", Static).update(title)
        if at is not None:
            self.view.go_to(at)
        self._tell()

    @property
    def place(self) -> Place | None:
        """Where its caret is, and what of it was on the screen."""
        if self.opened is None:
            return None
        here = self.view.selection or Span(self.view.caret, self.view.caret)
        return Place(self.opened.transcript.id, here.start, self.view.seen, len(self.view.page.text))

    @on(TranscriptView.Moved)
    def _moved(self, event: TranscriptView.Moved) -> None:
        # What stands beside the other transcript is about that one.
        event.stop()
        self._tell()

    def _tell(self) -> None:
        if self.opened is not None:
            view = self.view
            self._line.show(self.opened.spoken, view.caret, view.selection, extending=view.extending)

    def action_take(self) -> None:
        """Have this transcript take the place of the one that is coded."""
        if self.opened is not None:
            place = self.view.selection or Span(self.view.caret, self.view.caret)
            self.post_message(self.Taken(self.opened.transcript.name, place))

    def action_back(self) -> None:
        """Put the keyboard back into the transcript that is coded."""
        self.post_message(self.Left())

    def action_next_coding(self) -> None:
        """Go to the next coded passage."""
        self.view.go_to_next([one.start for one in self.view.codings.values()], 1)

    def action_previous_coding(self) -> None:
        """Go to the coded passage before."""
        self.view.go_to_next([one.start for one in self.view.codings.values()], -1)

    def shows(self, transcript: UUID | None) -> bool:
        """Whether it shows that transcript."""
        return self.opened is not None and self.opened.transcript.id == transcript
