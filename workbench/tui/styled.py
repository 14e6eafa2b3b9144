"""A screen is styled once when it is put together; Textual would go through all that is on it twice more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from textual import events, on
from textual.screen import Screen

from workbench.tui.faults import Unbroken

WIDTHS = [(0, "-tiny"), (60, "-narrow"), (110, "-wide"), (150, "-widest")]
HEIGHTS = [(0, "-short"), (16, "-high")]
"""From so many cells on a screen has the class: the style sheet hides on a small one what has no room there."""


class StyledOnce(Unbroken):
    """A screen that is styled at once as it will be."""

    _is_styled = False

    def on_compose(self) -> None:
        """It is as large as the terminal: told so by Textual, which is later, all on it changes."""
        screen = cast("Screen[Any]", self)
        width, height = screen.app.size
        screen.add_class(_class_of(WIDTHS, width), _class_of(HEIGHTS, height), update=False)

    @on(events.ScreenResume)
    def _first_shown(self, event: events.ScreenResume) -> None:
        # All on it was styled just now; when one comes back to it the colours may be others than when it was left.
        if not self._is_styled:
            self._is_styled, event.refresh_styles = True, False


def _class_of(sizes: Sequence[tuple[int, str]], cells: int) -> str:
    return [name for least, name in sizes if cells >= least][-1]
