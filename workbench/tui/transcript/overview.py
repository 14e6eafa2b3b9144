"""Where codings lie in a whole text, in as many cells as a column has. Pure."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from workbench.sight import PlacedCoding
from workbench.tui.transcript.layout import Layout

_LEVELS = 4
_START, _END = itemgetter(1), itemgetter(2)
"""Of a coding."""


class Stretch(NamedTuple):
    """The part of a text that a cell stands for.

    Attributes:
        start: Where its first row begins.
        end: Where the row behind it begins (exclusive).
        codings: How many codings share a code point with it.
        level: 0 where nothing is coded, to 4 where most is of all stretches.
        meant: Whether a coding with the code that is meant is among them.
        first: Where the first coding in it begins, with the code that is meant if one is; its own beginning for one
            that began before it, or where nothing is coded.
    """

    start: int
    end: int
    codings: int
    level: int
    meant: bool
    first: int


class _Places:
    """Where codings begin and end: counted anywhere by two searches, however many there are."""

    def __init__(self, codings: Collection[PlacedCoding]) -> None:
        # Asked by name for where they begin and end, tens of thousands take three times as long.
        self.starts, self.ends = sorted(map(_START, codings)), sorted(map(_END, codings))

    def put(self, coding: PlacedCoding) -> None:
        """Count one more."""
        insort(self.starts, coding.start)
        insort(self.ends, coding.end)

    def drop(self, coding: PlacedCoding) -> None:
        """Count one less."""
        del self.starts[bisect_left(self.starts, coding.start)]
        del self.ends[bisect_left(self.ends, coding.end)]

    def touching(self, start: int, end: int) -> int:
        """How many share a code point with ``[start, end)``."""
        return bisect_left(self.starts, end) - bisect_left(self.ends, start + 1)

    def first(self, start: int, end: int) -> int:
        """Where the first begins of those that share one with it; ``start`` for one that began before."""
        if self.touching(start, start + 1):
            return start
        number = bisect_left(self.starts, start)
        return self.starts[number] if number < len(self.starts) and self.starts[number] < end else start


class Overview:
    """The codings of a text, seen from afar."""

    def __init__(self) -> None:
        self._held: dict[UUID, PlacedCoding] = {}
        self._by_code: dict[str, list[PlacedCoding]] = {}
        self._all, self._meant, self._code = _Places(()), _Places(()), ""

    def take(self, codings: Mapping[UUID, PlacedCoding]) -> None:
        """Take these codings, by their ids, of which none is empty, in place of those there were."""
        self._held = dict(codings)
        self._all, self._by_code = _Places(codings.values()), {}
        # Another code is meant at many a move of the caret: its own codings alone are looked at then.
        for one in codings.values():
            self._by_code.setdefault(one[3], []).append(one)
        self._take_meant()

    def change(self, gone: Iterable[PlacedCoding], new: Iterable[PlacedCoding]) -> None:
        """Count codings no longer, and others: of thousands the rest are not looked at.

        What was there already when the codings were taken is left as it is: changes are told later than they are made.
        """
        for one in gone:
            if self._held.get(one.id) == one:
                del self._held[one.id]
                self._all.drop(one)
                self._by_code[one.code].remove(one)
        for one in new:
            if one.id in self._held:
                continue
            self._held[one.id] = one
            self._all.put(one)
            self._by_code.setdefault(one.code, []).append(one)
        self._take_meant()

    def mean(self, code: str) -> bool:
        """Take this as the code that is meant; empty for none. Says whether it was another."""
        is_new, self._code = code != self._code, code
        if is_new:
            self._take_meant()
        return is_new

    def _take_meant(self) -> None:
        self._meant = _Places(self._by_code.get(self._code, ()) if self._code else ())

    def stretches(self, layout: Layout, cells: int) -> list[Stretch]:
        """What each of so many cells stands for; fewer where the text has fewer rows."""
        count = min(cells, layout.rows)
        edges = [layout.starts[at * layout.rows // count] for at in range(count)] + [len(layout.text)]
        pairs = list(pairwise(edges))
        found = [self._all.touching(start, end) if start < end else 0 for start, end in pairs]
        most = max(found, default=0)
        stretches = []
        for (start, end), codings in zip(pairs, found, strict=True):
            meant = codings > 0 and self._meant.touching(start, end) > 0
            first = (self._meant if meant else self._all).first(start, end) if codings else start
            level = -(-_LEVELS * codings // most) if most else 0
            stretches.append(Stretch(start, end, codings, level, meant, first))
        return stretches


def page_cells(top: int, height: int, rows: int, cells: int) -> range:
    """The cells that stand for the rows in sight: ``height`` of them from row ``top`` on."""
    count = min(cells, rows)
    if not count or height <= 0:
        return range(0)
    # The cell of a row is the last that begins at it or before.
    first, last = (((row + 1) * count - 1) // rows for row in (min(top, rows - 1), min(rows, top + height) - 1))
    return range(first, last + 1)
