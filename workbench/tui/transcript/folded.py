"""What the view does with turns that are folded: it shows them where one goes to them, and selects none unseen."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from workbench.spans import Span
from workbench.tui.transcript.caret import Caret, at_place
from workbench.tui.transcript.folding import folds_of, turn_at
from workbench.tui.transcript.layout import Fold
from workbench.tui.transcript.page import Page
from workbench.tui.transcript.seen import Seen
from workbench.tui.transcript.selecting import Selecting


class Folded(Selecting, inherit_bindings=False):
    """A view in which all turns but one speaker's can be folded to a line each.

    Attributes:
        only: Whose turns are shown, as `PageTurn.who`; None where everybody's are.
    """

    only: str | None = None
    _opened: frozenset[int] = frozenset()
    _page = Page("", "")
    _seen = Seen()

    @abstractmethod
    def lay_out_anew(self) -> None:
        """Make the rows anew; the caret stays where it is on the screen."""

    @property
    def seen(self) -> tuple[Span, ...]:
        """What of the page's text has been on the screen; what was folded was not."""
        self._seen.note(self.ground.layout, self.scroll_offset.y, self.size.height)
        return self._seen.spans

    def forget_seen(self) -> None:
        """Whoever reads from now on has seen nothing yet."""
        self._seen = Seen()

    @property
    def folds(self) -> Sequence[Fold]:
        """What is folded."""
        return folds_of(self._page, self.only, self._opened) if self.only is not None else ()

    @property
    def only_called(self) -> str:
        """The label of whose turns alone are shown; empty where everybody's are."""
        labels = (turn.label for turn in self._page.turns if turn.who == self.only)
        return "" if self.only is None else next(labels, "") or "somebody"

    @property
    def speaker(self) -> str | None:
        """Who speaks at the caret, as `PageTurn.who`; None where nobody does."""
        turn = turn_at(self._page, self.caret)
        return turn.who if turn is not None else None

    def fold(self, who: str | None) -> None:
        """Show one speaker's turns only; None shows everybody's. The selection is given up."""
        self.only, self._opened = who, frozenset()
        self.lay_out_anew()
        self.put(at_place(self.ground.place(self.caret)))

    def unfold(self, span: Span) -> bool:
        """Show what is folded in a span; says whether something was."""
        folds = self.ground.layout.folds_in(span)
        if folds:
            self._opened |= {fold.start for fold in folds}
            self.lay_out_anew()
        return bool(folds)

    def open_at(self, offset: int) -> bool:
        """Show what is folded at a place; says whether something was."""
        return self.unfold(Span(offset, offset + 1))

    def select(self, span: Span) -> None:
        """Select the characters of a span, the caret behind them, and scroll to them; nothing of it stays folded."""
        self.unfold(span)
        super().select(span)

    def go_to(self, offset: int) -> None:
        """Set the caret to a place, nothing selected, and scroll to it; it is not folded any more."""
        self.open_at(offset)
        super().go_to(offset)

    def action_grow(self) -> None:
        """Select the word, from there the sentence, from there the turn; show it first where it is folded."""
        if not self.open_at(self.caret):
            super().action_grow()

    def in_sight(self, caret: Caret) -> Caret:
        """The caret with no more selected than is shown."""
        return self.ground.in_sight(caret)
