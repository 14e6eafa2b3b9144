"""The table of codes and how far coders agree on each: sorted by any column, and what the figures mean in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual.content import Content

from workbench.agreement import in_words, table
from workbench.agreement.comparison import CodeCompared, Comparison
from workbench.tui.widgets import rows as lines
from workbench.tui.widgets.rows import Column, Row, Rows
from workbench.visible import one_line

_CODE, _INTERVAL = "code", "interval"
_FALLING, _RISING = "▼", "▲"
_NAME, _LEAST, _FIGURE = 34, 10, 16

_INTERVAL_MEANS = "95 in 100 bootstrap draws of the transcripts, or turns, lie between these"


class Measure(NamedTuple):
    """A column of figures.

    Attributes:
        heading: What stands above it.
        name: The count or figure in it; for the interval, of which figure it is.
        meaning: What that is, in words.
        is_interval: Whether it is the interval of a figure.
    """

    heading: str
    name: str
    meaning: str
    is_interval: bool = False


def measures(comparison: Comparison, *, more: bool, folded: bool) -> tuple[Measure, ...]:
    """The columns behind the code.

    Args:
        comparison: The comparison.
        more: Whether every figure is wanted.
        folded: Whether without that only counts are shown, and no coefficient.
    """
    found, first = [], table.coefficient(comparison)
    for column in table.columns(comparison, more=more):
        if folded and not more and any(column.name not in code.measured.counts for code in comparison.codes):
            continue
        found.append(Measure(*column))
        if column.name == first:
            found.append(Measure(_INTERVAL, first, f"{column.heading}: {_INTERVAL_MEANS}", is_interval=True))
    return tuple(found)


@dataclass(frozen=True)
class Sorting:
    """By which column a table is sorted.

    Attributes:
        name: The column's heading.
        falling: Whether the largest comes first.
    """

    name: str
    falling: bool


@dataclass(frozen=True)
class Measures:
    """A comparison as a table, measured; for many codes that is for a worker.

    Attributes:
        columns: The columns behind the code.
        rows: A row each code, in the order of the codebooks.
        widths: How wide each column is, the sign of its order included.
    """

    columns: tuple[Measure, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    _codes: Mapping[str, CodeCompared]

    @classmethod
    def of(cls, comparison: Comparison, *, more: bool, folded: bool) -> Measures:
        """The table of a comparison; arguments as for `measures`."""
        columns = measures(comparison, more=more, folded=folded)
        rows = tuple(
            Row(code.id, (code.name, *(_cell(code, column) for column in columns))) for code in comparison.codes
        )
        measured = lines.table(_drawn(columns, None, signs=True), rows)
        return cls(columns, rows, tuple(measured.widths), {code.id: code for code in comparison.codes})

    def sorted_by(self, sorting: Sorting | None) -> lines.Table:
        """The table in an order; in none as the codebooks have it. What is undefined comes last in any order."""
        rows = list(self.rows)
        chosen = next((column for column in self.columns if sorting and column.heading == sorting.name), None)
        if sorting is not None and chosen is not None:
            values = {row.key: _value(self._codes[row.key], chosen) for row in rows}
            known = [row for row in rows if values[row.key] is not None]
            known.sort(key=lambda row: values[row.key] or 0, reverse=sorting.falling)
            rows = [*known, *(row for row in rows if values[row.key] is None)]
        elif sorting is not None:
            rows.sort(key=lambda row: row.cells[0].casefold(), reverse=sorting.falling)
        return lines.Table(tuple(_drawn(self.columns, sorting)), rows, self.widths)


def next_sorting(before: Sorting | None, heading: str) -> Sorting | None:
    """How a table is sorted when a column is asked for: largest first, smallest first, then as the codebooks have it.

    Of names A comes first at first.
    """
    first = heading != _CODE
    if before is None or before.name != heading:
        return Sorting(heading, first)
    return Sorting(heading, not first) if before.falling == first else None


def _cell(code: CodeCompared, column: Measure) -> str:
    if column.is_interval:
        return in_words.interval(code.measured, column.name) or "–"
    return table.cell(code.measured, table.Column(column.heading, column.name, column.meaning))


def _value(code: CodeCompared, column: Measure) -> float | None:
    measured = code.measured
    if column.is_interval:
        interval = measured.intervals.get(column.name)
        return interval[0] if interval is not None else None
    return measured.counts.get(column.name, measured.figures.get(column.name))


def _drawn(columns: Sequence[Measure], sorting: Sorting | None, *, signs: bool = False) -> list[Column]:
    """The columns as the list draws them; with ``signs`` as wide as with the sign of an order."""

    def title(heading: str) -> str:
        sign = _FALLING if sorting is None or sorting.falling else _RISING
        return heading + sign if signs or (sorting is not None and sorting.name == heading) else heading

    return [
        Column(title(_CODE), _NAME, _LEAST, ends=True),
        *(Column(title(one.heading), _FIGURE, _FIGURE, right=True) for one in columns),
    ]


class MeasureRows(Rows):
    """The table."""

    def __init__(self) -> None:
        super().__init__(_drawn((), None), by_cell=True, stays=1, id="measures")
        self.measures: Measures | None = None
        self.sorting: Sorting | None = None

    def show(self, measures: Measures) -> None:
        """Show a table, in the order in which it was before."""
        self.measures = measures
        self.fill(measures.sorted_by(self.sorting))

    def say(self, words: str) -> None:
        """Show no table, and say why."""
        self.measures, self.empty = None, words
        self.fill(lines.table(_drawn((), None), ()))

    @property
    def measure(self) -> Measure | None:
        """The column under the cursor; None on the codes."""
        columns = self.measures.columns if self.measures is not None else ()
        return columns[self.column - 1] if 0 < self.column <= len(columns) else None

    def sort_by(self, column: int) -> None:
        """Sort by a column; by the same one again the other way, and then as the codebooks have it."""
        if self.measures is not None:
            heading = self.measures.columns[column - 1].heading if column else _CODE
            self.sorting = next_sorting(self.sorting, heading)
            self.show(self.measures)


def about_cell(code: CodeCompared, measure: Measure | None, *, folded: bool) -> Content:
    """What is to be said of the code under the cursor and the figure of its column, in two lines.

    Args:
        code: The code.
        measure: The column under the cursor; None on the codes themselves.
        folded: Whether no coefficient is shown, and none is spoken of.
    """
    measured = code.measured
    said = [Content.styled(one_line(code.name), "bold")]
    if measure is not None:
        between = "" if measure.is_interval else in_words.between(measured, measure.name)
        said.append(Content.assemble((f"  {measure.heading} {_cell(code, measure)}{between}", "bold $accent")))
        reasons_of = measured.no_interval if measure.is_interval else measured.why
        why = reasons_of.get(measure.name)
        if why is not None:
            said.append(Content.styled(f", since {why}", "$warning"))
        said.append(Content(f"\n{measure.meaning[:1].upper()}{measure.meaning[1:]}."))
        return Content.assemble(*said)
    reasons = dict.fromkeys(measured.why.values())
    if reasons and not folded:
        said.append(Content.styled(f"  Some of it is undefined, since {' and '.join(reasons)}.", "$warning"))
    return Content.assemble(*said)


def in_full(comparison: Comparison, *, target: float | None, folded: bool) -> Iterator[Content]:
    """What the table is of, and what its figures mean beside each other; a paragraph each.

    Args:
        comparison: The comparison.
        target: The team's own target, if it has one.
        folded: Whether no coefficient is shown, and none is spoken of.
    """
    if not folded:
        if comparison.pooled is not None:
            yield Content.styled(in_words.pooled(comparison.pooled), "bold")
        if target is not None:
            yield Content(in_words.against_target(comparison, target))
        yield from map(Content, in_words.groups(comparison))
        yield from map(Content, in_words.explanations(comparison))
    heading = in_words.heading(comparison)
    yield from (Content.styled(line, "$foreground 75%") for line in (heading[:2] if folded else heading))
