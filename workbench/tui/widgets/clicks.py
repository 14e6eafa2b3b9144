"""What several clicks take where one types: the word, the line, all. Pure."""

from __future__ import annotations

import re

WORD = 2
"""So many clicks take a word."""

_WORD = re.compile(r"\w+(?:['’\-‐]\w+)*")


def word_at(text: str, place: int) -> tuple[int, int]:
    """The beginning and end of the word at a place of a line, or just before it; nothing where there is none.

    Args:
        text: The line.
        place: A place in it, in code points.
    """
    for found in _WORD.finditer(text):
        if found.start() <= place <= found.end():
            return found.span()
    return place, place
