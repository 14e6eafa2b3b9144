"""Which quotations can be recognised, as content for those who write the report: on screen and in the note. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbench.report.balance.voices import Quoted
from workbench.report.content import Block, Heading, Kind, labelled, plain
from workbench.report.recognition.recognition import ENOUGH, Recognition, could_be, helps
from workbench.visible import in_quotes, plural

TITLE = "Recognisable?"
_READER = (
    "For a reader who knows who takes part, in what role and when, does not know who has which label, and has the "
    "whole report before them. What the words themselves tell is not weighed."
)


def recognition_part(
    quotations: Sequence[Quoted], found: Sequence[Recognition], themes: Mapping[str, str], *, level: int = 1
) -> Iterator[tuple[Block, str]]:
    """The quotations that too few could have said, the most telling first, each with what would help.

    Args:
        quotations: The quotations that are printed.
        found: How far each of them can be told.
        themes: The names of the themes by their ids.
        level: The level of its heading.

    Yields:
        A block, and the id of the theme to which it leads; empty where it leads to none.
    """
    yield Heading(TITLE, level), ""
    if not found:
        yield plain("No quotation is printed yet, so there is nobody to recognise.", Kind.NOTE), ""
        return
    groups: dict[tuple[str, str, str], list[tuple[Quoted, Recognition]]] = {}
    for one, told in zip(quotations, found, strict=True):
        if told.is_recognisable:
            groups.setdefault((told.attribution, could_be(told), helps(told)), []).append((one, told))
    many = plural(len(found), "quotation")
    if not groups:
        yield plain(f"Of {many} each could have been said by {ENOUGH} participants or more."), ""
        yield plain(_READER, Kind.NOTE), ""
        return
    listed = sum(map(len, groups.values()))
    yield plain(f"{listed:,} of {many} could have been said by fewer than {ENOUGH} participants, or name somebody."), ""
    yield plain(_READER, Kind.NOTE), ""
    for (attribution, could, help_), ones in sorted(groups.items(), key=lambda group: group[1][0][1].could or 0):
        yield Heading(f"({attribution}): {could}", level + 1), ""
        yield labelled("What would help:", f"{help_}."), ""
        for one, told in ones:
            name = themes.get(told.theme, "")
            if name:
                yield plain(f"Theme {in_quotes(name)}", Kind.LEAD), told.theme
            yield one.quotation, told.theme
