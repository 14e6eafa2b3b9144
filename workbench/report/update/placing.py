"""Where a new quotation goes in a report that was worked on: beside those that stand beside it in the study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from workbench.report.content import (
    FORBIDDEN_CHARACTER,
    REPLACEMENT,
    Block,
    Heading,
    Kind,
    Paragraph,
    Quotation,
    as_text,
    quotations_of,
)
from workbench.report.marks import read_mark
from workbench.report.parts.theme_part import OPPOSING
from workbench.report.unbroken import unbroken
from workbench.report.update.document import Marked, ReportDocument, plain_heading


@dataclass(frozen=True)
class _Group:
    """Quotations that follow each other in print, with nothing between; the heading above, and the line that leads."""

    heading: str
    lead: str
    extracts: tuple[str, ...]


@dataclass(frozen=True)
class _Spot:
    """A place for a paragraph: behind one, or before one; which quotation it is to look like; and in words.

    Where the line that leads to it is missing there, that comes with it.
    """

    like: Marked
    after: etree._Element | None
    before: etree._Element | None
    words: str
    lead: str = ""


class Groups:
    """Finds places, and puts quotations there.

    Args:
        blocks: What the study prints.
        document: The report.
    """

    def __init__(self, blocks: Sequence[Block], document: ReportDocument) -> None:
        self._document = document
        self._anchors: dict[str, list[Marked]] = {}
        for one in document.quotations:
            if one.is_anchor:
                self._anchors.setdefault(one.mark.extract, []).append(one)
        self._put: dict[str, tuple[etree._Element, Marked]] = {}
        self._groups: list[_Group] = []
        self._group_of: dict[str, int] = {}
        self._within: dict[str, str] = {}  # those within a sentence, with their headings
        self._leads: set[str] = set()
        self._headings = frozenset(plain_heading(one.text) for one in blocks if isinstance(one, Heading))
        heading, lead, waiting = "", "", []
        for block in [*blocks, Heading("", 1)]:
            mark = read_mark(block.mark) if isinstance(block, Quotation) else None
            if mark is not None:
                waiting.append(mark.extract)
                continue
            if waiting:
                self._group_of.update(dict.fromkeys(waiting, len(self._groups)))
                self._groups.append(_Group(heading, lead, tuple(waiting)))
                waiting = []
            for within in quotations_of([block]):
                self._within.setdefault(_extract(within), heading)
            if isinstance(block, Heading):
                heading, lead = block.text, ""
            elif isinstance(block, Paragraph) and block.kind is Kind.LEAD:
                lead = as_text(block)
                self._leads.add(lead)

    def heading_of(self, block: Quotation) -> str:
        """The heading that a quotation stands under in print."""
        extract = _extract(block)
        return self._within[extract] if self.is_within(block) else self._groups[self._group_of[extract]].heading

    def is_under(self, block: Quotation, section: str) -> bool:
        """Whether a heading of the report is that of a quotation in print, or the report has not got that one."""
        wanted = plain_heading(self.heading_of(block))
        return plain_heading(section) == wanted or wanted not in self._document.headings

    def is_within(self, block: Quotation) -> bool:
        """Whether a quotation stands within a sentence, and nowhere else."""
        return _extract(block) not in self._group_of

    def has_place(self, block: Quotation) -> bool:
        """Whether there is a place for a quotation."""
        return self._spot(_extract(block)) is not None

    def put_in(self, block: Quotation, export: str) -> str | None:
        """Put a quotation into the report.

        Args:
            block: The quotation.
            export: The last part of its mark.

        Returns:
            Where it was put, in words; None where there is no place for it.
        """
        mark = read_mark(block.mark)
        spot = self._spot(_extract(block))
        if spot is None or mark is None:
            return None
        paragraph = self._document.put_in(
            _said(block), mark._replace(export=export), spot.like, after=spot.after, before=spot.before
        )
        if spot.lead:
            self._document.put_line_before(paragraph, spot.lead, self._leads)
        self._put[mark.extract] = (paragraph, spot.like)
        return spot.words

    def _spot(self, extract: str) -> _Spot | None:
        if extract not in self._group_of:
            return None
        group = self._groups[self._group_of[extract]]
        at = group.extracts.index(extract)
        for other in reversed(group.extracts[:at]):
            if other in self._put:
                paragraph, neighbour = self._put[other]
                return _Spot(neighbour, paragraph, None, "behind the new one before it")
            if (anchor := self._anchor(other, group.heading)) is not None:
                return _Spot(anchor, anchor.paragraph, None, f"behind {anchor.where}")
        for other in group.extracts[at + 1 :]:
            if (anchor := self._anchor(other, group.heading)) is not None:
                return _Spot(anchor, None, anchor.paragraph, f"before {anchor.where}")
        like = next((one for anchors in self._anchors.values() for one in anchors), None)
        if like is None or not group.heading:
            return None
        end, missing = self._document.end_of(group.heading, group.lead, self._leads), ""
        if end is None and group.lead == OPPOSING:  # it is the last under a heading, whatever else leads there
            end, missing = self._document.end_of(group.heading, "", ()), group.lead
        elif end is None:
            end = self._document.end_of(group.heading, "", self._leads)
        words = f"under “{group.heading if missing else group.lead or group.heading}”"
        return None if end is None else _Spot(like, end, None, words, missing)

    def _anchor(self, extract: str, heading: str) -> Marked | None:
        """Where a quotation stands, the last place of several; not where its writer moved it to another's heading."""
        wanted = plain_heading(heading)
        anchors = self._anchors.get(extract, ())
        others = self._headings - {wanted}
        here = [one for one in anchors if plain_heading(one.section) not in others]
        if not here and wanted not in self._document.headings:
            here = [*anchors]
        return here[-1] if here else None


def _extract(block: Quotation) -> str:
    mark = read_mark(block.mark)
    return mark.extract if mark is not None else ""


def _said(block: Quotation) -> list[tuple[str, str]]:
    """What a quotation prints in pieces, each with what it is."""
    opening, closing = block.quote_marks
    said: list[tuple[str, str]] = []
    for number, part in enumerate(block.parts):
        if number:
            said.append(("\n", "words"))
        if part.label:
            said.append((f"{part.label}: ", "label"))
        last = closing if number == len(block.parts) - 1 else ""
        said.append((f"{opening if not number else ''}{part.words}{last}", "words"))
    said.append((f" ({unbroken(block.attribution)})", "attribution"))
    return [(FORBIDDEN_CHARACTER.sub(REPLACEMENT, text), what) for text, what in said]
