"""Lines that begin like a speaker's label and were not taken for one: for a person to look at. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.transcripts.labels import Form, head_of
from workbench.transcripts.strangers import is_nobody, names_somebody, small_words
from workbench.transcripts.turns import Turn

_MOST_NAMED = 5


def doubtful_lines(text: str, turns: Sequence[Turn]) -> list[int]:
    """The numbers, from 1, of the lines that begin like a label within somebody's turn: another may speak there.

    In a text without any labels, the lines that begin with somebody's name and a colon.

    Args:
        text: A transcript with LF line ends.
        turns: Its turns, in order.
    """
    labelled = [turn for turn in turns if turn.speaker]
    alone = 2 * sum(text[: turn.start].rstrip().endswith(turn.speaker or "") for turn in labelled) > len(labelled)
    name_form: Form = "alone" if labelled and alone else "colon"
    small: frozenset[str] | None = None
    found: list[int] = []
    for turn in labelled or turns:
        for at, line in _lines(text, turn):
            head = head_of(line, ())
            if head is None or not head.firm or is_nobody(head.label):
                continue
            if labelled and head.form in ("colon", "clock"):
                found.append(at)
            elif head.form == name_form:
                small = small_words(text) if small is None else small
                found += [at] if names_somebody(head.label, small) else []
    return [text.count("\n", 0, at) + 1 for at in found]


def doubts(lines: Sequence[int]) -> list[str]:
    """What the user should be told of those lines, and none of their words."""
    if not lines:
        return []
    named = [str(line) for line in lines[:_MOST_NAMED]]
    if len(lines) > _MOST_NAMED:
        named.append(f"{len(lines) - _MOST_NAMED} more")
    listed = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    begins = f"lines {listed} begin" if len(lines) > 1 else f"line {listed} begins"
    return [
        f"{begins} like a speaker's label and may be none: nothing was cut off there. Where somebody else speaks, "
        "name the label in transcripts.csv, column speakers (label=participant, or label=interviewer)"
    ]


def _lines(text: str, turn: Turn) -> Iterator[tuple[int, str]]:
    """The lines of a turn and where they begin; what stands behind a label is no line of its own."""
    at = turn.start
    for number, line in enumerate(text[turn.start : turn.end].split("\n")):
        if number or turn.speaker is None:
            yield at, line
        at += len(line) + 1
