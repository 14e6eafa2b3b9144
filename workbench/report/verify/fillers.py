"""What a tidied quotation may leave out without a mark: fillers, words said twice, the transcriber's notes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOTED = (
    r"laugh\w*|giggl\w*|chuckl\w*|(?:short |long )?pause\w*|silence|sigh\w*|cough\w*|cries|crying|sobs?|sobbing|tearful"
    r"|cross ?talk|overlapping|over-?talking|talking over|background noise|inhales|exhales|sniffs?|clears throat"
    r"|smil\w*|nods|nodding|emphasis|phone rings|interruption|whispers?|whispering|beat"
)
_NOTES = re.compile(
    rf"[\[(<](?:\s*(?:both|all|they|group)?\s*(?:{_NOTED})[^\[\]()<>]{{0,40}}|[#\s]*\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d+)?\s*)[\])>]",
    re.IGNORECASE,
)
_PAUSE = r"[\s,.;:…–—-]"
_SOUNDS = re.compile(
    r"(?<![\w'’])(?:u+m+|u+h+m*|e+r+m*|e+h+m+|h+m+|m+h*m+|a+h+|mm-?hm+|uh-?huh|[äö]+h+m*|e+u+h+)(?![\w'’])",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    rf"(?<![\w'’-])(?P<said>[\w'’]+(?:\s+[\w'’]+){{0,3}}){_PAUSE}+(?=(?P=said)(?![\w'’-]))", re.IGNORECASE
)


_LISTENING = (
    "mm mmm mhm mmhm hm hmm aha ah uhuh uhhuh oh ok okay yes yeah yep right sure really exactly absolutely of course"
    " wow gosh lovely great good fine i see ja jaja genau verstehe stimmt gut oui d accord voilà bien sí si claro vale"
    " sì certo sim pois nee hoor"
)
_SIGNS = frozenset(_LISTENING.split())
_WORDS = re.compile(r"[^\W\d_]+")


def is_listening(said: str) -> bool:
    """Whether what an interviewer puts in says nothing but that they listen: *Mm*, *Right*, *I see*."""
    return "?" not in said and all(word in _SIGNS for word in _WORDS.findall(said.casefold()))


PHRASES = ("you know", "I mean")
"""What else is a filler, unless a study lists its own."""


class Fillers:
    """What a study's tidied quotations may lose.

    Args:
        phrases: Its own fillers, besides sounds such as *um* and *er*, and words said twice. A phrase is one only where
            a comma or the like sets it apart: *do you know him?* is none.
    """

    def __init__(self, phrases: Iterable[str] = PHRASES) -> None:
        words = [r"\s+".join(map(re.escape, one.split())) for one in phrases]
        each = "|".join(sorted(filter(None, words), key=len, reverse=True))
        apart = rf"(?:(?<=[,.;:…–—-])|(?<=[,.;:…–—-] ))(?:{each})(?={_PAUSE}|$)|(?<![\w'’])(?:{each})(?=\s*[,;:…–—-])"
        self._ways = [_NOTES, _SOUNDS, *([re.compile(apart, re.IGNORECASE)] if each else []), _REPEATED]

    def found_in(self, text: str) -> list[tuple[int, int]]:
        """The spans of a transcriber's notes, of fillers, and of words that are said again at once."""
        return _spans_out(text, self._ways)


USUAL = Fillers()
"""Those of a study that lists none."""


def notes_in(text: str) -> list[tuple[int, int]]:
    """The spans of what a transcriber notes that nobody said: `(laughs)`, `[00:12:03]`."""
    return _spans_out(text, [_NOTES])


def _spans_out(text: str, ways: Iterable[re.Pattern[str]]) -> list[tuple[int, int]]:
    """What is left out of a text, each kind from what the ones before left of it."""
    spans: list[tuple[int, int]] = []
    for way in ways:
        found = [one.span() for one in way.finditer(text)]
        spans += found
        for start, end in found:
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return spans
