"""A text to be read that may be long: only the lines in sight are drawn, and long ones are broken in a thread."""

from __future__ import annotations

import asyncio

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.tui import work
from workbench.tui.faults import Unbroken
from workbench.tui.widgets.painted import painted

_AT_ONCE = 2000
"""So many code points are broken into lines before the next key could have been pressed."""


class Broken(Message):
    """A text in lines of a width."""

    def __init__(self, said: Content, width: int, lines: list[Content]) -> None:
        self.said, self.width, self.lines = said, width, lines
        super().__init__()


class LongText(Unbroken, ScrollView, can_focus=False):
    """Shows a text: Textual's own `Static` lays out and draws all of it, however little of it is seen."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LongText { scrollbar-gutter: stable; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._said, self._lines = Content(""), list[Content]()
        self._width = 0
        self._breaking = asyncio.Lock()

    @property
    def text(self) -> str:
        """What is shown, whole."""
        return self._said.plain

    def show(self, said: Content) -> None:
        """Show a text from its beginning."""
        self._said = said
        self.scroll_home(animate=False)
        self._break_anew()

    def on_resize(self, event: events.Resize) -> None:
        """Another width breaks lines anew."""
        if self.scrollable_content_region.width != self._width:
            self._break_anew()

    def _break_anew(self) -> None:
        said, width = self._said, self.scrollable_content_region.width
        self._width = width
        if width <= 0 or len(said) <= _AT_ONCE:
            self._take(said.wrap(max(1, width)))
            return
        self._take([])

        def job() -> Message:
            return Broken(said, width, said.wrap(width))

        work.start(self, "Lay out a text", job, only_reads=True, turn=self._breaking)

    def on_broken(self, message: Broken) -> None:
        """Show the lines, unless another text or another width is wanted by now."""
        message.stop()
        if message.said is self._said and message.width == self._width:
            self._take(message.lines)

    def _take(self, lines: list[Content]) -> None:
        self._lines = lines
        self.virtual_size = Size(self._width, len(lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width, number = self.scrollable_content_region.width, y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return painted(self._lines[number], width, self.visual_style)
