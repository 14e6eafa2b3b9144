"""A row of the view as a strip: its time, the gutter's lanes, its words with codings, selection and caret. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.tui.transcript.clusters import clusters
from workbench.tui.transcript.colours import Palette, Part
from workbench.tui.transcript.lanes import Lanes
from workbench.tui.transcript.layout import Layout
from workbench.tui.transcript.marks import Marks, Run
from workbench.tui.transcript.page import Page, clock

LANES = 4
_WIDEST = 110
"""Cells of a row at most: longer rows are hard to read on."""
_NARROW = 50
"""A view narrower than this shows no times."""
_NO_CODES: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Frame:
    """What stands where in a view of a width; all in cells.

    Attributes:
        time: The width of the column of times; 0 where there is none.
        left: Where the words begin.
        words: How wide rows are.
        width: The whole view, without its scrollbar.
        painted: How wide rows are painted: below the scrollbar too, which is not always there.
    """

    time: int
    left: int
    words: int
    width: int
    painted: int


def frame_of(page: Page, width: int, *, scrollbar: int = 0) -> Frame:
    """The frame of a page: times, a blank, lanes, a blank, words, a cell for the caret.

    Args:
        page: The page.
        width: The cells of the view, without its scrollbar.
        scrollbar: The cells that are kept for that.
    """
    times = [len(clock(turn.time)) for turn in page.turns if turn.time is not None] if width >= _NARROW else []
    time = max(times, default=0) + 1 if times else 0
    left = 1 + time + LANES + 1
    return Frame(time, left, max(1, min(_WIDEST, width - left - 1)), width, width + scrollbar)


class Shown(NamedTuple):
    """What of the caret a row shows.

    Attributes:
        selection: The part of the selection that is on the row, its line feed with it; empty where nothing is.
        caret: The place of the caret, where it is on the row.
        focused: Whether the view has the focus.
        emphasised: The coding shown more strongly than others.
    """

    selection: Span = Span(0, 0)
    caret: int | None = None
    focused: bool = True
    emphasised: UUID | None = None


class Painter:
    """Paints the rows of one page in one frame.

    Attributes:
        within: What is to be coded, with a line beside it, the rest shown more weakly; None: all of the page.
    """

    def __init__(self, page: Page, layout: Layout, frame: Frame, marks: Marks, lanes: Lanes, palette: Palette) -> None:
        self.layout, self.frame, self.palette = layout, frame, palette
        self.within: Span | None = None
        self._marks, self._lanes = marks, lanes
        self._turns = page.turns
        self._begins = [turn.begin for turn in page.turns]

    def strip(self, row: int, shown: Shown) -> Strip:
        """One row, as wide as rows are painted; a row behind the last one is empty."""
        width = self.frame.painted
        if row >= self.layout.rows:
            return Strip([Segment(" " * width, self.palette.base)], width)
        segments = [*self._margin(row, shown), *self._words(row, shown)]
        cells_of = len if self.layout.cells(row).is_simple else cell_len
        used = sum([cells_of(segment.text) for segment in segments])
        if used > width:
            return Strip(segments, used).crop(0, width)
        segments.append(Segment(" " * (width - used), self.palette.base))
        return Strip(segments, width)

    # Left of the words

    def _margin(self, row: int, shown: Shown) -> Iterator[Segment]:
        base = self.palette.base
        blank, style = " ", self.palette.text("time", strong=False, selected=False)
        if self.within is not None:
            yield Segment(self._edge(row, self.within), style)
            blank = ""
        blanks = self.frame.time + len(blank)
        if self.frame.time and (time := self._time(row)):
            yield Segment(f"{blank}{time:>{self.frame.time - 1}} ", style)
            blanks = 0
        start = self.layout.starts[row]
        for codings in self.lanes(row):
            if not codings:
                blanks += 1
                continue
            if blanks:
                yield Segment(" " * blanks, base)
                blanks = 0
            coding = _emphasised(codings, shown) or codings[0]
            mark = self.palette.look(coding.code).mark if coding.start >= start else "│"
            if len(codings) > 1:
                mark = "+"
            yield Segment(mark, self.palette.mark(coding.code, strong=coding.id == shown.emphasised))
        yield Segment(" " * (blanks + 1), base)

    def _edge(self, row: int, within: Span) -> str:
        """The line beside what is to be coded, with a corner where that begins and where it ends."""
        start, end = self.layout.span(row)
        if end <= within.start or start >= within.end:
            return " "
        first, last = start <= within.start, end >= within.end
        return "[" if first and last else "┌" if first else "└" if last else "│"

    def lanes(self, row: int) -> list[list[PlacedCoding]]:
        """The codings in each lane of a row; in the last one, all that have no lane of their own."""
        lanes: list[list[PlacedCoding]] = [[] for _ in range(LANES)]
        for coding in self._marks.touching(*self.layout.span(row)):
            lanes[min(self._lanes[coding], LANES - 1)].append(coding)
        return lanes

    def in_gutter(self, row: int, column: int) -> PlacedCoding | None:
        """The coding in a cell of the gutter, counted from the words on (negative); of several, the shortest."""
        lane = column + 1 + LANES
        codings = self.lanes(row)[lane] if 0 <= lane < LANES and row < self.layout.rows else []
        return min(codings, key=lambda coding: coding.end - coding.start, default=None)

    def _time(self, row: int) -> str:
        """The time of the turn that begins on the row, if one does."""
        number = bisect_right(self._begins, self.layout.span(row).end - 1) - 1
        if number < 0:
            return ""
        turn = self._turns[number]
        return clock(turn.time) if turn.time is not None and turn.begin >= self.layout.starts[row] else ""

    # The words

    def _words(self, row: int, shown: Shown) -> Iterator[Segment]:
        start, end = self.layout.words(row)
        cells = self.layout.cells(row)
        if row in self.layout.folds:
            yield from self._folded(row, shown)
            return
        edge = self.frame.words
        if cells.width > edge:  # blanks that hang over the edge
            end = start + cells.offset(edge)
        runs = list(self._marks.runs(start, end))
        cuts = {start, end, *self._cuts(start, end, shown, runs)}
        if not cells.is_simple:
            cuts = {start + cells.cluster(cut - start).start if cut < end else cut for cut in cuts}
        edges = sorted(cut for cut in cuts if cut <= end)
        number, since, before = 0, start, None
        for place in edges[:-1]:
            while number < len(runs) and runs[number].end <= place:
                number += 1
            run = runs[number] if number < len(runs) and runs[number].start <= place else None
            style = self._style(place, run, shown)
            if before is not None and style is not before:
                yield Segment(cells.text(since - start, place - start), before)
                since = place
            before = style
        if before is not None:
            yield Segment(cells.text(since - start, end - start), before)
        yield from self._behind(row, end, shown)

    def _folded(self, row: int, shown: Shown) -> Iterator[Segment]:
        """The line in place of what is folded; the caret on its first character."""
        start, end = self.layout.span(row)
        line = self.layout.cells(row).text(0, end - start)
        style, rest = self.palette.text("outside", strong=False, selected=False), line
        if shown.caret is not None and start <= shown.caret < end:
            first = clusters(line)[0]
            yield Segment(first, self.palette.caret(style, focused=shown.focused))
            rest = line[len(first) :]
        yield Segment(rest, style)
        yield from self._behind(row, end, shown)

    def _cuts(self, start: int, end: int, shown: Shown, runs: list[Run]) -> Iterator[int]:
        """Places within a row where its style may change."""
        for run in runs:
            yield run.start
            yield run.end
        for place in shown.selection:
            if start < place < end:
                yield place
        if shown.caret is not None and shown.caret < end:
            yield shown.caret
            yield self.layout.cluster(shown.caret).end
        number = max(0, bisect_right(self._begins, start) - 1)
        while number < len(self._turns) and self._begins[number] < end:
            for place in self._turns[number][:3]:  # a stretch begins and ends with a turn
                if start < place < end:
                    yield place
            number += 1

    def _style(self, place: int, run: Run | None, shown: Shown) -> Style:
        """The style of the words from a place on, up to where it may change."""
        selected = shown.selection.start <= place < shown.selection.end
        strong = _emphasised(run.codings, shown) if run else None
        codes = frozenset((strong.code,)) if strong else run.codes if run else _NO_CODES
        style = self.palette.text(self._part(place), codes, strong=strong is not None, selected=selected)
        return self.palette.caret(style, focused=shown.focused) if place == shown.caret else style

    def _behind(self, row: int, end: int, shown: Shown) -> Iterator[Segment]:
        """The cell behind a row's words: the caret, or a line feed that is selected."""
        selected = shown.selection.start <= end < shown.selection.end and self.layout.span(row).end > end
        style = self.palette.text("words", strong=False, selected=selected)
        if shown.caret is not None and shown.caret >= end:
            yield Segment(" ", self.palette.caret(style, focused=shown.focused))
        elif selected and not self.layout.ends_by_wrap(row):
            yield Segment(" ", style)

    def _part(self, offset: int) -> Part:
        number = bisect_right(self._begins, offset) - 1
        if number < 0 or offset >= self._turns[number].end:
            return "outside" if self._turns else "words"
        turn = self._turns[number]
        if self.within is not None and (turn.end <= self.within.start or turn.start >= self.within.end):
            return "beyond label" if offset < turn.start else "beyond"
        if offset < turn.start:
            return "asked label" if turn.interviewer else "label"
        return "asked" if turn.interviewer else "words"


def _emphasised(codings: Sequence[PlacedCoding], shown: Shown) -> PlacedCoding | None:
    """The emphasised coding, where it is one of these."""
    if shown.emphasised is None:
        return None
    return next((coding for coding in codings if coding.id == shown.emphasised), None)
