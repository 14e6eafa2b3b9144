"""Painting what is seen, and no more of it than has changed."""

from __future__ import annotations

from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


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


def entitle(pane: Widget, title: Content | None = None, subtitle: Content | None = None) -> None:
    """Say something in the frame of a box: only what is new, since all that is in the box is painted with its frame.

    Args:
        pane: The box.
        title: What stands in the frame above; None leaves what is there.
        subtitle: What stands in it below.
    """
    if title is not None and title.markup != pane.border_title:
        pane.border_title = title
    if subtitle is not None and subtitle.markup != pane.border_subtitle:
        pane.border_subtitle = subtitle
