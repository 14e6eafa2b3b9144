"""What is found of a quotation, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple


class Verdict(Enum):
    """Whether a quotation is what was said, from the best to the worst."""

    VERBATIM = "verbatim"
    """Word for word; only its typography may be another."""
    TIDIED = "tidied"
    """Word for word without fillers, in a study that allows it."""
    SHORTENED = "shortened"
    """Word for word, with marks where words were left out or put otherwise."""
    CHECK = "check"
    """Somebody has to look: the words are right, and the meaning may not be; or words may be no quotation at all."""
    NOT_FOR_QUOTATION = "not for quotation"
    """It is marked so, or its speaker asked not to be quoted, or not by name."""
    WRONG_ATTRIBUTION = "wrong attribution"
    """The words are another's, or another wave's."""
    DIFFERS = "differs"
    """Something like it was said."""
    NOT_FOUND = "not found"
    """Nothing like it was said."""

    @property
    def is_fault(self) -> bool:
        """Whether the quotation must not stay as it is."""
        return self in (Verdict.DIFFERS, Verdict.WRONG_ATTRIBUTION, Verdict.NOT_FOUND, Verdict.NOT_FOR_QUOTATION)

    @property
    def rank(self) -> int:
        """How bad it is, from 0."""
        return _RANKS[self]


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}

_OF_A_STRETCH = 600
LONGEST = 2_000
"""So many characters of what was said, or of a comparison, are shown beside a quotation; the rest is read in its
transcript."""

GOOD = (Verdict.VERBATIM.value, Verdict.TIDIED.value, Verdict.SHORTENED.value)
"""The verdicts of quotations of which nothing is to be said."""


class Difference(NamedTuple):
    """A stretch of a comparison: in both texts, only in the transcript (``said``), or only in the report."""

    kind: Literal["same", "said", "printed"]
    text: str


def readable(difference: Iterable[Difference]) -> tuple[Difference, ...]:
    """A comparison no longer than somebody reads: of a long stretch beginning and end, of very many the first.

    Args:
        difference: Both texts, stretch by stretch.
    """
    found: list[Difference] = []
    left = LONGEST
    for kind, text in difference:
        if left <= 0:
            return (*found, Difference("same", "…"))
        at_an_end = min(_OF_A_STRETCH, left) // 2
        shown = text if len(text) <= 2 * at_an_end else f"{text[:at_an_end]} … {text[-at_an_end:]}"
        found.append(Difference(kind, shown))
        left -= len(shown)
    return tuple(found)


@dataclass(frozen=True)
class Judged:
    """What was found of one quotation.

    Attributes:
        verdict: The verdict.
        reasons: Why, each as a clause; of the interview's words it has those for which others stand in brackets, where
            they may be shown.
        transcript: Where it stands, or what is nearest to it; empty where nothing is.
        start: Where it begins there, in code points of the transcript's text; None where nothing is like it.
        end: Where it ends (exclusive).
        nearest: The words there, where they are others than the quotation's and may be shown, as far as anybody reads.
        difference: These and the quotation's, word by word; see `readable`.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    transcript: str = ""
    start: int | None = None
    end: int | None = None
    nearest: str = ""
    difference: tuple[Difference, ...] = ()
