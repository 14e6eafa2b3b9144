"""The six phases, with dated entries of what was done in each. One goes back and forth: no phase is a lock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from workbench.memos.kinds import PHASE, PHASES, phase_names
from workbench.memos.listing import MemoFound, memos
from workbench.memos.sifting import Sifting
from workbench.memos.writing import add
from workbench.study import Study


@dataclass(frozen=True)
class Phase:
    """One of the six phases.

    Attributes:
        number: 1 to 6.
        name: As a study of this mode calls it.
        entries: What was done in it, by anybody, the latest day first.
    """

    number: int
    name: str
    entries: tuple[MemoFound, ...] = ()

    @property
    def latest(self) -> MemoFound | None:
        """The entry of the latest day; None where there is none."""
        return self.entries[0] if self.entries else None


def phases(study: Study) -> tuple[Phase, ...]:
    """The six phases with their entries, the first phase first."""
    entries = memos(study, Sifting(kind=PHASE), newest=True)
    names = phase_names(study.settings.mode)
    return tuple(
        Phase(number, name, tuple(one for one in entries if one.phase == number))
        for number, name in zip(PHASES, names, strict=True)
    )


def add_entry(study: Study, phase: int, text: str, *, date: dt.date | None = None) -> UUID:
    """Note what was done in a phase.

    Args:
        study: The study; its coder writes.
        phase: 1 to 6.
        text: Markdown.
        date: The day; else today.

    Returns:
        The entry: a memo of kind phase, which `edit` and `remove` take as any other.

    Raises:
        BadInput: The text is empty, or there is no such phase.
    """
    return add(study, text, kind=PHASE, phase=phase, date=date)
