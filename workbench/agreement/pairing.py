"""Codes of one coder by codes of another: how many units have both, and how much that is of either. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

AT_ONCE = 65_536
"""So many pieces are counted at once: of very many no array of numbers as long as they are is made."""


@dataclass(frozen=True)
class Overlap:
    """A's codes by B's codes, counted in units.

    Attributes:
        shared: How many units have the row's code by A and the column's by B; shape ``(codes of A, codes of B)``.
        of_a: How many units A put each code on.
        of_b: How many B did.
    """

    shared: NDArray[np.int64]
    of_a: NDArray[np.int64]
    of_b: NDArray[np.int64]

    @property
    def only_a(self) -> NDArray[np.int64]:
        """How many units have the row's code by A, and not the column's by B."""
        return self.of_a[:, None] - self.shared

    @property
    def only_b(self) -> NDArray[np.int64]:
        """How many units have the column's code by B, and not the row's by A."""
        return self.of_b[None, :] - self.shared

    @property
    def jaccard(self) -> NDArray[np.float64]:
        """The share of the units with either that have both; NaN where there is none with either."""
        either = self.of_a[:, None] + self.of_b[None, :] - self.shared
        found: NDArray[np.float64] = np.full(either.shape, np.nan)
        np.divide(self.shared, either, out=found, where=either > 0)
        return found

    @property
    def best(self) -> list[tuple[int, int]]:
        """The pairs that share a unit, as row and column: those first that share most of what either has."""
        alike = self.jaccard
        found = [(int(row), int(column)) for row, column in zip(*np.nonzero(self.shared), strict=True)]
        return sorted(found, key=lambda pair: (-alike[pair], -self.shared[pair], pair))


def overlap(a: NDArray[np.bool_], b: NDArray[np.bool_], lengths: NDArray[np.int64]) -> Overlap:
    """Count the units that A's codes and B's codes share.

    Args:
        a: Which of A's codes is on which piece of the continuum; shape ``(codes of A, pieces)``.
        b: The same of B's.
        lengths: How many units each piece holds.
    """
    shared, of_a, of_b = np.zeros((len(a), len(b))), np.zeros(len(a)), np.zeros(len(b))
    for start in range(0, len(lengths), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        weights = lengths[part].astype(np.float64)
        one, other = a[:, part] * weights, b[:, part].astype(np.float64)
        shared += one @ other.T
        of_a += one.sum(1)
        of_b += other @ weights
    # Sums of whole numbers far below 2 ** 53 are whole themselves.
    return Overlap(*(field.astype(np.int64) for field in (shared, of_a, of_b)))
