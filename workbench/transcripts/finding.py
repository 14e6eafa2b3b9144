"""Find words in a text. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left

from workbench.spans import Span


class Places:
    """Where words stand in a text, in order: capital and small letters aside, and any white space for a blank.

    A letter stands forty thousand times in a long interview: where each place ends is looked at when it is asked for,
    or every key of whoever types would be felt.

    Args:
        text: A transcript's text.
        words: What is looked for; white space at its ends is left out, and without any others there is no place.
    """

    def __init__(self, text: str, words: str) -> None:
        self._text = text
        self._pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)
        found = self._pattern.finditer(text) if words.strip() else ()
        self._starts = list(map(re.Match.start, found))

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._starts)

    def place(self, number: int) -> Span:
        """The place of a number, counted from 0."""
        return Span(*next(self._pattern.finditer(self._text, self._starts[number])).span())

    def number_from(self, offset: int) -> int:
        """The number of the first place that begins at an offset or behind it; how many there are where none does."""
        return bisect_left(self._starts, offset)
