"""What participants say that is in no coding yet. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from workbench.spans import Span
from workbench.transcripts.listing import SpokenText, SpokenTurn
from workbench.transcripts.speakers import is_speech

_BEHIND = re.compile(r"""(?:[\s.,;:!?…)\]}”»]|["'’](?![^\W_]))*""")
"""What ends a sentence or what was quoted: behind a coding, nobody would begin another one with it."""


def labels_that_count(behind: Mapping[str | None, tuple[Collection[str], bool]]) -> set[str | None]:
    """The labels whose turns are to be coded, and counted as said.

    They are the participants'; where no speaker is known as one, all that stand before somebody's words but the
    interviewers'.

    Args:
        behind: The labels of a transcript's turns: the participants who speak under each, and whether an interviewer
            does.
    """
    asked_for = {label: people for label, (people, interviewer) in behind.items() if not interviewer}
    theirs = {label for label, people in asked_for.items() if people}
    return theirs or {label for label in asked_for if is_speech(label, asked_for)}


def counting(turns: Iterable[SpokenTurn]) -> list[SpokenTurn]:
    """The turns that are to be coded, in order."""
    every = list(turns)
    labels = labels_that_count({turn.label: (turn.participants, turn.interviewer) for turn in every})
    return [turn for turn in every if turn.label in labels]


def is_interviewers(spoken: SpokenText, span: Span) -> bool:
    """Whether all that is said in a passage is said by interviewers."""
    turns = list(spoken.turns_in(*span))
    return bool(turns) and all(turn.interviewer for turn in turns)


def uncoded(spoken: SpokenText, coded: Iterable[tuple[int, int]]) -> list[Span]:
    """The longest stretches of the turns that count without a coding, in order.

    White space at both ends, and signs at the beginning, which a coding left behind it, are no part of them.

    Args:
        spoken: The transcript.
        coded: Where codings stand, in any order.
    """
    taken = list(_joined(coded))
    found, number = [], 0
    for turn in counting(spoken.turns):
        start = turn.start
        while number < len(taken) and taken[number][1] <= start:
            number += 1
        at = number
        while at < len(taken) and taken[at][0] < turn.end:
            found.append(_words(spoken.text, start, taken[at][0]))
            start = max(start, taken[at][1])
            at += 1
        found.append(_words(spoken.text, start, turn.end))
    return [span for span in found if span.length]


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Like `workbench.spans.union`, in plain numbers: there may be tens of thousands, at a key."""
    begin = end = -1
    for start, stop in sorted(spans):
        if start <= end:
            end = max(end, stop)
        else:
            if begin < end:
                yield begin, end
            begin, end = start, stop
    if begin < end:
        yield begin, end


def _words(text: str, start: int, end: int) -> Span:
    """From the first sign that may begin words to the last that is no white space; empty without letter or digit."""
    while end > start and text[end - 1].isspace():
        end -= 1
    behind = _BEHIND.match(text, start, end)
    start = behind.end() if behind is not None else start
    return Span(start, end) if any(map(str.isalnum, text[start:end])) else Span(end, end)
