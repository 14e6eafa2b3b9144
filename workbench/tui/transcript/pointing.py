"""What the mouse does in the view: clicks set the caret or select, dragging selects and scrolls on at the edges."""

from __future__ import annotations

from abc import abstractmethod
from uuid import UUID

from textual import events
from textual.timer import Timer

from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.tui.transcript.caret import Caret, Ground, at_place
from workbench.tui.transcript.drawn import Drawn
from workbench.tui.transcript.units import Unit

_UNITS: tuple[Unit, ...] = ("character", "word", "sentence", "turn")
"""What one, two, three and four clicks take."""
_SCROLL_EVERY = 0.05
"""Seconds between two rows while the pointer is dragged beyond the edge."""
_ROWS_AT_ONCE = 6
_OTHER_BUTTON = 3


class Pointing(Drawn, inherit_bindings=False):
    """A view whose caret the mouse moves."""

    ground: Ground
    """What the caret moves on."""

    _drag: tuple[Unit, Span] | None = None
    """While the button is down: what is selected by, and what the selection began with."""
    _pointer = (0, 0)
    """Row (of the view) and cell (of the words) of the pointer, outside the view too."""
    _pressed: tuple[float, tuple[int, int], int] = (0.0, (-1, -1), 0)
    """When and where the button was last pressed, and how many times there in a row."""
    _scrolling: Timer | None = None

    @property
    @abstractmethod
    def place(self) -> Caret:
        """The caret."""

    @property
    @abstractmethod
    def words_left(self) -> int:
        """The cell of the view in which words begin."""

    @abstractmethod
    def in_gutter(self, row: int, column: int) -> PlacedCoding | None:
        """The coding in the gutter's cell, ``column`` cells (negative) left of a row's words."""

    @abstractmethod
    def select(self, span: Span) -> None:
        """Select the characters of a span."""

    @abstractmethod
    def emphasise(self, coding_id: UUID | None) -> None:
        """Show one coding more strongly than those that overlap it."""

    @abstractmethod
    def put(self, caret: Caret, *, follow: bool = True) -> None:
        """Set the caret and tell of it; ``follow`` scrolls to where it is."""

    def open_at(self, offset: int) -> bool:
        """Show what is folded at a place; says whether something was."""
        return False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Set the caret, or select the word, sentence or turn; Shift extends; in the gutter, select what is coded."""
        if event.button == _OTHER_BUTTON:
            self._point(event)
            self._put_on_what_is_meant()
        if event.button != 1:
            return
        self._point(event)
        event.stop()
        if (coding := self.in_gutter(self._pointer[0] + self.scroll_offset.y, self._pointer[1])) is not None:
            self.select(Span(coding.start, coding.end))
            self.emphasise(coding.id)
            return
        offset = self._pointed()
        unit = "turn" if event.meta else _UNITS[min(self._clicks(event), len(_UNITS)) - 1]
        if unit != "character" and self.open_at(offset):
            return
        anchor = Span(self.place.anchor, self.place.anchor) if event.shift else self.ground.unit(unit, offset)
        self._drag = (unit, anchor)
        self.capture_mouse()
        if event.shift or unit != "character":
            self._drag_to(offset)
        else:
            self.put(at_place(self.ground.place(offset)), follow=False)

    def _put_on_what_is_meant(self) -> None:
        """Before a menu is shown: what it is about is where the pointer is; a selection under it stays."""
        if (coding := self.in_gutter(self._pointer[0] + self.scroll_offset.y, self._pointer[1])) is not None:
            self.select(Span(coding.start, coding.end))
            self.emphasise(coding.id)
            return
        offset, span = self._pointed(), self.place.span
        if not span.start <= offset < span.end:
            self.put(at_place(self.ground.place(offset)), follow=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select on, while the button is down."""
        if self._drag is None:
            return
        self._point(event)
        event.stop()
        if self._pointer != self._pressed[1]:
            self._pressed = (0.0, (-1, -1), 0)  # a press after dragging is a first one
        if 0 <= self._pointer[0] < self.size.height:
            self._stop_scrolling()
            self._drag_to(self._pointed())
        elif self._scrolling is None:
            self._scrolling = self.set_interval(_SCROLL_EVERY, self.scroll_on)
            self.scroll_on()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The selection stands."""
        if self._drag is not None or self.app.mouse_captured is self:
            event.stop()
            self.release_mouse()
            self._end_drag()

    def on_mouse_release(self) -> None:
        """The mouse was taken away."""
        # Of presses soon after one another, word of an earlier one's end may come when the next has begun.
        if self.app.mouse_captured is not self:
            self._end_drag()

    def scroll_on(self) -> None:
        """While the pointer is dragged beyond an edge: on by rows, more where it is farther, selecting to there."""
        row = self._pointer[0]
        beyond = row if row < 0 else row - self.size.height + 1
        rows = max(-_ROWS_AT_ONCE, min(_ROWS_AT_ONCE, beyond))
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False)
        self._drag_to(self._pointed())

    def _drag_to(self, offset: int) -> None:
        if self._drag is not None:
            unit, began = self._drag
            self.put(self.ground.between(unit, began, offset), follow=False)

    def _end_drag(self) -> None:
        self._drag = None
        self._stop_scrolling()

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None

    def _point(self, event: events.MouseEvent) -> None:
        gutter = self.styles.gutter
        self._pointer = (event.y - gutter.top, event.x - gutter.left - self.words_left)

    def _pointed(self) -> int:
        """The place under the pointer; beyond an edge, that in the nearest row."""
        row, column = self._pointer
        row = max(0, min(row, self.size.height - 1)) + self.scroll_offset.y
        layout = self.ground.layout
        if row >= layout.rows:
            return len(layout.text)
        return layout.offset_at(row, column)

    def _clicks(self, event: events.MouseDown) -> int:
        """How many times the button was pressed in this place, one soon after the other."""
        when, where, times = self._pressed
        again = self._pointer == where and event.time - when <= self.app.CLICK_CHAIN_TIME_THRESHOLD
        self._pressed = (event.time, self._pointer, times + 1 if again else 1)
        return self._pressed[2]
