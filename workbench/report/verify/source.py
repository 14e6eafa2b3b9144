"""A transcript as quotations are looked for in it: the letters of what was said, and who says them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from workbench.report.facts import TranscriptRow, TurnRow
from workbench.report.quotation import turns_in
from workbench.report.verify.claims import Speaker, speaker_of
from workbench.report.verify.fillers import USUAL, Fillers, notes_in
from workbench.report.verify.letters import Letters, Numbers, follow_no_other, letters_of
from workbench.spans import Span


class Tidy(IntEnum):
    """What of a transcript is left out of the letters, besides labels and times."""

    NOTHING = 0
    """All that is said stands there."""
    NOTES = 1
    """Without what the interviewer says and what the transcriber notes: `(laughs)`, `[00:12:03]`."""
    FILLERS = 2
    """Without fillers and repeated words, too."""


class Source:
    """One transcript, prepared.

    Args:
        row: The transcript with its turns.
        span: The part of its text that is looked at.
        tidy: What is left out.
        fillers: What are fillers.
    """

    def __init__(
        self, row: TranscriptRow, span: Span | None = None, tidy: Tidy = Tidy.NOTHING, fillers: Fillers = USUAL
    ) -> None:
        self.row = row
        whole = span or Span(0, len(row.text))
        turns = row.all_turns
        self._turns = turns if span is None else tuple(turns_in(whole, turns)) or turns[:1]
        found = letters_of(row.text[whole.start : whole.end])
        if whole.start:
            found = Letters(found.codes, found.places + whole.start, found.begins)
        kept, self._ends = _in_turns(found.places, self._turns, without_interviewer=bool(tidy))
        if tidy:
            out = _taken_out(row.text, whole, fillers.found_in if tidy is Tidy.FILLERS else notes_in, found)
            stay = np.flatnonzero(~out.take(kept))
            kept, self._ends = kept.take(stay), stay.searchsorted(self._ends)
        self.letters = found if len(kept) == len(found.places) else _only(found, kept)

    def turn(self, number: int) -> TurnRow:
        """A turn by its number."""
        return self._turns[number]

    def voice(self, number: int) -> Speaker:
        """Who speaks in a turn."""
        return speaker_of(self.row, self._turns[number])

    def span_of(self, start: int, end: int) -> Span:
        """The span of the text that a stretch of letters covers; it is not empty."""
        return Span(int(self.letters.places[start]), int(self.letters.places[end - 1]) + 1)

    def turns_between(self, start: int, end: int) -> list[int]:
        """The numbers of the turns in which a stretch of letters stands."""
        ends = self._ends
        first, last = (int(ends.searchsorted(letter, "right")) for letter in (start, end - 1))
        return [first, *(turn for turn in range(first + 1, last + 1) if ends[turn] > ends[turn - 1])]


def _in_turns(places: Numbers, turns: Sequence[TurnRow], *, without_interviewer: bool) -> tuple[Numbers, Numbers]:
    """The letters that stand in turns, by number, and of each turn where in this row its letters end."""
    first = places.searchsorted([turn.start for turn in turns])
    last = places.searchsorted([turn.end for turn in turns])
    last[:-1] = np.minimum(last[:-1], first[1:])
    many = np.maximum(last - first, 0)
    if without_interviewer:
        many[[turn.interviewer for turn in turns]] = 0
    ends = many.cumsum()
    kept = np.repeat(first - ends + many, many)
    kept += np.arange(len(kept))
    return kept, ends


def _only(letters: Letters, kept: Numbers) -> Letters:
    """Some letters only, by number; what follows on something left out begins a word."""
    found = letters.only(kept)
    return Letters(found.codes, found.places, found.begins | follow_no_other(kept))


def _taken_out(
    text: str, span: Span, found: Callable[[str], list[tuple[int, int]]], letters: Letters
) -> NDArray[np.bool_]:
    out = np.zeros(len(letters.places), np.bool_)
    spans = np.array(found(text[span.start : span.end]), np.int64).reshape(-1, 2)
    for first, last in letters.places.searchsorted(spans + span.start).tolist():
        out[first:last] = True
    return out
