"""How the quotations of a report that was read back stand in a list, and what is told of the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content

from workbench.report.verify.verdicts import GOOD, Verdict
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import beginning, one_line, visible

if TYPE_CHECKING:
    from workbench.report.verify.checking import Checked
    from workbench.report.verify.counted import Counted
    from workbench.report.verify.verify import Verified

_VERDICT, _WHERE, _WHO = 17, 16, 22
_BROAD, _HIGH = 90, 8
"""Below so many cells, where there are so many lines, a quotation has two lines."""
_LONGEST = 4_000
"""Code points of a quotation that are shown; the rest is read in the report."""


@dataclass(frozen=True)
class Entry:
    """A quotation, or words that count people.

    Attributes:
        number: Which one it is in the report, from 0; words that count come after all quotations.
        quotation: The quotation; None for words that count.
        counted: The words that count; None for a quotation.
    """

    number: int
    quotation: Checked | None = None
    counted: Counted | None = None

    @property
    def is_good(self) -> bool:
        """Whether nothing is to be said of it."""
        return self.quotation is not None and self.quotation.verdict in GOOD

    @property
    def is_doubtful(self) -> bool:
        """Whether it is a quotation that must not stay so or should be looked at."""
        return self.quotation is not None and not self.is_good

    @property
    def verdict(self) -> str:
        """Its verdict in words; of words that count, what they are."""
        return self.quotation.verdict if self.quotation is not None else "counts people"

    @property
    def style(self) -> str:
        """The colour of its verdict, which says it in words, too."""
        if self.quotation is None:
            return "$accent"
        return "$success" if self.is_good else "bold $error" if self.quotation.is_fault else "bold $warning"

    @property
    def rank(self) -> int:
        """How bad it is, from 0."""
        return Verdict(self.quotation.verdict).rank if self.quotation is not None else -1

    @property
    def sign(self) -> str:
        """A sign that goes before its verdict."""
        if self.quotation is None:
            return "#"
        return "√" if self.is_good else "×" if self.quotation.is_fault else "?"


def entries_of(found: Verified) -> list[Entry]:
    """The quotations of a report in the order of the document, then its words that count people."""
    quoted = [Entry(number, quotation=one) for number, one in enumerate(found.quotations)]
    return [*quoted, *(Entry(number, counted=one) for number, one in enumerate(found.counted, len(quoted)))]


class VerdictRows(RowList[Entry]):
    """A line or two each: the verdict, where it stands in the report, who is said to have said it, its words."""

    def __init__(self) -> None:
        super().__init__(id="verdicts", can_mark=False)

    def key(self, row: Entry) -> int:
        """Which one it is."""
        return row.number

    def on_resize(self, event: events.Resize) -> None:
        """Where one line has no room for all of it, the words have a line of their own."""
        size = self.scrollable_content_region.size
        self.row_height = 2 if size.width < _BROAD and size.height >= _HIGH else 1
        super().on_resize(event)

    def lines(self, row: Entry, width: int) -> list[Content]:
        """Verdict, place and attribution; beside that or below, the words."""
        verdict = Content.styled(f"{row.sign} {row.verdict}", row.style)
        where, who, words = _parts(row)
        if self.row_height > 1:
            first = columns([(verdict, _VERDICT + 2), (where, min(_WHERE, cell_len(where))), (who, 0)], width)
            return [first, Content.styled(f"  {words}", "$foreground 75%").truncate(width, ellipsis=True)]
        parts: list[tuple[Content | str, int]] = [(verdict, _VERDICT + 2), (where, _WHERE)]
        if width >= _BROAD:
            parts.append((Content.styled(who, "bold"), _WHO))
        return [columns([*parts, (words, 0)], width)]

    def words(self) -> Callable[[Entry], str]:
        """All that stands in the row, and all of the quotation."""
        return lambda row: "\n".join((row.verdict, *_parts(row), row.quotation.quotation if row.quotation else ""))

    def tip(self, row: Entry) -> str:
        """Verdict, place and attribution."""
        where, who, _ = _parts(row)
        return "\n".join(filter(None, (row.verdict, where, who)))


def _parts(row: Entry) -> tuple[str, str, str]:
    """Where it stands, who is named, and the words, on one line each."""
    if row.quotation is not None:
        one = row.quotation
        return one_line(one.where), one_line(one.attribution), one_line(beginning(one.quotation, 300))
    counted = row.counted
    return (one_line(counted.where), one_line(counted.theme), one_line(counted.words)) if counted else ("", "", "")


def told_of(row: Entry) -> Content:
    """What is told of one: verdict and reasons, where it stands, the words of report and transcript, what differs."""
    return Content("\n").join(_told_of(row.quotation) if row.quotation is not None else _of_counted(row))


def _told_of(one: Checked | None) -> Iterator[Content]:
    if one is None:
        return
    row = Entry(0, quotation=one)
    why = f": {'; '.join(map(one_line, one.reasons))}" if one.reasons else ""
    yield Content.assemble((f"{row.sign} {one.verdict}", row.style), why)
    yield Content("")
    yield Content.styled(f"In the report, {one_line(one.place)}", "bold")
    nobody = "" if one.is_own_text else " (nobody is named)"
    who = f" ({visible(one.attribution)})" if one.attribution else nobody
    yield Content(f"{visible(beginning(one.quotation, _LONGEST))}{who}")
    if one.transcript:
        yield Content("")
        place = f", characters {one.start}–{one.end}" if one.start is not None else ""
        yield Content.styled(f"In the transcript {one_line(one.transcript)}{place}", "bold")
        said = one.said or one.nearest
        yield Content(visible(said)) if said else Content.styled("What stands there is not for quotation.", "$warning")
    if one.difference:
        yield Content("")
        yield Content.styled("Word by word: [-said-] {+printed+}", "bold")
        yield Content(" ").join(
            Content.styled(f"[-{visible(piece.text)}-]", "$error")
            if piece.kind == "said"
            else Content.styled(f"{{+{visible(piece.text)}+}}", "bold $success")
            if piece.kind == "printed"
            else Content(visible(piece.text))
            for piece in one.difference
        )


def _of_counted(row: Entry) -> Iterator[Content]:
    one = row.counted
    if one is None:
        return
    yield Content.styled(f"{row.sign} “{visible(one.words)}”", row.style)
    yield Content("")
    yield Content.styled(f"In the report, {one_line(one.where)}, below “{one_line(one.theme)}”", "bold")
    yield Content(visible(one.sentence))
    yield Content("")
    yield Content.styled("Who spoke of it, as it is coded", "bold")
    yield from (Content(visible(line)) for line in one.codings.split("; ") if line)
    yield Content("")
    yield Content.styled("Who was not heard on it may still have had something to say: nothing is judged here.", "dim")
