"""Walking through a text by words, sentences and turns, for the tests of whatever a caret moves on."""

from __future__ import annotations

from workbench.tui.transcript.caret import Ground, at_place
from workbench.tui.transcript.units import Unit


def walk(ground: Ground, unit: Unit) -> list[int]:
    """Go to the end and back, and see that each step leads further; gives the stops of both ways."""
    length, caret, stops = len(ground.layout.text), at_place(0), []
    for _ in range(length + 2):
        after = ground.forward(unit, caret)
        assert after.at > caret.at or after.at == length
        caret = after
        stops.append(caret.at)
    assert caret.at == length
    for _ in range(length + 2):
        before = ground.backward(unit, caret)
        assert before.at < caret.at or before.at == 0
        caret = before
        stops.append(caret.at)
    assert caret.at == 0
    return stops
