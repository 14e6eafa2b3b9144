"""The units of a frame laid end to end, and where on them each coder put a code. Pure.

Every unit is one *position*, be it a turn, a sentence, a token or a character, so that agreement on any of them is
worked out by the same sums. A coding holds the units of which it holds anything at all. Of many texts no array as long
as they are is ever made: between two borders of codings nothing changes, and each such piece is worked out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.agreement.unitizing import Units
from workbench.spans import Span

Whole = NDArray[np.int64]

_NONE: Whole = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Stretch:
    """What of one text belongs to the frame.

    Attributes:
        pieces: Its units, in order and not overlapping; where the unit is the character, the stretches of text.
        cluster: For each piece, the number of the cluster it is drawn with when figures are bootstrapped.
    """

    pieces: Sequence[Span] | Whole
    cluster: Sequence[int] | Whole


class Placed(NamedTuple):
    """Codings of one code, as arrays of one length.

    Attributes:
        text: The number of the text each is on.
        start: Where it begins there.
        end: Where it ends (exclusive).
    """

    text: Whole
    start: Whole
    end: Whole


class Ranges(NamedTuple):
    """Positions ``[start, end)`` of a continuum, as arrays of one length; they may overlap."""

    start: Whole
    end: Whole


@dataclass(frozen=True)
class Pieces:
    """A continuum cut where anything changes.

    Attributes:
        edges: The places of the cuts, the continuum's two ends among them; one more than there are pieces.
        lengths: How many positions each piece holds.
        clusters: The cluster each is in.
        coded: Which coder put which code on it; shape ``(coders, codes, pieces)``.
    """

    edges: Whole
    lengths: Whole
    clusters: Whole
    coded: NDArray[np.bool_]


class Continuum:
    """The units of several texts laid end to end, empty ones left out.

    Args:
        stretches: What of each text belongs to the frame, in the order of the texts.
        by_character: Whether each character is a unit; otherwise each piece is one.

    Attributes:
        length: How many positions there are.
        borders: Where each cluster begins.
        text_of_cluster: The number of the text each cluster is of.
    """

    def __init__(self, stretches: Sequence[Stretch], *, by_character: bool) -> None:
        # Of millions of pieces nothing but numbers is held, and few of these at a time.
        spans = [np.asarray(one.pieces, dtype=np.int64).reshape(-1, 2) for one in stretches]
        texts = np.repeat(np.arange(len(spans)), [len(one) for one in spans])
        starts, ends = (np.concatenate([_NONE, *(one[:, column] for one in spans)]) for column in (0, 1))
        clusters = np.concatenate([_NONE, *(np.asarray(one.cluster, dtype=np.int64) for one in stretches)])
        if (empty := starts >= ends).any():
            texts, starts, ends, clusters = (some[~empty] for some in (texts, starts, ends, clusters))
        # Texts are set apart so far that no span of one reaches into the next.
        self._apart = int(ends.max(initial=0)) + 1
        self._starts, self._ends = starts + texts * self._apart, ends + texts * self._apart
        self._by_character = by_character
        lengths = ends - starts if by_character else np.ones_like(starts)
        self._before = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
        self.length = int(self._before[-1])
        is_first = np.ones(len(texts), dtype=bool)
        is_first[1:] = (texts[1:] != texts[:-1]) | (clusters[1:] != clusters[:-1])
        first = np.flatnonzero(is_first)
        self.borders = self._before[first]
        self.text_of_cluster = texts[first]

    def ranges(self, placed: Placed) -> Ranges:
        """Which positions codings hold; those that hold nothing of the frame are left out."""
        shift = placed.text * self._apart
        # What stands behind the last unit of its text must not be taken for something on the next.
        start, end = (np.minimum(place, self._apart) + shift for place in (placed.start, placed.end))
        first = np.searchsorted(self._ends, start, side="right")
        last = np.searchsorted(self._starts, end, side="left")
        low, high = self._before[first], self._before[last]
        if self._by_character and len(self._starts):
            inside = np.minimum(first, len(self._starts) - 1)
            low = low + np.where(first < len(self._starts), np.clip(start - self._starts[inside], 0, None), 0)
            at = np.maximum(last - 1, 0)
            high = high - np.where(last > 0, np.clip(self._ends[at] - end, 0, None), 0)
        holds = low < high
        return Ranges(low[holds], high[holds])

    def cut(self, coders: Sequence[Sequence[Ranges]]) -> Pieces:
        """The continuum, cut where a coder begins or ends a code and where a cluster begins.

        Args:
            coders: For each coder, for each code, the positions coded.
        """
        of_all = [places for codes in coders for ranges in codes for places in ranges]
        edges = np.unique(np.concatenate([self.borders, np.array([0, self.length]), *of_all]))
        lengths = np.diff(edges)
        coded = np.zeros((len(coders), len(coders[0]), len(lengths)), dtype=bool)
        for row, codes in zip(coded, coders, strict=True):
            for line, ranges in zip(row, codes, strict=True):
                begun = np.bincount(np.searchsorted(edges, ranges.start), minlength=len(edges))
                ended = np.bincount(np.searchsorted(edges, ranges.end), minlength=len(edges))
                line[:] = np.cumsum(begun - ended)[:-1] > 0
        return Pieces(edges, lengths, np.searchsorted(self.borders, edges[:-1], side="right") - 1, coded)


def units_of(pieces: Pieces, coder: int) -> Units:
    """A coder's units: the longest stretches with one code; where several codes meet, the first counts.

    Args:
        pieces: The continuum, cut.
        coder: Whose.
    """
    coded = pieces.coded[coder]
    value = np.where(coded.any(0), coded.argmax(0), -1)
    first = np.flatnonzero(np.diff(value, prepend=-2))
    last = np.append(first, len(value))[1:]
    found = np.stack([pieces.edges[first], pieces.edges[last], value[first]], -1)
    return found[value[first] >= 0]
