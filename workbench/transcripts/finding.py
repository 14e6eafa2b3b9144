"""Find words in a text. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice
from math import prod
from time import monotonic
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.spans import Span
from workbench.transcripts.folding import Folded, fold

SECONDS = 1.0
"""How long a regular expression may take for one text."""

_LONGEST = 1000
_MOST_REPEATED = 10_000
"""So long, and repeated so often in all, a regular expression may be: making one ready cannot be broken off."""

_REPEATED = re.compile(r"\{(\d{1,9})")
_CALLS_ITSELF = re.compile(r"\(\?(?:R|[+-]?\d|&|P>)")
_SLICE = 1000
"""So many places are looked up at once: in between whoever types gets their turn."""


class Switches(NamedTuple):
    """How words are looked for. As it stands capital letters and accents are forgiven, and words may be parts of words.

    Attributes:
        same_case: Whether capital and small letters are told apart.
        same_accents: Whether letters with accents and without are told apart.
        whole_words: Whether parts of words are left out.
        expression: Whether the words are a regular expression.
    """

    same_case: bool = False
    same_accents: bool = False
    whole_words: bool = False
    expression: bool = False


AS_IT_STANDS = Switches()


class Places:
    """Where words stand in a text: spans that are in order, hold something and do not overlap."""

    def __init__(self, spans: Sequence[tuple[int, int]] = ()) -> None:
        self._spans = spans

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._spans)

    def place(self, number: int) -> Span:
        """The place of a number, counted from 0."""
        return Span(*self._spans[number])

    def all(self) -> list[Span]:
        """All of them."""
        return [Span(*one) for one in self._spans]

    def number_from(self, offset: int) -> int:
        """The number of the first place that begins at an offset or behind it; how many there are where none does."""
        return bisect_left(self._spans, (offset,))


def find(text: str, words: str, switches: Switches = AS_IT_STANDS, *, seconds: float = SECONDS) -> Places:
    """Where words stand in a text.

    Of words that are no regular expression, any white space is found for a blank, and any shape of quotation mark and
    apostrophe for another; white space at the ends is left out. A place takes in the accents of its last letter, and
    the whole of a sign that stands for several letters.

    Args:
        text: A transcript's text.
        words: What is looked for.
        switches: What is forgiven, and whether it is a regular expression.
        seconds: How long a regular expression may take.

    Raises:
        BadInput: It is no regular expression, or one that takes too long.
    """
    if not words.strip():
        return Places()
    accents = not switches.same_accents
    if switches.expression:
        folded = fold(text, case=False, accents=accents)
        spans = _by_expression(folded, words, switches, seconds)
    else:
        folded = fold(text, case=not switches.same_case, accents=accents, quotes=True)
        spans = _by_words(folded, words, switches)
    return Places(_in_the_text(folded, spans) if folded.starts else spans)


def _by_words(folded: Folded, words: str, switches: Switches) -> list[tuple[int, int]]:
    sought = fold(words, case=not switches.same_case, accents=not switches.same_accents, quotes=True).text.split()
    if not sought:
        return []
    pattern = r"\s+".join(map(re.escape, sought))
    # An accent that is to count is part of its letter, and both are part of the word.
    marks = re.escape(folded.marks)
    inner = rf"[\w{marks}]"
    if switches.whole_words and _is_of_word(sought[0][0]):
        pattern = rf"(?<!{inner}){pattern}"
    if switches.whole_words and _is_of_word(sought[-1][-1]):
        pattern = rf"{pattern}(?!{inner})"
    elif marks:
        pattern = rf"{pattern}(?![{marks}])"
    found, spans = map(re.Match.span, re.compile(pattern).finditer(folded.text)), list[tuple[int, int]]()
    while some := [*islice(found, _SLICE)]:
        spans += some
    return spans


def _is_of_word(sign: str) -> bool:
    return re.match(r"\w", sign) is not None


def _by_expression(folded: Folded, words: str, switches: Switches, seconds: float) -> list[tuple[int, int]]:
    import regex

    check_expression(words)
    until = monotonic() + seconds
    pattern = fold(words, case=False, accents=not switches.same_accents).text
    flags = regex.VERSION0 | regex.MULTILINE | (0 if switches.same_case else regex.IGNORECASE | regex.FULLCASE)
    if switches.whole_words:
        pattern = rf"(?<!\w)(?:{pattern})(?!\w)"
    spans = set()
    try:
        compiled = regex.compile(pattern, flags)
        for match in compiled.finditer(folded.text, timeout=max(seconds, 0.001), concurrent=True):
            if match.start() < match.end():
                spans.add(match.span())
            if monotonic() > until:
                raise TimeoutError  # noqa: TRY301  told like the library's own
    except TimeoutError:
        message = f"The regular expression takes too long for this text (more than {seconds:g} s)."
        hint = "Make it simpler: a repetition in a repetition, such as (a+)+, tries every way to divide the words."
        raise BadInput(message, hint) from None
    except regex.error as error:
        raise BadInput(f"The regular expression cannot be used so: {error.msg}.", "Write it otherwise.") from None
    return sorted(spans)  # it may ask for searching backwards


def check_expression(words: str) -> None:
    """Refuse what is no regular expression.

    Raises:
        BadInput: It is none; the message says where it is wrong.
    """
    import regex

    hint = "A \\ before a sign takes its meaning: \\( stands for (."
    too_much = "The regular expression is nested too deeply, or repeats too often."
    if len(words) > _LONGEST:
        raise BadInput(f"The regular expression has more than {_LONGEST:,} characters.", "Look for fewer words.")
    if prod(max(1, int(count)) for count in _REPEATED.findall(words)) > _MOST_REPEATED:
        raise BadInput(too_much, "Write + for a number of times.")
    if _CALLS_ITSELF.search(words):
        raise BadInput(
            "The regular expression calls itself, which may take all memory.", "Leave (?R) and the like out."
        )
    try:
        regex.compile(words, regex.VERSION0, cache_pattern=False)
    except regex.error as error:
        at = f" at character {error.pos + 1}" if error.pos is not None else ""
        raise BadInput(f"The regular expression is wrong{at}: {error.msg}.", hint) from None
    except (RecursionError, OverflowError, MemoryError, ValueError):
        raise BadInput(too_much, hint) from None


def _in_the_text(folded: Folded, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found = [folded.plain(Span(*one)) for one in spans]
    if not folded.splits:
        return list(found)
    kept: list[tuple[int, int]] = []
    for one in found:
        # Two halves of one sign are one place.
        if not kept or one.start >= kept[-1][1]:
            kept.append(one)
    return kept
