"""How a box closes: once, and what lies above it with it."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def close_above(box: Screen[Any]) -> bool:
    """Close what lies above a box, without an answer; says whether the box is still there to be closed.

    Textual closes whatever is on top when a box is answered: another one, where the answer came while one was open
    above it; the one below with all that is typed in it, where two answers came (a row that is clicked three times).
    """
    boxes = box.app.screen_stack
    if box not in boxes:
        return False
    for _ in boxes[boxes.index(box) + 1 :]:
        box.app.pop_screen()
    return True
