"""A paragraph with those that follow it, as one text, for quotations that go on in them. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Window(NamedTuple):
    """A paragraph and what follows it, as one text; where in it each paragraph begins."""

    first: int
    text: str
    starts: tuple[int, ...]

    @property
    def flat(self) -> str:
        """The same with a blank for each line break within a paragraph."""
        borders = [*(start - 1 for start in self.starts[1:]), len(self.text)]
        return "\n".join(
            self.text[start:end].replace("\n", " ") for start, end in zip(self.starts, borders, strict=True)
        )

    @property
    def own(self) -> int:
        """Where the first paragraph ends."""
        return self.starts[1] - 1 if len(self.starts) > 1 else len(self.text)

    def is_of(self, place: int, start: int, end: int) -> bool:
        """Whether what stands behind a place belongs to it: in its paragraph, or all that the next one holds."""
        begins = bisect_right(self.starts, start)
        if begins == bisect_right(self.starts, place):
            return True
        last = bisect_right(self.starts, max(start, end - 1))
        stop = self.starts[last] if last < len(self.starts) else len(self.text)
        before = self.text[self.starts[begins - 1] : start].strip(" \t\n–—―-")
        return not before and not self.text[end:stop].strip(" \t\n.,;")

    def at(self, place: int) -> tuple[int, int]:
        """The number of the paragraph in which a place is, and where in it."""
        number = bisect_right(self.starts, place) - 1
        return self.first + number, place - self.starts[number]
