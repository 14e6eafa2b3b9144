"""Half-open spans ``[start, end)`` over code points, and their algebra. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """The code points from ``start`` up to, not including, ``end``."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many code points it holds."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def cut_to(self, other: Span) -> Span | None:
        """The part both share, or None where they share nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def of(self, text: str) -> str:
        """The words the span stands for in ``text``."""
        return text[self.start : self.end]


def union(spans: Iterable[Span]) -> list[Span]:
    """The code points that any of the spans holds, as spans that are in order and do not touch."""
    joined: list[Span] = []
    for span in sorted(one for one in spans if one.length > 0):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def shared(one: Iterable[Span], other: Iterable[Span]) -> int:
    """How many code points some span of the one and some span of the other both hold; each is counted once."""
    left, right = union(one), union(other)
    count = here = there = 0
    while here < len(left) and there < len(right):
        both = left[here].cut_to(right[there])
        count += both.length if both else 0
        if left[here].end <= right[there].end:
            here += 1
        else:
            there += 1
    return count


def trimmed(span: Span, text: str) -> Span:
    """The span without white space at either end; empty at its start where it holds nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
