"""Going about in a transcript: to a place that is named, to what is not coded yet, to notes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workbench.coding.uncoded import uncoded
from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.tui.screens.place import PlaceScreen
from workbench.tui.screens.reading_room import ReadingRoom
from workbench.tui.widgets.place_line import PlaceLine
from workbench.visible import plural


class GoingRoom(ReadingRoom):
    """A room in whose transcript one goes to places."""

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

    @property
    def memo_places(self) -> list[int]:
        """Where what has a memo begins."""
        return [one.start for one in self.codings if one.memo]

    def action_next_memo(self) -> None:
        """Go to the next coding that has a memo."""
        caret_at = self.view.caret
        self._go_to(min((at for at in self.memo_places if at > caret_at), default=None))

    def action_previous_memo(self) -> None:
        """Go to the one before."""
        caret_at = self.view.caret
        self._go_to(max((at for at in self.memo_places if at < caret_at), default=None))
