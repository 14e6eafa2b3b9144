"""What keys do in the view: the caret moves, and what is selected grows and shrinks."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable

from textual.actions import SkipAction

from workbench.spans import Span
from workbench.tui.transcript.caret import Caret, at_place
from workbench.tui.transcript.moving import CONTEXT, Moving, moved
from workbench.tui.transcript.pointing import Pointing


class Selecting(Moving, Pointing, inherit_bindings=False):
    """A view whose caret keys move.

    Attributes:
        extending: Whether every move extends the selection.
    """

    extending = False
    _caret = Caret()

    @abstractmethod
    def show_row(self, row: int, *, far: bool = False) -> None:
        """Scroll a row into view; with ``far`` into its upper third, where it is not seen."""

    @abstractmethod
    def tell(self) -> None:
        """Tell of caret and selection."""

    @property
    def caret(self) -> int:
        """Where the caret is."""
        return self._caret.at

    @property
    def selection(self) -> Span | None:
        """What is selected; None where nothing is."""
        return self._caret.span if self._caret.span.length else None

    def select(self, span: Span) -> None:
        """Select the characters of a span, the caret behind them, and scroll to them."""
        chosen = self.ground.selected(span)
        self.show_row(self.ground.layout.row_at(chosen.anchor), far=True)
        self.put(chosen)

    def go_to(self, offset: int) -> None:
        """Set the caret to a place, nothing selected, and scroll to it."""
        to = at_place(self.ground.place(offset))
        self.show_row(self.ground.layout.row_at(to.at), far=True)
        self.put(to)

    def come_back(self, caret: Caret) -> None:
        """Set the caret and the selection to what they were before, and scroll there."""
        self.show_row(self.ground.layout.row_at(caret.at), far=True)
        self.put(caret)

    def go_to_next(self, places: Iterable[int], by: int) -> None:
        """Go to the nearest of some places behind the caret (1) or before it (-1); where there is none, say so."""
        that_way = [one for one in places if (one - self.caret) * by > 0]
        if that_way:
            self.go_to(min(that_way) if by > 0 else max(that_way))
        else:
            self.notify("There is none further.", markup=False, timeout=2)

    def move(self, name: str, *, extend: bool = False) -> None:
        """Make one of the moves that keys make."""
        page = max(1, self.size.height - CONTEXT)
        self.put(moved(name, self.ground, self._caret, extend=extend or self.extending, page=page))

    def action_grow(self) -> None:
        """Select the word, from there the sentence, from there the turn."""
        self.put(self.ground.grown(self._caret), follow=False)

    def action_shrink(self) -> None:
        """Go back to what was selected before."""
        self.put(self.ground.shrunk(self._caret), follow=False)

    def action_extend_mode(self) -> None:
        """Let moves extend the selection, or no longer."""
        self.extending = not self.extending
        self.tell()

    def action_clear(self) -> None:
        """Give up the selection; where there is none, the key is left to others."""
        if self.selection is None and not self.extending:
            raise SkipAction
        self.extending = False
        self._caret = Caret(self.caret, self.caret)
        self.refresh()
        self.tell()
