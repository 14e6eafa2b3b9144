"""A column beside a transcript: where in the whole of it codings lie, and where the page is."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.faults import Unbroken
from workbench.tui.transcript.colours import readable
from workbench.tui.transcript.drawn import Change
from workbench.tui.transcript.overview import Overview, Stretch, page_cells
from workbench.tui.transcript.page import Look
from workbench.tui.transcript.view import TranscriptView

_BLOCKS = " ░▒▓█"
"""By how much is coded."""


class Ruler(Unbroken, Widget):
    """Blocks by how much is coded where; the mark of the code that is meant, in its colour; the page on a tint.

    Args:
        view: The transcript it belongs to. It is counted anew where the view's codings or rows change.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Ruler { width: 1; height: 1fr; background: $background; color: $foreground 70%; }
    """

    def __init__(self, view: TranscriptView) -> None:
        super().__init__()
        self._view = view
        self._overview, self._look = Overview(), Look("", "")
        self._stretches: list[Stretch] | None = None
        self._page = range(0)
        self._taken = False

    def on_mount(self) -> None:
        """Follow the view."""
        self._view.drawn.subscribe(self, self._count_anew)
        self.watch(self._view, "scroll_y", self._follow, init=False)
        self._count_anew(None)

    def mean(self, code: str | None, looks: Mapping[str, Look]) -> None:
        """Show where a code stands; None shows none."""
        look = looks.get(code or "", Look("", ""))
        if self._overview.mean(code or "") or look != self._look:
            self._look, self._stretches = look, None
            self.refresh()

    @property
    def stretches(self) -> list[Stretch]:
        """What each cell stands for; counted when it is asked for first."""
        if not self._taken:
            self._overview.take(self._view.codings)
            self._taken = True
        if self._stretches is None:
            self._stretches = self._overview.stretches(self._view.ground.layout, self.size.height)
        return self._stretches

    @property
    def page(self) -> range:
        """The cells of the rows in sight."""
        view = self._view
        return page_cells(view.scroll_offset.y, view.size.height, view.ground.layout.rows, self.size.height)

    def _count_anew(self, change: Change | None) -> None:
        if change is None:
            self._taken = False
        elif self._taken:
            self._overview.change(*change)
        self._stretches = None
        self._follow()
        self.refresh()

    def _follow(self) -> None:
        if (page := self.page) != self._page:
            self._page = page
            self.refresh()

    def on_resize(self) -> None:
        """Other cells stand for other rows."""
        self._stretches, self._page = None, self.page
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One cell."""
        stretches = self.stretches
        one = stretches[y] if y < len(stretches) else None
        _, _, background, text = self.colors
        plain = self.app.no_color or self.app.native_ansi_color
        here = y in self._page
        ground = background.blend(background.get_contrast_text(1), 0.16) if here and not plain else background
        if one is None or not one.codings:
            sign, colour = " ", text
        elif one.meant and self._look.mark:
            sign, colour = self._look.mark, Color.parse(self._look.colour)
        else:
            sign, colour = _BLOCKS[one.level], text
        if plain:
            return Strip([Segment(sign, Style(reverse=here))], 1)
        shown = readable(ground.blend(colour, colour.a, 1), ground, 3.0)
        bold = one is not None and one.meant
        return Strip([Segment(sign, Style.from_color(shown.rich_color, ground.rich_color) + Style(bold=bold))], 1)

    def on_click(self, event: events.Click) -> None:
        """Go to what is coded there."""
        if event.button == 1 and self.stretches:
            event.stop()
            self._view.focus()
            self._view.go_to(self.stretches[min(event.y, len(self.stretches) - 1)].first)
