"""Hits of which each is accepted, left out, or not decided yet."""

from __future__ import annotations

from collections.abc import Hashable

from textual.content import Content

from workbench.coding import Hit
from workbench.tui.widgets.hit_rows import HitRows

_LEFT_OUT = "−"
_SIGN = 2
"""Cells before a hit for the sign that it is left out."""


class DecidedHits(HitRows):
    """Hits; those that are accepted have the list's mark, those that are left out a sign of their own.

    Attributes:
        left_out: The keys of the hits that are left out.
    """

    def __init__(self) -> None:
        super().__init__()
        self._can_mark = True
        self.left_out: set[Hashable] = set()

    def accept(self) -> None:
        """Accept the hit under the cursor, or take that back, and go on to the next."""
        if self.current is not None:
            self.mark()

    def leave_out(self) -> None:
        """Leave the hit under the cursor out, or take that back, and go on to the next."""
        if self.current is None:
            return
        key = self.key(self.current)
        self.left_out ^= {key}
        self.marked.discard(key)
        self.draw_anew()
        self.post_message(self.Moved(self))
        self.move_to(self.cursor + 1)

    def accept_others(self) -> None:
        """Accept all that are not left out."""
        keys: set[Hashable] = {self.key(row) for row in self.rows}
        self._set_marks(keys - self.left_out)

    def decide_nothing(self) -> None:
        """Forget what was accepted and left out."""
        self.left_out = set()
        self.draw_anew()
        self.clear_marks()
        self.post_message(self.Moved(self))

    def _toggle(self, number: int) -> None:
        """What is accepted, by key or by a click before it, is not left out any more."""
        self.left_out.discard(self.key(self.rows[number]))
        self.draw_anew()
        super()._toggle(number)

    def lines(self, row: Hit, width: int) -> list[Content]:
        """One line, a sign before what is left out."""
        (line,) = super().lines(row, max(1, width - _SIGN))
        if self.key(row) in self.left_out:
            return [Content.assemble((_LEFT_OUT, "bold $warning"), " ", line.stylize("dim"))]
        return [Content.assemble(" " * _SIGN, line)]
