"""A text as it is looked through: without the differences that are to be forgiven, each place known in it. Pure.

Folding changes lengths: ``ß`` is two letters without its capital, an accent written as a sign of its own goes. What
changes length is a unit, and a place within it is the whole of it: nobody marks half of a ``ß``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from workbench.spans import Span

_QUOTES = {**dict.fromkeys("‘’‚‛′ʼ`´", "'"), **dict.fromkeys("“”„‟″«»", '"')}
"""Word sets these where ' and " are typed."""

_STROKES = dict(zip("ıłŁøØđĐħĦŧŦ", "ilLoOdDhHtT", strict=True))
"""Letters that differ by a stroke or dot, which Unicode does not take for an accent."""

_VIRAMA = 9
"""Joins consonants of Indian scripts: without it they are other words."""

_SOFT_HYPHEN = "\u00ad"


class Folded(NamedTuple):
    """A folded text, and the units in it whose length has changed.

    Attributes:
        text: The folded text.
        starts: Where each of those units begins in it.
        ends: Where each ends in it.
        plain_starts: Where each begins in the text as it is.
        plain_ends: Where each ends there.
        marks: The accents that are still signs of their own in it.
    """

    text: str
    starts: list[int]
    ends: list[int]
    plain_starts: list[int]
    plain_ends: list[int]
    marks: str

    @property
    def splits(self) -> bool:
        """Whether several letters may have come from one, so that two places may be the same."""
        return any(end - start > 1 for start, end in zip(self.starts, self.ends, strict=True))

    def plain(self, span: Span) -> Span:
        """The span in the text as it is; units that it touches are in it whole."""
        if not self.starts:
            return span
        number = bisect_right(self.starts, span.start) - 1
        start = span.start
        if number >= 0:
            beyond = span.start - self.ends[number]
            start = self.plain_starts[number] if beyond < 0 else self.plain_ends[number] + beyond
        number = bisect_left(self.starts, span.end) - 1
        end = span.end
        if number >= 0:
            end = self.plain_ends[number] + max(0, span.end - self.ends[number])
        return Span(start, end)


@lru_cache(maxsize=4)
def fold(text: str, *, case: bool, accents: bool, quotes: bool = False) -> Folded:
    """A text folded. An accent that is a sign of its own and one that is part of its letter are always the same.

    Args:
        text: The text.
        case: Whether capital and small letters are made the same.
        accents: Whether accents are left out.
        quotes: Whether the shapes of quotation marks and apostrophes are made the same.
    """
    kinds = {sign for sign in set(text) if not sign.isascii()}
    to = {sign: _folded(sign, case=case, accents=accents, quotes=quotes) for sign in kinds}
    for sign, folded in to.items():
        if len(folded) == 1 and not _is_mark(sign) and folded != (sign.casefold() if case else sign):
            text = text.replace(sign, folded)
    changing = [sign for sign, folded in to.items() if len(folded) != 1 and not _is_mark(sign)]
    marks = [sign for sign in kinds if _is_mark(sign)]
    if not changing and not marks:
        return Folded(text.casefold() if case else text, [], [], [], [], "")
    return _in_units(text, changing, marks, case=case, accents=accents)


def _in_units(text: str, changing: Collection[str], marks: Collection[str], *, case: bool, accents: bool) -> Folded:
    pieces: list[str] = []
    starts, ends, plain_starts, plain_ends = [], [], [], []
    done = length = 0
    for match in _units(changing, marks).finditer(text):
        between = text[done : match.start()]
        pieces.append(between.casefold() if case else between)
        unit = _folded(match[0], case=case, accents=accents, quotes=False)
        pieces.append(unit)
        length += len(between)
        starts.append(length)
        length += len(unit)
        ends.append(length)
        plain_starts.append(match.start())
        plain_ends.append(match.end())
        done = match.end()
    pieces.append(text[done:].casefold() if case else text[done:])
    folded = "".join(pieces)
    kept = "".join(sign for sign in set(folded) if not sign.isascii() and _is_mark(sign))
    return Folded(folded, starts, ends, plain_starts, plain_ends, kept)


def _units(changing: Collection[str], marks: Collection[str]) -> re.Pattern[str]:
    """Letters with the marks behind them, and signs whose folding has another length."""
    inside = re.escape("".join(marks))
    choices = [rf"[^{inside}]?[{inside}]+"] if marks else []
    if changing:
        choices.append(f"[{re.escape(''.join(changing))}]")
    return re.compile("|".join(choices), re.DOTALL)


def _folded(unit: str, *, case: bool, accents: bool, quotes: bool) -> str:
    """A letter with its marks, folded."""
    unit = unicodedata.normalize("NFC", unit)
    if accents:
        apart = unicodedata.normalize("NFD", unit)
        if any(map(_is_mark, apart)):
            unit = "".join(sign for sign in apart if not _is_mark(sign))
        unit = "".join(_STROKES.get(sign, sign) for sign in unit)
    if quotes:
        unit = _QUOTES.get(unit, unit)
    if unit == _SOFT_HYPHEN:
        # Nobody types where a line may be broken.
        return ""
    return unit.casefold() if case else unit


def _is_mark(sign: str) -> bool:
    """Whether it is an accent, or another sign that is put on the letter before it."""
    return unicodedata.combining(sign) not in (0, _VIRAMA)
