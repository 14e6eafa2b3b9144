"""Turns of one speaker only: those of all others folded to a line each. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection

from workbench.spans import Span
from workbench.tui.transcript.layout import Fold
from workbench.tui.transcript.page import Page, PageTurn
from workbench.visible import one_line, plural


def turn_at(page: Page, offset: int) -> PageTurn | None:
    """The turn a place is in; its label, and what stands up to the next turn, are in it."""
    number = bisect_right(page.turns, offset, key=lambda turn: turn.begin) - 1
    return page.turns[number] if number >= 0 else None


def speakers(page: Page) -> set[str]:
    """What tells the speakers of a page apart."""
    return {turn.who for turn in page.turns if turn.who is not None}


def folds_of(page: Page, who: str, opened: Collection[int] = ()) -> list[Fold]:
    """What is folded where only one speaker's turns are shown: each turn of others, with the blank lines behind it.

    What is no speech (headings, notes) and what stands between turns stays.

    Args:
        page: The page.
        who: The speaker, as `PageTurn.who`.
        opened: Where turns begin that are shown all the same.
    """
    folds, before = [], 0
    for number, turn in enumerate(page.turns):
        begin, end = max(before, turn.begin), _end(page, number)
        if begin < end:
            before = end
            if turn.who not in (None, who) and begin not in opened:
                folds.append(Fold(Span(begin, end), _line(page, turn)))
    return folds


def _end(page: Page, number: int) -> int:
    """Where the blank lines behind a turn end; where other words stand there, the turn's own line."""
    turn, following = page.turns[number], len(page.text)
    if number + 1 < len(page.turns):
        following = max(turn.end, page.turns[number + 1].begin)
    if not page.text[turn.end : following].strip():
        return following
    feed = page.text.find("\n", turn.end, following) + 1
    return feed if feed and not page.text[turn.end : feed].strip() else turn.end


def _line(page: Page, turn: PageTurn) -> str:
    words = len(page.text[turn.start : turn.end].split())
    return f"{one_line(turn.label) or 'Somebody'} ... ({plural(words, 'word')})"
