"""Lines of words as they are painted, for what draws its lines itself."""

from __future__ import annotations

from textual.content import Content
from textual.strip import Strip
from textual.style import Style


def painted(line: Content, width: int, style: Style) -> Strip:
    """One line in exactly so many cells, cut off where it is longer; names of colours are those of the app that runs.

    Textual's own `Visual.to_strips` also notes of each piece where it stands, for selecting with the mouse, and looks
    for links: four times the work, for what is asked of no widget with ``ALLOW_SELECT`` off.

    Args:
        line: The words, without line feeds.
        width: Cells.
        style: The style below them.
    """
    return Strip(line.expand_tabs().truncate(width, pad=True).render_segments(style), width)
