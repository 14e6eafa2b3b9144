"""What a study says otherwise by now than when a report was exported, beside its quotations. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple
from uuid import UUID

from workbench.report.content import Block
from workbench.report.marks import said_part
from workbench.report.said import JOIN, Said, pieces_of
from workbench.visible import plural

UNKNOWN = (
    "Whether tables, figures and texts beside its quotations say otherwise by now is not known: the report does not "
    "tell any more what they were. A program that it was saved with dropped that."
)


_FIGURE = re.compile(r"\d")
_LONGEST = 120
"""Cells with figures, no longer than that, are shown; what else a table says is looked up in the study."""


class Row(NamedTuple):
    """A row of a table as it stands in the report: what stands above the table, and what each cell says."""

    above: str
    cells: tuple[str, ...]


def otherwise(
    study: UUID, was: Collection[str], blocks: Iterable[Block], rows: Sequence[Row], texts: Collection[str]
) -> Iterator[str]:
    """What the study says otherwise than when it was exported, each in a sentence without words of an interview.

    What the report says as the study does by now is put right already. What its writer rewrote tells nothing of the
    study, and is not looked at.

    Args:
        study: The study's id.
        was: The marks of all that the export said.
        blocks: What the study prints now.
        rows: The rows of the report's tables.
        texts: What its paragraphs say, as `one_blank` has them.
    """
    new = [one for one in pieces_of(blocks) if said_part(study, *one) not in was]
    new_headings = {one.words for one in new if not one.section}
    prose: Counter[str] = Counter()
    for one in new:
        if one.section in new_headings:
            continue
        if one.table:
            yield from _of_row(one, rows)
        elif not one.section:
            if one_blank(one.words) not in texts:
                yield f"“{one.words}” is a heading now that the report was exported without"
        elif not all(one_blank(words) in texts for words in one.words.split(JOIN)):
            prose[one.section] += 1
    for section, number in prose.items():
        yield f"“{section}”: {plural(number, 'paragraph')} of its text"


def _of_row(one: Said, rows: Sequence[Row]) -> Iterator[str]:
    cells = tuple(map(one_blank, one.words.split("\t")))
    there = [row.cells for row in rows if row.above.endswith(one_blank(one.table))]
    if cells in there:
        return
    before = next((row for row in there if row[:1] == cells[:1]), ())
    figures = [_figures(was, now) for was, now in zip_longest(before[1:], cells[1:], fillvalue="") if was != now]
    yield f"Table “{one.table}”: " + ", ".join(filter(None, (cells[0], *figures)))


def _figures(was: str, now: str) -> str:
    """What a cell says and said, where these are figures."""
    if not _FIGURE.search(now) or len(now) > _LONGEST:
        return ""
    return f"{was} → {now}" if _FIGURE.search(was) and len(was) <= _LONGEST else now


def one_blank(text: str) -> str:
    """A text with one blank between its words, as texts are compared."""
    return " ".join(text.split())
