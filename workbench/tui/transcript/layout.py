"""A text in rows of a width: which code point stands in which cell. Pure.

Rows partition the text: the first begins at 0, each begins where the one before ends, the last ends with the text. A
line feed belongs to the end of its row, and blanks at a wrap hang over its edge. No cluster is ever cut. What is folded
is one row, and in it one cluster: a caret stands before it or behind it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len

from workbench.spans import Span
from workbench.tui.transcript.clusters import cells_of, clusters, is_simple, sent

_BLANKS = " \t"
_NOT_FIRST = frozenset("、。，．：；？！）」』】〉》〕］｝〗…‥ー々")
"""What no row of Chinese or Japanese begins with."""


@dataclass(frozen=True)
class Cells:
    """The clusters of one row and the cells they stand in; offsets are counted from the row's beginning.

    Attributes:
        words: The row's text, without line feed.
        starts: Where each cluster begins, and where the last one ends; None where every code point is one cell.
        columns: In which cell each begins, and how many cells there are.
        shown: What is sent for each.
    """

    words: str
    starts: Sequence[int] | None = None
    columns: Sequence[int] = ()
    shown: Sequence[str] = ()

    @property
    def is_simple(self) -> bool:
        """Whether every code point is one cell."""
        return self.starts is None

    @property
    def width(self) -> int:
        """How many cells the row takes."""
        return len(self.words) if self.starts is None else self.columns[-1]

    def cluster(self, offset: int) -> Span:
        """The cluster that a code point is of; empty at the end of the words."""
        if self.starts is None or offset >= len(self.words):
            return Span(offset, min(offset + 1, max(len(self.words), offset)))
        number = bisect_right(self.starts, offset) - 1
        return Span(self.starts[number], self.starts[number + 1])

    def column(self, offset: int) -> int:
        """The cell in which the cluster of a code point begins."""
        if self.starts is None:
            return min(offset, len(self.words))
        return self.columns[bisect_right(self.starts, offset) - 1]

    def offset(self, column: int) -> int:
        """The cluster that covers a cell; the end of the words right of them."""
        if self.starts is None:
            return min(column, len(self.words))
        return self.starts[bisect_right(self.columns, column) - 1]

    def text(self, start: int, end: int) -> str:
        """What is sent for the clusters of ``[start, end)``."""
        if self.starts is None:
            return self.words[start:end]
        first, last = (bisect_right(self.starts, offset) - 1 for offset in (start, end))
        return "".join(self.shown[first:last])


@lru_cache(maxsize=1024)
def cells(words: str) -> Cells:
    """The cells of a row's text, given without its line feed."""
    if is_simple(words):
        return Cells(words)
    found = clusters(words)
    return Cells(
        words,
        tuple(accumulate(map(len, found), initial=0)),
        tuple(accumulate(map(cells_of, found), initial=0)),
        tuple(map(sent, found)),
    )


class Fold(NamedTuple):
    """A part of a text that is shown as one line: its span, and the line."""

    span: Span
    shown: str


@dataclass(frozen=True)
class Layout:
    """A text laid out: make one by `lay_out`.

    Attributes:
        text: The text.
        width: Cells of a row.
        starts: Where each row begins.
        folds: The cells of the rows that are folded, in order.
    """

    text: str
    width: int
    starts: Sequence[int]
    folds: Mapping[int, Cells] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows there are: at least one."""
        return len(self.starts)

    def span(self, row: int) -> Span:
        """The code points of a row, its line feed with them."""
        end = self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text)
        return Span(self.starts[row], end)

    def words(self, row: int) -> Span:
        """The code points of a row without its line feed; all of them where it is folded."""
        start, end = self.span(row)
        if row in self.folds:
            return Span(start, end)
        return Span(start, end - (end > start and self.text[end - 1] == "\n"))

    def cells(self, row: int) -> Cells:
        """The row's clusters and their cells."""
        if row in self.folds:
            return self.folds[row]
        return cells(self.words(row).of(self.text))

    def row_at(self, offset: int) -> int:
        """The row of a code point; the last one for the end of the text."""
        return bisect_right(self.starts, offset) - 1

    @cached_property
    def _folded(self) -> list[int]:
        return list(self.folds)

    def folds_in(self, span: Span) -> list[Span]:
        """What is folded and shares a code point with a span, in order."""
        if not self.folds or not span.length:
            return []
        first, last = self.row_at(span.start), self.row_at(span.end - 1)
        rows = self._folded[bisect_left(self._folded, first) : bisect_right(self._folded, last)]
        return [found for row in rows if (found := self.span(row)).overlaps(span)]

    def fold_at(self, offset: int) -> Span | None:
        """What is folded and holds a code point."""
        return next(iter(self.folds_in(Span(offset, offset + 1))), None)

    def column_of(self, offset: int) -> int:
        """The cell, within its row, in which the cluster of a code point begins."""
        row = self.row_at(offset)
        return self.cells(row).column(offset - self.starts[row])

    def offset_at(self, row: int, column: int) -> int:
        """Where the cluster begins that covers a cell; right of the row's words, the row's last place."""
        found = self.cells(row)
        at = found.offset(max(0, column))
        if at == len(found.words) and self.ends_by_wrap(row):
            at = found.cluster(max(0, at - 1)).start
        return self.starts[row] + at

    def ends_by_wrap(self, row: int) -> bool:
        """Whether the text goes on in the next row without a line feed; the place behind the row then is the next's."""
        span = self.span(row)
        return span.end < len(self.text) and span.end == self.words(row).end

    def cluster(self, offset: int) -> Span:
        """The cluster that a code point is of; a line feed is one; empty at the end of the text."""
        row = self.row_at(offset)
        start, end = self.words(row)
        if offset >= end:
            return Span(offset, self.span(row).end)
        found = self.cells(row).cluster(offset - start)
        return Span(start + found.start, start + found.end)


def lay_out(text: str, width: int, folds: Sequence[Fold] = ()) -> Layout:
    """Wrap a text.

    Args:
        text: The text; only line feeds end a line in it.
        width: Cells of a row, at least one. What is wider than a row (a wide character in one of one cell) has a row
            of its own.
        folds: What is shown as a row each: in order, none empty, no two sharing a code point.
    """
    starts: list[int] = []
    folded, at = {}, 0
    for fold in folds:
        _add_rows(starts, text, width, at, fold.span.start)
        folded[len(starts)] = _one_cluster(fold.span.of(text), fold.shown, width)
        starts.append(fold.span.start)
        at = fold.span.end
    _add_rows(starts, text, width, at, len(text))
    if not text or text.endswith("\n"):
        starts.append(len(text))
    return Layout(text, width, starts, folded)


def _add_rows(starts: list[int], text: str, width: int, start: int, stop: int) -> None:
    """Add where the rows of ``[start, stop)`` begin."""
    add = starts.append
    while start < stop:
        add(start)
        end = text.find("\n", start, stop)
        line = text[start : end if end >= 0 else stop]
        if len(line) > width or not is_simple(line):
            breaks = _simple_breaks(line, width) if is_simple(line) else _breaks(line, width)
            starts.extend([start + at for at in breaks])
        if end < 0:
            return
        start = end + 1


def _one_cluster(words: str, shown: str, width: int) -> Cells:
    """The cells of a folded row: all its words are one cluster, for which a line is sent."""
    fitting, used = [], 0
    for cluster in clusters(shown):
        used += cells_of(cluster)
        if used > width:
            break
        fitting.append(sent(cluster))
    line = "".join(fitting) or "…"
    return Cells(words, (0, len(words)), (0, cell_len(line)), (line,))


def _simple_breaks(line: str, width: int) -> Iterator[int]:
    """Where rows after the first begin, in a line of which every code point is one cell."""
    start, length = 0, len(line)
    while length - start > width:
        end = start + width
        if line[end] == " ":
            end = length - len(line[end:].lstrip(" ")) if line[end : end + 2] == "  " else end + 1
            if end == length:
                return
        else:
            end = line.rfind(" ", start, end) + 1 or end
        yield end
        start = end


def _breaks(line: str, width: int) -> Iterator[int]:
    """Where rows after the first begin, in any line."""
    found = clusters(line)
    widths = list(map(cells_of, found))
    edges = list(accumulate(widths, initial=0))
    offsets = list(accumulate(map(len, found), initial=0))
    first, count = 0, len(found)
    while edges[count] - edges[first] > width:
        after = max(first + 1, bisect_right(edges, edges[first] + width) - 1)
        if after < count and found[after][0] in _BLANKS:
            while after < count and found[after][0] in _BLANKS:
                after += 1
        else:
            after = _last_break(found, widths, first, after)
        if after == count:
            return
        yield offsets[after]
        first = after


def _last_break(found: Sequence[str], widths: Sequence[int], first: int, after: int) -> int:
    """The last cluster up to ``after`` that a row may begin with; ``after`` itself where there is none behind first."""
    if after < len(found):
        for at in range(after, first, -1):
            wide = widths[at] == 2 or widths[at - 1] == 2
            if found[at - 1][0] in _BLANKS or (wide and found[at] not in _NOT_FIRST):
                return at
    return after
