"""The outline of a report in a list: sections, and set in below them what hangs there."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from textual.content import Content

from workbench.report.outline_draft import Node, Path
from workbench.tui.widgets.row_list import RowList
from workbench.visible import one_line


class OutlineNode(NamedTuple):
    """A line of the outline.

    Attributes:
        path: Where it stands.
        node: What it is.
        shown: What its name stands for; of a section its heading.
        trouble: Why nothing is printed for it; empty where something is.
    """

    path: Path
    node: Node
    shown: str
    trouble: str = ""

    @property
    def called(self) -> str:
        """What it is called in one line."""
        return one_line(self.shown or self.node.name)


class OutlineNodes(RowList[OutlineNode]):
    """Sections in bold; themes and quotations with a sign before them, and what is wrong with them behind."""

    def __init__(self) -> None:
        super().__init__(id="nodes", can_mark=False)

    def key(self, row: OutlineNode) -> Hashable:
        """Where it stands."""
        return row.path

    def lines(self, row: OutlineNode, width: int) -> list[Content]:
        """Set in as deep as it stands."""
        indent = "  " * (len(row.path) - 1)
        if row.node.kind == "section":
            words = "  (own words)" if row.node.text.strip() else ""
            line = Content.assemble(indent, (one_line(row.shown), "bold $primary"), (words, "dim"))
        else:
            sign = "theme " if row.node.kind == "theme" else "“” "
            trouble = (f"  {one_line(row.trouble)}", "$warning")
            line = Content.assemble(indent, (sign, "dim"), row.called, trouble)
        return [line.truncate(width, ellipsis=True)]

    def tip(self, row: OutlineNode) -> str:
        """All of it."""
        return one_line(f"{row.called} {row.trouble}".strip())
