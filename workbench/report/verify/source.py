"""A transcript as quotations are looked for in it: the letters of what was said, and who says them. Pure."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from workbench.report.facts import TranscriptRow, TurnRow
from workbench.report.quotation import turns_in
from workbench.report.verify.claims import Speaker, speaker_of
from workbench.report.verify.fillers import USUAL, Fillers, notes_in
from workbench.report.verify.letters import Letters, letters_of
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
        turns = row.turns if span is None else tuple(turns_in(whole, row.turns)) or row.turns[:1]
        self._turns = turns or (TurnRow(0, len(row.text)),)
        found = letters_of(row.text[whole.start : whole.end])
        if whole.start:
            found = Letters(found.codes, found.places + whole.start, found.begins)
        self._starts = np.array([turn.start for turn in self._turns], np.int64)
        ends = np.array([turn.end for turn in self._turns], np.int64)
        its_turns = np.searchsorted(self._starts, found.places, "right") - 1
        out = (its_turns < 0) | (found.places >= ends[its_turns])
        if tidy:
            silent = np.array([turn.interviewer for turn in self._turns], np.bool_)
            out |= silent[its_turns] | _taken_out(
                row.text, whole, fillers.found_in if tidy is Tidy.FILLERS else notes_in, found
            )
        self.letters = _marking_begins(found, out) if out.any() else found
        self.turn_numbers = its_turns[~out]
        """Of each letter the number of its turn."""

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
        first, last = self.turn_numbers[start], self.turn_numbers[end - 1]
        if first == last:
            return [int(first)]
        return [int(one) for one in np.unique(self.turn_numbers[start:end])]


def _marking_begins(letters: Letters, out: NDArray[np.bool_]) -> Letters:
    """Without some letters; what then follows on begins a word."""
    begins = letters.begins.copy()
    begins[1:] |= out[:-1]
    return Letters(letters.codes, letters.places, begins).without(out)


def _taken_out(
    text: str, span: Span, found: Callable[[str], list[tuple[int, int]]], letters: Letters
) -> NDArray[np.bool_]:
    out = np.zeros(len(letters.places), np.bool_)
    for start, end in found(text[span.start : span.end]):
        first, last = np.searchsorted(letters.places, (span.start + start, span.start + end))
        out[first:last] = True
    return out
