"""The sentences and turns of a transcript, on which codes go: units of meaning. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from workbench.spans import Span, trimmed

if TYPE_CHECKING:
    from workbench.transcripts.listing import SpokenText, SpokenTurn

_SENTENCE_END = re.compile(
    # A set of signs first: then the signs are looked for, and not at every letter what might begin there.
    r"[.?!…。！？\n](?:(?<=[.?!…])[.?!…]*[\"'”’»)\]}]*(?=\s|$)|(?<=[。！？])[。！？]*[」』”’）]*|(?<=\n)\s*\n)"
)


class TurnAt(Protocol):
    """Where a turn stands: its printed label, and the words spoken, from ``start`` up to ``end``."""

    @property
    def begin(self) -> int:
        """Where its printed label begins."""

    @property
    def start(self) -> int:
        """Where its words begin."""

    @property
    def end(self) -> int:
        """Where they end (exclusive)."""


class _TurnAt(NamedTuple):
    begin: int
    start: int
    end: int


class MeaningUnits:
    """The sentences and turns of a text.

    Text outside turns (headings, notes, a text without turns) counts by its lines, each as a turn.

    Args:
        text: The text.
        turns: Its turns, in order.

    Attributes:
        text: The text.
        turns: The words of each turn or line, in order; none is empty.
    """

    def __init__(self, text: str, turns: Iterable[TurnAt]) -> None:
        self.text = text
        self.turns: list[Span] = []
        self._heads: list[int] = []
        for head, turn in _turns(text, turns):
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
        found = sentences(turn.of(self.text))
        if not found:
            return turn
        number = max(0, bisect_right(found, Span(offset - turn.start, len(self.text))) - 1)
        return Span(turn.start + found[number].start, turn.start + found[number].end)


def units_of(spoken: SpokenText) -> MeaningUnits:
    """The sentences and turns of a transcript."""
    turns, before = [], 0
    for turn in spoken.turns:
        turns.append(_TurnAt(begin_of(spoken.text, turn, before), turn.start, turn.end))
        before = turn.end
    return MeaningUnits(spoken.text, turns)


def begin_of(text: str, turn: SpokenTurn, before: int) -> int:
    """Where the line with a turn's label begins; the turn before ends at ``before``."""
    label = text.rfind(turn.label, before, turn.start) if turn.label else -1
    line = text.rfind("\n", before, turn.start if label < 0 else label) + 1
    return line or before


@lru_cache(maxsize=16)
def sentences(words: str) -> tuple[Span, ...]:
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


def _turns(text: str, turns: Iterable[TurnAt]) -> Iterator[tuple[int, Span]]:
    """Where each turn or line begins, and its words."""
    before = 0
    for turn in turns:
        yield from _lines(text, before, turn.begin)
        if turn.start < turn.end:
            yield turn.begin, Span(turn.start, turn.end)
        before = max(before, turn.end)
    yield from _lines(text, before, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, Span]]:
    while start < end:
        feed = text.find("\n", start, end)
        after = end if feed < 0 else feed + 1
        line = trimmed(Span(start, after), text)
        if line.length:
            yield start, line
        start = after
