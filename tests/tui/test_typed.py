"""Keys that come faster than they are answered: each is done, or typed, where the ones before it led."""

from __future__ import annotations

from textual import events

from workbench.tui.screens.library import LibraryScreen
from workbench.tui.screens.pick_files import PickFiles
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.widgets.find_bar import FindBar
from workbench.tui.widgets.path_line import PathLine


def _burst(app, *keys):
    """Keys all at once, as from a terminal that pastes them as if they were typed."""
    for key in keys:
        if len(key) == 1:
            app.post_message(events.Key({"/": "slash", ".": "full_stop"}.get(key, key), key))
        else:
            app.post_message(events.Key(key, None))


def test_keys_that_come_at_once_are_answered_in_turn(at_text, settle):
    async def steps(coder):
        app = coder.app
        coder.select(coder.view.page.text[40:60])

        async def a_box_and_what_is_typed_into_it():
            _burst(app, "c", *"trust")
            await settle(coder.pilot)
            assert isinstance(app.screen, PickerScreen)
            assert app.screen.query_one("Input").value == "trust"
            assert not coder.codes
            _burst(app, "enter", "f2", "slash", *"amr", "enter")
            await settle(coder.pilot)
            assert [code for code, _ in coder.codes] == ["trust"]

        async def a_line_that_takes_the_keyboard():
            library = app.screen
            assert isinstance(library, LibraryScreen)
            assert library.query_one("Line").value == "amr"
            assert not library.marked
            _burst(app, "f3", "ctrl+f", *"xdm")
            await settle(coder.pilot)
            assert app.screen.query_one(FindBar).words == "xdm"
            assert len(coder.codes) == 1
            # They stand nowhere: one goes on typing there, and other words take their place.
            _burst(app, "enter")
            await settle(coder.pilot)
            assert app.screen.query_one(FindBar).display
            assert "“xdm” does not stand in this transcript." in coder.told
            _burst(app, "escape", "ctrl+f", *"abc")
            await settle(coder.pilot)
            assert app.screen.query_one(FindBar).words == "abc"
            _burst(app, "escape", "f2", "i")
            await settle(coder.pilot)
            assert isinstance(app.screen, PickFiles)
            _burst(app, *"/nowhere/at all")
            await settle(coder.pilot)
            assert app.screen.query_one(PathLine).value == "/nowhere/at all"

        await a_box_and_what_is_typed_into_it()
        await a_line_that_takes_the_keyboard()

    at_text(steps)
