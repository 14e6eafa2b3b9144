"""The lanes of the gutter: each coding has one from its first row to its last, alone on those rows. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.tui.transcript.layout import Layout
from workbench.tui.transcript.marks import BLOCK, Marks, in_order

_FEW = 64
"""So many new codings find a free lane one by one, and nothing that stands moves; more are laid out anew together."""


def rows_of(coding: PlacedCoding, layout: Layout) -> range:
    """The rows a coding is on."""
    return range(layout.row_at(coding.start), layout.row_at(max(coding.start, coding.end - 1)) + 1)


class Lanes:
    """The lane of each coding, counted from 0.

    They are given out block by block from the top, as far down as one has looked: of 20,000 codings nobody waits for
    those on other pages.
    """

    def __init__(self, layout: Layout, marks: Marks) -> None:
        self._layout, self._marks = layout, marks
        self._lanes: dict[int, int] = {}  # by the number of the UUID, which is hashed much faster
        self._last_rows: list[int] = []
        self._blocks = 0

    def __getitem__(self, coding: PlacedCoding) -> int:
        self._lay_out(coding.start)
        return self._lanes[coding.id.int]

    def change(self, gone: Sequence[PlacedCoding], new: Sequence[PlacedCoding]) -> bool:
        """Follow a change of the marks that has been made; says whether codings moved that were not in it."""
        if len(new) > _FEW:
            self._lanes.clear()
            self._last_rows.clear()
            self._blocks = 0
            return True
        for coding in gone:
            self._lanes.pop(coding.id.int, None)
        for coding in sorted(new, key=in_order):
            if coding.start // BLOCK < self._blocks:
                self._put_between(coding)
        return False

    def _put_between(self, coding: PlacedCoding) -> None:
        rows = rows_of(coding, self._layout)
        span = Span(self._layout.span(rows[0]).start, self._layout.span(rows[-1]).end)
        beside = self._marks.touching(*span)
        taken = {lane for other in beside if (lane := self._lanes.get(other.id.int)) is not None}
        free = next(lane for lane in range(len(taken) + 1) if lane not in taken)
        self._give(coding, free, rows[-1])

    def _lay_out(self, place: int) -> None:
        """Give the codings that begin in the blocks down to a place the first lane that is free on their first row."""
        starts = self._layout.starts
        while self._blocks <= place // BLOCK:
            for coding in self._marks.beginning_in(self._blocks):
                first = bisect_right(starts, coding.start) - 1
                free = next((lane for lane, last in enumerate(self._last_rows) if last < first), len(self._last_rows))
                self._give(coding, free, self._layout.row_at(max(coding.start, coding.end - 1)))
            self._blocks += 1

    def _give(self, coding: PlacedCoding, lane: int, last_row: int) -> None:
        self._lanes[coding.id.int] = lane
        missing = lane + 1 - len(self._last_rows)
        self._last_rows += [-1] * missing
        self._last_rows[lane] = max(self._last_rows[lane], last_row)
