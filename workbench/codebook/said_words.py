"""Words of transcripts that stand in what somebody wrote: six in a row and more, folded as the search folds words.

A codebook is printed and handed on. An example that was copied from an interview is then handed on too, past everything
that says what may be quoted.

All texts are asked at once, and each transcript is gone through once: with the index, each of tens of thousands of
phrases, most of them of frequent words, would be a search of its own. Needs no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.words import UNSPACED, Folder, natural

RUN = 6
"""So many words in a row are taken to be from a transcript."""

_OF_UNSPACED = re.compile(f"[{UNSPACED}]")

_Windows = dict[int, dict[tuple[str, ...], list[tuple[int, int]]]]


class Said(NamedTuple):
    """Words of a text that stand in transcripts.

    Attributes:
        text: The number of the text, from 0.
        first: The first of the words, counted from 1.
        last: The last of them.
        transcripts: The transcripts, by name.
    """

    text: int
    first: int
    last: int
    transcripts: tuple[str, ...]


class Phrases:
    """What is looked for in transcripts: every six words in a row of some texts.

    Two signs of a script without blanks between words count as one word.

    Args:
        texts: What somebody wrote.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._folder = Folder()
        self._windows = _windows([self._folder.words(text) for text in texts])
        self._found: dict[tuple[int, int, int], list[str]] = {}

    def __bool__(self) -> bool:
        """Whether there is anything to be looked for."""
        return bool(self._windows)

    def look_in(self, name: str, text: str) -> None:
        """Look through a transcript of that name."""
        for run in _standing(self._windows, self._folder.words(text)):
            self._found.setdefault(run, []).append(name)

    def said(self) -> list[Said]:
        """What was found, in the order of the texts."""
        return _joined(self._found)


def _windows(words: Sequence[Sequence[str]]) -> _Windows:
    """By how many words they are, the runs that are looked for, and where each begins: text and word."""
    windows: _Windows = {}
    for number, text in enumerate(words):
        weights = [0.5 if _OF_UNSPACED.match(word) else 1.0 for word in text]
        end, amount = 0, 0.0
        for first in range(len(text)):
            while end < len(text) and amount < RUN:
                amount += weights[end]
                end += 1
            if amount < RUN:
                break
            run = tuple(text[first:end])
            windows.setdefault(len(run), {}).setdefault(run, []).append((number, first))
            amount -= weights[first]
    return windows


def _standing(windows: _Windows, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The runs that stand in a transcript of these words: text, first and last word (exclusive)."""
    for size, runs in windows.items():
        there = zip(*(words[at:] for at in range(size)), strict=False)
        for run in set(filter(runs.__contains__, there)):
            yield from ((text, first, first + size) for text, first in runs[run])


def _joined(found: Mapping[tuple[int, int, int], Iterable[str]]) -> list[Said]:
    """Runs that overlap as one, with the transcripts of all of them."""
    joined: list[tuple[int, int, int, set[str]]] = []
    for (text, first, last), names in sorted(found.items()):
        if joined and joined[-1][0] == text and first < joined[-1][2]:
            before = joined.pop()
            joined.append((text, before[1], max(last, before[2]), before[3].union(names)))
        else:
            joined.append((text, first, last, set(names)))
    return [Said(text, first + 1, last, tuple(sorted(names, key=natural))) for text, first, last, names in joined]
