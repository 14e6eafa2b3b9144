"""Words of one text looked for in others, however they are written there. Pure.

What keyboards, Word, PDF files and Markdown do to words that are copied (capitals, accents, apostrophes, soft hyphens
and those at a line's end, blanks of no width, a blank or a paragraph too many, the number of a note) changes no letter.
So letters are compared, one after the other, and blanks only say how many words they make up.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import accumulate

from workbench.spans import Span
from workbench.words import UNSPACED

LONGEST = 80
"""So many letters of a run are compared; runs of words are shorter, but for what is no language."""

_HEAD = 12
"""By so many letters nearly every run is known to stand nowhere, without a search."""

_FIRST_UNSPACED = UNSPACED[0]
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = {
    False: re.compile(rf"[^\W\d_{UNSPACED}]+|(?=[^\W\d_])[{UNSPACED}]"),
    True: re.compile(rf"[^\W_{UNSPACED}]+|(?=[^\W_])[{UNSPACED}]"),
}
_DIGIT = re.compile(r"\d")
_SEEN = re.compile(r"\S+")


class _Unheard(dict[int, int | None]):
    """For `str.translate`: takes out what is no letter of its own and parts no words, and strokes (ø is o).

    It learns as it meets characters.
    """

    def __missing__(self, code: int) -> int | None:
        category = unicodedata.category(chr(code))
        base = _without_stroke(chr(code)) if category.startswith("L") else chr(code)
        if category.startswith("M") or category in ("Cf", "Lm"):
            self[code] = None
        else:
            self[code] = code if base == chr(code) else self[ord(base)]
        return self[code]


def _without_stroke(letter: str) -> str:
    """The letter that another is made of, by its name; the letter itself where it is made of none."""
    name, has_more, _ = unicodedata.name(letter.casefold()[0], "").partition(" WITH ")
    with suppress(KeyError):
        return unicodedata.normalize("NFKD", unicodedata.lookup(name))[0] if has_more else letter
    return letter


_unheard = _Unheard({ord(apostrophe): None for apostrophe in "'’‘‛"})


def has_digits(text: str) -> bool:
    """Whether there are digits in a text, so that it is to be compared both with and without them."""
    return _DIGIT.search(text) is not None


def words_of(text: str, *, digits: bool) -> list[str]:
    """The words of a text in the letters that are compared, "don't" as one.

    Args:
        text: Any text.
        digits: Whether digits are letters, too; else they are left out, as numbers of notes have to be.

    Returns:
        Words without capitals, accents, apostrophes and signs. In scripts without blanks each letter is one.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return _WORD[digits].findall(plain.translate(_unheard).casefold())


def amount(words: Iterable[str]) -> float:
    """How many words that is, where two letters of a script without blanks count as one."""
    return sum(map(_weight, words))


def runs(words: Sequence[str], *, size: float) -> Iterator[tuple[int, str]]:
    """What so many words in a row are, from each word on.

    Args:
        words: Words as `words_of` gives them.
        size: How many, as `amount` counts.

    Yields:
        The index of the first word, and the letters of the fewest words that are so many.
    """
    letters = "".join(words)
    begins = list(accumulate(map(len, words), initial=0))
    amounts = list(accumulate(map(_weight, words), initial=0.0))
    end = 0
    for first, before in enumerate(amounts):
        while end < len(words) and amounts[end] - before < size:
            end += 1
        if end == first or amounts[end] - before < size:
            return
        yield first, letters[begins[first] : begins[end]]


class Texts:
    """Texts in which runs of words are looked for. They are kept as the letters from each word on, in order.

    Args:
        texts: The texts; no run goes on from one into the next.
        digits: As for `words_of`.
    """

    def __init__(self, texts: Iterable[str], *, digits: bool) -> None:
        words: list[str] = []
        begins: list[tuple[int, int]] = []
        self._ends: set[int] = set()
        at = 0
        for number, text in enumerate(texts):
            for word in words_of(text, digits=digits):
                begins.append((at, number))
                words.append(word)
                at += len(word)
                self._ends.add(at)
            words.append("\n")
            at += 1
        letters = "".join(words)
        self._begins = sorted((letters[begin : begin + LONGEST], begin, number) for begin, number in begins)
        self._heads = {letters[begin : begin + _HEAD] for begin, _ in begins}

    def find(self, run: str) -> int | None:
        """The number of the first text, from 0, that holds a run of `runs`, begun and ended with words; else None."""
        return min(self.all_with(run), default=None)

    def all_with(self, run: str) -> set[int]:
        """The numbers of all texts that hold such a run."""
        if len(run) >= _HEAD and run[:_HEAD] not in self._heads:
            return set()
        run, found = run[:LONGEST], set[int]()
        for index in range(bisect_left(self._begins, (run,)), len(self._begins)):
            letters, begin, number = self._begins[index]
            if not letters.startswith(run):
                break
            if begin + len(run) in self._ends or len(run) == LONGEST:
                found.add(number)
        return found


def places_of(text: str, sought: Collection[str], *, digits: bool) -> list[Span]:
    """Where a text repeats runs of words, from the first word of the first to the last word of what goes on from it.

    Args:
        text: The text.
        sought: Runs as `runs` gives them.
        digits: As for `words_of`.
    """
    seen = [(one, words_of(one[0], digits=digits)) for one in _SEEN.finditer(text)]
    words = [(one.span(), word) for one, some in seen for word in some]
    letters = "".join(word for _, word in words)
    begins = list(accumulate((len(word) for _, word in words), initial=0))
    number_of = {begin: number for number, begin in enumerate(begins)}
    hits = set[tuple[int, int]]()
    for run in sought:
        run = run[:LONGEST]
        at = letters.find(run)
        while at >= 0:
            first, last = number_of.get(at), number_of.get(at + len(run))
            if first is not None and (last is not None or len(run) == LONGEST):
                hits.add((first, last if last is not None else bisect_left(begins, at + len(run))))
            at = letters.find(run, at + 1)
    found: list[Span] = []
    for first, last in sorted(hits):
        place = Span(words[first][0][0], words[last - 1][0][1])
        if found and place.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(place.end, found[-1].end))
        else:
            found.append(place)
    return found


def _weight(word: str) -> float:
    return 0.5 if word >= _FIRST_UNSPACED and _IS_UNSPACED.match(word) else 1.0
