"""The widget that shows a transcript: keys and mouse move its caret, and messages tell of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType
from textual.cache import LRUCache
from textual.color import Color
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.theme import Theme

from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.tui.ascii_signs import WordsStay
from workbench.tui.commands import bindings_of
from workbench.tui.transcript.caret import Caret, Ground
from workbench.tui.transcript.colours import Palette, Scheme
from workbench.tui.transcript.drawn import Change
from workbench.tui.transcript.folded import Folded
from workbench.tui.transcript.lanes import Lanes, rows_of
from workbench.tui.transcript.layout import lay_out
from workbench.tui.transcript.marks import Marks
from workbench.tui.transcript.moving import top_row
from workbench.tui.transcript.page import Look, Page
from workbench.tui.transcript.paint import Painter, Shown, frame_of
from workbench.tui.transcript.seen import Seen
from workbench.tui.transcript.units import Units

_WIDTH_UNKNOWN = 80
"""Cells of a view that has not been laid out on a screen yet."""


class TranscriptView(WordsStay, Folded, can_focus=True, inherit_bindings=False):
    """A transcript with its codings, a caret and a selection. Places are code points of the page's text."""

    ALLOW_SELECT = False
    PLACE: ClassVar[str] = "view"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("view"))
    DEFAULT_CSS = """
    TranscriptView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
    }
    """

    class Moved(Message):
        """The caret or the selection has changed, or whether moves extend it."""

        def __init__(self, view: TranscriptView) -> None:
            super().__init__()
            self.view = view
            self.caret = view.caret
            self.selection = view.selection
            self.extending = view.extending

        @property
        def control(self) -> TranscriptView:
            """The view that tells of it."""
            return self.view

    class Stopped(Message):
        """What was to be selected was cut off before a turn that is folded."""

        def __init__(self, view: TranscriptView) -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> TranscriptView:
            """The view that tells of it."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._caret_row = 0
        self._top = 0
        self._looks: Mapping[str, Look] = {}
        self._emphasised: UUID | None = None
        self._scheme = Scheme(Color(0, 0, 0), Color(255, 255, 255), Color(255, 255, 255))
        self._within: Span | None = None
        self._seen = Seen()
        self._strips: LRUCache[tuple[int, Shown], Strip] = LRUCache(512)
        self._take(Page("", ""))

    # What is shown

    @property
    def page(self) -> Page:
        """The page shown."""
        return self._page

    def show(self, page: Page) -> None:
        """Show a page from its top, the caret at its beginning, without codings.

        Where only turns are others than before (a speaker was corrected) caret and selection stay where they are.
        """
        same, layout = page.text == self._page.text, self.ground.layout
        top = layout.starts[min(self.scroll_offset.y, layout.rows - 1)]
        self._seen, self._within = (self._seen, self._within) if same else (Seen(), None)
        self._take(page)
        if same:
            self.scroll_to(y=self.ground.layout.row_at(top), animate=False, force=True)
            self.refresh()
            return
        self._caret, self._caret_row, self._top, self._emphasised, self.extending = Caret(), 0, 0, None, False
        self.scroll_to(y=0, animate=False, force=True)
        self.refresh()
        self.tell()

    def mark(self, codings: Sequence[PlacedCoding], looks: Mapping[str, Look]) -> None:
        """Show these codings and no others; only what has changed is made anew.

        Args:
            codings: All codings to show on the page.
            looks: How each code looks, by its id.
        """
        gone, new = self._marks.replace(codings)
        self._show_change(gone, new, looks)

    def change(self, gone: Sequence[PlacedCoding], new: Sequence[PlacedCoding], looks: Mapping[str, Look]) -> None:
        """Show some codings no longer, and others; of thousands, those that stay are not even looked at."""
        self._marks.change(gone, new)
        self._show_change(gone, new, looks)

    def _show_change(
        self, gone: Sequence[PlacedCoding], new: Sequence[PlacedCoding], looks: Mapping[str, Look]
    ) -> None:
        everywhere = self._lanes.change(gone, new) or looks != self._looks
        self._looks = dict(looks)
        if everywhere:
            self._new_paint()
            self.tell_when_drawn(None)
            return
        self.tell_when_drawn(Change(gone, new))
        changed = {row for coding in (*gone, *new) for row in rows_of(coding, self.ground.layout)}
        keys = self._strips.keys()
        for kept in [kept for kept in keys if kept[0] in changed]:
            self._strips.discard(kept)
        for coding in (*gone, *new):
            self._refresh_rows(rows_of(coding, self.ground.layout))

    def limit(self, within: Span | None) -> None:
        """Show by a line beside it what is to be coded, and the rest more weakly; None: all of the page."""
        if within != self._within:
            self._within = within
            self._new_paint()

    def emphasise(self, coding_id: UUID | None) -> None:
        """Show one coding more strongly than those that overlap it; None ends that."""
        before, self._emphasised = self._emphasised, coding_id
        for coding in (self._marks.codings.get(changed) for changed in (before, coding_id) if changed is not None):
            if coding is not None:
                self._refresh_rows(rows_of(coding, self.ground.layout))

    @property
    def codings(self) -> Mapping[UUID, PlacedCoding]:
        """The codings shown, by their ids, in no order."""
        return self._marks.codings

    def codings_in(self, span: Span) -> tuple[UUID, ...]:
        """The codings that share a character with a span, by where they begin, the longest first."""
        return tuple(coding.id for coding in self._marks.touching(*span))

    # The caret

    @property
    def place(self) -> Caret:
        """The caret with all that belongs to it."""
        return self._caret

    @property
    def words_left(self) -> int:
        """The cell of the view in which words begin."""
        return self._frame.left

    def in_gutter(self, row: int, column: int) -> PlacedCoding | None:
        """The coding whose mark or line stands left of a row's words, ``column`` cells (negative) from them."""
        return self._painter.in_gutter(row, column)

    def put(self, caret: Caret, *, follow: bool = True) -> None:
        """Set the caret and tell of it.

        Args:
            caret: Its places must be those of clusters, as `Ground` gives them.
            follow: Whether to scroll to it.

        What is folded is not selected: nobody would see what they code.
        """
        if (cut := self.in_sight(caret)) is not caret:
            caret = cut
            self.post_message(self.Stopped(self))
        before, self._caret = self._caret, caret
        row_before, self._caret_row = self._caret_row, self.ground.layout.row_at(caret.at)
        if follow:
            self.show_row(self._caret_row)
        self._refresh_rows(range(row_before, row_before + 1))
        self._refresh_rows(range(self._caret_row, self._caret_row + 1))
        for one, other in zip(before.span, caret.span, strict=True):
            if one != other and (before.span.length or caret.span.length):
                rows = sorted(self.ground.layout.row_at(edge) for edge in (one, other))
                self._refresh_rows(range(rows[0], rows[1] + 1))
        if (before.at, before.span) != (caret.at, caret.span):
            self.tell()

    def tell(self) -> None:
        """Tell of caret and selection."""
        self.post_message(self.Moved(self))

    # Layout and paint

    def on_mount(self) -> None:
        """Take the theme's colours, now and whenever it changes."""
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)
        self._take_colours()

    def on_resize(self) -> None:
        """Lay the text out in the new width; what stood on top stays there."""
        width = self.scrollable_content_region.width
        if width == self._frame.width:
            return
        layout = self.ground.layout
        row = min(self.scroll_offset.y, layout.rows - 1)
        if layout.row_at(self._top) != row:
            self._top = layout.starts[row]
        self._lay_out()
        self.scroll_to(y=self.ground.layout.row_at(self._top), animate=False, force=True)
        self.refresh()

    def lay_out_anew(self) -> None:
        """Make the rows anew; the caret stays where it is on the screen."""
        above = self._caret_row - self.scroll_offset.y
        self._lay_out()
        above = above if 0 <= above < self.size.height else self.size.height // 3
        self.scroll_to(y=max(0, self._caret_row - above), animate=False, force=True)
        self.refresh()

    def on_focus(self) -> None:
        """The caret is shown in full."""
        self._refresh_rows(range(self._caret_row, self._caret_row + 1))

    def on_blur(self) -> None:
        """The caret is shown more weakly."""
        self._refresh_rows(range(self._caret_row, self._caret_row + 1))

    def notify_style_update(self) -> None:
        """Follow a change of the view's colours."""
        super().notify_style_update()
        if self.is_mounted:
            self._take_colours()

    def render_line(self, y: int) -> Strip:
        """One row of the view, ``y`` counted from its top."""
        row = y + self.scroll_offset.y
        here = row == self._caret_row
        selection = Span(0, 0)
        if self._caret.span.length and row < self.ground.layout.rows:
            selection = self.ground.layout.span(row).cut_to(self._caret.span) or selection
        caret = self._caret.at if here else None
        shown = Shown(selection, caret, self.has_focus if here else True, self._emphasised)
        strip = self._strips.get((row, shown))
        if strip is None:
            strip = self._painter.strip(row, shown)
            self._strips[row, shown] = strip
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in a part of the view.

        Textual's own lays border, padding and opacity round every row and looks for colours of the terminal's own in
        it, which takes a third of the time of a page: the view has neither.
        """
        self._seen.note(self.ground.layout, self.scroll_offset.y, self.size.height)
        filters = [one for one in self.get_line_filters() if self._scheme.plain or not isinstance(one, ANSIToTruecolor)]
        background, strips = self.background_colors[1], []
        for y in crop.line_range:
            strip = self.render_line(y)
            for one in filters:
                strip = strip.apply_filter(one, background)
            strips.append(strip if crop.column_span == (0, strip.cell_length) else strip.crop(*crop.column_span))
        return strips

    def _take(self, page: Page) -> None:
        self._page, self.only = page, None
        self._marks, self._units = Marks(), Units(page)
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._frame = frame_of(self._page, width or _WIDTH_UNKNOWN, scrollbar=self.size.width - width)
        layout = lay_out(self._page.text, self._frame.words, self.folds)
        self.ground = Ground(layout, self._units)
        self._lanes = Lanes(layout, self._marks)
        self._caret_row = layout.row_at(self._caret.at)
        self.virtual_size = Size(self._frame.width, layout.rows)
        self._new_paint()
        self.tell_when_drawn(None)

    def _new_paint(self) -> None:
        self._strips.clear()
        self._palette = Palette(self._scheme, self._looks)
        self.refresh()
        self._painter = Painter(self._page, self.ground.layout, self._frame, self._marks, self._lanes, self._palette)
        self._painter.within = self._within

    def _theme_changed(self, _theme: Theme) -> None:
        self._take_colours()

    def _take_colours(self) -> None:
        _, _, background, text = self.colors
        plain = self.app.no_color or self.app.native_ansi_color
        accent = Color.parse(self.app.theme_variables["primary"])
        scheme = Scheme(background, background.blend(text, text.a, 1), accent, plain)
        if scheme != self._scheme:
            self._scheme = scheme
            self._new_paint()

    def show_row(self, row: int, *, far: bool = False) -> None:
        """Scroll a row into view, as `top_row` says."""
        top = self.scroll_offset.y
        if (to := top_row(row, top, self.size.height, far=far)) != top:
            self.scroll_to(y=to, animate=False, force=True)

    def _refresh_rows(self, rows: range) -> None:
        """Have rows painted anew, those of them that are seen."""
        top = self.scroll_offset.y
        first, end = max(rows.start, top), min(rows.stop, top + self.size.height)
        if first < end:
            self.refresh(Region(0, first - top, self.size.width, end - first))
