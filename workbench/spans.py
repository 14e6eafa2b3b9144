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

    def contains(self, other: Span) -> bool:
        """Whether every code point of ``other`` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def cut_to(self, other: Span) -> Span | None:
        """The part both share, or None where they share nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def of(self, text: str) -> str:
        """The words the span stands for in ``text``."""
        return text[self.start : self.end]


def trimmed(span: Span, text: str) -> Span:
    """The span without white space at either end; empty at its start where it holds nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def union(spans: Iterable[Span]) -> list[Span]:
    """The fewest spans, in order, that cover exactly what ``spans`` cover; touching ones become one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def subtract(span: Span, others: Iterable[Span]) -> list[Span]:
    """What remains of ``span``, in order, when everything in ``others`` is taken away."""
    rest, start = [], span.start
    for other in union(others):
        if other.end <= start:
            continue
        if other.start >= span.end:
            break
        if other.start > start:
            rest.append(Span(start, other.start))
        start = max(start, other.end)
    if start < span.end:
        rest.append(Span(start, span.end))
    return rest
