"""What a list of codes asks the room it stands in to do with the code under its cursor."""

from __future__ import annotations

from textual.message import Message

from workbench.codebook.outline import OutlineRow
from workbench.tui.widgets.row_list import RowList


class CodesAsking(RowList[OutlineRow]):
    """A list of codes that asks for what it cannot do itself."""

    class Asked(Message):
        """Something is to be done.

        Attributes:
            what: The command, as its action is called: ``apply``.
            row: The row under the cursor; None in an empty list.
        """

        def __init__(self, what: str, row: OutlineRow | None) -> None:
            self.what, self.row = what, row
            super().__init__()

    def _ask(self, what: str) -> None:
        self.post_message(self.Asked(what, self.current))

    def action_mark(self) -> None:
        """Mark the code under the cursor, or take its mark off, and go on."""
        if self.current is not None and self.current.code is None:
            self.notify("That is a whole codebook; go to one of its codes.", timeout=3, markup=False)
        else:
            self.mark()

    def action_filter(self) -> None:
        """Go to the line above the list."""
        self._ask("filter")

    def action_new(self) -> None:
        """Make a code."""
        self._ask("new")

    def action_change(self) -> None:
        """Change the code under the cursor."""
        self._ask("change")

    def action_shift(self, by: int) -> None:
        """Have the code under the cursor stand before the one above it in its group (-1), or behind the one below."""
        self._ask("move_up" if by < 0 else "move_down")

    def action_memo(self) -> None:
        """Write a memo on the code under the cursor."""
        self._ask("memo")

    def action_hide(self) -> None:
        """Hide what is under the cursor on the text, or show it."""
        self._ask("hide")

    def action_show_all(self) -> None:
        """Show all codes on the text again."""
        self._ask("show_all")

    def action_back(self) -> None:
        """Show all codes in the list, or go back to the text."""
        self._ask("back")

    def action_retire(self) -> None:
        """Retire the code under the cursor, or bring it back."""
        self._ask("retire")

    def action_merge(self) -> None:
        """Merge the code under the cursor into another."""
        self._ask("merge")

    def action_split(self) -> None:
        """Split the code under the cursor."""
        self._ask("split")

    def action_place(self) -> None:
        """Put the code under the cursor at another place."""
        self._ask("place")

    def action_id(self) -> None:
        """Give the code under the cursor another id."""
        self._ask("id")

    def action_settle(self) -> None:
        """Settle what a merge left open of the code under the cursor."""
        self._ask("settle")

    def action_remove(self) -> None:
        """Take out the code under the cursor."""
        self._ask("remove")

    def action_review(self) -> None:
        """Go to the codings of the code under the cursor that wait for another look."""
        self._ask("review")

    @property
    def beside_current(self) -> str:
        """The key of the row above the one under the cursor, for when that is gone; of the first the one below."""
        if len(self.rows) < 2:
            return ""
        return self.rows[self.cursor - 1 if self.cursor else 1].key
