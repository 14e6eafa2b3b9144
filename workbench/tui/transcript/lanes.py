"""The lanes of the gutter: each coding has one from its first row to its last, alone on those rows. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from workbench.spans import Span
from workbench.tui.transcript.layout import Layout
from workbench.tui.transcript.marks import Marks, in_order
from workbench.tui.transcript.page import Marked

_FEW = 64
"""So many new codings find a free lane one by one, and nothing that stands moves; more are laid out anew together."""


def rows_of(coding: Marked, layout: Layout) -> range:
    """The rows a coding is on."""
    return range(layout.row_at(coding.start), layout.row_at(max(coding.start, coding.end - 1)) + 1)


class Lanes:
    """The lane of each coding, counted from 0."""

    def __init__(self, layout: Layout, marks: Marks) -> None:
        self._layout, self._marks = layout, marks
        self._lanes: dict[int, int] = {}  # by the number of the UUID, which is hashed much faster
        self._lay_out()

    def __getitem__(self, coding: Marked) -> int:
        return self._lanes[coding.id.int]

    def change(self, gone: Sequence[Marked], new: Sequence[Marked]) -> bool:
        """Follow a change of the marks that has been made; says whether codings moved that were not in it."""
        if len(new) > _FEW:
            self._lay_out()
            return True
        for coding in gone:
            del self._lanes[coding.id.int]
        for coding in new:
            rows = rows_of(coding, self._layout)
            span = Span(self._layout.span(rows[0]).start, self._layout.span(rows[-1]).end)
            beside = self._marks.touching(*span)
            taken = {lane for other in beside if (lane := self._lanes.get(other.id.int)) is not None}
            self._lanes[coding.id.int] = next(lane for lane in range(len(taken) + 1) if lane not in taken)
        return False

    def _lay_out(self) -> None:
        """Give each coding, from the first to the last, the first lane that is free on its first row."""
        # Of tens of thousands each call would be felt: `rows_of` stands here once more.
        starts, lanes = self._layout.starts, self._lanes
        lanes.clear()
        last_rows: list[int] = []
        for coding in sorted(self._marks.codings.values(), key=in_order):
            first, after = bisect_right(starts, coding.start) - 1, max(coding.start, coding.end - 1)
            free = len(last_rows)
            for lane, last in enumerate(last_rows):
                if last < first:
                    free = lane
                    break
            else:
                last_rows.append(0)
            last_rows[free] = bisect_right(starts, after) - 1
            lanes[coding.id.int] = free
