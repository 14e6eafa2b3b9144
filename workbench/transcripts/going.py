"""Places of a transcript as people name them, on screens and in commands: a line, a turn, a time, a share. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.transcripts.labels import milliseconds
from workbench.transcripts.listing import SpokenText, SpokenTurn
from workbench.visible import clock, one_line, plural

_SHARE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,6})?)\s*%")
_CLOCK = re.compile(r"[0-9]{1,4}:[0-5]?[0-9](?::[0-5]?[0-9])?")
_TURN = re.compile(r"t(?:urn)?\s*([0-9]{1,9})")
_LINE = re.compile(r"(?:l(?:ine)?\s*)?([0-9]{1,9})")
_LONGEST_TOLD = 40


class Reach(NamedTuple):
    """What places a transcript has.

    Attributes:
        lines: How many lines.
        turns: How many turns.
        until: The latest time of a turn, in milliseconds; None where the transcript has no times.
    """

    lines: int
    turns: int
    until: int | None

    @property
    def in_words(self) -> str:
        """What can be gone to: "line 1–120, turn t1–t34, a time up to 1:02:03, or 0–100 %"."""
        places = (
            f"line 1–{self.lines}" if self.lines else "",
            f"turn t1–t{self.turns}" if self.turns else "",
            f"a time up to {clock(self.until)}" if self.until is not None else "",
        )
        named = ", ".join(place for place in places if place)
        return f"{named}, or 0–100 %" if named else "0–100 %"


def reach(spoken: SpokenText) -> Reach:
    """What places a transcript has."""
    times = (turn.time for turn in spoken.turns if turn.time is not None)
    return Reach(len(spoken.lines), len(spoken.turns), max(times, default=None))


def place_of(wanted: str, spoken: SpokenText) -> int:
    """The place that somebody names.

    Args:
        wanted: ``40%``, ``12:03`` or ``1:02:03``, ``turn 12`` or ``t12``, ``line 30`` or ``30``.
        spoken: The transcript.

    Returns:
        Code points of the text before it: where the words of the line or the turn begin. A time is in the turn that
        began last before it, or with it.

    Raises:
        BadInput: It is no place, or one that this transcript does not have.
    """
    asked = " ".join(wanted.split()).casefold()
    if found := _SHARE.fullmatch(asked):
        return _at_share(float(found[1].replace(",", ".")), len(spoken.text))
    if _CLOCK.fullmatch(asked):
        return _at_time(milliseconds(asked), spoken.turns)
    if found := _TURN.fullmatch(asked):
        return _at_turn(int(found[1]), spoken.turns)
    if found := _LINE.fullmatch(asked):
        return _at_line(int(found[1]), spoken)
    told = one_line(wanted)[:_LONGEST_TOLD]
    message = f"“{told}” is no place." if told else "Type a place."
    raise BadInput(message, f"Possible here: {reach(spoken).in_words}.")


def _at_share(share: float, length: int) -> int:
    if share > 100:
        message = f"{share:g} % lies behind the end."
        raise BadInput(message, "The text ends at 100 %.")
    return min(length, -int(-length * share // 100))


def _at_time(time: int, turns: Sequence[SpokenTurn]) -> int:
    timed = [turn for turn in turns if turn.time is not None]
    if not timed:
        message = "This transcript has no times."
        raise BadInput(message, "Go to a line, a turn or a percentage of it.")
    before = [turn for turn in timed if turn.time is not None and turn.time <= time]
    return max(before, key=lambda turn: (turn.time or 0, turn.start)).start if before else timed[0].start


def _at_turn(number: int, turns: Sequence[SpokenTurn]) -> int:
    if not turns:
        message = "In this transcript no turns were recognised."
        raise BadInput(message, "Go to a line or a percentage of it.")
    if not 1 <= number <= len(turns):
        message = f"There is no turn {number:,}."
        raise BadInput(message, f"This transcript has {plural(len(turns), 'turn')}.")
    return turns[number - 1].start


def _at_line(number: int, spoken: SpokenText) -> int:
    lines = len(spoken.lines)
    if not 1 <= number <= lines:
        message = f"There is no line {number:,}."
        raise BadInput(message, f"This transcript has {plural(lines, 'line')}.")
    return spoken.lines[number - 1].start
