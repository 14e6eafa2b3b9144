"""What a page's text is made of for whoever reads it: words, sentences, turns. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from workbench.spans import Span, trimmed
from workbench.tui.transcript.clusters import joined
from workbench.tui.transcript.page import Page

Unit = Literal["character", "word", "sentence", "turn"]

_SENTENCE_END = re.compile(
    # A set of signs first: then the signs are looked for, and not at every letter what might begin there.
    r"[.?!…。！？\n](?:(?<=[.?!…])[.?!…]*[\"'”’»)\]}]*(?=\s|$)|(?<=[。！？])[。！？]*[」』”’）]*|(?<=\n)\s*\n)"
)
_LONG_WORD = 64


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"\w[\w{joined()}]*(?:['’\-‐]\w[\w{joined()}]*)*")


@cache
def _in_word() -> re.Pattern[str]:
    return re.compile(rf"[\w{joined()}'’\-‐]")


class Units:
    """The words, sentences and turns of a page.

    Text outside turns (headings, notes, a text without turns) counts by its lines, each as a turn.

    Attributes:
        text: The page's text.
        turns: The words of each turn or line, in order; none is empty.
    """

    def __init__(self, page: Page) -> None:
        self.text = page.text
        self.turns, self._heads = [], []
        for head, turn in _turns(page):
            self._heads.append(head)
            self.turns.append(turn)
        self._starts = [turn.start for turn in self.turns]
        self._ends = [turn.end for turn in self.turns]

    def turn(self, offset: int) -> Span | None:
        """The words of the turn a place is in; its label, and what stands up to the next turn, are in it."""
        number = bisect_right(self._heads, offset) - 1
        return self.turns[number] if number >= 0 else None

    def sentence(self, offset: int) -> Span | None:
        """The sentence a place is in; the blanks behind a sentence are in it, a turn's label in its first."""
        turn = self.turn(offset)
        if turn is None:
            return None
        found = _sentences(turn.of(self.text))
        if not found:
            return turn
        number = max(0, bisect_right(found, Span(offset - turn.start, len(self.text))) - 1)
        return Span(turn.start + found[number].start, turn.start + found[number].end)

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
        found = _sentences(turn.of(self.text))
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
        ends = (turn.start + sentence.end for sentence in _sentences(turn.of(self.text)))
        return next((end for end in ends if end > offset), turn.end)

    def next_turn(self, offset: int) -> int:
        """Where the next turn's words begin; behind the last one, where the text ends."""
        number = bisect_right(self._starts, offset)
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


def _turns(page: Page) -> Iterator[tuple[int, Span]]:
    """Where each turn or line begins, and its words."""
    before = 0
    for turn in page.turns:
        yield from _lines(page.text, before, turn.begin)
        if turn.start < turn.end:
            yield turn.begin, Span(turn.start, turn.end)
        before = max(before, turn.end)
    yield from _lines(page.text, before, len(page.text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, Span]]:
    while start < end:
        feed = text.find("\n", start, end)
        after = end if feed < 0 else feed + 1
        line = trimmed(Span(start, after), text)
        if line.length:
            yield start, line
        start = after


@lru_cache(maxsize=16)
def _sentences(words: str) -> tuple[Span, ...]:
    """The sentences of a turn's words: each ends with its stop and what closes behind it, or with the words."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(words):
        end = match.start() if match[0].isspace() else match.end()
        sentence = trimmed(Span(start, end), words)
        if sentence.length:
            found.append(sentence)
        start = match.end()
    rest = trimmed(Span(start, len(words)), words)
    return (*found, rest) if rest.length else tuple(found)
