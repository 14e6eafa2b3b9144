"""How the phases, and the figures of where things stand, look in a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content

from workbench.memos import Phase
from workbench.standing import Named, Standing
from workbench.tui.commands import key_of
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import first_few, one_line, plural

_BEGINS = 4
"""So many times the width of the list is looked at of a text of which one line is shown."""


class PhaseRows(RowList[Phase]):
    """The six phases, each with its latest entry."""

    def __init__(self) -> None:
        super().__init__(id="phases", can_mark=False)
        self.row_height = 2

    def key(self, row: Phase) -> int:
        """Its number."""
        return row.number

    def lines(self, row: Phase, width: int) -> list[Content]:
        """Name and number of entries; the latest of them."""
        many = plural(len(row.entries), "entry", "entries") if row.entries else ""
        name = Content.assemble((f"{row.number} ", "dim"), (one_line(row.name), "bold"))
        latest = row.latest
        said = f"{latest.day}, {latest.coder}: {latest.text[: _BEGINS * width]}" if latest else "nothing noted yet"
        second = Content.styled(f"  {one_line(said)}", "$foreground 75%" if latest else "dim")
        return [columns(((name, 0), (Content.styled(many, "dim"), -13)), width), second.truncate(width, ellipsis=True)]

    def words(self) -> Callable[[Phase], str]:
        """Its name and its entries."""
        return lambda row: "\n".join([row.name, *(one.text for one in row.entries)])

    def tip(self, row: Phase) -> str:
        """The beginning of its latest entry."""
        return one_line(row.latest.text[:500]) if row.latest else ""


class Figure(NamedTuple):
    """One figure of where things stand.

    Attributes:
        key: What it counts, as `Standing` calls it.
        said: It in words.
        open: What is still open, for those that name it.
        leads: What is said where nothing is named as open: that all is done, or where it can be.
        is_urgent: Whether it is not to be overlooked.
    """

    key: str
    said: str
    open: Sequence[Named] = ()
    leads: str = ""
    is_urgent: bool = False


class FigureRows(RowList[Figure]):
    """The figures, each with what is still open."""

    def __init__(self) -> None:
        super().__init__(id="figures", can_mark=False)
        self.row_height = 2

    def key(self, row: Figure) -> str:
        """What it counts."""
        return row.key

    def lines(self, row: Figure, width: int) -> list[Content]:
        """The figure, and what is open."""
        said = Content.styled(row.said, "bold $warning" if row.is_urgent else "bold")
        told = f"open: {first_few(one_line(one.name) for one in row.open)}" if row.open else row.leads
        second = Content.styled(f"  {told}", "$foreground 75%")
        return [said.truncate(width, ellipsis=True), second.truncate(width, ellipsis=True)]

    def words(self) -> Callable[[Figure], str]:
        """The figure, and all that is open."""
        return lambda row: "\n".join([row.said, *(one.name for one in row.open)])

    def tip(self, row: Figure) -> str:
        """All that is open; else what is said instead."""
        return first_few((one_line(one.name) for one in row.open), between="\n") if row.open else row.leads


def figures_of(now: Standing) -> list[Figure]:
    """Where things stand, a figure each; of a study without transcripts what to do first. Pure."""
    found = []
    if now.open_concerns:
        said = f"{plural(now.open_concerns, 'concern')} for somebody's safety not passed on yet"
        found.append(
            Figure("open_concerns", said, leads=f"{key_of('home.choose')} lists them among the memos", is_urgent=True)
        )
    if now.waiting:
        said = f"{plural(now.waiting, 'coding')} of yours {'waits' if now.waiting == 1 else 'wait'} for another look"
        leads = f"the codebook has changed since; {key_of('home.choose')} goes through them"
        found.append(Figure("waiting", said, leads=leads))
    if not now.transcripts:
        first = f"{key_of('home.choose')} goes to the library; {key_of('library.import')} takes them in there"
        return [*found, Figure("transcripts", "There are no transcripts yet", leads=first)]
    of = f"of {now.transcripts:,}"
    found += [
        Figure("unread", f"{now.read:,} {of} transcripts read to the end here by you", now.unread, "all read"),
        Figure("uncoded", f"{now.coded:,} {of} transcripts coded by you", now.uncoded, "all coded"),
        Figure("coded_by_anyone", f"{now.coded_by_anyone:,} {of} transcripts coded by anybody", leads="in the library"),
    ]
    if now.double_coded is not None:
        said = f"{now.double_coded:,} {of} transcripts coded by two or more"
        found.append(Figure("double_coded", said, leads="in the library"))
    if now.codes:
        said = f"{len(now.loose_codes):,} of {plural(now.codes, 'code')} in no theme"
        found.append(Figure("loose_codes", said, now.loose_codes, "every code is in a theme"))
    else:
        found.append(Figure("loose_codes", "There are no codes yet", leads="they are made while coding"))
    if now.themes:
        said = f"{len(now.unopposed_themes):,} of {plural(now.themes, 'theme')} without an extract against"
        found.append(Figure("unopposed_themes", said, now.unopposed_themes, "each theme was held against the data"))
    else:
        found.append(Figure("unopposed_themes", "There are no themes yet", leads="they are made among the themes"))
    return found
