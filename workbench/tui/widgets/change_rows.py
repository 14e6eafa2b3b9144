"""What would be brought into a report, in a list, and what is told of the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from workbench.tui.widgets.row_list import RowList, columns
from workbench.tui.widgets.word_changes import compared
from workbench.visible import beginning, one_line, visible

if TYPE_CHECKING:
    from workbench.report.update.deciding import What
    from workbench.report.update.plan import Change

_LONGEST = 4_000
"""Code points of a quotation that are shown."""

_WHAT, _WHERE = 16, 26


@dataclass(frozen=True)
class Told:
    """How a kind of change is told.

    Attributes:
        sign: A sign before it.
        name: In the list.
        means: What it means, in a sentence.
        style: Its colour, which tells nothing that the words do not.
    """

    sign: str
    name: str
    means: str
    style: str


TOLD: Mapping[What, Told] = {
    "redacted": Told(
        "×",
        "redacted",
        "It holds words that must not be printed any more, and its writer changed it: only they are put otherwise.",
        "bold $error",
    ),
    "withdrawn": Told("×", "must go", "It must not be printed any more, and is struck out.", "bold $error"),
    "unmarked": Told(
        "×",
        "take it out",
        "It must not be printed, and has no mark: it is left as it is. Take it out in Word.",
        "bold $error",
    ),
    "conflict": Told(
        "?",
        "changed in both",
        "The study prints it otherwise now, and its writer changed it too: it is left as it is. See to it in Word.",
        "bold $warning",
    ),
    "no place": Told(
        "?",
        "nowhere to be put",
        "It is new, and there is no place in the report that is surely its own: put it in yourself.",
        "bold $warning",
    ),
    "changed": Told("~", "changed", "The study prints other words or another attribution.", "$accent"),
    "joined": Told("~", "joined", "It is struck out here, and comes as part of the longer one that is new.", "$accent"),
    "new": Told("+", "new", "It comes in as a paragraph of its own.", "$success"),
    "there": Told(
        "·", "there already", "Its words stand there already, without a mark: left as they are.", "$foreground 75%"
    ),
    "uncertain": Told(
        "·",
        "not in it",
        "It is not in the report, and nobody knows whether its writer took it out: it comes only where you say so.",
        "$foreground 75%",
    ),
    "not printed": Told(
        "·", "not printed now", "The study prints it no longer; it is left as it is.", "$foreground 75%"
    ),
    "left out": Told("·", "taken out", "Its writer took it out, and it is not brought again.", "$foreground 75%"),
    "foreign": Told(
        "·", "another study's", "Its mark is none of this study's; it is left as it is.", "$foreground 75%"
    ),
}


class ChangeRows(RowList[tuple[int, "Change"]]):
    """A line each: what it is, where it stands, its words."""

    def __init__(self) -> None:
        super().__init__(id="changes", can_mark=False)

    def show_changes(self, changes: Sequence[Change], *, empty: str) -> None:
        """Show changes in their order."""
        self.show(list(enumerate(changes)), empty=empty)

    def key(self, row: tuple[int, Change]) -> int:
        """Which one it is."""
        return row[0]

    def lines(self, row: tuple[int, Change], width: int) -> list[Content]:
        """What, where, and the words that are to stand there, or stand there."""
        change = row[1]
        told = TOLD[change.what]
        where = one_line(", ".join(filter(None, (change.where, change.section))))
        words = one_line(beginning(change.after or change.before or change.why, 300))
        what = Content.styled(f"{told.sign} {told.name}", told.style)
        return [columns([(what, _WHAT + 4), (where, _WHERE), (words, 0)], width)]

    def words(self) -> Callable[[tuple[int, Change]], str]:
        """All that stands in the row."""
        return lambda row: "\n".join((TOLD[row[1].what].name, row[1].section, row[1].before, row[1].after))

    def tip(self, row: tuple[int, Change]) -> str:
        """Where it stands."""
        return one_line(f"{row[1].where} {row[1].section}".strip())


def told_of(change: Change) -> Content:
    """What is told of a change: what it means, where it stands, and both wordings."""
    return Content("\n").join(_told_of(change))


def _told_of(change: Change) -> Iterator[Content]:
    told = TOLD[change.what]
    yield Content.styled(f"{told.sign} {told.means}", told.style)
    if change.why:
        yield Content(f"{one_line(change.why)[:1].upper()}{one_line(change.why)[1:]}.")
    before, after = beginning(change.before, _LONGEST), beginning(change.after, _LONGEST)
    if before and after:
        yield compared(before, after)
    for label, words in (("In the report:", before), ("In the study:", after)):
        if words:
            yield Content.styled(f"\n{label}", "bold")
            yield Content(visible(words))
    places = [change.where, f"under “{change.section}”" if change.section else ""]
    if change.source is not None:
        places.append(f"{change.source[0]}, characters {change.source[1]}–{change.source[2]}")
    yield Content.styled("\n" + "; ".join(one_line(place) for place in places if place), "$foreground 75%")
