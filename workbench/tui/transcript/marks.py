"""The codings on a page, found by place: swept into disjoint runs block by block, and only where they are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from workbench.sight import PlacedCoding

BLOCK = 512
"""Code points of a block. Blocks of equal length, not turns: a turn may be the whole text."""


class Run(NamedTuple):
    """A stretch of text with the codings on all of it, in the order in which they begin, and their codes."""

    start: int
    end: int
    codings: tuple[PlacedCoding, ...]
    codes: frozenset[str]


class Marks:
    """The codings of one page.

    A change sweeps only the blocks it touches, and those only when their runs are asked for: a sweep of 20,000 codings
    at once would be felt at every coding made.
    """

    def __init__(self) -> None:
        self.codings: dict[UUID, PlacedCoding] = {}
        self._blocks: defaultdict[int, list[PlacedCoding]] = defaultdict(list)
        self._runs: dict[int, list[Run]] = {}

    def replace(self, codings: Sequence[PlacedCoding]) -> tuple[list[PlacedCoding], list[PlacedCoding]]:
        """Take these codings in place of those there were; says which are gone and which are new, in no order."""
        wanted, there = {coding.id: coding for coding in codings}, self.codings
        gone = [coding for coding in there.values() if wanted.get(coding.id) != coding]
        new = [coding for coding in wanted.values() if not there or there.get(coding.id) != coding]
        self.change(gone, new)
        return gone, new

    def change(self, gone: Iterable[PlacedCoding], new: Iterable[PlacedCoding]) -> None:
        """Take codings away as they stand, and add others; one that stands otherwise now is both."""
        codings, blocks, runs = self.codings, self._blocks, self._runs
        for coding in gone:
            del codings[coding.id]
            for block in _blocks_of(coding):
                blocks[block].remove(coding)
                runs.pop(block, None)
        for coding in new:
            codings[coding.id] = coding
            for block in _blocks_of(coding):
                blocks[block].append(coding)
                runs.pop(block, None)

    def beginning_in(self, block: int) -> list[PlacedCoding]:
        """The codings that begin in a block, in order."""
        return sorted([one for one in self._blocks.get(block, ()) if one.start // BLOCK == block], key=in_order)

    def touching(self, start: int, end: int) -> list[PlacedCoding]:
        """The codings that share a code point with ``[start, end)``, in order."""
        first, last = start // BLOCK, max(start, end - 1) // BLOCK
        found = [coding for coding in self._blocks.get(first, ()) if coding.start < end and coding.end > start]
        for block in range(first + 1, last + 1):
            edge = max(block * BLOCK, start)
            found += [coding for coding in self._blocks.get(block, ()) if edge <= coding.start < end]
        return sorted(found, key=in_order)

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """The coded runs that share a code point with ``[start, end)``, cut to it, in order."""
        for block in range(start // BLOCK, (end - 1) // BLOCK + 1) if start < end else ():
            if block not in self._blocks:
                continue
            if block not in self._runs:
                self._runs[block] = list(_swept(self._blocks[block], block * BLOCK, (block + 1) * BLOCK))
            for run in self._runs[block]:
                if run.start < end and run.end > start:
                    yield Run(max(run.start, start), min(run.end, end), run.codings, run.codes)


def in_order(coding: PlacedCoding) -> tuple[int, int, UUID]:
    """A key that sorts codings by where they begin, the longest first."""
    return coding.start, -coding.end, coding.id


def _blocks_of(coding: PlacedCoding) -> range:
    if coding.start >= coding.end:
        return range(0)
    return range(coding.start // BLOCK, (coding.end - 1) // BLOCK + 1)


def _swept(codings: Iterable[PlacedCoding], start: int, end: int) -> Iterator[Run]:
    """The runs of one block."""
    ordered = sorted(codings, key=in_order)
    cuts = {place for coding in ordered for place in (coding.start, coding.end) if start < place < end}
    edges = [start, *sorted(cuts), end]
    active: list[PlacedCoding] = []
    waiting = 0
    for first, last in pairwise(edges):
        active = [coding for coding in active if coding.end > first]
        while waiting < len(ordered) and ordered[waiting].start <= first:
            if ordered[waiting].end > first:
                active.append(ordered[waiting])
            waiting += 1
        if active:
            yield Run(first, last, tuple(active), frozenset([coding.code for coding in active]))
