"""The content of a report as text on the screen, much as it prints. Only the lines in sight are drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.report.content import Block, Heading, Kind, ListItem, Paragraph, Quotation, Run, Table
from workbench.spans import Span
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.faults import Unbroken
from workbench.tui.widgets.painted import painted
from workbench.visible import visible

_WIDEST = 92
"""Longer lines are hard to read, however wide the terminal is."""
_QUOTE_INDENT = 4
_COLUMN_GAP = 2

_STYLES = {
    Kind.CONCEPT: "italic $accent",
    Kind.LEAD: "bold",
    Kind.NOTE: "$foreground 65%",
    Kind.SOURCE: "$foreground 65%",
    Kind.CODE_NAME: "bold",
}
_HEADING_STYLES = {1: "bold $primary", 2: "bold $primary", 3: "bold", 4: "bold italic"}


class LaidOut(Message):
    """Blocks as lines of a width, the lines of each by themselves."""

    def __init__(self, blocks: Sequence[Block], width: int, lines: list[list[Content]]) -> None:
        self.blocks, self.width, self.lines = blocks, width, lines
        super().__init__()


class Showing(NamedTuple):
    """What a preview points out: the block that is meant, and the place that is shown as found."""

    meant: int | None
    found: Span | None


class BlocksView(Unbroken, ScrollView, can_focus=True):
    """Shows blocks; the keys of every text that scrolls go about in it, and one of them can be meant.

    Attributes:
        meant: The number of the block that is meant, to be copied; None means all of them.
        found: The place ``[start, end)`` of `text` that is shown as found; None where none is.
    """

    ALLOW_SELECT = False
    PLACE: ClassVar[str] = "blocks"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("blocks"))

    class Changed(Message):
        """Other lines are shown."""

    DEFAULT_CSS = """
    BlocksView { height: 1fr; scrollbar-gutter: stable; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    def __init__(self) -> None:
        super().__init__(id="blocks")
        self._blocks: Sequence[Block] = ()
        self._lines: list[Content] = []
        self._block_of: list[int] = []
        self._starts: list[int] = []
        self._asked_width = 0
        self.meant: int | None = None
        self.found: Span | None = None

    def show(self, blocks: Sequence[Block], *, stays: bool = False) -> None:
        """Show blocks, from their beginning; the same blocks stay where they are.

        Args:
            blocks: The content.
            stays: Whether it is what was shown, changed meanwhile: what is in sight and meant stays so, as far as there
                are as many blocks as before.
        """
        if blocks == self._blocks:
            return
        is_alike = stays and len(blocks) == len(self._blocks)
        self._blocks = blocks
        if not is_alike:
            self._lines, self._block_of, self._starts, self.meant = [], [], [], None
        if not stays:
            self.scroll_home(animate=False)
        self.found = None
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Another width breaks lines anew."""
        if self._width != self._asked_width:
            self._lay_out()

    @property
    def _width(self) -> int:
        return min(_WIDEST, self.scrollable_content_region.width)

    def _lay_out(self) -> None:
        width, blocks = self._width, self._blocks
        self._asked_width = width
        if width > 0:
            # A section may hold thousands of quotations: breaking their lines must not stop the keyboard.
            work.start(self, "Lay out the preview", lambda: LaidOut(blocks, width, list(lines_by_block(blocks, width))))

    def on_laid_out(self, message: LaidOut) -> None:
        """Show the lines, unless other blocks or another width are wanted by now."""
        message.stop()
        width = self._width
        if message.blocks is self._blocks and message.width == width:
            self._lines = [line for lines in message.lines for line in lines]
            self._block_of = [number for number, lines in enumerate(message.lines) for _ in lines]
            self._starts = [0, *accumulate(len(line.plain) + 1 for line in self._lines)]
            self.found = None
            self.virtual_size = Size(width, len(self._lines))
            self.refresh()
            self.post_message(self.Changed())

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width, number = self.scrollable_content_region.width, y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number].truncate(width)
        if self.meant is not None and self._block_of[number] == self.meant and line.plain.strip():
            line = line.stylize("reverse")
        if self.found is not None:
            start, end = self.found.start - self._starts[number], self.found.end - self._starts[number]
            if start < len(line) and end > 0:
                line = line.stylize("reverse", max(0, start), min(len(line), end))
        return painted(line, width, self.visual_style)

    # What is found

    @property
    def text(self) -> str:
        """The lines as they are shown."""
        return "\n".join(line.plain for line in self._lines)

    @property
    def top(self) -> int:
        """The offset in `text` at which what is seen begins."""
        return self._starts[min(self.scroll_offset.y, len(self._lines))] if self._starts else 0

    def find(self, place: Span) -> None:
        """Show a place of `text`."""
        self.meant, self.found = None, place
        line, top = bisect_right(self._starts, place.start) - 1, self.scroll_offset.y
        if not top <= line < top + self.scrollable_content_region.height:
            self.scroll_to(y=line - self.scrollable_content_region.height // 2, animate=False)
        self.refresh()

    @property
    def showing(self) -> Showing:
        """What is pointed out just now."""
        return Showing(self.meant, self.found)

    def show_again(self, showing: Showing) -> None:
        """Point out what was pointed out before, in the same lines."""
        if showing.found is not None:
            self.find(showing.found)
        elif showing.meant is not None:
            self.mean(showing.meant)
        else:
            self.meant = self.found = None
            self.refresh()

    # The block that is meant

    @property
    def meant_blocks(self) -> Sequence[Block]:
        """The block that is meant; all of them where none is."""
        return self._blocks if self.meant is None else self._blocks[self.meant : self.meant + 1]

    def mean(self, number: int) -> None:
        """Mean a block, and show it."""
        self.meant, self.found = number, None
        first, top, height = self._block_of.index(number), self.scroll_offset.y, self.scrollable_content_region.height
        last = first + self._block_of.count(number) - 1
        if first < top or last >= top + height:
            fits = first >= top and last - first < height
            self.scroll_to(y=last - height + 1 if fits else first, animate=False)
        self._point_out()

    def _point_out(self) -> None:
        """Paint what is meant now, and have the bottom line show what can be done with it."""
        self.refresh()
        self.screen.refresh_bindings()

    def come_to(self, number: int, *, unless_seen_from: int | None = None) -> None:
        """Have the block of that number stand at the top of what is seen, as far as there are lines enough below.

        Args:
            number: The block; where there is none of that number, the line below stays.
            unless_seen_from: The line that is to stand at the top if the block is in sight then.
        """
        line, top = self._block_of.index(number) if number in self._block_of else None, unless_seen_from
        if line is not None and (top is None or not top <= line < top + self.scrollable_content_region.height):
            top = line
        if top is not None:
            self.scroll_to(y=top, animate=False)

    def mean_next(self, by: int, is_wanted: Callable[[int], bool] = lambda number: True) -> bool:
        """Mean the next block, or the one before; at first from the one on that stands at the top of what is seen.

        Args:
            by: 1 for the next, -1 for the one before.
            is_wanted: Whether the block of a number may be meant.

        Returns:
            Whether there is one; if not, nothing is done.
        """
        if not self._block_of:
            return False
        seen = self._block_of[min(self.scroll_offset.y, len(self._block_of) - 1)]
        first = seen if self.meant is None else self.meant + by
        numbers = range(first, len(self._blocks) if by > 0 else -1, by)
        if (number := next(filter(is_wanted, numbers), None)) is None:
            return False
        self.mean(number)
        return True

    def on_click(self, event: events.Click) -> None:
        """Mean the block under the mouse; a second time, all again, but not with the other button."""
        offset = event.get_content_offset(self)
        line = offset.y + self.scroll_offset.y if offset is not None else -1
        if 0 <= line < len(self._block_of):
            number = self._block_of[line]
            self.meant, self.found = None if number == self.meant and event.button == 1 else number, None
            self._point_out()


def lines_of(blocks: Sequence[Block], width: int) -> Iterator[Content]:
    """Blocks as lines of at most so many cells, with an empty line after each block. Pure.

    Args:
        blocks: The content.
        width: Cells of a line.
    """
    for lines in lines_by_block(blocks, width):
        yield from lines


def lines_by_block(blocks: Sequence[Block], width: int) -> Iterator[list[Content]]:
    """The lines of each block; see `lines_of`."""
    numbers: dict[int, int] = {}
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        is_in_list = isinstance(block, ListItem) and isinstance(following, ListItem)
        yield [*_lines_of_one(block, numbers, width), *([] if is_in_list else [Content("")])]


def _lines_of_one(block: Block, numbers: dict[int, int], width: int) -> Iterator[Content]:
    match block:
        case Quotation():
            yield from _quotation(block, width)
        case Heading():
            yield from _heading(block, width)
        case Paragraph():
            indent = 4 if block.kind in (Kind.INDENTED, Kind.LISTED) else 0
            yield from _indented(_content(block.runs, _STYLES.get(block.kind, "")), width, indent)
        case ListItem():
            numbers[block.series] = numbers.get(block.series, block.first - 1) + 1
            yield from _list_item(block, numbers[block.series], width)
        case Table():
            yield from _table(block, width)


def _content(runs: Sequence[Run], style: str = "") -> Content:
    parts = []
    for run in runs:
        if run.quotation is not None:
            parts.append(_said(run.quotation))
            continue
        words = [style, "bold" if run.strong else "", "italic" if run.emphasis else ""]
        parts.append(Content.styled(visible(run.text), " ".join(word for word in words if word)))
        if run.footnote:
            parts.append(Content.styled(visible(f" [{run.footnote}]"), "dim"))
    return Content("").join(parts)


def _indented(content: Content, width: int, indent: int, first: Content | None = None) -> Iterator[Content]:
    """Lines set in; ``first`` stands in the indent of the first one."""
    for number, line in enumerate(content.wrap(max(8, width - indent))):
        before = first if first is not None and number == 0 else Content("")
        yield before.pad_right(max(0, indent - before.cell_length)) + line


def _heading(heading: Heading, width: int) -> Iterator[Content]:
    yield from Content.styled(visible(heading.text), _HEADING_STYLES[heading.level]).wrap(width)
    if heading.level == 1:
        yield Content.styled("─" * width, "$primary 50%")


def _quotation(quotation: Quotation, width: int) -> Iterator[Content]:
    said = _said(quotation)
    # What stands among the text is as broad as that.
    indent = 0 if quotation.inline else _QUOTE_INDENT
    yield from _indented(said, width - indent, indent)


def _said(quotation: Quotation) -> Content:
    opening, closing = quotation.quote_marks
    words = visible(f"{opening}{quotation.words}{closing}")
    return Content.assemble(words, (f" ({visible(quotation.attribution)})", "bold"))


def _list_item(item: ListItem, number: int, width: int) -> Iterator[Content]:
    sign = f"{number}." if item.ordered else "•"
    indent = 2 * item.level + max(2, len(sign) + 1)
    yield from _indented(_content(item.runs), width, indent, Content(" " * (2 * item.level) + sign))


def _table(table: Table, width: int) -> Iterator[Content]:
    yield from Content.styled(visible(table.caption), "bold").wrap(width)
    widths = _column_widths(table, width - _COLUMN_GAP * (len(table.widths) - 1))
    header = [[Content.styled(visible(text), "bold underline")] for text in table.header]
    rows = [[_cell(paragraphs) for paragraphs in row] for row in table.rows]
    for cells in [header, *rows]:
        columns = [
            [line for content in cell for line in content.wrap(wide)] for cell, wide in zip(cells, widths, strict=True)
        ]
        for number in range(max(len(column) for column in columns)):
            found = [column[number] if number < len(column) else Content("") for column in columns]
            padded = [line.pad_right(max(0, wide - line.cell_length)) for line, wide in zip(found, widths, strict=True)]
            yield Content(" " * _COLUMN_GAP).join(padded)


def _column_widths(table: Table, room: int) -> list[int]:
    """Cells of each column by its share of the room; but no heading is broken within a word if others can spare it."""
    widths = [max(4, room * share // sum(table.widths)) for share in table.widths]
    words = [max(map(cell_len, visible(text).split()), default=0) for text in table.header]
    spare = [wide - word for wide, word in zip(widths, words, strict=True)]
    left = max(0, room - sum(widths))
    if sum(spare) + left < 0:
        return widths
    while (lacking := -min(spare)) > 0:
        to, by = spare.index(-lacking), min(lacking, left) or 1
        widths[to], spare[to] = widths[to] + by, spare[to] + by
        if left:
            left -= by
        else:
            giving = spare.index(max(spare))
            widths[giving], spare[giving] = widths[giving] - 1, spare[giving] - 1
    return widths


def _cell(paragraphs: Sequence[Paragraph]) -> list[Content]:
    return [_content(paragraph.runs, _STYLES.get(paragraph.kind, "")) for paragraph in paragraphs]
