"""What can be wrong with a codebook's file: one fault, its place, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.typed_ids import nearest

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a codebook's file that is wrong, or that its authors may not have meant.

    Args:
        file: The file's name, as shown to people.
        line: Counted from 1.
        column: Counted from 1, in characters.
        severity: "error" or "warning".
        problem: What is wrong, without a final stop.
        hint: What to do, a sentence.
        stops: Whether the codebook cannot be used before this is mended.
        undecided: Whether it is what a merge left to be decided.
        command: What else is to do at a command line, a sentence.
    """

    file: str
    line: int
    column: int
    severity: Severity
    problem: str
    hint: str = ""
    stops: bool = False
    undecided: bool = False
    command: str = ""

    @property
    def message(self) -> str:
        """Where and what, as one line."""
        return f"{self.file}, line {self.line}, column {self.column}: {self.problem}."


def instead(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: the nearest known word, or ``otherwise``."""
    found = nearest(word, known)
    return otherwise if found is None or found == word else f'Did you mean "{found}"?'
