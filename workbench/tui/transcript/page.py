"""What the view shows: a text with its turns, and how codes look. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from workbench.transcripts.speakers import is_speech
from workbench.transcripts.units import begin_of
from workbench.visible import clock

if TYPE_CHECKING:
    from workbench.transcripts.listing import SpokenText

__all__ = ["Look", "Page", "PageTurn", "begin_of", "clock", "page_of"]


class PageTurn(NamedTuple):
    """A turn on a page.

    Attributes:
        begin: Where its printed label begins: the beginning of the label's line.
        start: Where the words spoken begin.
        end: Where they end (exclusive).
        time: Milliseconds from the beginning of the recording, where known.
        interviewer: Whether an interviewer speaks.
        label: The speaker's label as written; empty where there is none.
        who: What tells speakers apart; None where the turn is no speech.
    """

    begin: int
    start: int
    end: int
    time: int | None = None
    interviewer: bool = False
    label: str = ""
    who: str | None = None


@dataclass(frozen=True)
class Page:
    """A transcript to show: its name, its text, and its turns in order. Offsets are code points of the text."""

    name: str
    text: str
    turns: tuple[PageTurn, ...] = ()


class Look(NamedTuple):
    """How a code is shown.

    Attributes:
        mark: One character, one cell wide.
        colour: ``#RRGGBB``.
    """

    mark: str
    colour: str


def page_of(spoken: SpokenText) -> Page:
    """The page of a transcript's text and turns."""
    turns, before, labels = [], 0, {turn.label for turn in spoken.turns}
    for turn in spoken.turns:
        begin = begin_of(spoken.text, turn, before)
        # One person may have several labels.
        who = " ".join(turn.participants) or turn.label or "" if is_speech(turn.label, labels) else None
        turns.append(PageTurn(begin, turn.start, turn.end, turn.time, turn.interviewer, turn.label or "", who))
        before = turn.end
    return Page(spoken.name, spoken.text, tuple(turns))
