"""Hits below each other, the words found in one column: keyword in context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from rich.cells import cell_len
from textual.content import Content

from workbench.coding.hits import Hit
from workbench.tui.widgets.row_list import RowList
from workbench.visible import last_cells, one_line

_NAME, _SPEAKER = 24, 12
"""The most cells of a transcript's name and of a speaker's label."""
_MARKED = "not for quotation  "
_ROOMY = 90
"""From so many cells on there is room for the speaker."""


def hit_key(hit: Hit) -> tuple[UUID, int, int]:
    """What a hit is known by: its text, and its place in it."""
    return hit.revision_id, hit.start, hit.end


class HitRows(RowList[Hit]):
    """A line a hit: transcript, speaker, and the words with what stands before and after them in the turn."""

    def __init__(self) -> None:
        super().__init__(id="hits", can_mark=False)
        self._names = self._speakers = 0

    def show(self, rows: Sequence[Hit], *, empty: str = "") -> None:
        """Show hits; the columns are as wide as the names in them."""
        self._names = min(
            _NAME, max((cell_len(one_line(name)) for name in {hit.transcript for hit in rows}), default=0)
        )
        labels = {hit.speaker or "–" for hit in rows}
        self._speakers = min(_SPEAKER, max((cell_len(one_line(label)) for label in labels), default=0))
        super().show(rows, empty=empty)

    def begin_anew(self) -> None:
        """Other hits come: the cursor will be on the first of them."""
        self.rows, self.cursor = (), 0
        self.scroll_to(y=0, animate=False)

    def key(self, row: Hit) -> tuple[UUID, int, int]:
        """Where it stands."""
        return hit_key(row)

    def lines(self, row: Hit, width: int) -> list[Content]:
        """One line."""
        name = Content.styled(one_line(row.transcript), "$foreground 70%").truncate(self._names, ellipsis=True)
        parts = [name.pad_right(max(0, self._names - name.cell_length)), Content("  ")]
        if width >= _ROOMY:
            label = Content.styled(one_line(row.speaker or "–"), "$foreground 70%")
            label = label.truncate(self._speakers, ellipsis=True)
            parts += [label.pad_right(max(0, self._speakers - label.cell_length)), Content("  ")]
        room = max(12, width - sum(part.cell_length for part in parts))
        words, marked = one_line(row.words), _MARKED if row.not_for_quotation else ""
        # The words begin in the same column in all rows; where they are long, they get the room of what follows.
        side = room * 2 // 5 - cell_len(marked)
        before = one_line(row.before) + (" " if row.before[-1:].isspace() else "")
        after = (" " if row.after[:1].isspace() else "") + one_line(row.after)
        context = Content.assemble(
            (marked, "bold $error"), last_cells(before, max(0, side)), (words, "bold $accent"), after
        )
        return [Content.assemble(*parts, context).truncate(width, ellipsis=True)]

    def tip(self, row: Hit) -> str:
        """Where it stands and what stands round it."""
        return f"{one_line(row.transcript)} {row.start}–{row.end}\n{one_line(row.before + row.words + row.after)}"

    def words(self) -> Callable[[Hit], str]:
        """The words and what stands round them."""
        return lambda row: row.before + row.words + row.after
