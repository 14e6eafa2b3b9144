"""Which codes two coders take for each other: A's codes by B's codes, by the units they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.agreement.comparison import Cutting, codes_compared, frame_for
from workbench.agreement.continuum import Pieces
from workbench.agreement.frame import Unit
from workbench.agreement.gathering import gathered
from workbench.agreement.pairing import AT_ONCE, overlap
from workbench.codebook.books import Codebooks
from workbench.errors import BadInput
from workbench.progress import Tell, silent
from workbench.study import Study

_SHADES = " ░▒▓█"


class Pair(NamedTuple):
    """What one coder took for one code and the other for another.

    Attributes:
        code_a: A's code.
        code_b: B's code.
        units: How many units have A's code by A and not by B, and B's code by B and not by A.
        shared: How many have A's code by A and B's code by B, whatever else they have.
    """

    code_a: str
    code_b: str
    units: int
    shared: int


@dataclass(frozen=True)
class Confusion:
    """A's codes by B's codes.

    Attributes:
        coders: A and B, by name.
        unit: What is counted.
        units: How many there are.
        include_interviewer: Whether what interviewers said belongs to it.
        transcripts: The names of the transcripts.
        codes: The ids of the codes that either used there, in the order of the codebooks.
        names: Their names.
        shared: How many units have the row's code by A and the column's code by B; shape ``(codes, codes)``.
        instead: How many of them have the row's code not by B and the column's not by A; none on the diagonal.
        of_a: How many units A put each code on.
        of_b: How many B did.
        books: The codebooks.
    """

    coders: tuple[str, str]
    unit: Unit
    units: int
    include_interviewer: bool
    transcripts: tuple[str, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]
    shared: NDArray[np.int64]
    instead: NDArray[np.int64]
    of_a: NDArray[np.int64]
    of_b: NDArray[np.int64]
    books: Codebooks

    def cell(self, row: int, column: int) -> int:
        """What a map shows: of one code the units both gave it, of two those they took one for the other."""
        return int(self.shared[row, row] if row == column else self.instead[row, column])

    def jaccard(self, row: int, column: int) -> float | None:
        """The share of units with A's code or B's code that have both; None where there is none with either."""
        shared = int(self.shared[row, column])
        either = int(self.of_a[row]) + int(self.of_b[column]) - shared
        return shared / either if either else None

    def shown(self, row: int, column: int) -> str:
        """A cell of the map: a shade and a count; a point where there is nothing."""
        here = self.cell(row, column)
        return f"{self.shade(row, column)}{here:,}" if here else "·"

    def shade(self, row: int, column: int) -> str:
        """A sign that is the darker, the more there is in a cell beside the fullest one of its kind."""
        kind = np.diagonal(self.shared) if row == column else self.instead
        most, here = int(kind.max(initial=0)), self.cell(row, column)
        return _SHADES[-(-here * (len(_SHADES) - 1) // most)] if most else _SHADES[0]

    @property
    def pairs(self) -> list[Pair]:
        """The codes that were taken for each other, most units first."""
        rows, columns = np.nonzero(self.instead)
        found = [
            Pair(self.codes[row], self.codes[column], int(self.instead[row, column]), int(self.shared[row, column]))
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        ]
        return sorted(found, key=lambda one: -one.units)


def confusion(
    study: Study,
    coders: Sequence[str],
    *,
    sample: str | bool | None = None,
    unit: Unit = "turn",
    include_interviewer: bool = False,
    tell: Tell = silent,
) -> Confusion:
    """Which codes two coders take for each other, on what `comparison.compare` compares them on.

    Args:
        study: The study; its coder is who looks.
        coders: Two names.
        sample: As for `gathering.gathered`.
        unit: What is counted.
        include_interviewer: Whether what interviewers said belongs to it too.
        tell: Told how far it is.

    Raises:
        BadInput: Not just two coders are named, or one twice.
        NotFound: Somebody of those has not worked in the study, or no transcript was coded by both.
        Refused: The sample is open.
    """
    if len(coders) != 2:
        raise BadInput("Codes are taken for each other by two coders.", "Name two.")
    tell(0, 2, "what they coded")
    found = gathered(study, coders, sample=sample)
    frame = frame_for(found, unit, language=study.settings.language, include_interviewer=include_interviewer)
    compared = codes_compared(found.books, found.codings)
    names = list(compared)
    tell(1, 2, "codes by codes")
    shared, instead, totals = _counted(Cutting(found, frame).cut(frame.continuum, names).pieces)
    used = np.flatnonzero(totals.any(0))
    grid = np.ix_(used, used)
    first, second = found.people.values()
    return Confusion(
        (first, second),
        unit,
        frame.continuum.length,
        include_interviewer,
        frame.transcripts,
        tuple(names[number] for number in used),
        tuple(compared[names[number]] for number in used),
        shared[grid],
        instead[grid],
        totals[0, used],
        totals[1, used],
        found.books,
    )


def _counted(pieces: Pieces) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Of each code by each the units shared, and those with the one by A alone and the other by B alone; and totals."""
    a, b = pieces.coded
    found = overlap(a, b, pieces.lengths)
    instead = np.zeros_like(found.shared)
    for start in range(0, len(pieces.lengths), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        one, other = a[:, part], b[:, part]
        instead += overlap(one & ~other, other & ~one, pieces.lengths[part]).shared
    return found.shared, instead, np.stack([found.of_a, found.of_b])
