"""What is to be known of a coding that waits for another look: its words, and below them what is told of its code."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from workbench.coding.review import Look
from workbench.tui.commands import key_of
from workbench.tui.widgets.long_text import LongText
from workbench.tui.widgets.only_read import OnlyRead
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.review_rows import words_of

_FOR_WORDS = 0.65
"""So much of the pane the words of a coding may take; the style sheet says so as well."""

_AWAITED = Content("…")


class LookPane(Vertical):
    """The words have the room they need, up to two thirds; both are read on where they are longer."""

    def __init__(self) -> None:
        super().__init__(classes="pane", id="look-pane")
        self._look: Look | None = None

    def compose(self) -> ComposeResult:
        """The words and what stands round them; why the coding waits, and its rule."""
        with VerticalScroll(id="look-words", can_focus=False):
            yield OnlyRead(widget_id="words")
        yield LongText(id="told")

    def on_mount(self) -> None:
        """Follow whether there is room for all."""
        for scroll in self._read_through:
            self.watch(scroll, "show_vertical_scrollbar", self._tell_how_to_read_on)

    def show(self, look: Look | None, told: Content | None, title: str) -> None:
        """Show a coding from its beginning; None is what is still read."""
        entitle(self, Content(title))
        self.query_one("#look-words").scroll_home(animate=False)
        self.take_words(look)
        self.take_told(told if told is not None else _AWAITED)

    def show_none(self, told: str) -> None:
        """There is no coding, but perhaps something to tell."""
        entitle(self, Content(""))
        self._look = None
        self.query_one("#words", OnlyRead).update("")
        self.take_told(Content(told))

    def take_words(self, look: Look | None) -> None:
        """Show the words of the coding, as far as there is room with what stands round them."""
        self._look = look
        width, height = self.content_size.width - 1, int(self.content_size.height * _FOR_WORDS)
        self.query_one("#words", OnlyRead).update(words_of(look, width, height) if look is not None else _AWAITED)

    def take_told(self, told: Content) -> None:
        """Show what is told of its code."""
        self.query_one(LongText).show(told)

    def on_resize(self) -> None:
        """There is another room for words."""
        if self._look is not None:
            self.take_words(self._look)

    @property
    def _read_through(self) -> tuple[Widget, Widget]:
        """What is read of a coding, one after the other."""
        return self.query_one("#look-words"), self.query_one(LongText)

    def _tell_how_to_read_on(self) -> None:
        is_more = any(scroll.show_vertical_scrollbar for scroll in self._read_through)
        said = f"{key_of('review.read-on')} {key_of('review.read-back')}: read on, back" if is_more else ""
        entitle(self, subtitle=Content(said))

    def read_on(self, by: int) -> None:
        """Read on, or back: in the words to their end, then in what is told below them."""
        first, then = self._read_through if by > 0 else reversed(self._read_through)
        scroll = first if (first.scroll_y < first.max_scroll_y if by > 0 else first.scroll_y > 0) else then
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 1), animate=False)
