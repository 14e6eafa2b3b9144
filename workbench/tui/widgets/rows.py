"""A table of any length: it draws only the lines that are seen, so that a thousand rows cost what twenty do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from textwrap import wrap
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.tui import looks
from workbench.tui.commands import bindings_of
from workbench.tui.faults import Unbroken
from workbench.visible import one_line

_GAP = 2
_GUTTER = 2
"""Cells before the first column: for the cursor, and for the mark of a row, whatever the colours are."""


class Column(NamedTuple):
    """A column.

    Attributes:
        title: What stands above it.
        widest: How many cells it has at most, while there is room.
        least: How many it keeps where there is little room, if what it holds is as wide.
        right: Whether what it holds stands to the right: numbers.
        ends: Whether both ends tell, so that what is too long is shortened in the middle: names with a number.
    """

    title: str
    widest: int = 40
    least: int = 6
    right: bool = False
    ends: bool = False


class Row(NamedTuple):
    """A row.

    Attributes:
        key: What the row stands for.
        cells: What its columns say; words of a study, shown as they are.
        dim: Whether it stands back.
    """

    key: Any
    cells: tuple[str, ...]
    dim: bool = False


class Table(NamedTuple):
    """Columns, rows, and how many terminal cells each column needs; see `table`."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    widths: Sequence[int]


def table(columns: Sequence[Column], rows: Sequence[Row]) -> Table:
    """A table, measured: for many rows this is for a worker, since each cell is looked at. Pure."""
    widths = [
        min(max([cell_len(column.title), *(cell_len(one_line(row.cells[index])) for row in rows)]), column.widest)
        for index, column in enumerate(columns)
    ]
    return Table(tuple(columns), rows, widths)


def fitting(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widths of columns: as wanted where there is room, else the widest lose most, down to the least. Pure.

    Args:
        wanted: How wide each would be.
        least: How wide each must be.
        room: How many cells they may have in all.
    """
    widths = list(wanted)
    while sum(widths) > room:
        above = [index for index, width in enumerate(widths) if width > least[index]]
        if not above:
            break
        widths[max(above, key=lambda index: widths[index])] -= 1
    return widths


def fitted(text: str, width: int, *, right: bool = False, ends: bool = False) -> str:
    """The text in exactly so many terminal cells, shortened with an ellipsis where it is longer. Pure.

    Args:
        text: The text.
        width: So many cells.
        right: Whether it stands to the right of its cells.
        ends: Whether it is shortened in the middle.
    """
    if cell_len(text) > width:
        # The number behind is short; what stands before it tells more.
        last = max(0, width - 1) // 3 if ends else 0
        # From behind, sign by sign: a wide one may leave a cell over.
        end = next(text[at:] for at in range(len(text) - last, len(text) + 1) if cell_len(text[at:]) <= last)
        return set_cell_size(text, width - 1 - cell_len(end)) + "…" + end if width else ""
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks


class Rows(Unbroken, ScrollView, can_focus=True):
    """The table. Enter is left to the screen, so that it stands in the footer there.

    Args:
        columns: Its columns.
        by_cell: Whether the cursor is on a cell and not on a row.
        stays: So many columns stay in sight, where there is room, when others are scrolled away to the left.
        empty: What is said where there is no row.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--head", "rows--cursor", "rows--here", "rows--dim"}
    PLACE: ClassVar[str] = "rows"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("rows"))

    class Moved(Message):
        """The cursor is on another row or cell, or on none."""

        def __init__(self, rows: Rows) -> None:
            self.rows = rows
            super().__init__()

        @property
        def control(self) -> Rows:
            """Which table."""
            return self.rows

    class HeadClicked(Message):
        """The title of a column was clicked; ``column``: which."""

        def __init__(self, column: int) -> None:
            self.column = column
            super().__init__()

    class Clicked(Moved):
        """A row or cell was clicked, the cursor is there; ``clicks``: how often in quick succession."""

        def __init__(self, rows: Rows, *, clicks: int) -> None:
            self.clicks = clicks
            super().__init__(rows)

        @property
        def double(self) -> bool:
            """Whether it is the second of a double click."""
            return self.clicks == 2

    def __init__(
        self, columns: Sequence[Column], *, by_cell: bool = False, stays: int = 0, empty: str = "", **more: Any
    ) -> None:
        super().__init__(**more)
        self._columns, self._rows, self._wanted = table(columns, ())
        self._by_cell, self._stays, self.empty = by_cell, stays, empty
        self._widths = list(self._wanted)
        self._row = self._column = 0
        self._marked: Collection[Any] = ()

    # What is in it

    def fill(self, table: Table) -> None:
        """Show a table; the cursor stays on what it was on, if that is there."""
        self._columns, self._wanted = table.columns, table.widths
        self.narrow(table.rows)

    def narrow(self, rows: Sequence[Row]) -> None:
        """Show some of the rows that it was filled with; the columns stay as wide as they are."""
        before = self.key
        self._rows = rows
        place = next((index for index, row in enumerate(rows) if row.key == before), 0) if before is not None else 0
        self._row = place if before is not None else min(self._row, max(0, len(rows) - 1))
        self._column = min(self._column, len(self._columns) - 1)
        self._lay_out()
        self._show_cursor()
        self.post_message(self.Moved(self))

    def show_marks(self, keys: Collection[Any]) -> None:
        """Show a mark before the rows that stand for these, also when it is filled anew."""
        self._marked = frozenset(keys)
        self.refresh()

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def key(self) -> Any:
        """What the row under the cursor stands for; None where there is no row."""
        return self._rows[self._row].key if self._row < len(self._rows) else None

    @property
    def pointed_at(self) -> str:
        """What the row under the cursor is called, for a menu."""
        return self._rows[self._row].cells[0] if self._row < len(self._rows) else ""

    @property
    def column(self) -> int:
        """The column under the cursor."""
        return self._column

    # Where the cursor is

    def go_to(self, key: object) -> None:
        """Put the cursor on the row that stands for this, if it is there."""
        place = next((index for index, row in enumerate(self._rows) if row.key == key), None)
        if place is not None:
            self._put_cursor(place, self._column)

    def action_move(self, by: int) -> None:
        """Move the cursor up or down."""
        self._put_cursor(self._row + by, self._column)

    def action_page(self, by: int) -> None:
        """Move the cursor by what fits on the screen."""
        self.action_move(by * max(1, self._seen.height - 2))

    def action_across(self, by: int) -> None:
        """Move the cursor to the next column, or the view where the cursor is on a whole row."""
        if self._by_cell:
            self._put_cursor(self._row, self._column + by)
        else:
            self.scroll_to(x=self.scroll_offset.x + 8 * by, animate=False)

    def _put_cursor(self, row: int, column: int) -> None:
        before = self._row, self._column
        self._row = max(0, min(len(self._rows) - 1, row))
        self._column = max(0, min(len(self._columns) - 1, column))
        if (self._row, self._column) != before:
            self.refresh_line(before[0] + 1)
            self.refresh_line(self._row + 1)
            self._show_cursor()
            self.post_message(self.Moved(self))

    def _show_cursor(self) -> None:
        """Scroll so that the cursor is seen."""
        top, seen = self.scroll_offset.y, max(1, self._seen.height - 1)
        if not top <= self._row < top + seen:
            self.scroll_to(y=self._row if self._row < top else self._row - seen + 1, animate=False)
        if self._by_cell and self._widths:
            left = sum(self._widths[: self._column]) + _GAP * self._column
            right = left + self._widths[self._column] + _GUTTER
            if self._column < self._stays:
                return
            # What stays in sight lies over what is scrolled below it.
            left = left + _GUTTER - self._staying if self._staying else left
            if not (self.scroll_offset.x <= left and right <= self.scroll_offset.x + self._seen.width):
                self.scroll_to(x=left if left < self.scroll_offset.x else right - self._seen.width, animate=False)

    def on_click(self, event: events.Click) -> None:
        """The cursor goes where one clicks; only the first button does more."""
        place = event.get_content_offset(self)
        if place is None:
            return
        row, column = place.y - 1 + self.scroll_offset.y, self._column_at(place.x)
        if place.y < 1 and self._rows and event.button == 1:
            self.post_message(self.HeadClicked(column))
        if place.y < 1 or row >= len(self._rows):
            return
        self._put_cursor(row, column)
        if event.button == 1:
            self.post_message(self.Clicked(self, clicks=event.chain))

    def _column_at(self, x: int) -> int:
        """The column of which a cell of the screen is a part."""
        x += 0 if x < self._staying else self.scroll_offset.x
        end = _GUTTER
        for index, width in enumerate(self._widths):
            end += width + _GAP
            if x < end:
                return index
        return max(0, len(self._widths) - 1)

    # How it is drawn

    @property
    def _seen(self) -> Size:
        """What is seen of it, beside its scrollbars."""
        return self.scrollable_content_region.size

    @property
    def _staying(self) -> int:
        """The cells of what stays in sight; none where that would take more than half of them."""
        cells = _GUTTER + sum(self._widths[: self._stays]) + _GAP * self._stays
        return cells if self._stays and 2 * cells <= self._seen.width else 0

    def on_resize(self) -> None:
        """More or less room: other widths."""
        self._lay_out()
        self._show_cursor()

    def watch_show_vertical_scrollbar(self) -> None:
        """There is room to scroll only from now on: where the cursor was put before that, it is out of sight."""
        self.call_after_refresh(self._show_cursor)

    def watch_show_horizontal_scrollbar(self) -> None:
        """It takes a line away, of which nothing else tells."""
        self.call_after_refresh(self._show_cursor)

    def _lay_out(self) -> None:
        room = self._seen.width - _GUTTER - _GAP * (len(self._columns) - 1)
        least = [min(wanted, column.least) for wanted, column in zip(self._wanted, self._columns, strict=True)]
        self._widths = fitting(self._wanted, least, room)
        width = _GUTTER + sum(self._widths) + _GAP * (len(self._columns) - 1)
        self.virtual_size = Size(width if self._rows else 0, len(self._rows) + 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line as it is seen."""
        base = self.rich_style
        if not self._rows:
            lines = [line for part in self.empty.splitlines() for line in wrap(part, max(8, self._seen.width)) or [""]]
            text = lines[y - 2] if 2 <= y < len(lines) + 2 else ""
            return Strip([Segment(fitted(text, self._seen.width), base)])
        left, width = self.scroll_offset.x, self._seen.width
        if y == 0:
            strip = self._drawn([column.title for column in self._columns], " ", self._style("head"), None)
        elif (index := y - 1 + self.scroll_offset.y) < len(self._rows):
            row = self._rows[index]
            style = self._style("dim") if row.dim else base
            here = self._style("cursor" if self.has_focus else "here") if index == self._row else None
            marks = (looks.CURSOR if here else " ") + (looks.MARKED if row.key in self._marked else " ")
            strip = self._drawn(row.cells, marks, style, here)
        else:
            return Strip.blank(width, base)
        staying = self._staying if left else 0
        seen = _seen_of(strip, left + staying, width - staying, base)
        return Strip.join([strip.crop(0, staying), seen]) if staying else seen

    def _drawn(self, cells: Sequence[str], mark: str, style: Style, here: Style | None) -> Strip:
        whole = here if here is not None and not self._by_cell else style
        segments = [Segment(fitted(mark, _GUTTER), whole)]
        for index, (cell, width, column) in enumerate(zip(cells, self._widths, self._columns, strict=True)):
            text = fitted(one_line(cell), width, right=column.right, ends=column.ends)
            is_here = here is not None and (not self._by_cell or index == self._column or index < self._stays)
            segments.append(Segment(text, here if is_here else style))
            segments.append(Segment(" " * _GAP, whole))
        return Strip(segments[:-1]).adjust_cell_length(max(self._seen.width, self.virtual_size.width), whole)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"rows--{name}")


def _seen_of(strip: Strip, left: int, width: int, base: Style) -> Strip:
    """What is seen of a line; an ellipsis ends it where it goes on, out of sight to the right."""
    if strip.cell_length <= left + width or cell_len(strip.text.rstrip()) <= left + width:
        return strip.crop_extend(left, left + width, base)
    seen = strip.crop_extend(left, left + width - 1, base)
    return Strip([*seen, Segment("…", list(seen)[-1].style if width > 1 else base)])
