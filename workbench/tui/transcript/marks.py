"""The codings on a page, found by place: swept into disjoint runs block by block, and only where they are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from workbench.tui.transcript.page import Marked

_BLOCK = 512
"""Code points of a block. Blocks of equal length, not turns: a turn may be the whole text."""


class Run(NamedTuple):
    """A stretch of text with the codings on all of it, in the order in which they begin, and their codes."""

    start: int
    end: int
    codings: tuple[Marked, ...]
    codes: frozenset[str]


class Marks:
    """The codings of one page.

    A change sweeps only the blocks it touches, and those only when their runs are asked for: a sweep of 20,000 codings
    at once would be felt at every coding made.
    """

    def __init__(self) -> None:
        self.codings: dict[UUID, Marked] = {}
        self._blocks: defaultdict[int, list[Marked]] = defaultdict(list)
        self._runs: dict[int, list[Run]] = {}

    def replace(self, codings: Sequence[Marked]) -> tuple[list[Marked], list[Marked]]:
        """Take these codings in place of those there were; says which are gone and which are new, in order."""
        wanted = {coding.id: coding for coding in codings}
        there = self.codings
        gone = [coding for coding in there.values() if wanted.get(coding.id) != coding]
        changed = [coding for coding in wanted.values() if there.get(coding.id) != coding] if there else wanted.values()
        new = sorted(changed, key=in_order)
        self.change(gone, new)
        return gone, new

    def change(self, gone: Iterable[Marked], new: Iterable[Marked]) -> None:
        """Take codings away as they stand, and add others; one that stands otherwise now is both."""
        for coding in gone:
            del self.codings[coding.id]
            for block in _blocks_of(coding):
                self._blocks[block].remove(coding)
                self._runs.pop(block, None)
        for coding in new:
            self.codings[coding.id] = coding
            for block in _blocks_of(coding):
                self._blocks[block].append(coding)
                self._runs.pop(block, None)

    def touching(self, start: int, end: int) -> list[Marked]:
        """The codings that share a code point with ``[start, end)``, in order."""
        first, last = start // _BLOCK, max(start, end - 1) // _BLOCK
        found = [coding for coding in self._blocks.get(first, ()) if coding.start < end and coding.end > start]
        for block in range(first + 1, last + 1):
            edge = max(block * _BLOCK, start)
            found += [coding for coding in self._blocks.get(block, ()) if edge <= coding.start < end]
        return sorted(found, key=in_order)

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """The coded runs that share a code point with ``[start, end)``, cut to it, in order."""
        for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1) if start < end else ():
            if block not in self._blocks:
                continue
            if block not in self._runs:
                self._runs[block] = list(_swept(self._blocks[block], block * _BLOCK, (block + 1) * _BLOCK))
            for run in self._runs[block]:
                if run.start < end and run.end > start:
                    yield Run(max(run.start, start), min(run.end, end), run.codings, run.codes)


def in_order(coding: Marked) -> tuple[int, int, UUID]:
    """A key that sorts codings by where they begin, the longest first."""
    return coding.start, -coding.end, coding.id


def _blocks_of(coding: Marked) -> range:
    if coding.start >= coding.end:
        return range(0)
    return range(coding.start // _BLOCK, (coding.end - 1) // _BLOCK + 1)


def _swept(codings: Iterable[Marked], start: int, end: int) -> Iterator[Run]:
    """The runs of one block."""
    ordered = sorted(codings, key=in_order)
    cuts = {place for coding in ordered for place in (coding.start, coding.end) if start < place < end}
    edges = [start, *sorted(cuts), end]
    active: list[Marked] = []
    waiting = 0
    for first, last in pairwise(edges):
        active = [coding for coding in active if coding.end > first]
        while waiting < len(ordered) and ordered[waiting].start <= first:
            if ordered[waiting].end > first:
                active.append(ordered[waiting])
            waiting += 1
        if active:
            yield Run(first, last, tuple(active), frozenset([coding.code for coding in active]))
