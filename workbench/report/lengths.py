"""How long a quotation is: one count of words, and one pair of limits, wherever it is told. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.report.content import Part

FEWEST, MOST = 5, 200
"""So many words have published quotations, from the shortest to the longest (method)."""

UNSPACED_TO_A_WORD = 2
"""So many characters of writings that set no blanks between words count as a word."""

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_NO_WORDS = frozenset(("–", "—", "-", "--", "…", "[…]", "..", "...", "....", "•", "·", "/", "*", "&"))
"""What stands between blanks and is no word: dashes, omission marks."""


def how_many_words(text: str) -> int:
    """How many words a text has: what stands between blanks; in Chinese and Japanese, two characters a word.

    >>> how_many_words("I didn't – really – know.")
    4
    >>> how_many_words("我们相信她 yes")
    4
    """
    if not text.isascii() and (unspaced := len(_UNSPACED.findall(text))):
        return -(-unspaced // UNSPACED_TO_A_WORD) + how_many_words(_UNSPACED.sub(" ", text))
    words = text.split()
    return len(words) - sum(map(_NO_WORDS.__contains__, words))


def length_of(parts: Iterable[Part]) -> int:
    """How many words a quotation has, brackets and what stands in them counted, an interviewer's words not.

    Args:
        parts: What each speaker says in it, as it is printed.
    """
    return sum(how_many_words(part.words) for part in parts if not part.interviewer)
