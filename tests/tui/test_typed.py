"""Keys that come faster than they are answered: each is done, or typed, where the ones before it led."""

from __future__ import annotations

from threading import Event

from textual import events

from workbench.coding import extracts
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.memo_form import MemoForm
from workbench.tui.screens.pick_files import PickFiles
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.typed import Answered
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

        async def a_key_right_behind_one_whose_box_is_gone():
            # Enter has closed its box, and what comes of it is put off until later; the next key goes on meanwhile.
            enter = Answered(is_there=False)
            app._typed._awaited, app._typed._target = enter, FindBar("a box")
            _burst(app, "ctrl+f", *"xyz")
            await app._typed.answered(enter)
            await settle(coder.pilot)
            assert app.screen.query_one(FindBar).words == "xyz"
            await coder.press("escape")

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

        async def a_memo_on_a_coding_that_is_not_there_yet():
            app.open_transcript("Parent 1 Early")
            await settle(coder.pilot)
            wait = Event()
            coder.select("Go on.")
            coder.wait_for(wait)
            _burst(app, "c", *"doubt", "enter", "m", *"dxr")
            await coder.pilot.pause(0.1)
            assert not coder.codes[1:]
            wait.set()
            await settle(coder.pilot)
            assert isinstance(app.screen, MemoScreen)
            assert coder.shown.splitlines()[-1].startswith(" Esc Keep")
            _burst(app, "escape", "right", "m", "c", "d")
            await settle(coder.pilot)
            assert {one.code: one.memo for one in extracts(app.opened)}["doubt"] == "dxr"
            assert not isinstance(app.screen, CodingScreen)
            await coder.press("escape")

        async def a_memo_where_nothing_is_coded():
            await coder.press("ctrl+home", "m", *"dx")
            assert isinstance(app.screen, MemoForm)
            assert app.screen.query_one("TextArea").text == "dx"
            assert "Nothing is coded here: this is a memo of your own on the transcript Parent 1 Early." in coder.told
            await coder.press("ctrl+s")
            assert isinstance(app.screen, CodingScreen)

        async def first_impressions_that_are_not_read_yet():
            wait = Event()
            app.screen._impressions = None
            app.screen.load()
            coder.wait_for(wait)
            _burst(app, "F", *"dx")
            wait.set()
            await settle(coder.pilot)
            assert isinstance(app.screen, MemoScreen)
            assert app.screen.standing == "dx"
            await coder.press("escape")

        await a_key_right_behind_one_whose_box_is_gone()
        coder.select(coder.view.page.text[40:60])
        await a_box_and_what_is_typed_into_it()
        await a_line_that_takes_the_keyboard()
        await coder.press("escape", "escape")
        await a_memo_on_a_coding_that_is_not_there_yet()
        await a_memo_where_nothing_is_coded()
        await first_impressions_that_are_not_read_yet()

    at_text(steps)
