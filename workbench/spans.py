"""Half-open spans ``[start, end)`` over code points, and their algebra. Pure."""

from __future__ import annotations

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


def trimmed(span: Span, text: str) -> Span:
    """The span without white space at either end; empty at its start where it holds nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
