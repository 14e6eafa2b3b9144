"""Where the pieces of a quotation stand in a row of letters, one after the other. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.report.verify.letters import Letters
from workbench.report.verify.wording import Gap, Wording

Placed = tuple[tuple[int, int], ...]
"""Of each piece its span in the letters."""

_MOST_TRIES = 400
"""Short words stand at many places: so many combinations of theirs are tried."""


def placed_at(there: Letters, wanted: Wording, at: int) -> Placed | None:
    """The pieces' places, where the longest piece begins at a letter; None where they do not stand round it.

    Gaps are as short as they can be.

    Args:
        there: The letters of a text.
        wanted: The quotation.
        at: The number of the letter.
    """
    longest = wanted.longest
    piece = wanted.pieces[longest].letters
    end = at + len(piece)
    if not there.text.startswith(piece, at) or not there.is_whole(at, end):
        return None
    tries = _Tries(there)
    behind = tries.behind([one.letters for one in wanted.pieces[longest + 1 :]], wanted.gaps[longest + 1 : -1], end)
    if behind is None:
        return None
    before = tries.before([one.letters for one in wanted.pieces[:longest]], wanted.gaps[1 : longest + 1], at)
    return None if before is None else (*before, (at, end), *behind)


def anywhere(there: Letters, wanted: Wording) -> Iterator[Placed]:
    """All places in a short text at which the quotation stands, by the places of its longest piece."""
    piece = wanted.pieces[wanted.longest].letters
    at = there.text.find(piece)
    while at >= 0:
        if (found := placed_at(there, wanted, at)) is not None:
            yield found
        at = there.text.find(piece, at + 1)


class _Tries:
    """Looks for pieces on either side of a place; gives up after many tries."""

    def __init__(self, there: Letters) -> None:
        self._there = there
        self._left = _MOST_TRIES

    def behind(self, pieces: Sequence[str], gaps: Sequence[Gap], end: int) -> Placed | None:
        """The places of pieces that follow one another behind a letter."""
        if not pieces:
            return ()
        piece, gap = pieces[0], gaps[0]
        stop = len(self._there.text) if gap.longest is None else end + gap.longest + len(piece)
        at = self._there.text.find(piece, end, stop)
        while at >= 0 and self._left > 0:
            self._left -= 1
            its_end = at + len(piece)
            if self._there.is_whole(at, its_end):
                rest = self.behind(pieces[1:], gaps[1:], its_end)
                if rest is not None:
                    return ((at, its_end), *rest)
            at = self._there.text.find(piece, at + 1, stop)
        return None

    def before(self, pieces: Sequence[str], gaps: Sequence[Gap], start: int) -> Placed | None:
        """The places of pieces that stand one after the other in front of a letter."""
        if not pieces:
            return ()
        piece, gap = pieces[-1], gaps[-1]
        first = 0 if gap.longest is None else max(0, start - gap.longest - len(piece))
        at = self._there.text.rfind(piece, first, start)
        while at >= 0 and self._left > 0:
            self._left -= 1
            its_end = at + len(piece)
            if self._there.is_whole(at, its_end):
                rest = self.before(pieces[:-1], gaps[:-1], at)
                if rest is not None:
                    return (*rest, (at, its_end))
            at = self._there.text.rfind(piece, first, its_end - 1)
        return None
