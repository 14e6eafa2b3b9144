"""A report's own text: what stands in it outside the quotations that were judged. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from workbench.report.verify.paragraphs import FoundQuotation, ReportParagraph
from workbench.report.verify.wording import BRACKET

_MOST = 30
"""So many paragraphs are taken as one text: words may go on from one line of a list into the next."""


@dataclass(frozen=True)
class OwnText:
    """What stands between two quotations, headings, or a few dozen paragraphs.

    Attributes:
        text: The words, a paragraph of the report a line or more.
        numbers: The number of the paragraph in which each piece of it stands.
        starts: Where in the text each piece begins.
        places: Where in its paragraph each piece begins.
    """

    text: str
    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def at(self, place: int) -> tuple[int, int]:
        """The number of the paragraph in which a place of the text is, and where in it."""
        piece = bisect_right(self.starts, place) - 1
        return self.numbers[piece], self.places[piece] + place - self.starts[piece]


def own_text(paragraphs: Sequence[ReportParagraph], judged: Iterable[FoundQuotation]) -> list[OwnText]:
    """What a report says in its own words, in order; attributions are among them.

    Args:
        paragraphs: The report.
        judged: The quotations with a verdict of their own.
    """
    quoted = _quoted(paragraphs, judged)
    found: list[OwnText] = []
    pieces: list[tuple[int, int, str]] = []
    for number, one in enumerate(paragraphs):
        if one.is_heading or len(pieces) == _MOST:
            found += _joined(pieces)
            pieces.clear()
        at = 0
        for start, end in sorted(quoted.get(number, ())):
            if start >= at:
                pieces.append((number, at, one.text[at:start]))
                found += _joined(pieces)
                pieces.clear()
            at = max(at, end)
        pieces.append((number, at, one.text[at:]))
    return found + _joined(pieces)


def _joined(pieces: Iterable[tuple[int, int, str]]) -> list[OwnText]:
    kept = [one for one in pieces if any(map(str.isalnum, one[2]))]
    if not kept:
        return []
    starts = tuple(accumulate((len(text) + 1 for _, _, text in kept[:-1]), initial=0))
    numbers, places = tuple(number for number, _, _ in kept), tuple(place for _, place, _ in kept)
    return [OwnText("\n".join(text for _, _, text in kept), numbers, starts, places)]


def _quoted(
    paragraphs: Sequence[ReportParagraph], judged: Iterable[FoundQuotation]
) -> dict[int, list[tuple[int, int]]]:
    """Of each paragraph what is quoted in it, but for labels and *she said* within a quotation."""
    found: dict[int, list[tuple[int, int]]] = {}
    for one in judged:
        number, place = one.paragraph, one.start
        for words in _lines(one):
            while number <= one.last:
                at = paragraphs[number].text.find(words, place)
                if at >= 0:
                    found.setdefault(number, []).append((at, at + len(words)))
                    place = at + len(words)
                    break
                number, place = number + 1, 0
            else:
                number, place = one.last, len(paragraphs[one.last].text)
    return found


def _lines(one: FoundQuotation) -> Iterable[str]:
    """The quotation's words as they stand in the report, each stretch that nothing of the report's own parts.

    What stands in brackets is the report's own too: a name may have been put back there.
    """
    at = 0
    borders = sorted(
        [(broken.start, broken.end) for broken in one.breaks] + [own.span() for own in BRACKET.finditer(one.words)]
    )
    for start, end in (*borders, (len(one.words), len(one.words))):
        if start >= at:
            yield from (line.strip() for line in one.words[at:start].split("\n") if line.strip())
        at = max(at, end)
