"""Quotations found by the marks that an export of ours put round them, however the report was rewritten since. Pure.

A mark says that there is a quotation. Where it begins and ends is what a reader sees: within quotation marks, and in a
paragraph that is a quotation by its style, that is what these enclose, and the mark says only where it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from workbench.report.verify.attributions import Names
from workbench.report.verify.claims import Claim
from workbench.report.verify.naming import Naming
from workbench.report.verify.paragraphs import FoundQuotation, Marked, ReportParagraph, quotation
from workbench.report.verify.quotes import closing, openers
from workbench.report.verify.speaking import Speaking

_OPENING = frozenset("“‘\"'«„‚‹「『»›")
_CLOSING = frozenset("”’\"'»“‘›」』«")


def marked_apart(
    paragraphs: Sequence[ReportParagraph], names: Names
) -> tuple[list[FoundQuotation], list[ReportParagraph]]:
    """The quotations that only their marks tell, and the paragraphs with blanks in their place.

    Args:
        paragraphs: The report.
        names: Whom attributions may name.
    """
    found: list[FoundQuotation] = []
    rest: list[ReportParagraph] = []
    for number, one in enumerate(paragraphs):
        text = one.text
        if one.marked and not one.is_heading:
            for start, end, its in _Apart(one, number, names).found():
                text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
                if its is not None:
                    found.append(its)
        # What is left of a block is prose that was typed behind its attribution.
        rest.append(one if text is one.text else replace(one, text=text, is_quotation=False))
    return found, rest


def with_mark(found: FoundQuotation, marked: Sequence[Marked]) -> FoundQuotation:
    """A quotation found by what a reader sees, with the mark that stands where it begins, if one does."""
    for one in marked:
        if one.start - 2 <= found.start < one.end or (not found.start and len(marked) == 1):
            return replace(found, mark=one.mark)
    return found


class _Apart:
    """The marked quotations of one paragraph."""

    def __init__(self, paragraph: ReportParagraph, number: int, names: Names) -> None:
        self._paragraph, self._number, self._names = paragraph, number, names
        self._naming, self._speaking = Naming(names), Speaking(names)

    def found(self) -> Iterator[tuple[int, int, FoundQuotation | None]]:
        """What is taken from the paragraph: where it begins and ends, and the quotation."""
        text = self._paragraph.text
        marked = [one for one in self._paragraph.marked if any(map(str.isalnum, text[one.start : one.end]))]
        if self._paragraph.is_quotation:
            yield from self._of_block(marked)
            return
        for one, following in pairwise([*marked, Marked(len(text), len(text), "")]):
            if not self._is_in_quotes(one):
                yield self._of(one.start, one, following.start)

    def _of_block(self, marked: Sequence[Marked]) -> Iterator[tuple[int, int, FoundQuotation | None]]:
        """All of a block is quoted: what stands in front of a mark, too. One quotation alone is seen without marks."""
        if len(marked) < 2 and not (marked and self._goes_on(marked[0])):
            return
        start = 0
        for one, following in pairwise([*marked, Marked(len(self._paragraph.text), 0, "")]):
            begins, end, its = self._of(start, one, following.start)
            yield begins, end, its
            start = end

    def _goes_on(self, one: Marked) -> bool:
        """Whether behind an attribution in the mark there is more: prose that was typed there."""
        inner = self._paragraph.text[one.start : one.end]
        return self._naming.at_end(inner) is None and self._naming.last(inner) is not None

    def _of(self, start: int, one: Marked, following: int) -> tuple[int, int, FoundQuotation | None]:
        text = self._paragraph.text
        inner = text[start : one.end]
        claim: Claim | None
        if (at_end := self._naming.at_end(inner)) is not None:
            (words, claim), end = at_end, one.end
        elif (last := self._naming.last(inner)) is not None:
            words, claim, end = last[0], last[2], start + last[1]
        else:
            words = len(inner)
            claim, end = self._behind(one, following)
        made = quotation(self._names, self._number, self._number, inner[:words], claim)
        return start, end, made and replace(made, start=start, mark=one.mark)

    def _behind(self, one: Marked, following: int) -> tuple[Claim | None, int]:
        """The attribution behind a mark, or in a table beside it; and where what belongs to the quotation ends."""
        text = self._paragraph.text[:following]
        place = one.end + (text[one.end : one.end + 1] in _CLOSING if one.end < len(text) else 0)
        found = self._naming.behind(text, place)
        if found is not None:
            return found[1], found[0]
        return self._naming.cell(self._paragraph.beside), one.end

    def _is_in_quotes(self, one: Marked) -> bool:
        """Whether quotation marks stand round it, which say where the quotation begins and ends."""
        text = self._paragraph.text
        inner = text[one.start : one.end].lstrip()
        if inner[:1] in _OPENING:
            return True
        for mark in openers(text[: one.start]):
            if (end := closing(text, mark, lambda _: False)) is not None and end > one.start:
                return True
        # The report's own words, typed in front of it.
        led = next(openers(inner), None)
        return led is not None and self._speaking.before(inner, led.place) is not None
