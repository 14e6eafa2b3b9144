"""What a report says beside its quotations, piece by piece: so it is known later what the study says otherwise. Pure.

An export carries a short keyed mark of each piece, as its quotations carry theirs: outside the study it means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from workbench.report.content import Block, Heading, Kind, Paragraph, Quotation, Table, own_words
from workbench.report.marks import said_part

JOIN = "\x1f"
"""Between the stretches of a paragraph round its quotations: no report prints it."""


class Said(NamedTuple):
    """A piece of a report: a heading, a paragraph without its quotations, or a row of a table.

    Attributes:
        section: The heading it stands under; empty for a heading itself.
        table: The caption of its table; empty for what stands in none.
        words: What it says; cells between tabs, stretches round quotations as `JOIN` has them.
    """

    section: str
    table: str
    words: str


def pieces_of(blocks: Iterable[Block]) -> Iterator[Said]:
    """The pieces of a report in the order of print; lines that lead to quotations come and go with these."""
    section = ""
    for block in blocks:
        if isinstance(block, Heading):
            section = block.text
            yield Said("", "", section)
        elif isinstance(block, Table):
            for row in block.rows:
                cells = (" ".join(" ".join(own_words(one)) for one in cell) for cell in row)
                yield Said(section, block.caption, "\t".join(cells))
        elif isinstance(block, Quotation) or (isinstance(block, Paragraph) and block.kind is Kind.LEAD):
            continue
        elif words := JOIN.join(filter(None, (one.strip() for one in own_words(block)))):
            yield Said(section, "", words)


def marks_of(study: UUID | None, blocks: Iterable[Block]) -> tuple[str, ...]:
    """The marks of all that a report says beside its quotations; none where the study has no id."""
    return tuple(sorted({said_part(study, *one) for one in pieces_of(blocks)})) if study is not None else ()
