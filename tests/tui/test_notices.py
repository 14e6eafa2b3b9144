"""Where notices stand: over no button, no action below a list, and above the bottom line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region, Size
from textual.widgets import Button
from textual.widgets._toast import Toast

from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.notices import lowest_place

_ROOM = Size(80, 24)
_PRESSED = st.builds(Region, st.integers(0, 79), st.integers(0, 23), st.integers(1, 80), st.integers(1, 3))


@given(st.lists(_PRESSED, max_size=6), st.integers(0, 40), st.integers(20, 40), st.integers(3, 12))
def test_notices_stand_as_low_as_they_cover_nothing_that_is_pressed(pressed, x, width, height):
    def covers(bottom):
        place = Region(x, bottom - height, width, height)
        return any(place.overlaps(one) for one in pressed)

    places = [bottom for bottom in range(height + 1, 24) if not covers(bottom)]
    assert lowest_place(Region(x, 3, width, height), _ROOM, pressed) == max(places, default=None)


def test_notices_cover_no_button_in_any_room_and_box(drive, workbench_in, waiting, settle, pressing):
    waiting.close()
    app = workbench_in(waiting.folder)
    said = "Somebody changed the codebook meanwhile, and what was to be done was not done. " * 3

    async def steps(pilot):
        press = pressing(pilot)
        for size in ((80, 24), (140, 40)):
            await pilot.resize_terminal(*size)
            for keys in (("f12",), ("f2",), ("ctrl+l",), ("f10",), ("a",)):
                await press(*keys)
                app.clear_notifications()
                await settle(pilot)
                app.notify(said, title="Not done", severity="error")
                await settle(pilot)
                shown = Region.from_union([one.region for one in app.screen.query(Toast)])
                pressed = [one.region for kind in (Button, ActionLine) for one in app.screen.query(kind) if one.region]
                assert pressed
                assert [one for one in pressed if one.overlaps(shown)] == []
                assert 0 < shown.y < shown.bottom < size[1]
            await press("escape")

    drive(app, steps, size=(80, 24))
