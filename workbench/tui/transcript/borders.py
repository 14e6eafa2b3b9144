"""Where the border of a passage goes by a word or a sentence. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Literal
from unicodedata import category

from workbench.spans import Span
from workbench.tui.transcript.units import Unit, Units

Edge = Literal["start", "end"]


def moved(units: Units, span: Span, edge: Edge, unit: Unit, by: int) -> Span | None:
    """A passage with one of its borders at the next place where a word or sentence begins or ends.

    A border never rests in a speaker's label: where a turn is over, the next one is the turn beside it. A word that is
    left out takes the signs beside it along: nobody presses a key to leave out a full stop, unless no word can go.

    Args:
        units: The words, sentences and turns of the text.
        span: The passage.
        edge: Which border.
        unit: "word" or "sentence".
        by: 1 to the right, -1 to the left.

    Returns:
        The passage, which is empty or reversed where nothing would be left of it; None where there is no place
        further that way.
    """
    if edge == "start":
        place = (
            _narrowed(units, unit, span, span.start, _next_start)
            if by > 0
            else _previous_start(units, unit, span.start)
        )
        return Span(place, span.end) if place is not None else None
    place = _next_end(units, unit, span.end) if by > 0 else _narrowed(units, unit, span, span.end, _previous_end)
    return Span(span.start, place) if place is not None else None


def _narrowed(
    units: Units, unit: Unit, span: Span, offset: int, go: Callable[[Units, Unit, int], int | None]
) -> int | None:
    """The next place that leaves out a word; where nothing would be left then, the next one there is."""
    place = go(units, unit, offset)
    if place is not None and _are_signs(units.text[min(place, offset) : max(place, offset)]):
        further = go(units, unit, place)
        if further is not None and span.start < further < span.end:
            return further
    return place


def _are_signs(text: str) -> bool:
    """Whether a text has neither words nor pictures in it: full stops, quotation marks, blanks."""
    return all(category(sign)[0] in "PZC" for sign in text)


def _previous_start(units: Units, unit: Unit, offset: int) -> int | None:
    number = bisect_left(units.turns, offset, key=lambda one: one.start) - 1
    if number < 0:
        return None
    turn = units.turns[number]
    return max(turn.start, units.before(unit, min(offset, turn.end)))


def _next_end(units: Units, unit: Unit, offset: int) -> int | None:
    number = bisect_right(units.turns, offset, key=lambda one: one.end)
    if number == len(units.turns):
        return None
    turn = units.turns[number]
    return min(turn.end, units.after(unit, max(offset, turn.start)))


def _next_start(units: Units, unit: Unit, offset: int) -> int | None:
    number = bisect_right(units.turns, offset, key=lambda one: one.end)
    if number == len(units.turns):
        return None
    turn = units.turns[number]
    if turn.start > offset:
        return turn.start
    # The unit that ends next may have begun before the place: then it is the one behind that.
    end = units.after(unit, offset)
    place = units.before(unit, end)
    if place <= offset:
        place = units.before(unit, units.after(unit, end))
    if offset < place < turn.end:
        return place
    return units.turns[number + 1].start if number + 1 < len(units.turns) else None


def _previous_end(units: Units, unit: Unit, offset: int) -> int | None:
    number = bisect_left(units.turns, offset, key=lambda one: one.start) - 1
    if number < 0:
        return None
    turn = units.turns[number]
    if turn.end < offset:
        return turn.end
    start = units.before(unit, offset)
    place = units.after(unit, start)
    if place >= offset:
        place = units.after(unit, units.before(unit, start))
    if turn.start < place < offset:
        return place
    return units.turns[number - 1].end if number else None
