"""The parts of a report in a list."""

from __future__ import annotations

from textual.content import Content

from workbench.report import PreviewPart
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import one_line


class PartRows(RowList[PreviewPart]):
    """Each part with the number of its quotations; themes that are left out say so.

    Below them stands what is for the writers alone.
    """

    def __init__(self) -> None:
        super().__init__(id="parts", can_mark=False)

    def key(self, row: PreviewPart) -> str:
        """The theme's id where it is set out first; else what no other part has."""
        return row.key or row.title

    def lines(self, row: PreviewPart, width: int) -> list[Content]:
        """Name, and how many quotations it prints, or ask for a second look."""
        style = "dim" if row.left_out else "" if row.theme else "italic"
        name = Content.assemble("  " * (row.depth - 1), "  └ " if row.depth else "", (one_line(row.title), style))
        if row.left_out:
            return [columns(((name, 0), (Content.styled("left out", "$warning"), 8)), width)]
        told = row.told or (f"{row.quotations:,} “”" if row.theme or row.quotations else "")
        return [columns(((name, 0), (told, -8)), width)]

    def tip(self, row: PreviewPart) -> str:
        """Its whole name."""
        return one_line(row.title)
