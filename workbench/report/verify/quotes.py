"""Quotation marks: where one opens, and which of those behind it closes it. Pure.

A single closing mark is also an apostrophe, a straight one opens and closes, and marks within marks are often the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from workbench.words import UNSPACED

_CLOSERS = {
    "“": "”“\"", "”": "”\"", "„": "“”\"", "‟": "”\"", "«": "»", "»": "«", "\"": "\"”",
    "‘": "’'", "’": "’'", "‚": "‘’'", "'": "'’", "‹": "›", "「": "」", "『": "』", "`": "'’",
}  # fmt: skip
_SINGLE = frozenset("‘’‚'`")
_BEFORE = frozenset(' \t\n\u00a0\u202f([{—–-/:;,.…“‘"')
_STRONG_BEFORE = frozenset(".,?!…;:–—)]")
_STRONG_BEHIND = frozenset(".,;:)]!?\n")
_OPENER = re.compile("[“„‟«»\"‘‚'’‹「『`]")

_CUT_SHORT = re.compile(r"(?:cause|em|til|tis|twas|s|\d)\b")
"""Words that begin with an apostrophe."""
_SIGN = re.compile("[“”„‟«»\"‘’‚'‹›「」『』`]")
LONGEST = 30_000
"""So many characters a quotation may be long."""


_UNSPACED = re.compile(f"[{UNSPACED}]{{1,2}}")


def how_many_words(text: str) -> int:
    """How many words a text has; of scripts that set no blanks between words two signs are taken for one."""
    return len(_UNSPACED.sub(" x ", text).split())


class Quote(NamedTuple):
    """An opening mark: its place, and itself."""

    place: int
    sign: str


def openers(text: str, start: int = 0) -> Iterator[Quote]:
    """The opening marks from a place on; what may be an apostrophe only where nothing else is likely."""
    for found in _OPENER.finditer(text, start):
        if _opens(text, found.start()):
            yield Quote(found.start(), found[0])


def _opens(text: str, at: int) -> bool:
    sign = text[at]
    before = text[at - 1] if at else "\n"
    behind = text[at + 1] if at + 1 < len(text) else " "
    if sign in "’”":
        # The wrong way round at the beginning of a line: Word does that behind a dash or a blank.
        return sign == "’" and _begins_line(text, at) and not _CUT_SHORT.match(text, at + 1)
    if sign == "»":
        return before in _BEFORE and not behind.isspace()
    if sign in "\"'`‘":
        return (before in _BEFORE or before == "\n") and (not behind.isspace() or _begins_line(text, at))
    return True


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing but blanks stands before a place in its line."""
    while at and text[at - 1] != "\n" and text[at - 1].isspace():
        at -= 1
    return not at or text[at - 1] == "\n"


def closing(text: str, mark: Quote, is_attributed: Callable[[int], bool]) -> int | None:
    """Where the mark stands that closes a quotation; None where none does.

    Args:
        text: The text.
        mark: The opening mark.
        is_attributed: Whether an attribution stands behind a place: there ends what is quoted, however many marks
            within it are open.
    """
    closers = _CLOSERS[mark.sign]
    is_single = mark.sign in _SINGLE
    end = mark.place + LONGEST
    if all(text.find(sign, mark.place + 1, end) < 0 for sign in closers):
        return None
    depth = 1
    weak: int | None = None
    for found in _SIGN.finditer(text, mark.place + 1, end):
        at, sign = found.start(), found[0]
        if sign in closers and _may_close(text, at, is_single=is_single):
            if is_attributed(at + 1):
                return at
            if depth > 1:
                depth -= 1
            elif not is_single or _is_strong(text, at):
                return at
            else:
                weak = at if weak is None else weak
        elif sign == mark.sign and sign not in closers and _opens(text, at):
            depth += 1
        elif weak is not None and sign == mark.sign and _opens(text, at) and not _CUT_SHORT.match(text, at + 1):
            return weak  # another one begins, so that what may have been an apostrophe was none
    return weak


def quoted_in(text: str) -> Iterator[str]:
    """What stands in quotation marks in a text."""
    for mark in openers(text):
        if (end := closing(text, mark, lambda _: False)) is not None:
            yield text[mark.place + 1 : end]


def _may_close(text: str, at: int, *, is_single: bool) -> bool:
    before, behind = text[at - 1], text[at + 1] if at + 1 < len(text) else "\n"
    if is_single:
        return not behind.isalpha() and not (before.isspace() and not behind.isspace())
    return not (before.isspace() and behind.isalnum())


def _is_strong(text: str, at: int) -> bool:
    """Whether it is more likely a closing mark than an apostrophe."""
    behind = text[at + 1] if at + 1 < len(text) else "\n"
    is_possessive = text[at - 1] in "sS" and behind == " " and text[at + 2 : at + 3].islower()
    return text[at - 1] in _STRONG_BEFORE or behind in _STRONG_BEHIND or not is_possessive
