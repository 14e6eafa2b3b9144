"""Which quotations can be recognised, as content for those who write the report: on screen and in the note. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbench.report.balance.voices import Quoted
from workbench.report.content import Block, Heading, Kind, labelled, plain
from workbench.report.recognition.recognition import ENOUGH, Recognition, by_seriousness, could_be, helps
from workbench.visible import in_quotes, plural

TITLE = "Recognisable?"
_READER = (
    "For a reader who knows who takes part, in what role and when, does not know who has which label, and has the "
    "whole report before them. What the words themselves tell is not weighed."
)
_HOW = (
    "How it is attributed is chosen for each quotation by itself, where it is prepared for print; what stands in "
    "quotation marks below is what the choice is called."
)


def recognition_part(
    quotations: Sequence[Quoted],
    found: Sequence[Recognition],
    themes: Mapping[str, str],
    *,
    of_few: str = "",
    level: int = 1,
) -> Iterator[tuple[Block, str]]:
    """The quotations that too few could have said, the most serious first, each with what would help.

    Args:
        quotations: The quotations that are printed.
        found: How far each of them can be told.
        themes: The names of the themes by their ids.
        of_few: What is to be said of roles that few people have.
        level: The level of its heading.

    Yields:
        A block, and the id of the theme to which it leads; empty where it leads to none.
    """
    yield Heading(TITLE, level), ""
    if not found:
        yield plain("No quotation is printed yet, so there is nobody to recognise.", Kind.NOTE), ""
        return
    groups = by_seriousness(found)
    many = plural(len(found), "quotation")
    if not groups:
        yield plain(f"Of {many} each could have been said by {ENOUGH} participants or more."), ""
        yield plain(_READER, Kind.NOTE), ""
        return
    listed = sum(map(len, groups))
    yield plain(f"{listed:,} of {many} could have been said by fewer than {ENOUGH} participants, or name somebody."), ""
    if of_few:
        yield plain(of_few), ""
    yield plain(f"{_READER} {_HOW}", Kind.NOTE), ""
    for numbers in groups:
        first = found[numbers[0]]
        yield Heading(f"({first.attribution}): {could_be(first)}", level + 1), ""
        yield labelled("What would help:", f"{helps(first)}."), ""
        for told, one in ((found[number], quotations[number]) for number in numbers):
            name = themes.get(told.theme, "")
            if name:
                yield plain(f"Theme {in_quotes(name)}", Kind.LEAD), told.theme
            yield one.quotation, told.theme
