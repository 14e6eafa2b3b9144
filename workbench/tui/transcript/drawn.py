"""What was coded otherwise is told when it is painted: nothing beside the text is done before that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from textual.scroll_view import ScrollView
from textual.signal import Signal

from workbench.sight import PlacedCoding
from workbench.tui.faults import Unbroken


class Change(NamedTuple):
    """Codings that are shown no longer, and others that are shown now; one that stands otherwise is both."""

    gone: Sequence[PlacedCoding]
    new: Sequence[PlacedCoding]


class Drawn(Unbroken, ScrollView, inherit_bindings=False):
    """A scrolled view that tells when it has painted a change.

    Attributes:
        drawn: Tells which codings have changed; None where rows begin elsewhere, or all may be different.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.drawn: Signal[Change | None] = Signal(self, "drawn")
        self._undrawn: list[Change | None] = []

    def tell_when_drawn(self, change: Change | None) -> None:
        """Tell of a change as soon as it is painted; at once where none of it is in sight."""
        if not self._undrawn:
            # In two steps: the screen learns that there is something to paint only when this widget has nothing else
            # to do, and until then would take it that all is painted.
            self.call_next(self.call_after_refresh, self._tell_drawn)
        self._undrawn.append(change)

    def _tell_drawn(self) -> None:
        changes, self._undrawn = self._undrawn, []
        for change in changes:
            self.drawn.publish(change)
