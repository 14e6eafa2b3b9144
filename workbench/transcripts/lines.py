"""What a line of a transcript is: the same number on the screens, on the command line and on paper. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from workbench.spans import Span, trimmed


class _TurnAt(Protocol):
    """Where a turn's words stand."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class TranscriptLine(NamedTuple):
    """A line of a transcript: a turn, or a part of one between line breaks.

    Attributes:
        number: Which line of the transcript it is, from 1.
        turn_number: Which turn it belongs to, from 1.
        start: Where its words begin, in code points of the text.
        end: Where they end (exclusive).
        begins_turn: Whether it is the turn's first line.
    """

    number: int
    turn_number: int
    start: int
    end: int
    begins_turn: bool


def lines_of(text: str, turns: Iterable[_TurnAt]) -> tuple[TranscriptLine, ...]:
    """All lines of a transcript, in order: what screens, commands and printed pages number.

    How wide a page or a window is has no part in it, so that a number noted on paper is found everywhere. A line
    without words (between two paragraphs) is none, and neither is a label that stands alone.

    Args:
        text: The text.
        turns: Its turns in order; where there are none, the whole text counts as one.
    """
    lines: list[TranscriptLine] = []
    spans = [(turn.start, turn.end) for turn in turns] or [(0, len(text))]
    for turn_number, span in enumerate(spans, 1):
        first = True
        for start, end in _paragraphs(text, *span):
            lines.append(TranscriptLine(len(lines) + 1, turn_number, start, end, first))
            first = False
    return tuple(lines)


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a passage between its line feeds, without white space at their ends; empty ones are left out."""
    while start < end:
        feed = text.find("\n", start, end)
        after = end if feed < 0 else feed + 1
        part = trimmed(Span(start, after), text)
        if part.length:
            yield part
        start = after


def line_at(lines: Sequence[TranscriptLine], offset: int) -> int:
    """The index of the line that an offset of the text stands in, or of the last one that begins before it."""
    return max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1)


def line_from(lines: Sequence[TranscriptLine], offset: int) -> int:
    """The index of the line that an offset of the text stands in, or of the next one; behind the last, of the last."""
    return max(0, min(bisect_right(lines, offset, key=lambda line: line.end), len(lines) - 1))


class InLines(NamedTuple):
    """From which to which line of a transcript something goes.

    Attributes:
        first: The number of the line in which it begins.
        last: That of the line in which it ends.
    """

    first: int
    last: int

    @property
    def in_words(self) -> str:
        """*line 3*, *lines 3–5*."""
        return f"{'line' if self.first == self.last else 'lines'} {self.numbers}"

    @property
    def numbers(self) -> str:
        """*3*, *3–5*."""
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"


ONE_LINE = InLines(1, 1)


def lines_in(lines: Sequence[TranscriptLine], start: int, end: int) -> InLines:
    """The lines in which ``[start, end)`` of the text begins and ends; what is on none counts for the next one.

    Args:
        lines: The lines of the transcript.
        start: Where it begins, in code points of the text.
        end: Where it ends (exclusive).
    """
    if not lines:
        return ONE_LINE
    first = lines[line_from(lines, start)].number
    return InLines(first, max(first, lines[line_at(lines, end - 1)].number))
