"""Brings together what two sides made of one text, line by line, as git does. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_LINE = re.compile(r"[^\n]*\n|[^\n]+")

MARK = 7
"""How many signs git's conflict marks have."""


class Lines(NamedTuple):
    """What became of two texts.

    Attributes:
        text: The text with what both sides changed.
        is_clean: Whether there is no conflict in it.
    """

    text: str
    is_clean: bool


def merged_lines(
    base: str,
    ours: str,
    theirs: str,
    *,
    size: int = MARK,
    names: tuple[str, str] = ("ours", "theirs"),
    is_proved: bool = False,
) -> Lines:
    """What both sides made of a text; where both changed the same lines, both stand there between git's marks.

    Args:
        base: The text that both began from; may be empty.
        ours: Our text.
        theirs: The other.
        size: How many signs a mark has.
        names: What is said behind the marks.
        is_proved: Whether the caller looks at what comes of it: where both changed the same lines alike, and one of
            them more, the more is then taken.
    """
    if ours == theirs or theirs == base:
        return Lines(ours, True)
    if ours == base:
        return Lines(theirs, True)
    was, one, other = (_LINE.findall(text) for text in (base, ours, theirs))
    found: list[str] = []
    is_clean = True
    for before, here, there in _chunks(was, one, other):
        if here == there or there == before:
            found += here
        elif here == before:
            found += there
        elif is_proved and (more := _more(here, there)) is not None:
            found += more
        else:
            is_clean = False
            end = "\r\n" if ours.count("\r\n") * 2 > ours.count("\n") else "\n"
            found += [f"{'<' * size} {names[0]}{end}", *_ended(here, end), f"{'=' * size}{end}"]
            found += [*_ended(there, end), f"{'>' * size} {names[1]}{end}"]
    return Lines("".join(found), is_clean)


def _more(here: list[str], there: list[str]) -> list[str] | None:
    """The longer of two runs of lines, where it is the other with lines put into one place."""
    short, long = sorted((here, there), key=len)
    head = next((at for at, line in enumerate(short) if line != long[at]), len(short))
    rest = len(short) - head
    return long if short and short[head:] == long[len(long) - rest :] else None


def _ended(lines: list[str], end: str) -> list[str]:
    """Lines of which the last is ended as well."""
    return [*lines[:-1], lines[-1] + end] if lines and not lines[-1].endswith(("\n", "\r")) else lines


def _chunks(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """The three texts in parts that belong together: in every other all are alike."""
    at = one = other = 0
    for start, in_ours, in_theirs, length in _alike(base, ours, theirs):
        yield list(base[at:start]), list(ours[one:in_ours]), list(theirs[other:in_theirs])
        same = list(base[start : start + length])
        yield same, same, same
        at, one, other = start + length, in_ours + length, in_theirs + length
    yield list(base[at:]), list(ours[one:]), list(theirs[other:])


def _alike(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where all three are alike: begin in each, and how many lines."""
    one, other = _matches(base, ours), _matches(base, theirs)
    here = there = 0
    while here < len(one) and there < len(other):
        (begin, in_ours, count), (start, in_theirs, length) = one[here], other[there]
        first, end = max(begin, start), min(begin + count, start + length)
        if first < end:
            yield first, in_ours + first - begin, in_theirs + first - start, end - first
        if begin + count < start + length:
            here += 1
        else:
            there += 1


def _matches(base: Sequence[str], side: Sequence[str]) -> list[tuple[int, int, int]]:
    """The runs of lines that stand in both: begin in each, and how many. What begins and ends alike is not searched."""
    shortest = min(len(base), len(side))
    head = next((at for at in range(shortest) if base[at] != side[at]), shortest)
    tail = next((at for at in range(shortest - head) if base[-1 - at] != side[-1 - at]), shortest - head)
    inside = SequenceMatcher(None, base[head : len(base) - tail], side[head : len(side) - tail])
    found = [(head + one, head + other, size) for one, other, size in inside.get_matching_blocks() if size]
    ends = [(0, 0, head)] if head else []
    return [*ends, *found, *([(len(base) - tail, len(side) - tail, tail)] if tail else [])]
