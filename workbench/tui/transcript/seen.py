"""What of a text has been shown on the screen. Pure."""

from __future__ import annotations

from workbench.spans import Span, union
from workbench.tui.transcript.layout import Layout

_MANY = 64


class Seen:
    """The pages of one text that were shown, as spans of it; what was folded was not."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._last: tuple[Layout | None, int, int] = (None, 0, 0)

    def note(self, layout: Layout, top: int, height: int) -> None:
        """Note that ``height`` rows from row ``top`` on are shown; asked at every paint."""
        layout_before, *before = self._last
        if layout is layout_before and before == [top, height]:
            return
        self._last = layout, top, height
        if height > 0 and top < layout.rows:
            last = min(layout.rows, top + height) - 1
            start, end = layout.span(top).start, layout.span(last).end
            for fold in layout.folds_in(Span(start, end)):
                self._add(Span(start, fold.start))
                start = fold.end
            self._add(Span(start, end))

    def _add(self, span: Span) -> None:
        if span.length <= 0:
            return
        before = self._spans[-1] if self._spans else None
        if before is not None and before.start <= span.end and span.start <= before.end:
            self._spans[-1] = Span(min(before.start, span.start), max(before.end, span.end))
        else:
            self._spans.append(span)
            if len(self._spans) > _MANY:
                self._spans = union(self._spans)

    @property
    def spans(self) -> tuple[Span, ...]:
        """What was shown, in order; no two spans touch."""
        return tuple(union(self._spans))
