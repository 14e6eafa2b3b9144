"""Stretches of letters looked for in many texts at once, so that each text is gone through but once. Pure.

A number is made of the letters in each window of a text (Karp and Rabin 1987), for all windows together, and looked up
among the numbers of what is sought. It takes the same time for one quotation as for ten thousand. The letters are the
digits of one long number to an odd base, the first the lowest; a window's is the difference of two sums, shifted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from workbench.report.verify.letters import Letters

WIDTHS = (32, 16, 8, 4, 2, 1)
"""Windows of so many letters are compared."""

_BITS = 22
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_BASE = 0xBF58476D1CE4E5B9
_SHIFT = np.uint64(64 - _BITS)

What = TypeVar("What")
Codes = NDArray[np.uint64]


def width_for(letters: int, widest: int = WIDTHS[0]) -> int:
    """The widest window that so many letters fill."""
    return next((width for width in WIDTHS if width <= min(letters, widest)), 0)


@cache
def _powers(many: int) -> tuple[Codes, Codes]:
    """The first powers of the base and those of its inverse, of which each with its like makes one (modulo 2**64)."""
    inverse = pow(_BASE, -1, 1 << 64)
    up, down = (np.full(many, one, np.uint64).cumprod() for one in (_BASE, inverse))
    return up, down


class _Windows:
    """The windows of a row of letters."""

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        up, self._down = _powers(1 << len(codes).bit_length())
        # In place: what is made anew for each text costs more than the sums do.
        digits = np.multiply(codes, _SPREAD, dtype=np.uint64)
        self._sums = np.empty(len(codes) + 1, np.uint64)
        self._sums[0], rest = 0, self._sums[1:]
        np.right_shift(digits, np.uint64(29), out=rest)
        digits ^= rest
        digits *= up[: len(codes)]
        np.cumsum(digits, out=rest)

    def numbers(self, starts: NDArray[np.int64], width: int) -> Codes:
        """Of each window that begins at one of these letters its number."""
        sums = self._sums.take(starts + width)
        sums -= self._sums.take(starts)
        sums *= self._down.take(starts)
        sums ^= sums >> np.uint64(31)
        return sums * _SPREAD


class Seeker(Generic[What]):
    """Looks for windows of letters, each with whatever its finder wants to know of it."""

    def __init__(self) -> None:
        self._sought: dict[int, dict[int, list[What]]] = {}
        self._filters: dict[int, NDArray[np.bool_]] = {}
        self._waiting: dict[int, dict[str, list[What]]] = defaultdict(lambda: defaultdict(list))

    def __bool__(self) -> bool:
        return bool(self._sought or self._waiting)

    def add(self, letters: str, what: What, width: int) -> None:
        """Look for the first letters of these, as many as the width is."""
        self._waiting[width][letters[:width]].append(what)

    def _get_ready(self) -> None:
        for width, windows in self._waiting.items():
            row = np.frombuffer("".join(windows).encode("utf-32-le"), np.uint32)
            # Windows lie end to end.
            numbers = _Windows(row).numbers(np.arange(0, len(row), width), width)
            sought = self._sought.setdefault(width, {})
            for number, found in zip(numbers.tolist(), windows.values(), strict=True):
                sought.setdefault(number, []).extend(found)
            table = self._filters.setdefault(width, np.zeros(1 << _BITS, np.bool_))
            table[numbers >> _SHIFT] = True
        self._waiting.clear()

    def found_in(self, there: Letters) -> Iterator[tuple[int, What]]:
        """Where what is sought may begin, always with a word, and what is known of it."""
        self._get_ready()
        if not self._sought or not len(there.codes):
            return
        windows = _Windows(there.codes)
        for width, sought in self._sought.items():
            starts = there.starts[: there.starts.searchsorted(len(there.codes) - width, "right")]
            numbers = windows.numbers(starts, width)
            likely = np.flatnonzero(self._filters[width].take(numbers >> _SHIFT))
            for at, number in zip(starts[likely].tolist(), numbers[likely].tolist(), strict=True):
                for what in sought.get(number, ()):
                    yield at, what
