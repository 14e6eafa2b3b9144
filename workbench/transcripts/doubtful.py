"""Lines that begin like a speaker's label and were not taken for one: for a person to look at. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from workbench.transcripts.cutting import Turn
from workbench.transcripts.dress import begins_with, known_from, lines_of
from workbench.transcripts.labels import Form, head_of
from workbench.transcripts.likely import labels_within, likely_label
from workbench.transcripts.strangers import is_nobody, names_somebody, small_words

_MOST_NAMED = 5
_LISTED = re.compile(r"\s*(?:[-*•·–—]\s|\d{1,3}[.)])")
"""How the lines of a list begin; there only names are told."""


def doubtful_lines(text: str, turns: Sequence[Turn], known_labels: Collection[str] = ()) -> list[int]:
    """The numbers, from 1, of the lines that begin like a label within somebody's turn: another may speak there.

    In a text without any labels, the lines that begin with somebody's name and a colon.

    Args:
        text: A transcript with LF line ends.
        turns: Its turns, in order.
        known_labels: Labels known from the study: these need no colon.
    """
    spoken = [turn for turn in turns if turn.speaker]
    alone = 2 * sum(text[: turn.start].rstrip().endswith(turn.speaker or "") for turn in spoken) > len(spoken)
    name_form: Form = "alone" if spoken and alone else "colon"
    known = known_from(frozenset(known_labels))
    small: frozenset[str] | None = None
    found: list[int] = []
    for turn in spoken or turns:
        for at, line in _lines(text, turn):
            beginning = begins_with(line, known)
            head = head_of(line, ())
            if beginning is not None and not beginning.may_be_speech and (beginning.sign or spoken):
                found.append(at)
            elif spoken and head is not None and head.form in ("colon", "clock") and not is_nobody(head.label):
                found += [at] if head.firm else []
            elif head is not None and head.firm and head.form == name_form and not is_nobody(head.label):
                small = small_words(text) if small is None else small
                found += [at] if names_somebody(head.label, small) else []
            elif (like := likely_label(line, known)) is None:
                continue
            elif like.holds_person or (spoken and like.may_recur and not _LISTED.match(line)):
                found.append(at)
            elif spoken and like.may_recur:
                small = small_words(text) if small is None else small
                found += [at] if names_somebody(like.label, small) else []
    return _numbers(text, found)


def lines_with_labels(text: str, turns: Sequence[Turn], known_labels: Collection[str] = ()) -> list[int]:
    """The numbers, from 1, of the lines in which a known label with a colon stands in the middle of a turn's words.

    Args:
        text: A transcript with LF line ends.
        turns: Its turns, in order.
        known_labels: Labels known from the study.
    """
    known = known_from(frozenset(known_labels))
    spoken = [turn for turn in turns if turn.speaker] or turns
    return _numbers(text, [at for turn in spoken for at in labels_within(text, turn.start, turn.end, known)])


def nobodys_lines(text: str, turns: Sequence[Turn]) -> list[int]:
    """The numbers, from 1, of the lines below the first label from which on nobody knows whose words these are.

    Args:
        text: A transcript with LF line ends.
        turns: Its turns, in order.
    """
    first = next((turn.start for turn in turns if turn.speaker), len(text))
    return _numbers(text, [turn.start for turn in turns if turn.speaker is None and turn.start > first])


def _numbers(text: str, places: Sequence[int]) -> list[int]:
    numbers: list[int] = []
    number, counted = 1, 0
    for at in sorted(places):
        number, counted = number + text.count("\n", counted, at), at
        numbers.append(number)
    return list(dict.fromkeys(numbers))


def doubts(lines: Sequence[int], nobodys: Sequence[int] = (), within: Sequence[int] = ()) -> list[str]:
    """What the user should be told of those lines, and none of their words.

    Args:
        lines: From `doubtful_lines`.
        nobodys: From `nobodys_lines`.
        within: From `lines_with_labels`; those that begin like a label too are told once.
    """
    told = []
    if lines:
        begins = f"{_listed(lines)} begin" if len(lines) > 1 else f"{_listed(lines)} begins"
        told.append(
            f"{begins} like a speaker's label and may be none: nothing was cut off there. Where somebody else speaks, "
            "name the label in transcripts.csv, column speakers (label=participant, or label=interviewer)"
        )
    if nobodys:
        told.append(
            f"from {_listed(nobodys)} on it is not clear whose words these are (a known label without its colon, what "
            "only reads like a label, or no label after a heading): they are nobody's and are not printed, up to the "
            "next label. Write the label at the head of its line with a colon in the file and import it again, or name "
            "it in transcripts.csv, column speakers"
        )
    if within := [line for line in within if line not in lines]:
        hold = "hold" if len(within) > 1 else "holds"
        told.append(
            f"{_listed(within)} {hold} a known label with a colon in the middle of what somebody says: nothing was cut "
            "off there. Where somebody else speaks, begin a line with the label in the file and import it again"
        )
    return told


def _listed(lines: Sequence[int]) -> str:
    named = [str(line) for line in lines[:_MOST_NAMED]]
    if len(lines) > _MOST_NAMED:
        named.append(f"{len(lines) - _MOST_NAMED} more")
    return f"lines {', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else f"line {named[0]}"


def _lines(text: str, turn: Turn) -> Iterator[tuple[int, str]]:
    """The lines of a turn and where they begin; what stands behind a label is no line of its own."""
    for number, (at, line) in enumerate(lines_of(text[turn.start : turn.end])):
        if number or turn.speaker is None:
            yield turn.start + at, line
