"""The boxes of the coding screen: what is typed in them is written, or stays where it was typed."""

from __future__ import annotations

import re

from textual.command import CommandPalette
from textual.widgets import Button, Input, OptionList, Static

from workbench import coding
from workbench.coding import extracts
from workbench.errors import Unavailable
from workbench.spans import Span
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.new_code import NewCodeScreen
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.screens.question import Question
from workbench.tui.widgets.command_line import CommandLine
from workbench.tui.widgets.find_bar import FindBar
from workbench.tui.widgets.place_line import PlaceLine
from workbench.tui.widgets.writing import Writing

PARENT = "Parent 1 Early"


def place_of(view, words):
    start = view.page.text.index(words)
    return Span(start, start + len(words))


def text_of(app, selector):
    return str(app.screen.query_one(selector, Static).visual)


def fails(*_, **__):
    raise Unavailable("The disk is full.", "Make room.")


def codes_of(app):
    return [(one.code, one.quote) for one in extracts(app.opened)]


def test_a_note_that_cannot_be_written_stays_in_its_box(on_coding, settle, study, code, studies, monkeypatch):
    other, _ = studies.open(study.folder, "Ruth")
    code(other, PARENT, "She sat with me", "trust", memo="before\u2028it")
    other.close()

    async def steps(app, pilot, view):
        view.go_to(45)
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert isinstance(app.screen, MemoScreen)
        # Opening it changes nothing.
        assert not app.screen.unsaved
        app.screen.query_one(Writing).text = "kept"
        assert app.screen.unsaved
        monkeypatch.setattr(coding, "set_memo", fails)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, MemoScreen)
        assert text_of(app, "#trouble") == "The disk is full. Make room."
        monkeypatch.undo()
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, CodingScreen)
        assert [one.memo for one in extracts(app.opened)] == ["kept"]

    on_coding(steps)


def test_another_coders_coding_is_said_to_be_so_before_one_types(on_coding, settle, study, code, studies, told):
    other, _ = studies.open(study.folder, "Owen")
    code(other, PARENT, "She sat with me", "trust")
    other.close()

    async def steps(app, pilot, view):
        view.go_to(45)
        await settle(pilot)
        for key in ("m", "r", "d"):
            app.clear_notifications()
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(app.screen, CodingScreen)
            assert "Owen" in told(app)

    on_coding(steps)


def test_a_new_code_that_cannot_be_made_stays_in_its_box(on_coding, settle, study, shown, told):
    book = study.codebooks / "peer.yaml"

    async def steps(app, pilot, view):
        # White space alone: nothing is made. In a small terminal what is wrong pushes no button out of sight.
        view.select(Span(view.page.text.index("She sat") - 1, view.page.text.index("She sat")))
        await pilot.press("c", "ctrl+n")
        await settle(pilot)
        assert isinstance(app.screen, NewCodeScreen)
        assert text_of(app, "#id") == "Give it a name."
        assert app.screen.query_one("#make", Button).disabled
        assert not app.screen.unsaved
        await pilot.press(*"Letters")
        app.screen.query_one("#definition", Writing).text = "What came by post."
        assert app.screen.unsaved
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, NewCodeScreen)
        assert "white space" in text_of(app, "#trouble")
        assert app.screen.query_one("#trouble").region.height > 1
        assert "Make and apply" in shown(app)
        assert app.screen.query_one("#definition", Writing).text == "What came by post."
        assert "letters" not in book.read_text()
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, Question)
        await pilot.press("ctrl+s")
        assert "Not saved yet is what you filled in: While making a code." in told(app)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, NewCodeScreen)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.click("#yes")
        await settle(pilot)
        assert isinstance(app.screen, PickerScreen)

    on_coding(steps, size=(60, 20))


def test_the_line_of_a_new_code_makes_it_and_takes_what_is_marked_with_it(on_coding, settle):
    async def steps(app, pilot, view):
        view.select(place_of(view, "the letters"))
        await pilot.press("c", *"trust")
        await settle(pilot)
        # Marked with the mouse, and the keyboard is still where one types.
        await pilot.click("#found", offset=(1, 0))
        await settle(pilot)
        assert "Marked: Trust" in text_of(app, "#marked")
        await pilot.click("#found", offset=(12, 0), control=True)
        await settle(pilot)
        assert "Marked" not in text_of(app, "#marked")
        await pilot.press("tab", *["backspace"] * 5, *"Bad post", "end")
        await settle(pilot)
        options = app.screen.query_one("#found", OptionList)
        while options.highlighted < options.option_count - 1:
            await pilot.press("down")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, NewCodeScreen)
        assert app.screen.query_one("#name", Input).value == "Bad post"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, CodingScreen)
        assert codes_of(app) == [("bad-post", "the letters"), ("trust", "the letters")]
        # What is marked is put on with a click.
        view.select(place_of(view, "even in the snow"))
        await pilot.press("c", *"doubt")
        await settle(pilot)
        await pilot.click("#found", offset=(1, 0))
        await settle(pilot)
        await pilot.click("#marked")
        await settle(pilot)
        assert ("doubt", "even in the snow") in codes_of(app)
        # Recoding to a new code.
        view.go_to(place_of(view, "the letters").start)
        await settle(pilot)
        meant = app.screen.coding_meant.code
        await pilot.press("r", *"Post", "ctrl+n")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "post" in [code for code, _ in codes_of(app)]
        assert meant not in [code for code, _ in codes_of(app)]

    on_coding(steps)


def test_boxes_and_the_line_that_finds_are_closed_by_a_click(on_coding, settle, shown):
    async def steps(app, pilot, view):
        for key in ("f1", "f7", "g", "c"):
            await pilot.press(key)
            await settle(pilot)
            assert not isinstance(app.screen, CodingScreen)
            await pilot.click(offset=(0, 0))
            await settle(pilot)
            assert isinstance(app.screen, CodingScreen), key
        # The line at the bottom of every box closes it too, and leads to every command.
        await pilot.press("f7")
        await settle(pilot)
        assert shown(app).splitlines()[-1] == " Esc Close  F1 Help  Ctrl+P Commands"
        await pilot.click(CommandLine, offset=(25, 0))
        await settle(pilot)
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"Close the h")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, CodingScreen)
        await pilot.press("f7")
        await settle(pilot)
        await pilot.click(CommandLine, offset=(3, 0))
        await settle(pilot)
        assert isinstance(app.screen, CodingScreen)
        # Where not all fits, the way to every command stays.
        await pilot.resize_terminal(40, 24)
        await pilot.press("c")
        await settle(pilot)
        assert shown(app).splitlines()[-1] == " Enter Apply Ctrl+P Commands"
        await pilot.click(CommandLine, offset=(14, 0))
        await settle(pilot)
        assert isinstance(app.screen, CommandPalette)
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.press("ctrl+f")
        await settle(pilot)
        await pilot.click("#close-find")
        await settle(pilot)
        assert not app.screen.query_one(FindBar).display

    on_coding(steps, size=(80, 24))


def test_where_there_is_no_room_for_the_codebook_no_key_goes_there(on_coding, settle, told):
    async def steps(app, pilot, view):
        await pilot.press("b")
        await settle(pilot)
        assert "too small for the codebook" in told(app)
        assert view.has_focus
        # Nor for the list of codings: the line below the text names the one that is meant.
        words = place_of(view, "She sat with me")
        for code in ("listening", "trust"):
            view.select(words)
            await pilot.press("c", *code, "enter")
            await settle(pilot)
        view.go_to(words.start)
        await settle(pilot)
        assert re.match("[a-z] Listening \\(1 of 2\\) ", text_of(app, PlaceLine))
        await pilot.press("o")
        await settle(pilot)
        assert re.match("[a-z] Trust \\(2 of 2\\) ", text_of(app, PlaceLine))
        await pilot.press("d")
        await settle(pilot)
        assert codes_of(app) == [("listening", "She sat with me")]
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "Listening" not in text_of(app, PlaceLine)

    on_coding(steps, size=(40, 12))
