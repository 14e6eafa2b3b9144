"""What somebody looks for, read from what they typed, and where it stands in a turn. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from workbench.errors import BadInput
from workbench.spans import Span
from workbench.store.full_text import MOST_WORDS, Phrase, Sought
from workbench.words import WordFound, words_of

_QUOTES = '"“”„‟«»'
_PARTS = re.compile(rf"[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?:[{_QUOTES}](?P<star>\*?)|$)|(?P<plain>[^\s{_QUOTES}]+)")


def parse(typed: str, *, same: Callable[[str], Collection[str]] | None = None) -> Sought:
    """What must stand in a turn.

    Args:
        typed: Words, phrases in quotation marks, beginnings of words with a star behind. A quotation mark that is not
            closed counts to the end.
        same: Gives the words that are looked for as well where a single word is asked for (other forms of it).

    Raises:
        BadInput: There is no word in it, or there are too many.
    """
    groups: list[tuple[Phrase, ...]] = []
    for part in _PARTS.finditer(typed):
        written = part["plain"] if part["plain"] is not None else part["quoted"]
        words = tuple(words_of(written))
        if not words:
            continue
        prefix = written.rstrip().endswith("*") or bool(part["star"])
        others = same(words[0]) if same is not None and part["plain"] and len(words) == 1 and not prefix else ()
        groups.append((Phrase(words, prefix), *(Phrase((one,)) for one in sorted(set(others) - set(words)))))
    # The same word twice says no more than once.
    sought = list(dict.fromkeys(groups))
    if not sought:
        raise BadInput("There is no word in what is looked for.", "Give a word of letters or digits.")
    if sum(len(group[0].words) for group in sought) > MOST_WORDS:
        raise BadInput(f"At most {MOST_WORDS} words can be looked for at once.", "Give fewer words.")
    return sought


def windows(found: Sequence[WordFound], sought: Sought) -> list[Span]:
    """Where in a turn all that is sought stands together: the shortest stretches, none in another, from left to right.

    Of a single word or phrase that is each place where it stands.

    Args:
        found: The turn's words, in order.
        sought: As `parse` gives it.
    """
    words = [one.word for one in found]
    places = [place for at, group in enumerate(sought) for place in _places(words, group, at)]
    stretches, behind = [], -1
    latest: dict[int, int] = {}
    for last, ending in groupby(sorted(places), key=itemgetter(0)):
        for _, first, group in ending:
            if first > behind:
                latest[group] = max(first, latest.get(group, 0))
        if len(latest) == len(sought):
            stretches.append(Span(found[min(latest.values())].start, found[last].end))
            behind, latest = last, {}
    return stretches


def _places(words: Sequence[str], group: Sequence[Phrase], number: int) -> Iterator[tuple[int, int, int]]:
    """Where phrases of a group stand: the number of the last word and of the first, and the group's."""
    single = {phrase.words[0] for phrase in group if len(phrase.words) == 1 and not phrase.prefix}
    longer = [phrase for phrase in group if len(phrase.words) > 1 or phrase.prefix]
    for at, word in enumerate(words):
        if word in single:
            yield at, at, number
        for phrase in longer:
            last = at + len(phrase.words) - 1
            if last < len(words) and _stands(words, at, last, phrase):
                yield last, at, number


def _stands(words: Sequence[str], first: int, last: int, phrase: Phrase) -> bool:
    if tuple(words[first:last]) != phrase.words[:-1]:
        return False
    return words[last].startswith(phrase.words[-1]) if phrase.prefix else words[last] == phrase.words[-1]
