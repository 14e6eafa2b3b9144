"""What coders are compared on: which words of which transcripts, cut into units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from workbench.agreement.continuum import Continuum, Stretch, Whole
from workbench.language import cutting
from workbench.spans import Span
from workbench.transcripts.listing import SpokenText, SpokenTurn
from workbench.transcripts.speakers import is_speech

Unit = Literal["turn", "sentence", "token", "character"]
UNITS: tuple[Unit, ...] = get_args(Unit)

FEW_TRANSCRIPTS = 5
"""Of fewer transcripts with units than these intervals come from drawing turns: so few can hardly be drawn from."""


@dataclass(frozen=True)
class Frame:
    """The words that coders are compared on.

    Attributes:
        transcripts: The names of the transcripts, in order; several may share no unit.
        unit: What is counted.
        turns: How many turns are in it.
        clusters: What is drawn for intervals: transcripts, or turns where there are few.
        continuum: The units, laid end to end.
        characters: The characters of the same turns, in the same clusters.
    """

    transcripts: tuple[str, ...]
    unit: Unit
    turns: int
    clusters: Literal["transcript", "turn"]
    continuum: Continuum
    characters: Continuum


def frame_of(
    texts: Sequence[SpokenText], unit: Unit, *, language: str, wanted: Callable[[SpokenText, SpokenTurn], bool]
) -> Frame:
    """The frame of some transcripts.

    Args:
        texts: The transcripts, in the order in which they are laid end to end.
        unit: What is counted.
        language: The language of the texts, by whose rules tokens and sentences are cut.
        wanted: Whether a turn of a text belongs to the frame.
    """
    pieces = [_pieces(text, unit, language, wanted) for text in texts]
    by_turn = sum(len(found) > 0 for found, _, _ in pieces) < FEW_TRANSCRIPTS
    of_units, of_turns = [], []
    turns = 0
    for number, (found, units, turn_of) in enumerate(pieces):
        clusters = turns + np.arange(len(found)) if by_turn else np.full(len(found), number)
        turns += len(found)
        of_turns.append(Stretch(found, clusters))
        of_units.append(Stretch(units, clusters[turn_of]))
    characters = Continuum(of_turns, by_character=True)
    continuum = characters if unit == "character" else Continuum(of_units, by_character=False)
    names = tuple(text.name for text in texts)
    return Frame(names, unit, turns, "turn" if by_turn else "transcript", continuum, characters)


def _pieces(
    text: SpokenText, unit: Unit, language: str, wanted: Callable[[SpokenText, SpokenTurn], bool]
) -> tuple[Whole, Whole, Whole]:
    """The turns of a text that belong to the frame, their units, both as starts and ends, and the turn of each unit."""
    turns: list[tuple[int, int]] = []
    units: list[Span] = []
    of: list[int] = []
    for turn in spoken(text):
        if wanted(text, turn) and (found := _units(text.text, turn, unit, language)):
            of += [len(turns)] * len(found)
            turns.append((turn.start, turn.end))
            units += found
    whole, cut = (np.array(some, dtype=np.int64).reshape(-1, 2) for some in (turns, units))
    return whole, cut, np.array(of, dtype=np.int64)


def spoken(text: SpokenText) -> Iterator[SpokenTurn]:
    """The turns that are somebody's words, without headings and notes, and without those that hold nothing."""
    labels = {turn.label for turn in text.turns}
    speech = {label for label in labels if is_speech(label, labels)}
    return (turn for turn in text.turns if turn.label in speech and text.text[turn.start : turn.end].strip())


def _units(text: str, turn: SpokenTurn, unit: Unit, language: str) -> list[Span]:
    """A turn's units; where they are characters, it is cut later, and none is written down."""
    if unit in ("turn", "character"):
        return [Span(turn.start, turn.end)]
    cut = cutting.sentences if unit == "sentence" else cutting.tokens
    return [Span(turn.start + part.start, turn.start + part.end) for part in cut(text[turn.start : turn.end], language)]
