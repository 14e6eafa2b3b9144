"""How memos look in a list."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from textual.content import Content

from workbench.memos import MemoFound
from workbench.study import same_coder
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import one_line

_BEGINS = 4
"""So many times the width of the list is looked at of a text of which one line is shown."""


class MemoRows(RowList[MemoFound]):
    """Memos: day, kind, what they are about and whose they are; below it how they begin.

    Attributes:
        coder: Who is coding: only others are named.
    """

    def __init__(self) -> None:
        super().__init__(id="memo-rows", can_mark=False)
        self.row_height = 2
        self.coder = ""

    def key(self, row: MemoFound) -> UUID:
        """Its row, or its coding's."""
        return row.id

    def lines(self, row: MemoFound, width: int) -> list[Content]:
        """Two lines: what it is, and how it begins."""
        kind = f"{row.kind} {row.phase}" if row.phase is not None else row.kind
        told = Content.assemble(
            (f"{row.day}  ", "dim"), (kind, "bold"), "  ", (about(row), ""), (" · gone" if row.gone else "", "$warning")
        )
        who = "" if same_coder(row.coder, self.coder) else one_line(row.coder)
        first = columns(((told, 0), (Content.styled(who, "dim"), min(12, len(who)))), width) if who else told
        begins = Content.styled(one_line(row.text[: _BEGINS * width]), "$foreground 75%")
        return [first.truncate(width, ellipsis=True), begins.truncate(width, ellipsis=True)]

    def words(self) -> Callable[[MemoFound], str]:
        """What it is about, and its text."""
        return lambda row: f"{about(row)}\n{row.text}"

    def tip(self, row: MemoFound) -> str:
        """All that is told of it but its text."""
        return " · ".join(part for part in (about(row), one_line(row.coder), row.gone) if part)


def about(memo: MemoFound) -> str:
    """What a memo is about, on one line."""
    if memo.about == "study":
        return "the study"
    # Of passages and codings the name tells more than the word.
    word = "" if memo.about in ("passage", "coding") else f"{memo.about} "
    return one_line(f"{word}{memo.name}")
