"""Words of transcripts that stand in what somebody wrote: six in a row and more, folded as the search folds words.

A codebook is printed and handed on. An example that was copied from an interview is then handed on too, past everything
that says what may be quoted.

All texts are asked at once, and each transcript is gone through once: with the index, each of tens of thousands of
phrases, most of them of frequent words, would be a search of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.progress import Tell, silent
from workbench.study import Study
from workbench.transcripts import listing
from workbench.words import UNSPACED, Folder

RUN = 6
"""So many words in a row are taken to be from a transcript."""

_OF_UNSPACED = re.compile(f"[{UNSPACED}]")
_AT_ONCE = 20
"""So many transcripts are read at once."""

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


def said_words(study: Study, texts: Sequence[str], *, progress: Tell = silent) -> list[Said]:
    """Where six words in a row of these texts stand in a transcript of the study, in their order.

    Two signs of a script without blanks between words count as one word.

    Args:
        study: The study.
        texts: What somebody wrote.
        progress: Told how many transcripts were gone through; what it raises breaks it off.
    """
    folder = Folder()
    words = [folder.words(text) for text in texts]
    windows = _windows(words)
    if not windows:
        return []
    found: dict[tuple[int, int, int], list[str]] = {}
    with study.read() as session:
        known = listing.transcripts(session)
        for at in range(0, len(known), _AT_ONCE):
            portion = known[at : at + _AT_ONCE]
            read = listing.texts(session, [one.revision_id for one in portion])
            for number, one in enumerate(portion, at):
                progress(number, len(known), "")
                for text, first, last in _standing(windows, folder.words(read[one.revision_id])):
                    found.setdefault((text, first, last), []).append(one.name)
    progress(len(known), len(known), "")
    return _joined(found)


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
    return [
        Said(text, first + 1, last, tuple(sorted(names, key=listing.natural))) for text, first, last, names in joined
    ]
