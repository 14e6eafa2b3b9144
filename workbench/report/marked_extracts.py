"""From the part of a mark that says which extract it is of to that extract. Pure.

What an export printed may have been an extract of a theme, alone or as one with the next, an example of a code, or an
extract of another theme that a narrative places. Who reads a report back and who updates one ask the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.marks import extract_part
from workbench.report.printing import ToPrint, joined


class MarkedExtract(NamedTuple):
    """An extract that a mark is of.

    Attributes:
        theme: The id of the theme that it is printed under; empty for none.
        wanted: The extract, and how it is printed.
    """

    theme: str
    wanted: ToPrint


def marked_part(facts: ReportFacts, row: ExtractRow, theme: str) -> str | None:
    """The part of a mark that an extract has under a theme; None where the study or the transcript has no such thing.

    Args:
        facts: The study.
        row: The extract.
        theme: The theme's id; empty for none.
    """
    transcript = facts.transcript_of.get(row.transcript)
    if facts.study.id is None or transcript is None:
        return None
    return extract_part(facts.study.id, transcript.sha256, row.start, row.end, theme=theme)


def of_the_report(facts: ReportFacts) -> dict[str, MarkedExtract]:
    """The extracts of the themes, alone and as one with others, and the examples of codes, each by its part of a mark.

    Args:
        facts: The study.
    """
    return {part: one for one in _of_the_report(facts) if (part := marked_part(facts, one.wanted.whole, one.theme))}


def _of_the_report(facts: ReportFacts) -> Iterator[MarkedExtract]:
    yield from (MarkedExtract("", ToPrint(row)) for row in facts.examples.values())
    for theme in facts.themes:
        together, _ = joined(facts, [one.extract for one in theme.extracts], theme, where="")
        yield from (MarkedExtract(theme.id, wanted) for wanted in together if wanted.following)
        yield from (MarkedExtract(theme.id, ToPrint(one.extract, one.prepared)) for one in theme.extracts)


def of_passages(facts: ReportFacts, coded: Iterable[ExtractRow]) -> dict[str, ExtractRow]:
    """What is coded, as if it were of each of the themes and of none: a narrative may place what is another's.

    Args:
        facts: The study.
        coded: What is coded, whoever coded it.
    """
    names = ["", *(theme.id for theme in facts.themes)]
    rows = {(row.transcript, row.start, row.end): row for row in coded}
    return {part: row for row in rows.values() for theme in names if (part := marked_part(facts, row, theme))}
