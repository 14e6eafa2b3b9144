"""A text as the row of letters by which quotations are compared, each with its place. Pure.

What keyboards, Word and PDF files do to words makes no difference: capitals, quotation marks, dashes, blanks, line
ends, soft hyphens, ligatures, accents written as signs of their own. What makes another word does: an accent, an
apostrophe within a word (*were*, *we're*), a stop within a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from workbench.words import UNSPACED

_UNKNOWN, _LONGER = 0xFFFFFFFF, 0xFFFFFFFE
"""In the table: a character that was not met yet; one that is several when it is folded."""

_DOUBTFUL = 0x110000
"""Added in the table to signs that count between some letters only."""

_APOSTROPHE, _COMMA = _DOUBTFUL + ord("'"), _DOUBTFUL + ord(",")
_APOSTROPHES = frozenset("'’‘‛ʼ′`´＇")
_IN_NUMBERS = frozenset(".,:/")
_FRACTION = "\u2044"
"""The stroke in *½* when it is spelt out: Word makes that sign of *1/2*."""
_SIGNS = frozenset("%‰&@+°")
"""What is read aloud; signs of currencies are, too."""

_ACCENTED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
_ONE_BY_ONE = re.compile(f"[{UNSPACED}]")

Numbers = NDArray[np.int64]


def _folded(character: str) -> str:
    """A character as it is compared; empty for what is left out."""
    if character in _APOSTROPHES:
        return "'"
    if character in _IN_NUMBERS or character in _SIGNS or unicodedata.category(character) == "Sc":
        return character
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).lower())
    heard = (one for one in plain if one.isalnum() or one == _FRACTION or unicodedata.category(one)[0] == "M")
    kept = "".join(heard).replace(_FRACTION, "/")
    return "" if "\u0300" <= kept[:1] <= "\u036f" else kept


def may_end(character: str) -> bool:
    """Whether what is compared of a text may begin or end with a character of it."""
    return character not in _APOSTROPHES and character not in _IN_NUMBERS and bool(_folded(character))


def _as_number(folded: str) -> int:
    if len(folded) > 1:
        return _LONGER
    if folded == "'" or folded in _IN_NUMBERS:
        return _DOUBTFUL + ord(folded)
    return ord(folded) if folded else 0


class _Table:
    """What each character is folded to. It learns as it meets characters."""

    def __init__(self) -> None:
        self._to = np.full(0x110000, _UNKNOWN, np.uint32)
        self._one_by_one = np.zeros(0x110000, np.bool_)
        self._knows_alone = False

    def look_up(self, points: NDArray[np.uint32]) -> NDArray[np.uint32]:
        found = self._to.take(points)
        if len(found) and found.max() == _UNKNOWN:
            for point in set(points[found == _UNKNOWN].tolist()):
                self._to[point] = _as_number(_folded(chr(point)))
                self._one_by_one[point] = bool(_ONE_BY_ONE.match(chr(point)))
                self._knows_alone |= bool(self._one_by_one[point])
            found = self._to.take(points)
        return found

    def alone(self, points: NDArray[np.uint32], places: Numbers) -> NDArray[np.bool_] | None:
        """Whether what stands at each place is a word by itself: a sign of a script without blanks.

        None where no such sign was met yet.
        """
        return self._one_by_one.take(points.take(places)) if self._knows_alone else None


_table = _Table()


@dataclass(frozen=True)
class Letters:
    """The letters of a text.

    Attributes:
        codes: The folded letters, as code points.
        places: Of each the place in the text it was folded from, in code points; they ascend.
        begins: Of each whether a word may begin with it.
    """

    codes: NDArray[np.uint32]
    places: Numbers
    begins: NDArray[np.bool_]

    @cached_property
    def text(self) -> str:
        """The letters one after the other."""
        return self.codes.astype("<u4").tobytes().decode("utf-32-le")

    @cached_property
    def starts(self) -> Numbers:
        """Where words begin, as numbers of letters."""
        return np.flatnonzero(self.begins)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` of the letters begins and ends with a word."""
        return bool(self.begins[start]) and (end == len(self.codes) or bool(self.begins[end]))

    def only(self, kept: Numbers) -> Letters:
        """Only some of them, by number. Whether a word may begin with one stays as it is."""
        return Letters(self.codes.take(kept), self.places.take(kept), self.begins.take(kept))

    def words(self, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """The words of ``[start, end)``, each as a span of the letters."""
        stop = len(self.codes) if end is None else end
        borders = [start, *self.starts[(self.starts > start) & (self.starts < stop)].tolist(), stop]
        return [(one, following) for one, following in pairwise(borders) if following > one]


def letters_of(text: str) -> Letters:
    """The letters of a text, as they are compared."""
    at = None
    points = _points(text)
    if _has_accents(points):
        text, at = _replaced(text, None, _ACCENTED, lambda found: unicodedata.normalize("NFC", found))
        points = _points(text)
    folded = _table.look_up(points)
    if (longer := folded == _LONGER).any():
        text, at = _spelt_out(text, at, points[longer])
        points = _points(text)
        folded = _table.look_up(points)
    _judge(folded)
    places = np.flatnonzero(folded != 0)
    begins = follow_no_other(places)
    alone = _table.alone(points, places)
    if alone is not None:
        begins[1:] |= alone[1:]
        begins[1:] |= alone[:-1]
    return Letters(folded.take(places), places if at is None else at[places], begins)


def follow_no_other(numbers: Numbers) -> NDArray[np.bool_]:
    """Of each of ascending numbers whether it is another than the one before it and one; of the first it is."""
    begins = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1] + 1, out=begins[1:])
    return begins


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _has_accents(points: NDArray[np.uint32]) -> bool:
    """Whether there are accents that are signs of their own."""
    return bool(((points >= 0x300) & (points <= 0x36F)).any())


def _judge(folded: NDArray[np.uint32]) -> None:
    """Keep an apostrophe within a word, a stop or comma within a number; take out all others."""
    doubtful = np.flatnonzero(folded >= _DOUBTFUL)
    doubtful = doubtful[folded[doubtful] < _LONGER]
    if not len(doubtful):
        return
    before, behind = _beside(folded, doubtful, -1), _beside(folded, doubtful, 1)
    signs = folded[doubtful]
    in_number = _is_digit(before) & _is_digit(behind)
    # A comma in front of three digits sets thousands apart.
    commas = np.flatnonzero(in_number & (signs == _COMMA))
    second, third, fourth = (_is_digit(_beside(folded, doubtful[commas], step)) for step in (2, 3, 4))
    in_number[commas] = ~(second & third) | fourth
    is_within = (before != 0) & (before < _DOUBTFUL) & (behind != 0) & (behind < _DOUBTFUL)
    kept = np.where(signs == _APOSTROPHE, is_within, in_number)
    folded[doubtful] = np.where(kept, signs - _DOUBTFUL, 0)


def _beside(folded: NDArray[np.uint32], places: Numbers, step: int) -> NDArray[np.uint32]:
    """What stands so many places further on; 0 outside the text."""
    wanted = places + step
    found = folded.take(wanted, mode="clip")
    found[(wanted < 0) | (wanted >= len(folded))] = 0
    return found


def _is_digit(folded: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return (folded >= ord("0")) & (folded <= ord("9"))


def _spelt_out(text: str, at: Numbers | None, points: NDArray[np.uint32]) -> tuple[str, Numbers]:
    """The text with ligatures and the like as the letters that they are; with the old place of each character."""
    longer = re.compile("[" + re.escape("".join(map(chr, set(points.tolist())))) + "]")
    return _replaced(text, at, longer, _folded)


def _replaced(text: str, at: Numbers | None, what: re.Pattern[str], by: Callable[[str], str]) -> tuple[str, Numbers]:
    pieces: list[str] = []
    places: list[Numbers] = []
    known = np.arange(len(text)) if at is None else at
    done = 0
    for found in what.finditer(text):
        new = by(found[0])
        pieces += [text[done : found.start()], new]
        places += [known[done : found.start()], np.full(len(new), known[found.start()])]
        done = found.end()
    return "".join([*pieces, text[done:]]), np.concatenate([*places, known[done:]])
