"""Attributions written otherwise than a study writes them: ranges, numbers in words, “interview with”. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

_INTERVIEW_WITH = re.compile(
    r"\b(?:(?:from|in|at) )?(?:(?:an?|the|her|his|our) )?interviews? with (?:the )?", re.IGNORECASE
)
_OTHERS_THERE = re.compile(r",?\s(?:[\w-]+\s){0,3}interview(?:s|ed)? with [^,;()]*", re.IGNORECASE)
"""Behind a name: with whom that one was interviewed."""
_NUMBER_SIGN = re.compile(
    r"(?<=[^\W\d_]) (?:(?:no|nr|num|number|nummer)\b\.?|№|n°|#)[ ]?(?=\d)|(?<=[^\W\d_]) #(?=\d)", re.IGNORECASE
)
_IN_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
_WORD_FOR = re.compile(rf"([^\W\d_]+) ({'|'.join(_IN_WORDS)})\b", re.IGNORECASE)
_JOINS = r"(?:,\s*)?(?:,|and|und|et|or|oder|ou|&|\+|to|–|-)"
_RANGE = re.compile(
    rf"\b([^\W\d_]+(?:[ -][^\W\d_]+){{0,2}}?) ?(\d{{1,3}})((?:\s*{_JOINS}\s*\d{{1,3}}\b)+)(?!\s*\w)", re.IGNORECASE
)
_LINK = re.compile(rf"\s*({_JOINS})\s*(\d{{1,3}})", re.IGNORECASE)
_THROUGH = ("to", "–", "-")
_EITHER = ("or", "oder", "ou")
_MOST = 60
"""So many people a range may span."""


def spelt_out(text: str, is_somebody: Callable[[str], bool]) -> str:
    """An attribution with everybody in it named by label and number.

    Args:
        text: The attribution.
        is_somebody: Whether a label with its number is a participant's.

    >>> spelt_out("Parents 1 and 6, T2", lambda one: one.startswith("Parent "))
    'Parent 1 and Parent 6, T2'
    >>> spelt_out("from the interview with Parent no. 5", lambda one: True)
    'Parent 5'
    >>> spelt_out("Parent 1, joint interview with Parent 2, T1", lambda one: one.startswith("Parent "))
    'Parent 1, T1'
    """
    if (others := _OTHERS_THERE.search(text)) and any(
        map(is_somebody, re.split(r"\s*[,;(]\s*", text[: others.start()]))
    ):
        text = text[: others.start()] + text[others.end() :]
    text = _NUMBER_SIGN.sub(" ", _INTERVIEW_WITH.sub("", text))
    text = _WORD_FOR.sub(lambda found: _in_figures(found, is_somebody), text)
    return _RANGE.sub(lambda found: _each(found, is_somebody), text)


def _in_figures(found: re.Match[str], is_somebody: Callable[[str], bool]) -> str:
    name = f"{found[1]} {_IN_WORDS[found[2].casefold()]}"
    return name if is_somebody(name) else found[0]


def _each(found: re.Match[str], is_somebody: Callable[[str], bool]) -> str:
    """All of a range by name, or the text as it stands where one of them is nobody."""
    links = [(link.strip(" ,").casefold(), int(number)) for link, number in _LINK.findall(found[3])]
    words = found[1]
    for name, is_one in ((words, True), (words.removesuffix("s"), False)):
        if (is_one and any(not link for link, _ in links)) or not (is_one or words.endswith("s")):
            continue  # "Parent 1, 2" may say anything
        numbers = [int(found[2])]
        for link, number in links:
            numbers += range(numbers[-1] + 1, number + 1) if link in _THROUGH else [number]
        named = [f"{name} {number}" for number in numbers[:_MOST]]
        if all(map(is_somebody, named)):
            return (" or " if any(link in _EITHER for link, _ in links) else " and ").join(named)
    return found[0]
