"""A list of which only the lines in sight are drawn: of the other rows only what each is known by is asked."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from workbench.tui import looks
from workbench.tui.commands import bindings_of
from workbench.tui.faults import Unbroken
from workbench.tui.widgets.painted import painted

RowType = TypeVar("RowType")

_GUTTER = 2
"""Cells before each row: one for the cursor, one for the mark."""


class _AboutRows(Message):
    """Something happened in a list."""

    def __init__(self, rows: RowList[Any]) -> None:
        self.rows = rows
        super().__init__()

    @property
    def control(self) -> RowList[Any]:
        """The list."""
        return self.rows


class RowList(Unbroken, Generic[RowType], ScrollView, can_focus=True):
    """Rows of equal height with a cursor; rows can be marked, and the one under the cursor shown whole.

    Derived classes say what a row is known by and how it is drawn.

    Attributes:
        rows: What is shown.
        cursor: The number of the row under the cursor; 0 in an empty list.
        marked: The keys of the rows that are marked.
        row_height: How many lines a row has.
        is_whole: Whether the row under the cursor is shown whole.
        CLICKS: How many clicks on a row choose it.
    """

    ALLOW_SELECT = False
    CLICKS: ClassVar[int] = 2
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--away"}
    PLACE: ClassVar[str] = "list"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("list"))
    DEFAULT_CSS = """
    RowList { height: 1fr; scrollbar-gutter: stable; scrollbar-size-vertical: 1; overflow-x: hidden; }
    RowList > .rows--cursor { background: $primary 35%; }
    RowList > .rows--away { background: $foreground 12%; }
    """

    class Moved(_AboutRows):
        """Another row is under the cursor, or others are marked."""

    class Chosen(_AboutRows):
        """The row under the cursor was clicked, as often as chooses one."""

    def __init__(self, *, id: str | None = None, can_mark: bool = True) -> None:
        super().__init__(id=id)
        self.rows: Sequence[RowType] = ()
        self.cursor = 0
        self.marked: set[Hashable] = set()
        self.row_height = 1
        self.is_whole = False
        self._can_mark = can_mark
        self._empty = ""
        self._whole_height = 0
        self._drawn: LRUCache[tuple[int, int, bool, bool, bool], list[Strip]] = LRUCache(400)

    # What derived classes say

    def key(self, row: RowType) -> Hashable:
        """What a row is known by when the list is read anew."""
        raise NotImplementedError

    def lines(self, row: RowType, width: int) -> list[Content]:
        """A row's lines, at most `row_height` of them, none wider than ``width`` cells."""
        raise NotImplementedError

    def whole(self, row: RowType, width: int) -> list[Content]:
        """All lines of a row."""
        return self.lines(row, width)

    def words(self) -> Callable[[RowType], str]:
        """What gives the words of a row that finding looks through: called in a thread, it touches no widget."""
        raise NotImplementedError

    def tip(self, row: RowType) -> str:
        """What is told of a row on which the mouse rests: what may have been cut off."""
        return ""

    # What is shown

    @property
    def current(self) -> RowType | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def pointed_at(self) -> str:
        """What the row under the cursor is called, for a menu; empty where rows have no names."""
        return str(getattr(self.current, "name", ""))

    @property
    def meant(self) -> list[RowType]:
        """The marked rows; without any, the one under the cursor."""
        marked = [row for row in self.rows if self.key(row) in self.marked] if self.marked else []
        return marked or ([self.current] if self.current is not None else [])

    def show(self, rows: Sequence[RowType], *, empty: str = "") -> None:
        """Show rows; cursor and marks stay with the rows they were on, as far as these are still there.

        Args:
            rows: The rows.
            empty: What is said where there are none.
        """
        before = self.current
        self.rows, self._empty = rows, empty
        place = self._place_of_key(self.key(before)) if before is not None else None
        self.cursor = max(0, min(place if place is not None else self.cursor, len(rows) - 1))
        if self.marked:
            self.marked &= {self.key(row) for row in rows}
        self.draw_anew()
        self._keep_in_sight()
        self.post_message(self.Moved(self))

    def draw_anew(self) -> None:
        """What rows look like has changed."""
        self._drawn.clear()
        self._whole_height = 0
        if self.is_whole and self.rows:
            self._whole_height = len(self.whole(self.rows[self.cursor], self._width))
        extra = self._cursor_height - self.row_height if self.rows else 0
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows) * self.row_height + extra)
        self.refresh()

    def go_to(self, key: Hashable) -> None:
        """Put the cursor on the row of that key, if it is there."""
        number = self._place_of_key(key)
        if number is not None:
            self.move_to(number)

    def _place_of_key(self, key: Hashable) -> int | None:
        if self.cursor < len(self.rows) and self.key(self.rows[self.cursor]) == key:
            return self.cursor
        return next((number for number, row in enumerate(self.rows) if self.key(row) == key), None)

    def move_to(self, number: int) -> None:
        """Put the cursor on a row."""
        number = max(0, min(number, len(self.rows) - 1))
        if number != self.cursor:
            self.cursor = number
            if self.is_whole:
                self.draw_anew()
            self.refresh()
            self.post_message(self.Moved(self))
        self._keep_in_sight()

    def show_whole(self, whole: bool) -> None:
        """Show the row under the cursor whole, or as long as the others."""
        self.is_whole = whole
        self.draw_anew()
        self._keep_in_sight()

    # Marks

    def mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on to the next."""
        if self.rows:
            self._toggle(self.cursor)
            self.move_to(self.cursor + 1)

    def mark_all(self) -> None:
        """Mark all rows; where all are marked, none."""
        keys = {self.key(row) for row in self.rows}
        self._set_marks(set() if keys == self.marked else keys)

    def clear_marks(self) -> None:
        """Take all marks away."""
        self._set_marks(set())

    def _toggle(self, number: int) -> None:
        self._set_marks(self.marked ^ {self.key(self.rows[number])})

    def _set_marks(self, keys: set[Hashable]) -> None:
        if self._can_mark and keys != self.marked:
            self.marked = keys
            self.refresh()
            self.post_message(self.Moved(self))

    # Lines

    @property
    def _width(self) -> int:
        return max(1, self.scrollable_content_region.width - _GUTTER)

    @property
    def _cursor_height(self) -> int:
        return max(self.row_height, self._whole_height)

    def _place_of(self, line: int) -> tuple[int, int] | None:
        """The number of the row that a line of the list belongs to, and the line's number in it."""
        top = self.cursor * self.row_height
        if top <= line < top + self._cursor_height:
            return (self.cursor, line - top) if self.rows else None
        if line > top:
            line -= self._cursor_height - self.row_height
        number, within = divmod(line, self.row_height)
        return (number, within) if 0 <= number < len(self.rows) else None

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        place = self._place_of(y + self.scroll_offset.y)
        if place is None:
            return self._line_of_none(y, width)
        strips = self._strips(place[0], width)
        return strips[place[1]] if place[1] < len(strips) else Strip.blank(width, self.rich_style)

    def _line_of_none(self, y: int, width: int) -> Strip:
        if self.rows or not self._empty:
            return Strip.blank(width, self.rich_style)
        said = Content.styled(self._empty, "$foreground 65%")
        strips = Visual.to_strips(self, said, width, None, self.visual_style, pad=True)
        return strips[y] if y < len(strips) else Strip.blank(width, self.rich_style)

    def _strips(self, number: int, width: int) -> list[Strip]:
        row, is_cursor = self.rows[number], number == self.cursor
        is_marked = self.key(row) in self.marked
        known_by = (number, width, is_cursor, is_marked, self.has_focus)
        if (strips := self._drawn.get(known_by)) is not None:
            return strips
        lines = self.whole(row, self._width) if is_cursor and self.is_whole else self.lines(row, self._width)
        lines = lines + [Content("")] * (self.row_height - len(lines))
        signs = looks.CURSOR if is_cursor else " ", looks.MARKED if is_marked else " "
        first = Content.assemble((signs[0], "$primary"), (signs[1], "bold $accent"))
        style = self.visual_style
        if is_cursor:
            style += self.get_visual_style("rows--cursor" if self.has_focus else "rows--away")
        begins = [first, *[Content(" " * _GUTTER)] * (len(lines) - 1)]
        strips = [painted(begin + line, width, style) for begin, line in zip(begins, lines, strict=True)]
        self._drawn[known_by] = strips
        return strips

    def _keep_in_sight(self) -> None:
        top, height = self.cursor * self.row_height, self.scrollable_content_region.height
        bottom = top + min(self._cursor_height, height)
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif bottom > self.scroll_offset.y + height:
            self.scroll_to(y=bottom - height, animate=False)

    # Keyboard and mouse

    def action_move(self, by: int) -> None:
        """Go to the next row or the one before; through a row that is longer than the list, line by line."""
        height, shown = self.scrollable_content_region.height, self.scroll_offset.y
        top = self.cursor * self.row_height
        is_longer = self._cursor_height > height and top - height < shown < top + self._cursor_height
        if is_longer and by > 0 and shown + height < top + self._cursor_height:
            self.scroll_to(y=shown + 1, animate=False)
        elif is_longer and by < 0 and shown > top:
            self.scroll_to(y=shown - 1, animate=False)
        else:
            self.move_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Go on by as many rows as the list has room for."""
        self.move_to(self.cursor + by * max(1, self.scrollable_content_region.height // self.row_height))

    def action_end(self, by: int) -> None:
        """Go to the last row, or to the first."""
        self.move_to(len(self.rows) - 1 if by > 0 else 0)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click was; before the row, or with Ctrl, mark it; `CLICKS` choose it."""
        offset, place = event.get_content_offset(self), self._place_under(event)
        if offset is None or place is None:
            return
        self.move_to(place[0])
        if event.button != 1:
            return
        if self._can_mark and (event.ctrl or offset.x < _GUTTER):
            self._toggle(place[0])
        elif event.chain == self.CLICKS:
            self.post_message(self.Chosen(self))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell what was cut off."""
        place = self._place_under(event)
        tip = self.tip(self.rows[place[0]]) if place is not None else ""
        self.tooltip = Content(tip) if tip else None

    def _place_under(self, event: events.MouseEvent) -> tuple[int, int] | None:
        offset = event.get_content_offset(self)
        return self._place_of(offset.y + self.scroll_offset.y) if offset is not None else None

    def on_resize(self, event: events.Resize) -> None:
        """Another width wraps rows anew."""
        self.draw_anew()
        self._keep_in_sight()

    def watch_show_vertical_scrollbar(self) -> None:
        """There is room to scroll only from now on: where the cursor was put before that, it is out of sight."""
        self.call_after_refresh(self._keep_in_sight)

    def on_focus(self) -> None:
        """The cursor of the list that has the keyboard is stronger."""
        self.refresh()

    def on_blur(self) -> None:
        """See `on_focus`."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Another look: nothing drawn before fits."""
        self._drawn.clear()
        super().notify_style_update()


def columns(parts: Sequence[tuple[Content | str, int]], width: int) -> Content:
    """Cells of one line in columns.

    Args:
        parts: What stands in each column and its width in cells: 0 takes what is left, a negative one is set right.
        width: The line's width in cells.
    """
    fixed = sum(abs(size) for _, size in parts) + len(parts) - 1
    cells = []
    for part, size in parts:
        wide = abs(size) or max(1, width - fixed)
        cell = (part if isinstance(part, Content) else Content(part)).truncate(wide, ellipsis=True)
        missing = max(0, wide - cell.cell_length)
        cells.append(cell.pad_left(missing) if size < 0 else cell.pad_right(missing))
    return Content(" ").join(cells)
