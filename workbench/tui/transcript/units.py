"""What a page's text is made of for whoever reads it: words, sentences, turns. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal

from workbench.spans import Span
from workbench.transcripts.units import MeaningUnits, sentences
from workbench.tui.transcript.clusters import joined
from workbench.tui.transcript.page import Page

Unit = Literal["character", "word", "sentence", "turn"]

_LONG_WORD = 64


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"\w[\w{joined()}]*(?:['’\-‐]\w[\w{joined()}]*)*")


@cache
def _in_word() -> re.Pattern[str]:
    return re.compile(rf"[\w{joined()}'’\-‐]")


class Units(MeaningUnits):
    """The words, sentences and turns of a page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.text, page.turns)

    def word(self, offset: int) -> Span | None:
        """The word that a code point is of; None for blanks and signs."""
        for match in self._words_from(offset):
            return Span(*match.span()) if match.start() <= offset else None
        return None

    def before(self, unit: Unit, offset: int) -> int:
        """Where the nearest word, sentence or turn begins that begins before a place; else where the text begins."""
        if unit == "word":
            return self._word_before(offset)
        if unit == "turn":
            number = bisect_left(self._starts, offset) - 1
            return self._starts[number] if number >= 0 else 0
        start = self.before("turn", offset)
        turn = self.turn(start)
        if turn is None:
            return start
        found = sentences(turn.of(self.text))
        number = bisect_left(found, Span(offset - turn.start, 0)) - 1
        return turn.start + found[number].start if number >= 0 else start

    def after(self, unit: Unit, offset: int) -> int:
        """Where the nearest word, sentence or turn ends that ends after a place; else where the text ends."""
        if unit == "word":
            return next((match.end() for match in self._words_from(offset) if match.end() > offset), len(self.text))
        number = bisect_right(self._ends, offset)
        if number == len(self.turns):
            return len(self.text)
        turn = self.turns[number]
        if unit == "turn":
            return turn.end
        ends = (turn.start + sentence.end for sentence in sentences(turn.of(self.text)))
        return next((end for end in ends if end > offset), turn.end)

    def next_turn(self, offset: int) -> int:
        """Where the words of the turn behind the one a place is in begin; from the last one on, where the text ends."""
        number = bisect_right(self._heads, offset)
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def _words_from(self, offset: int) -> Iterator[re.Match[str]]:
        """The words from that which a place is in on."""
        return _word().finditer(self.text, self._word_start(offset))

    def _word_start(self, offset: int) -> int:
        """Where the word begins that a place is in or behind; the place itself outside words."""
        start = offset
        while start > 0 and _in_word().match(self.text, start - 1):
            start -= 1
        return start

    def _word_before(self, offset: int) -> int:
        window = _LONG_WORD
        while True:
            begin = max(0, offset - window)
            begin = self._word_start(begin)
            last = -1
            for match in _word().finditer(self.text, begin, offset):
                last = match.start()
            if last >= 0 or begin == 0:
                return max(0, last)
            window *= 4
