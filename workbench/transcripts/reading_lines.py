"""A transcript line by line, as somebody reads it: each line with its number and its turn. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.errors import BadInput
from workbench.spans import Span
from workbench.transcripts.listing import SpokenText, SpokenTurn

_BREAKS = re.compile(r"[ \t]*\n\s*")
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})")
_TURN = re.compile(r"turn\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class ReadingLine:
    """A line to read: a turn, or a part of one between line breaks.

    Attributes:
        number: Which line of the transcript it is, from 1.
        turn_number: Which turn it belongs to, from 1.
        turn: The turn.
        start: Where its words begin, in code points of the text.
        end: Where they end (exclusive).
        begins_turn: Whether it is the turn's first line.
    """

    number: int
    turn_number: int
    turn: SpokenTurn
    start: int
    end: int
    begins_turn: bool


def paragraphs(text: str, span: Span) -> Iterator[Span]:
    """The parts of a passage between its line breaks; empty ones are left out."""
    start = span.start
    for found in [*_BREAKS.finditer(text, span.start, span.end), None]:
        end = found.start() if found else span.end
        if text[start:end].strip():
            yield Span(start, end)
        start = found.end() if found else end


def reading_lines(spoken: SpokenText) -> list[ReadingLine]:
    """All lines of a transcript, in order; a text without turns counts as one turn of nobody known."""
    lines: list[ReadingLine] = []
    turns = spoken.turns or (SpokenTurn(0, len(spoken.text), None, None, (), False),)
    for number, turn in enumerate(turns, 1):
        for part, span in enumerate(paragraphs(spoken.text, Span(turn.start, turn.end))):
            lines.append(ReadingLine(len(lines) + 1, number, turn, span.start, span.end, part == 0))
    return lines


def first_line(lines: Sequence[ReadingLine], wanted: str) -> int:
    """The index of the line that somebody wants to begin with.

    Args:
        lines: The lines of a transcript.
        wanted: A line's number ("40"), a turn's ("turn 12"), or a time ("04:09", "1:04:09"): the line spoken then.

    Raises:
        BadInput: It is none of these, or the transcript has no such line, turn or times.
    """
    text = wanted.strip()
    if text.isascii() and text.isdecimal():
        return _within(lines, int(text), [line.number for line in lines], "line")
    if found := _TURN.fullmatch(text):
        return _within(lines, int(found[1]), [line.turn_number for line in lines], "turn")
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        timed = [
            (line.turn.time, at) for at, line in enumerate(lines) if line.begins_turn and line.turn.time is not None
        ]
        if not timed:
            raise BadInput("The transcript has no times.", "Say the line, as 40, or the turn, as 'turn 12'.")
        wanted_time = ((hours * 60 + minutes) * 60 + seconds) * 1000
        return max([at for time, at in timed if time is not None and time <= wanted_time], default=timed[0][1])
    raise BadInput(f"{wanted!r} is no line, turn or time.", "Say a line, as 40, 'turn 12', or a time, as 04:09.")


def _within(lines: Sequence[ReadingLine], wanted: int, numbers: Sequence[int], what: str) -> int:
    if not lines or not 1 <= wanted <= numbers[-1]:
        there = f"{what}s 1 to {numbers[-1]}" if lines else "no words"
        raise BadInput(f"There is no {what} {wanted}.", f"The transcript has {there}.")
    return next(at for at, number in enumerate(numbers) if number >= wanted)


def line_at(lines: Sequence[ReadingLine], offset: int) -> int:
    """The index of the line that an offset of the text stands in, or of the last one that begins before it."""
    return max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1)
