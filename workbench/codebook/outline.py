"""The codebooks as one list from top to bottom: what stands under what, what is folded, what is looked for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz import fuzz, process, utils

from workbench.codebook.schema import Code, Codebook
from workbench.words import unaccented

_LIKE_ENOUGH = 75.0
"""Below this (of 100) a name is not like the words; a wrong or missing letter in a word of six stays above."""

_FEW_LETTERS = 3
"""Fewer letters than this are like anything."""


class OutlineRow(NamedTuple):
    """A code, or the heading of a codebook.

    Attributes:
        key: The code's id; of a heading, the codebook's file with a blank before it, which no id has.
        code: The code; None for a heading.
        name: What it is called.
        depth: Under how many others it stands.
        number: Its place in the outline.
        end: The place behind the last of those that stand under it.
        above: The place of the one it stands under; None at the top.
        book: Of a heading, the codebook; None for a code.
    """

    key: str
    code: Code | None
    name: str
    depth: int
    number: int
    end: int
    above: int | None
    book: Codebook | None = None

    @property
    def is_open(self) -> bool:
        """Whether a merge left something of it to be decided."""
        owner = self.code if self.code is not None else self.book
        return owner is not None and bool(owner.conflicts)

    @property
    def is_group(self) -> bool:
        """Whether others stand under it."""
        return self.end > self.number + 1


class Matching(NamedTuple):
    """What was found in an outline.

    Attributes:
        rows: The rows that match, with all that they stand under.
        places: The places of those that match themselves.
    """

    rows: list[OutlineRow]
    places: frozenset[int]


class Outline:
    """Every code under its group, in the order of the files.

    Args:
        books: The codebooks.
        headings: Whether each has a heading; None for where there are several.

    Attributes:
        rows: All rows, each before those that stand under it.
        places: The place of each row by its key.
    """

    def __init__(self, books: Sequence[Codebook] = (), *, headings: bool | None = None) -> None:
        self.rows: list[OutlineRow] = []
        self.places: dict[str, int] = {}
        self._texts: list[str] | None = None
        has_headings = len(books) > 1 if headings is None else headings
        for book in books:
            if has_headings:
                heading = self._begin(f" {book.file}", None, book.name, None, book)
                self._add(book, heading)
                self._end(heading)
            else:
                self._add(book, None)

    def _add(self, book: Codebook, heading: int | None) -> None:
        # No function that calls itself: codes may stand thousands deep in a file that somebody generated.
        waiting: list[tuple[Code | None, int | None]] = [(code, heading) for code in reversed(book.children(None))]
        while waiting:
            code, above = waiting.pop()
            if code is None:
                self._end(above or 0)
            elif code.id not in self.places:
                place = self._begin(code.id, code, code.name, above)
                below = book.children(code.id)
                if below:
                    waiting.append((None, place))
                    waiting += [(one, place) for one in reversed(below)]

    def _begin(self, key: str, code: Code | None, name: str, above: int | None, book: Codebook | None = None) -> int:
        place = len(self.rows)
        depth = self.rows[above].depth + 1 if above is not None else 0
        self.rows.append(OutlineRow(key, code, name, depth, place, place + 1, above, book))
        self.places[key] = place
        return place

    def _end(self, place: int) -> None:
        self.rows[place] = self.rows[place]._replace(end=len(self.rows))

    def codes_at(self, key: str) -> list[str]:
        """The ids of the code of that key, or of the codebook's, with all that stand under it."""
        place = self.places.get(key)
        if place is None:
            return []
        return [row.key for row in self.rows[place : self.rows[place].end] if row.code is not None]

    def unfolded(self, folded: Collection[str]) -> list[OutlineRow]:
        """The rows that are seen while those of the keys ``folded`` are shown without what stands under them."""
        if not folded:
            return self.rows
        found, place = [], 0
        while place < len(self.rows):
            row = self.rows[place]
            found.append(row)
            place = row.end if row.key in folded else place + 1
        return found

    def matching(self, words: str) -> Matching:
        """The codes in whose name, id or definition all the words stand, with all that they stand under.

        Capital letters and accents count for nothing. Where the words stand nowhere, names that are like them are
        given: typing errors are forgiven.
        """
        wanted = unaccented(words).split()
        if not wanted:
            return Matching(self.rows, frozenset(range(len(self.rows))))
        if self._texts is None:
            self._texts = [_searched(row) for row in self.rows]
        found = [place for place, text in enumerate(self._texts) if all(word in text for word in wanted)]
        found = found or self._alike(words)
        return Matching(self._with_above(found), frozenset(found))

    def _alike(self, words: str) -> list[int]:
        wanted = utils.default_process(words)
        if len(wanted) < _FEW_LETTERS:
            return []
        names = {row.number: utils.default_process(row.name) for row in self.rows if row.code is not None}
        found = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=_LIKE_ENOUGH, limit=None)
        return sorted(number for _, _, number in found)

    def _with_above(self, places: Iterable[int]) -> list[OutlineRow]:
        seen: set[int] = set()
        for place in places:
            step: int | None = place
            while step is not None and step not in seen:
                seen.add(step)
                step = self.rows[step].above
        return [self.rows[place] for place in sorted(seen)]

    def open_before(self) -> list[int]:
        """Of how many rows before each place a merge left something open: from ``a`` to ``b`` it is ``[b] - [a]``."""
        return list(accumulate((row.is_open for row in self.rows), initial=0))

    def sums(self, counts: Mapping[str, int]) -> list[int]:
        """How often all rows before each place were counted: what stands from ``a`` to ``b`` is ``[b] - [a]``."""
        return list(accumulate((counts.get(row.key, 0) for row in self.rows), initial=0))


def _searched(row: OutlineRow) -> str:
    """What is looked through of a row; nothing of a heading, which stays where one of its codes matches."""
    if row.code is None:
        return ""
    return unaccented(f"{row.name}\n{row.key}\n{row.code.definition}")
