"""What a quotation in a report says, held against what was printed and what the study prints now. Pure.

Only a mark tells what was printed, and it tells it of words one already has: so what stands there is taken apart in the
ways it may have been put together, until one is what the mark tells of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from workbench.report.unbroken import with_blanks

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_OPENING = re.compile(r"[\"'“”„‟«»‹›‘’‚「『]\s?")
_CLOSING = re.compile(r"\s?[\"'“”«»‹›‘’」』]\Z")
_LABEL = re.compile(r"\A[^\n:]{1,80}: ")
_MOST_SPLITS = 12


class Wording(NamedTuple):
    """The words of a quotation taken apart.

    Attributes:
        words: Its words, as `Quotation.words` has them.
        attribution: What stands in the brackets behind them, with ordinary blanks.
        quote_marks: What stands before its first word and behind its last.
    """

    words: str
    attribution: str
    quote_marks: tuple[str, str] = ("", "")


class Hunk(NamedTuple):
    """Words, from where to where (exclusive), for which others stand."""

    start: int
    end: int
    words: str


def wordings(text: str) -> Iterator[Wording]:
    """The ways in which a text can be words with an attribution in brackets behind them, the likeliest first."""
    text = text.rstrip()
    if not text.endswith(")"):
        return
    at, splits = len(text), 0
    while (at := text.rfind(" (", 0, at)) >= 0 and splits < _MOST_SPLITS:
        splits += 1
        words, attribution = text[:at], with_blanks(text[at + 2 : -1])
        yield Wording(words, attribution)
        yield from (Wording(bare, attribution, marks) for bare, marks in _without_marks(words))


def _without_marks(words: str) -> Iterator[tuple[str, tuple[str, str]]]:
    closing = _CLOSING.search(words)
    if closing is None:
        return
    for begins in (0, label.end() if (label := _LABEL.match(words)) else 0):
        opening = _OPENING.match(words, begins)
        if opening is not None and opening.end() <= closing.start():
            bare = words[:begins] + words[opening.end() : closing.start()]
            yield bare, (opening[0], closing[0])


def as_printed(text: str, is_printed: Callable[[str, str], bool]) -> Wording | None:
    """How a text is what was printed; None where it is not.

    Args:
        text: What stands there.
        is_printed: Whether words and attribution are those that were printed.
    """
    return next((one for one in wordings(text) if is_printed(one.words, one.attribution)), None)


def hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """What changes from one text to another, whole words at a time; none touches another.

    Words before an attribution and the attribution itself are compared apart, where both texts have one.
    """
    here, there = _behind_words(old), _behind_words(new)
    if here is None or there is None:
        return tuple(_joined(_compared(old, new, 0), old))
    parts = [*_compared(old[:here], new[:there], 0), *_compared(old[here:], new[there:], here)]
    return tuple(_joined(parts, old))


def _behind_words(text: str) -> int | None:
    at = text.rfind(" (") if text.rstrip().endswith(")") else -1
    return at if at >= 0 else None


def _compared(old: str, new: str, offset: int) -> Iterator[Hunk]:
    if old == new:
        return
    before, behind = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [offset]
    for token in before:
        starts.append(starts[-1] + len(token))
    for what, first, last, begin, end in SequenceMatcher(None, before, behind, autojunk=False).get_opcodes():
        if what != "equal":
            yield Hunk(starts[first], starts[last], "".join(behind[begin:end]))


def _joined(parts: Iterable[Hunk], old: str) -> Iterator[Hunk]:
    """Changes between which only a blank stays are one: so a reader of the changes sees phrases, not single words."""
    waiting: Hunk | None = None
    for hunk in parts:
        if waiting is not None and (hunk.start == waiting.end or _is_short_gap(old[waiting.end : hunk.start])):
            between = old[waiting.end : hunk.start]
            waiting = Hunk(waiting.start, hunk.end, f"{waiting.words}{between}{hunk.words}")
            continue
        if waiting is not None:
            yield waiting
        waiting = hunk
    if waiting is not None:
        yield waiting


def _is_short_gap(between: str) -> bool:
    return between.isspace() and len(between) == 1 and between != "\n"


def beside(base: str, theirs: str, ours: str) -> tuple[Hunk, ...] | None:
    """Our changes, to be made in their text; None where one of them touches what they changed.

    Args:
        base: What both were made from.
        theirs: What the writer made of it.
        ours: What the study prints now.
    """
    their_hunks, our_hunks = hunks(base, theirs), hunks(base, ours)
    for one in our_hunks:
        if any(one.start <= other.end and other.start <= one.end for other in their_hunks):
            return None
    moved = []
    for one in our_hunks:
        by = sum(len(other.words) - (other.end - other.start) for other in their_hunks if other.end < one.start)
        moved.append(Hunk(one.start + by, one.end + by, one.words))
    return tuple(moved)


def applied(text: str, changes: Sequence[Hunk]) -> str:
    """A text with changes made in it."""
    for one in sorted(changes, reverse=True):
        text = text[: one.start] + one.words + text[one.end :]
    return text
