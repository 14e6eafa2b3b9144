"""A report as it is read: its paragraphs, and the quotations found in them. Plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from workbench.report.verify.attributions import Names, labels_in
from workbench.report.verify.claims import Claim
from workbench.report.verify.wording import Break, GapKind

_BREAK = "\n"
_NUMBER = re.compile(
    r"\s*(?:\(?\d{1,3}[.)]|\(?[a-h][)]"
    r"|(?:quot(?:e|ation)|extract|excerpt|zitat|citation|cita|citaat|Q) ?\d{1,3}[.:)]?)\s+(?=\S)",
    re.IGNORECASE,
)


class Marked(NamedTuple):
    """What of a paragraph stands in a mark of ours, ``[start, end)`` of its text, and the mark."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True)
class ReportParagraph:
    """A paragraph of a report as a reader sees it.

    Attributes:
        text: Its words.
        where: How a reader finds it: "paragraph 12".
        is_quotation: Whether its style says that it is a block quotation.
        is_heading: Whether it is a title or heading.
        beside: In a table, what stands in the row's other cells.
        column: In a table, the heading of its column.
        marked: What of it stands in marks of ours, in order.
        line: Of a file of lines, the number of its first one; 0 in others.
    """

    text: str
    where: str
    is_quotation: bool = False
    is_heading: bool = False
    beside: tuple[str, ...] = ()
    column: str = ""
    marked: tuple[Marked, ...] = ()
    line: int = 0

    def where_is(self, start: int) -> str:
        """How a reader finds what stands from a place of it on: in a file of lines, the line."""
        if not self.line:
            return self.where
        words = start + len(self.text[start:]) - len(self.text[start:].lstrip())
        return f"line {self.line + self.text.count(_BREAK, 0, words)}"


@dataclass(frozen=True)
class FoundQuotation:
    """A quotation in a report.

    Attributes:
        paragraph: The number of its first paragraph, from 0.
        last: The number of its last one.
        words: What is quoted, without the outer marks and the attribution.
        breaks: What of the report's own, and which labels, stand in it.
        labels: Who is named by these labels; None for what stands before the first.
        claim: What the attribution says; None without one.
        is_claimed: Whether something besides the marks says that it is a quotation: an attribution, a style, a verb.
        is_ascribed: Whether its sentence says that somebody of the study said it, or something like it.
        is_cited: Whether its sentence names a publication.
        is_term: Whether it may be a title, a term or something written, by its sentence.
        is_plain: Whether it is a paragraph without marks or style, so that it may be the report's own; see `plain`.
        is_alone: Whether its paragraph has nothing else in it.
        is_labelled: Whether it is such a paragraph, of whole sentences behind a speaker's label.
        start: Where in its first paragraph it begins.
        mark: The mark that it has from an export of ours; empty for none.
        nearby: Who and when its sentence mentions, of what the attribution leaves open; None for nothing.
    """

    paragraph: int
    last: int
    words: str
    breaks: tuple[Break, ...] = ()
    labels: tuple[Claim | None, ...] = (None,)
    claim: Claim | None = None
    is_claimed: bool = True
    is_ascribed: bool = False
    is_cited: bool = False
    is_term: bool = False
    is_alone: bool = False
    is_plain: bool = False
    is_labelled: bool = False
    start: int = 0
    mark: str = ""
    nearby: Claim | None = None

    @property
    def attribution(self) -> str:
        """The attribution as printed."""
        return self.claim.text if self.claim else ""


def quotation(
    names: Names, at: int, last: int, text: str, claim: Claim | None, *, is_claimed: bool = True
) -> FoundQuotation | None:
    """A quotation from its text, with labels of speakers set apart and the outer marks taken off.

    Args:
        names: Whom labels may name.
        at: The number of its first paragraph.
        last: The number of its last one.
        text: What is quoted.
        claim: What its attribution says.
        is_claimed: Whether something besides the marks says that it is a quotation.
    """
    words = _bare(text)
    labels: list[Claim | None] = [None]
    breaks: tuple[Break, ...] = ()
    for start, end, label in labels_in(words, names):
        breaks = (*breaks, Break(start, end, GapKind.VOICE))
        labels.append(label)
    if len(labels) == 2 and claim is None and not words[: breaks[0].start].strip():
        # One speaker, named in front of all of it.
        claim, labels, words, breaks = labels[1], [None], words[breaks[0].end :].strip(), ()
    return FoundQuotation(at, last, words, breaks, tuple(labels), claim, is_claimed) if words.strip() else None


def unnumbered(text: str) -> int:
    """Where the words begin behind what a quotation without marks is numbered with: *3.*, *a)*, *Quote 3:*."""
    found = _NUMBER.match(text)
    return found.end() if found else 0


_PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“", "»": "«", "「": "」", "『": "』"}


def _bare(text: str) -> str:
    """A text without the marks around all of it, and white space."""
    text = text.strip()
    inside = text[1:-1]
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1] and text[0] not in inside:
        return inside.strip()
    if text[:1] in "“„«" and not any(sign in text for sign in "”»"):
        return text[1:].strip()
    return text
