"""Words of a report as text files hold them, and a quotation's words as they are printed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workbench.report.content import REPLACEMENT, Block, Heading, Part, Quotation, quotations_of
from workbench.report.markdown import DEEPEST_HEADING

_LINE_END = re.compile("\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What a terminal would obey, and what no text file can hold or no web page may; tab and line feed are neither."""


def clean(text: str) -> str:
    """The text with LF line ends and U+FFFD for control characters and halves of characters."""
    return _CONTROL.sub(REPLACEMENT, _LINE_END.sub("\n", text))


def on_one_line(text: str) -> str:
    """The same without line breaks: white space of any kind as single blanks."""
    return " ".join(clean(text).split())


def said(quotation: Quotation) -> tuple[Part, ...]:
    """What is said in a quotation, without quote marks, as text files hold it."""
    return tuple(Part(clean(part.words), on_one_line(part.label), part.interviewer) for part in quotation.parts)


def said_in_marks(quotation: Quotation) -> tuple[Part, ...]:
    """The same with its quote marks: before the first word, and behind the last."""
    parts = list(said(quotation))
    opening, closing = quotation.quote_marks
    if parts:
        parts[0] = replace(parts[0], words=f"{opening}{parts[0].words}")
        parts[-1] = replace(parts[-1], words=f"{parts[-1].words}{closing}")
    return tuple(parts)


@dataclass(frozen=True)
class Placed:
    """A quotation with what stands above it.

    Attributes:
        quotation: The quotation.
        theme: The theme it stands under; in a part of the report that has none, its heading.
        subtheme: The subtheme, where it stands under one.
    """

    quotation: Quotation
    theme: str
    subtheme: str = ""


def quotations_placed(blocks: Iterable[Block]) -> Iterator[Placed]:
    """The quotations of a report in the order of print, each with its theme."""
    above: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            above = [one for one in above if one.level < block.level or _is_narrative_of(block, one)] + [block]
        for one in quotations_of([block]):
            names = [on_one_line(one.text) for one in [one for one in above if one.theme] or above[:1]]
            yield Placed(one, names[0] if names else "", " / ".join(names[1:]))


def _is_narrative_of(heading: Heading, theme: Heading) -> bool:
    """Whether a heading of a narrative has the level of its theme's own, since there is none below it."""
    return bool(theme.theme) and not heading.theme and heading.level == theme.level == DEEPEST_HEADING
