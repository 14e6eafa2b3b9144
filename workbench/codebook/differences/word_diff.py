"""Which words of a text are others than before. Pure.

Texts are compared by words with what is written on to them (a comma, a bracket), so that a marked stretch always has
white space round it; in scripts that set no blanks between words, by signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from workbench.words import UNSPACED

_WORD = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
_MOST = 1_000_000
"""Of so many pairs of words the time it takes is not noticed; beyond, what differs is told as one stretch."""

_ALIKE = 0.25
"""Where fewer of the words stayed, old and new are told one behind the other: interleaved nobody could read them."""

_AROUND = 6
"""How many unchanged words stay on each side of a change."""


class Piece(NamedTuple):
    """A stretch of a comparison.

    Args:
        kind: Whether it stands in both texts, in the old one, or in the new one.
        text: Its characters.
    """

    kind: Literal["same", "old", "new"]
    text: str


class _Part(NamedTuple):
    """A stretch in which old and new are the same, or one that is another."""

    old: str
    new: str

    @property
    def is_same(self) -> bool:
        return self.old == self.new

    @property
    def words(self) -> int:
        return max(len(_WORD.findall(self.old)), len(_WORD.findall(self.new)))


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """A new text beside an old one: what is the same and ``old`` joined is the old text, and with ``new`` the new one.

    Args:
        old: The text as it was.
        new: The text as it is.

    Returns:
        Stretches with words; what is gone stands before what came in its place.
    """
    parts = _without_crumbs(_joined(_compared(old, new)))
    stayed = sum(part.words for part in parts if part.is_same)
    if len(parts) > 2 and stayed < _ALIKE * max(part.words for part in [_Part(old, new)]):
        parts = [_Part(old, new)]
    pieces: list[Piece] = []
    for part in parts:
        if part.is_same:
            pieces.append(Piece("same", part.old))
        else:
            pieces += [Piece("old", part.old)] * bool(part.old) + [Piece("new", part.new)] * bool(part.new)
    return tuple(pieces)


def shortened(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces that `word_diff` gave, with … in place of what stayed the same far from any change."""
    there = list(pieces)
    return tuple(
        piece if piece.kind != "same" else Piece("same", _middle_out(piece.text, at, len(there) - 1))
        for at, piece in enumerate(there)
    )


def _middle_out(text: str, at: int, last: int) -> str:
    """A stretch that stayed the same, without the words that stand far from its neighbours."""
    words = list(_WORD.finditer(text))
    before, behind = _AROUND * (at > 0), _AROUND * (at < last)
    if len(words) <= before + behind + 2:  # what … saves must be worth it
        return text
    begin = text[: words[before - 1].end()] + " " if before else ""
    end = " " + text[words[-behind].start() :] if behind else ""
    return f"{begin}…{end}"


def _compared(old: str, new: str) -> Iterator[_Part]:
    """Parts in the order of the texts; each word has the white space before it."""
    there, here = _words(old), _words(new)
    for how, first, last, start, end in _blocks([word for _, word in there], [word for _, word in here]):
        if how == "equal":
            for (gap_before, word), (gap_now, _) in zip(there[first:last], here[start:end], strict=True):
                yield from [_Part(gap_before, gap_now), _Part(word, word)]
        else:
            yield _Part("".join(map("".join, there[first:last])), "".join(map("".join, here[start:end])))


def _words(text: str) -> list[tuple[str, str]]:
    """Each word with the white space before it; the white space at the end as one without a word."""
    found, end = [], 0
    for match in _WORD.finditer(text):
        found.append((text[end : match.start()], match[0]))
        end = match.end()
    return [*found, (text[end:], "")]


def _blocks(there: list[str], here: list[str]) -> list[tuple[str, int, int, int, int]]:
    """What is equal and what not, as `SequenceMatcher.get_opcodes` says it."""
    if len(there) * len(here) <= _MOST:
        return list(SequenceMatcher(None, there, here, autojunk=False).get_opcodes())
    shorter = min(len(there), len(here))
    before = next((at for at in range(shorter) if there[at] != here[at]), shorter)
    most = shorter - before
    behind = next((at for at in range(most) if there[-1 - at] != here[-1 - at]), most)
    old_end, new_end = len(there) - behind, len(here) - behind
    return [
        ("equal", 0, before, 0, before),
        ("replace", before, old_end, before, new_end),
        ("equal", old_end, len(there), new_end, len(here)),
    ]


def _joined(parts: Iterable[_Part]) -> list[_Part]:
    """The parts with neighbours of one kind as one, and none that is empty."""
    found: list[_Part] = []
    for part in parts:
        if not part.old and not part.new:
            continue
        if found and found[-1].is_same == part.is_same:
            found[-1] = _Part(found[-1].old + part.old, found[-1].new + part.new)
        else:
            found.append(part)
    return found


def _without_crumbs(parts: list[_Part]) -> list[_Part]:
    """The parts without the few words that only chance left the same between two longer changes."""
    found: list[_Part] = []
    for at, part in enumerate(parts):
        is_crumb = 0 < at < len(parts) - 1 and part.is_same and _is_crumb(part.words, found[-1], parts[at + 1])
        if found and (is_crumb or (not found[-1].is_same and not part.is_same)):
            found[-1] = _Part(found[-1].old + part.old, found[-1].new + part.new)
        else:
            found.append(part)
    return found


def _is_crumb(words: int, before: _Part, behind: _Part) -> bool:
    return words == 0 or (words <= 3 and words < before.words and words < behind.words)
