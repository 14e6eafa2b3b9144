"""Stretches of letters looked for in many texts at once, so that each text is gone through but once. Pure.

A number is made of the letters in each window of a text (Karp and Rabin 1987), for all windows together, and looked up
among the numbers of what is sought. It takes the same time for one quotation as for ten thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from workbench.report.verify.letters import Letters

WIDTHS = (32, 16, 8, 4, 2, 1)
"""Windows of so many letters are compared; each is two of the next smaller."""

_BITS = 22
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_FACTORS = {
    2: np.uint64(0xBF58476D1CE4E5B9),
    4: np.uint64(0x94D049BB133111EB),
    8: np.uint64(0xD6E8FEB86659FD93),
    16: np.uint64(0xC2B2AE3D27D4EB4F),
    32: np.uint64(0x165667B19E3779F9),
}
_SHIFT = np.uint64(64 - _BITS)

What = TypeVar("What")
Codes = NDArray[np.uint64]


def width_for(letters: int, widest: int = WIDTHS[0]) -> int:
    """The widest window that so many letters fill."""
    return next((width for width in WIDTHS if width <= min(letters, widest)), 0)


def _numbers(codes: NDArray[np.uint32], widths: Iterable[int]) -> Iterator[tuple[int, Codes]]:
    """Of each width the numbers of all windows, by their first letter; the narrowest first."""
    wanted = set(widths)
    now = codes.astype(np.uint64) * _SPREAD
    now ^= now >> np.uint64(29)
    if 1 in wanted:
        yield 1, now
    for width in reversed(WIDTHS[:-1]):
        if width > max(wanted) or len(codes) < width:
            return
        half = width // 2
        now = now[:-half] * _FACTORS[width] + now[half:]
        now ^= now >> np.uint64(31)
        if width in wanted:
            yield width, now


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
            # Windows lie end to end: the numbers of the whole row have each window's at its beginning.
            numbers = dict(_numbers(row, [width]))[width][::width]
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
        for width, numbers in _numbers(there.codes, self._sought):
            starts = there.starts[there.starts < len(numbers)]
            at_starts = numbers[starts]
            likely = np.flatnonzero(self._filters[width][at_starts >> _SHIFT])
            sought = self._sought[width]
            for at, number in zip(starts[likely].tolist(), at_starts[likely].tolist(), strict=True):
                for what in sought.get(number, ()):
                    yield at, what
