"""The words of a text as they are looked for: where they stand, and folded so that spellings of one word agree. Pure.

A word is a run of letters, digits and the marks on them; in scripts that set no blanks between words (Chinese,
Japanese, Thai …) each sign is one. Folded, capital and small letters, accents and ligatures make no difference. Both
engines' full-text indexes are made of these words, so that both find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import filterfalse
from typing import NamedTuple

VERSION = 2
"""Counted up whenever the same text would give other words: indexes are then made anew."""

LONGEST = 100
"""So many code points of a folded word count: databases limit what one word may be."""

_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ĸ": "k", "ſ": "s",
}  # fmt: skip
"""Letters that Unicode takes for letters of their own, and who types without them writes so."""

_UNSEEN = "\u00ad\u200c\u200d\u2060\ufeff"
"""What may stand inside a word unseen: places for a hyphen, joiners."""

UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua48f"
    "\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Scripts without blanks between words, as the inside of a pattern's brackets: Thai, Lao, Tibetan, Burmese, Khmer,
Japanese, Chinese, Yi. (Korean has blanks.)"""

_OF_UNSPACED = re.compile(f"[{UNSPACED}]")

_VOWELS_ABOVE = "\u0e00", "\u0fff"
"""From and to where marks are vowels, without which a word is another."""

_FIRST_ACCENT = 10
"""Marks of a lower combining class belong to the letter: vowel signs of India, the voicing of Japanese."""


class WordFound(NamedTuple):
    """A word of a text: where it stands, in code points, and the word folded."""

    start: int
    end: int
    word: str


class Folder(dict[str, str]):
    """Folds words, each spelling once: looked up under the word as it is written."""

    def __missing__(self, written: str) -> str:
        self[written] = folded = fold(written)
        return folded

    def words(self, text: str) -> list[str]:
        """The folded words of a text, in order."""
        return [self[written] for written in _pattern().findall(text)]


def fold(written: str) -> str:
    """A word as it is compared: without capitals, accents and ligatures. Folding it again changes nothing."""
    if written.isascii():
        return written.lower()[:LONGEST]
    folded = "".join(map(_folded, unicodedata.normalize("NFC", written)))
    return unicodedata.normalize("NFD", folded)[:LONGEST]


def unaccented(text: str) -> str:
    """A text without capital letters and accents, as lists are narrowed by words that may be parts of others.

    >>> unaccented("Été")
    'ete'
    """
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return Folder().words(text)


def places(text: str, start: int, end: int, folder: Folder) -> list[WordFound]:
    """The words between two places of a text, in order.

    Args:
        text: The text.
        start: From where on, in code points.
        end: To where (exclusive); a word that goes on behind it is cut there.
        folder: What folds them.
    """
    found = _pattern().finditer(text, start, end)
    return [WordFound(one.start(), one.end(), folder[one[0]]) for one in found]


def cuts_word(text: str, place: int) -> bool:
    """Whether a place lies within a word; of scripts without blanks nobody can say that so simply, and it does not."""
    return 0 < place < len(text) and _is_of_word(text[place - 1]) and _is_of_word(text[place])


def _is_of_word(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character == "_"
    if _OF_UNSPACED.match(character):
        return False
    return character.isalnum() or character in _UNSEEN or unicodedata.category(character)[0] == "M"


@cache
def _folded(character: str) -> str:
    """One character folded: its letters, without accents; itself where its parts would be none of a word."""
    kept: list[str] = []
    for one in _parts(character):
        if not _is_dropped(one):
            kept.append(_LETTERS.get(one, one))
    folded = "".join(kept)
    if len(_pattern().findall(folded)) > 1:
        # Thai has signs that are two by their parts.
        return unicodedata.normalize("NFD", character)
    if folded and not all(one.isalnum() or unicodedata.category(one)[0] == "M" for one in folded):
        return character.casefold() if character.casefold().isalnum() else character
    return folded


def _parts(character: str) -> str:
    """A character's compatible parts in small letters."""
    before, now = "", character
    while now != before:
        before, now = now, unicodedata.normalize("NFKD", now.casefold())
    return now


def _is_dropped(character: str) -> bool:
    if character in _UNSEEN or "\ufe00" <= character <= "\ufe0f":
        return True
    first, last = _VOWELS_ABOVE
    return unicodedata.combining(character) >= _FIRST_ACCENT and not first <= character <= last


@cache
def _pattern() -> re.Pattern[str]:
    # Made when it is first needed: looking through all characters for marks takes some milliseconds.
    unsigned = rf"[^\W_{UNSPACED}]"
    joined = f"[{_UNSEEN}{''.join(_ranges(_marks()))}]"
    return re.compile(rf"{unsigned}+(?:{joined}+{unsigned}*)*|[{UNSPACED}]{joined}*")


def _marks() -> Iterable[int]:
    for first, last in ((0x300, 0x20000), (0xE0100, 0xE01F0)):
        # No mark is a letter or digit, and each can be printed: few of the characters are left to be looked up.
        likely = filterfalse(str.isalnum, filter(str.isprintable, map(chr, range(first, last))))
        yield from (ord(one) for one in likely if unicodedata.category(one)[0] == "M")


def _ranges(points: Iterable[int]) -> Iterable[str]:
    """Code points that follow each other as ranges of a pattern."""
    first = last = -2
    for point in points:
        if point != last + 1:
            if first >= 0:
                yield f"{chr(first)}-{chr(last)}"
            first = point
        last = point
    if first >= 0:
        yield f"{chr(first)}-{chr(last)}"


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts "Parent 10" after "Parent 9"."""
    parts, digits = [], ""
    for character in [*name.casefold(), ""]:
        if character.isdecimal():
            digits += character
            continue
        if digits:
            parts.append((0, int(digits), ""))
            digits = ""
        if character:
            parts.append((1, 0, character))
    return tuple(parts)
