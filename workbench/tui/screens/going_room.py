"""Going about in a transcript: to a place that is named, to what is not coded yet, to notes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from textual import on
from textual.message import Message

from workbench.coding.uncoded import uncoded
from workbench.memos.noted import noted_in
from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.study import same_coder
from workbench.tui import work
from workbench.tui.screens.place import PlaceScreen
from workbench.tui.screens.reading_room import ReadingRoom
from workbench.tui.widgets.place_line import PlaceLine
from workbench.visible import plural


class MemosFound(Message):
    """Where the memos of a text stand that are not in a coding's own row, and whose each is; where one was going."""

    def __init__(self, revision_id: UUID, by: int, places: tuple[tuple[int, str], ...]) -> None:
        self.revision_id, self.by, self.places = revision_id, by, places
        super().__init__()


class GoingRoom(ReadingRoom):
    """A room in whose transcript one goes to places."""

    @property
    def only_mine(self) -> bool:
        """Whether only the coder's own is shown."""
        return False

    def action_place(self) -> None:
        """Ask for a place, and go there."""
        if self.opened is None:
            return
        spoken = self.opened.spoken

        def then(offset: int | None) -> None:
            if offset is not None and self.opened is not None and self.opened.spoken.text == spoken.text:
                self.view.go_to(offset)

        self.app.push_screen(PlaceScreen(spoken), then)

    def action_next_uncoded(self) -> None:
        """Go to the next passage of participants that is not coded."""
        caret_at, found = self.view.caret, self._uncoded()
        self._go_to_uncoded(found, next((one for one in found if one.start > caret_at), None))

    def action_previous_uncoded(self) -> None:
        """Go to the one before."""
        caret_at, found = self.view.caret, self._uncoded()
        self._go_to_uncoded(found, next((one for one in reversed(found) if one.start < caret_at), None))

    @property
    def sifted(self) -> Collection[PlacedCoding]:
        """The codings of those coders whose codings are shown."""
        return self.codings

    def _uncoded(self) -> list[Span]:
        """What is not coded of what is shown."""
        if self.opened is None:
            return []
        found = uncoded(self.opened.spoken, [(one.start, one.end) for one in self.sifted])
        # What somebody folded is not what they want to go through.
        return [one for one in found if self.view.ground.layout.fold_at(one.start) is None]

    def _go_to_uncoded(self, found: Sequence[Span], chosen: Span | None) -> None:
        if chosen is None or self.opened is None:
            said = "There is none further." if found else "All that participants say here is coded."
            self.notify(said, markup=False, timeout=3)
            return
        self.view.go_to(chosen.start)
        words = len(chosen.of(self.opened.spoken.text).split())
        self.query_one(PlaceLine).say(f"Not coded from here on: {plural(words, 'word')}", at=self.view.caret)

    def action_next_memo(self) -> None:
        """Go to the next place that has a memo."""
        self._ask_for_memos(1)

    def action_previous_memo(self) -> None:
        """Go to the one before."""
        self._ask_for_memos(-1)

    def _ask_for_memos(self, by: int) -> None:
        if self.opened is None:
            return
        study, revision_id = self.study, self.opened.spoken.revision_id

        def job() -> Message:
            places = tuple((one.span.start, one.coder) for one in noted_in(study, revision_id))
            return MemosFound(revision_id, by, places)

        # Each press is a step: of readings of a kind only the last would be done.
        work.start(self, "Look for memos", job, only_reads=True)

    @on(MemosFound)
    def _go_to_memo(self, message: MemosFound) -> None:
        if self.opened is None or self.opened.spoken.revision_id != message.revision_id:
            return
        places = [one.start for one in self.codings if one.memo]
        places += [at for at, coder in message.places if not self.only_mine or same_coder(coder, self.study.coder)]
        self.view.go_to_next(places, message.by)
