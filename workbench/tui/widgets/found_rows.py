"""What was found by typing, in a list of which only what is seen is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.content import Content

from workbench.tui.widgets.row_list import RowList


class FoundRows(RowList[str], can_focus=False):
    """What is like the letters typed, by names or ids, the likest under the cursor; one click chooses.

    The keyboard stays where one types, whatever is clicked.

    Args:
        line: How one of them is shown, on as many lines as all of them have.
        id: The list's own id.
        height: How many lines that is.
    """

    PLACE = ""
    CLICKS: ClassVar[int] = 1

    def __init__(self, line: Callable[[str], Content], *, id: str | None = None, height: int = 1) -> None:
        super().__init__(id=id, can_mark=False)
        self._line = line
        self.row_height = height

    def key(self, row: str) -> str:
        """The name or id itself."""
        return row

    def lines(self, row: str, width: int) -> list[Content]:
        """Each cut where there is no more room."""
        return [one.truncate(width, ellipsis=True) for one in self._line(row).split("\n")]

    def tip(self, row: str) -> str:
        """All of it."""
        return self._line(row).plain

    def show(self, rows: Sequence[str], *, empty: str = "") -> None:
        """Show what was found, the cursor on the first of it."""
        self.rows, self.cursor = (), 0
        super().show(rows, empty=empty)
