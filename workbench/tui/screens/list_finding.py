"""A room in whose lists words can be found."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from textual import on
from textual.message import Message

from workbench.tui import work
from workbench.tui.screens.question import AskLine
from workbench.tui.screens.room import Room
from workbench.tui.widgets.row_list import RowList

Row = TypeVar("Row")


class Found(Message):
    """A row of a list, by its id, in which the words stand; None where there is none."""

    def __init__(self, listed: str, row: object) -> None:
        self.listed, self.row = listed, row
        super().__init__()


class ListFinding(Room):
    """A room with lists that go to the next row in which words stand."""

    _sought = ""

    @property
    @abstractmethod
    def searched(self) -> RowList[Any] | None:
        """The list in which words are found just now."""

    def action_find(self) -> None:
        """Find words in the list that has the keyboard."""
        if self.searched is not None:
            self.app.push_screen(AskLine("Find in the list", value=self._sought, done="Find"), self._find)

    def _find(self, words: str | None) -> None:
        rows = self.searched
        if not words or rows is None:
            return
        self._sought = words
        job = partial(find, rows.id or "", rows.rows, rows.cursor, rows.words(), words)
        work.start(self, "Find in the list", job, only_reads=True)

    @on(Found)
    def _found(self, message: Found) -> None:
        rows = self.query_one(f"#{message.listed}", RowList)
        if message.row is None:
            self.notify("These words are not in the list.", markup=False, timeout=3)
        else:
            rows.go_to(rows.key(message.row))


def find(listed: str, rows: Sequence[Row], cursor: int, text: Callable[[Row], str], words: str) -> Message:
    """The next row after the cursor, round the end, in which words stand, in whatever case."""
    wanted = words.casefold()
    order = [*rows[cursor + 1 :], *rows[: cursor + 1]]
    return Found(listed, next((row for row in order if wanted in text(row).casefold()), None))
