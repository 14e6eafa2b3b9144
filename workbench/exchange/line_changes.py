"""What of a text's lines is replaced in another text: small where two long texts have most of their lines in common.

Pure. A line ends with LF, which belongs to it; whatever stands before that, a CR too, is part of the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeAlias

Replaced: TypeAlias = tuple[int, int, list[str]]
"""The lines from the first number on and before the second, counted from 0; and those that stand in their place."""

_MOST_COMPARED = 400
"""Comparing takes the square of this; what more lines than that lie between is replaced as one."""


def difference(old: str, new: str) -> list[Replaced]:
    """What has to be replaced in a text so that it is another, from its beginning to its end."""
    before, after = _lines(old), _lines(new)
    head = _in_common(before, after)
    tail = _in_common(before[head:][::-1], after[head:][::-1])
    there, here = before[head : len(before) - tail], after[head : len(after) - tail]
    if max(len(there), len(here)) > _MOST_COMPARED:
        return [(head, head + len(there), here)]
    steps = SequenceMatcher(None, there, here, autojunk=False).get_opcodes()
    return [(head + i, head + j, here[k:m]) for what, i, j, k, m in steps if what != "equal"]


def applied(old: str, changes: Iterable[Replaced]) -> str:
    """A text with lines of it replaced.

    Raises:
        ValueError: It has not these lines, or they are not named from its beginning to its end, each once.
    """
    before, after, done = _lines(old), list[str](), 0
    for first, last, new in changes:
        if not done <= first <= last <= len(before):
            raise ValueError("lines that the text does not have, or not in this order")
        after += before[done:first] + new
        done = last
    return "".join(after + before[done:])


def replaced_of(value: Any) -> list[Replaced] | None:
    """What is to be replaced, from a value of JSON; None where it cannot be that."""
    if not isinstance(value, list) or not all(isinstance(one, list) and len(one) == 3 for one in value):
        return None
    for first, last, new in value:
        if type(first) is not int or type(last) is not int or not isinstance(new, list):
            return None
        if not all(isinstance(line, str) for line in new):
            return None
    return [(first, last, new) for first, last, new in value]


def _lines(text: str) -> list[str]:
    *ended, rest = text.split("\n")
    return [f"{line}\n" for line in ended] + ([rest] if rest else [])


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts begin with in common."""
    same = 0
    for this, that in zip(one, other, strict=False):
        if this != that:
            break
        same += 1
    return same
