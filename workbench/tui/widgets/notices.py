"""Where notices stand that are longer than the bottom line: over nothing that one presses."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import chain

from textual.errors import NoWidget
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.widgets._toast import Toast, ToastRack

_SPARED = ("Button, ActionLine", "#problem, #trouble", "Input")
"""What is covered least: what is pressed, what is told in the same moment, and then where one types."""


def lowest_place(notices: Region, room: Size, pressed: Sequence[Region]) -> int | None:
    """The line above which notices stand: as far down as they cover nothing that is pressed. Pure.

    Args:
        notices: Where they stand together just now; they only go up and down.
        room: How wide and high the screen is; nothing covers its first and last line.
        pressed: Where on it that stands which must not be covered.

    Returns:
        The line, from 0; None where there is no such place.
    """
    for bottom in range(room.height - 1, notices.height, -1):
        place = Region(notices.x, bottom - notices.height, *notices.size)
        if not any(place.overlaps(one) for one in pressed):
            return bottom
    return None


def place_notices(screen: Screen[object]) -> None:
    """Have the notices of a screen that was laid out just now stand where they cover no button and no action.

    Nor what a box says is wrong, nor a line one types into, as far as there is room for that; where there is room for
    nothing, above the bottom line.
    """
    rack = next((one for one in screen.children if isinstance(one, ToastRack)), None)
    notices = [one.region for one in rack.query(Toast) if one.region] if rack is not None and rack.display else []
    if rack is None or not notices:
        return
    now, spared = Region.from_union(notices), [_seen(screen, kinds) for kinds in _SPARED]
    bottom = screen.size.height - 1
    for count in range(len(spared), 0, -1):
        place = lowest_place(now, screen.size, list(chain.from_iterable(spared[:count])))
        if place is not None:
            bottom = place
            break
    margin = (0, 0, screen.size.height - bottom, 0)
    if rack.styles.margin != margin:
        rack.styles.margin = margin


def _seen(screen: Screen[object], kinds: str) -> list[Region]:
    """Where on the screen widgets of some kinds are seen."""
    found = []
    for widget in screen.query(kinds):
        with suppress(NoWidget):  # one that is not shown
            found.append(screen.find_widget(widget).visible_region)
    return [region for region in found if region]
