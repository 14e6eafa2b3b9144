"""The columns of a table, each with what stands first in it and what it is taken for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual.content import Content

from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import one_line

_HEADING, _FIELD = 22, 24


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        place: Its place among the columns.
        heading: Its heading.
        sample: What stands first in it.
        field: What it is taken for; empty where it is not taken in.
        said: The same in words.
    """

    place: int
    heading: str
    sample: str
    field: str
    said: str


class ColumnRows(RowList[Column]):
    """A line a column."""

    def __init__(self) -> None:
        super().__init__(id="columns", can_mark=False)

    def key(self, row: Column) -> int:
        """Its place."""
        return row.place

    def lines(self, row: Column, width: int) -> list[Content]:
        """Heading, what stands first in it, what it is taken for."""
        taken = Content.assemble("→ ", (row.said, "bold" if row.field else "dim"))
        heading, sample = one_line(row.heading), Content.styled(one_line(row.sample), "dim")
        return [columns(((heading, min(_HEADING, width // 3)), (sample, 0), (taken, _FIELD)), width)]

    def words(self) -> Callable[[Column], str]:
        """Its heading and what it is taken for."""
        return lambda row: f"{row.heading}\n{row.said}"
