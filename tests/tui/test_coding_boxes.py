"""The boxes of the coding screen: what is typed in them is written, or stays where it was typed."""

from __future__ import annotations

import re
from threading import Event

from textual.command import CommandPalette
from textual.widgets import Button, Input

from workbench import coding, opening, themes
from workbench.coding import extracts
from workbench.errors import Unavailable
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.new_code import NewCodeScreen
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.screens.question import ElsewhereQuestion, Question, WriteQuestion
from workbench.tui.screens.theme_form import StatusForm
from workbench.tui.widgets.command_line import CommandLine
from workbench.tui.widgets.find_bar import FindBar
from workbench.tui.widgets.place_line import PlaceLine
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.under_field import UnderField
from workbench.tui.widgets.writing import Writing

PARENT = "Parent 1 Early"


def fails(*_, **__):
    raise Unavailable("The disk is full.", "Make room.")


def test_what_is_written_in_boxes_is_kept_and_what_cannot_be_written_stays_there(
    at_text, study, code, studies, monkeypatch
):
    other, _ = studies.open(study.folder, "Ruth")
    code(other, PARENT, "She sat with me", "trust", memo="before\u2028it")
    other.close()

    async def steps(hand):
        await a_note_that_cannot_be_written_stays_in_its_box(hand, monkeypatch)
        await the_line_of_a_new_code_makes_it_and_takes_what_is_marked_with_it(hand)
        await recoding_makes_a_new_code_too(hand)
        await what_is_typed_while_a_box_is_written_stays_in_it(hand)
        await a_note_that_somebody_else_wrote_meanwhile_is_shown_before_it_is_written_over(hand, studies)
        await a_new_code_that_cannot_be_made_stays_in_its_box(hand, study.codebooks / "peer.yaml")
        await a_note_is_begun_and_the_window_closed(hand, studies)

    at_text(steps)
    again, _ = studies.open(study.folder, "Ruth")
    assert note_of(again) == "theirs\n\nmine, begun"
    again.close()


async def a_note_that_cannot_be_written_stays_in_its_box(hand, monkeypatch):
    await hand.go_to("with me")
    await hand.press("m")
    assert isinstance(hand.app.screen, MemoScreen)
    # Opening it changes nothing.
    assert not hand.app.screen.unsaved
    hand.app.screen.query_one(Writing).text = "kept"
    assert hand.app.screen.unsaved
    with monkeypatch.context() as patch:
        patch.setattr(coding, "set_memo", fails)
        await hand.press("escape")
        assert isinstance(hand.app.screen, MemoScreen)
        assert hand.text("#trouble") == "Not done: The disk is full. Make room."
    assert [one.memo for one in extracts(hand.app.opened)] == ["before\u2028it"]
    await hand.press("ctrl+s")
    assert isinstance(hand.app.screen, CodingScreen)
    assert [one.memo for one in extracts(hand.app.opened)] == ["kept"]


async def the_line_of_a_new_code_makes_it_and_takes_what_is_marked_with_it(hand):
    hand.select("the letters")
    await hand.press("c", *"trust")
    # Marked with the mouse, but for its other button, and the keyboard is still where one types.
    await hand.click("#found", 1, button=3)
    assert "applies" not in hand.text("#marked")
    await hand.click("#found", 1)
    await hand.click("#marked", button=3)
    assert "applies: Trust" in hand.text("#marked")
    await hand.click("#found", 12, control=True)
    assert "applies" not in hand.text("#marked")
    await hand.press("tab", *["backspace"] * 5, *"Bad post", "end")
    found = hand.app.screen.query_one("#found", RowList)
    while found.cursor < len(found.rows) - 1:
        await hand.pilot.press("down")
    await hand.press("enter")
    assert isinstance(hand.app.screen, NewCodeScreen)
    assert hand.app.screen.query_one("#name", Input).value == "Bad post"
    await hand.press("enter")
    assert isinstance(hand.app.screen, CodingScreen)
    assert hand.codes[1:] == [("bad-post", "the letters"), ("trust", "the letters")]
    # What is marked is put on with a click.
    hand.select("even in the snow")
    await hand.press("c", *"doubt")
    await hand.click("#found", 1)
    await hand.click("#marked")
    assert ("doubt", "even in the snow") in hand.codes


async def recoding_makes_a_new_code_too(hand):
    await hand.go_to("the letters")
    meant = hand.app.screen.coding_meant.code
    assert [code for code, words in hand.codes if words == "the letters"] == ["bad-post", "trust"]
    await hand.press("r", *"Post", "ctrl+n")
    await hand.press("enter")
    codes = [code for code, words in hand.codes if words == "the letters"]
    assert "post" in codes
    assert meant not in codes


def note_of(study):
    return next(one.memo for one in extracts(study) if one.quote == "She sat with me")


async def what_is_typed_while_a_box_is_written_stays_in_it(hand):
    await hand.go_to("with me")
    await hand.press("m")
    slow = Event()
    hand.wait_for(slow)
    await hand.pilot.press(*"one", "ctrl+s", *"two")
    slow.set()
    await hand.press()
    assert isinstance(hand.app.screen, MemoScreen)
    assert "what you typed since is not yet" in hand.text("#trouble")
    assert note_of(hand.app.opened) == "keptone"
    await hand.press("escape")
    assert isinstance(hand.app.screen, CodingScreen)
    assert note_of(hand.app.opened) == "keptonetwo"
    hand.select("every week")
    await hand.press("c", *"Often", "ctrl+n")
    slow = Event()
    hand.wait_for(slow)
    await hand.pilot.press("ctrl+s", "tab", "tab", *"Weekly")
    slow.set()
    await hand.press()
    assert isinstance(hand.app.screen, NewCodeScreen)
    assert ("often", "every week") in hand.codes
    assert hand.app.screen.query_one("#definition", Writing).text == "Weekly"
    await hand.press("escape")
    await hand.click("#yes")
    assert isinstance(hand.app.screen, CodingScreen)
    # What was done is told when the box is closed.
    assert "Coded “every week” with Often" in hand.text(PlaceLine)
    # Before words of an interview come to stand in the codebook it is asked; the code is made and put on once.
    hand.select("even in the snow")
    await hand.press("c", *"Cold", "ctrl+n")
    hand.app.screen.query_one("#definition", Writing).insert("Said: she sat with me when the letters came.")
    await hand.press("ctrl+s")
    assert isinstance(hand.app.screen, WriteQuestion)
    await hand.press("enter")
    assert isinstance(hand.app.screen, NewCodeScreen)
    assert "cold" not in [code for code, _ in hand.codes]
    await hand.press("ctrl+s")
    assert isinstance(hand.app.screen, WriteQuestion)
    await hand.press("right", "enter")
    assert isinstance(hand.app.screen, CodingScreen)
    assert hand.codes.count(("cold", "even in the snow")) == 1


def write_elsewhere(hand, studies, text):
    other, _ = studies.open(hand.app.opened.folder, "Ruth")
    coding.set_memo(other, next(one.id for one in extracts(other) if one.quote == "She sat with me"), text)
    other.close()


async def a_note_that_somebody_else_wrote_meanwhile_is_shown_before_it_is_written_over(hand, studies):
    await hand.go_to("with me")
    await hand.press("m")
    write_elsewhere(hand, studies, "[red] an hour of thought")
    await hand.press(*"mine")
    for _ in range(2):
        await hand.press("escape")
        assert isinstance(hand.app.screen, Question)
        assert "[red] an hour of thought" in hand.shown
        await hand.press("escape")
        assert isinstance(hand.app.screen, MemoScreen)
        assert hand.app.screen.query_one(Writing).text == "keptonetwomine"
        assert note_of(hand.app.opened) == "[red] an hour of thought"
    assert not hand.app.screen.keep()
    # Nothing is written on a coding that was taken off meanwhile: nobody would see it.
    study, one = hand.app.opened, next(one for one in extracts(hand.app.opened) if one.quote == "She sat with me")
    coding.remove(study, [one.id])
    await hand.press("escape")
    await hand.click("#yes")
    assert isinstance(hand.app.screen, MemoScreen)
    assert "was removed" in hand.text("#trouble")
    opening.undo(study)
    await hand.press("escape")
    await hand.click("#yes")
    assert isinstance(hand.app.screen, CodingScreen)
    assert note_of(hand.app.opened) == "keptonetwomine"
    await hand.press("m", *"not so")
    await hand.click("#leave")
    assert isinstance(hand.app.screen, CodingScreen)
    assert note_of(hand.app.opened) == "keptonetwomine"


async def a_note_is_begun_and_the_window_closed(hand, studies):
    await hand.press("escape")
    await hand.resize(120, 40)
    await hand.go_to("with me")
    await hand.press("m")
    hand.app.screen.query_one(Writing).text = ""
    hand.app.screen.query_one(Writing).insert("mine, begun")
    write_elsewhere(hand, studies, "theirs")
    hand.app.exit()


async def a_new_code_that_cannot_be_made_stays_in_its_box(hand, book):
    # The codebook is in the midst of being edited: nothing is made. In a small terminal what is wrong pushes no button
    # out of sight.
    await hand.resize(60, 20)
    hand.forget()
    hand.select("every week")
    await hand.press("c", "ctrl+n")
    assert isinstance(hand.app.screen, NewCodeScreen)
    assert hand.text("#id") == "Give it a name."
    assert hand.app.screen.query_one("#make", Button).disabled
    assert not hand.app.screen.unsaved
    await hand.pilot.press(*"Mail")
    # What it stands under is found by typing.
    hand.app.screen.query_one("#parent").focus()
    await hand.press("enter", *"pract", "enter")
    assert hand.app.screen.query_one("#parent", UnderField).value == "practical"
    hand.app.screen.query_one("#definition", Writing).text = "What came by post."
    assert hand.app.screen.unsaved
    whole = book.read_bytes()
    book.write_text("codes: [")
    await hand.press("ctrl+s")
    book.write_bytes(whole)
    assert isinstance(hand.app.screen, NewCodeScreen)
    assert "peer.yaml" in hand.text("#trouble")
    assert hand.app.screen.query_one("#trouble").region.height > 1
    assert "Make and apply" in hand.shown
    assert "Ctrl+S Make and apply" in hand.shown
    assert hand.app.screen.query_one("#definition", Writing).text == "What came by post."
    assert "mail" not in book.read_text()
    await hand.press("escape")
    assert isinstance(hand.app.screen, Question)
    # There Ctrl+S tries to save it again.
    book.write_text("codes: [")
    await hand.press("ctrl+s")
    book.write_bytes(whole)
    assert isinstance(hand.app.screen, NewCodeScreen)
    assert "peer.yaml" in hand.text("#trouble")
    await hand.press("escape")
    await hand.click("#yes")
    assert isinstance(hand.app.screen, PickerScreen)


def test_in_small_windows_boxes_are_closed_by_a_click_and_keys_go_nowhere_out_of_sight(at_text):
    async def steps(hand):
        await boxes_are_closed_by_a_click(hand)
        await the_line_at_the_bottom_of_every_box_closes_it_and_leads_to_every_command(hand)
        await under_what_an_undo_told_it_is_clicked_again_and_under_nothing_else(hand)
        await the_line_that_finds_is_closed_by_a_click(hand)
        await where_there_is_no_room_for_the_codebook_no_key_goes_there(hand)
        await in_small_windows_answers_stay_in_sight_and_no_size_ends_the_program(hand)
        await nor_for_the_list_of_codings_the_line_below_the_text_names_the_one_that_is_meant(hand)

    at_text(steps, size=(80, 24))


async def boxes_are_closed_by_a_click(hand):
    for key in ("f1", "f7", "g", "c"):
        await hand.press(key)
        assert not isinstance(hand.app.screen, CodingScreen)
        await hand.click()
        assert isinstance(hand.app.screen, CodingScreen), key


async def the_line_at_the_bottom_of_every_box_closes_it_and_leads_to_every_command(hand):
    await hand.press("f7")
    assert hand.shown.splitlines()[-1] == " Enter Go there  / Find  Esc Close  F1 Help  Ctrl+P Commands"
    await hand.click(CommandLine, 48)
    assert isinstance(hand.app.screen, CommandPalette)
    await hand.press(*"Close the h")
    await hand.press("enter")
    assert isinstance(hand.app.screen, CodingScreen)
    await hand.press("f7")
    await hand.click(CommandLine, 27)
    assert isinstance(hand.app.screen, CodingScreen)
    # Where not all fits, the way to every command stays.
    await hand.resize(40, 24)
    await hand.press("c")
    assert hand.shown.splitlines()[-1] == " Enter Apply Ctrl+P Commands"
    await hand.click(CommandLine, 14)
    assert isinstance(hand.app.screen, CommandPalette)
    await hand.press("escape", "escape")


async def under_what_an_undo_told_it_is_clicked_again_and_under_nothing_else(hand):
    await hand.resize(100, 24)
    for words, letters in (("She sat", "tru"), ("with me", "dou")):
        await hand.code(words, *letters)
    hand.forget()
    line = hand.app.screen.query_one(CommandLine)
    undo = hand.shown.splitlines()[-1].index("Ctrl+Z Undo")
    assert "Ctrl+Y Redo" not in hand.shown
    # Who clicks away what is told of something else takes nothing back.
    hand.app.notify("Copied with its attribution. " * 3, markup=False)
    assert len(line.told) > undo + 3
    await hand.click(CommandLine, undo + 3)
    assert (line.told, len(hand.codes)) == ("", 2)
    for left in (1, 0):
        await hand.click(CommandLine, undo + 3)
        assert len(hand.codes) == left
        assert line.told.startswith("Undone: ")
    # What is told leaves the commands seen that stand beyond it; a click on its words takes them away and does nothing.
    told, last = line.told, hand.shown.splitlines()[-1]
    assert "Ctrl+P Commands" in last
    assert last.startswith(f" {told}  ")
    await hand.click(CommandLine, 5)
    assert (line.told, type(hand.app.screen), len(hand.codes)) == ("", CodingScreen, 0)
    hand.app.notify("Told", markup=False)
    await hand.click(CommandLine, last.index("Ctrl+P") + 1)
    assert isinstance(hand.app.screen, CommandPalette)
    await hand.press("escape")
    # What was taken back is brought again by a click too, until something else is done.
    await hand.resize(120, 24)
    redo = hand.shown.splitlines()[-1].index("Ctrl+Y Redo")
    for back in (1, 2):
        await hand.click(CommandLine, redo + 3)
        assert len(hand.codes) == back
    await hand.press("d")
    assert len(hand.codes) == 1
    assert "Ctrl+Y Redo" not in hand.shown
    await hand.press(*["ctrl+z"] * 3)
    assert hand.codes == []
    await hand.resize(80, 24)


async def the_line_that_finds_is_closed_by_a_click(hand):
    assert not hand.app.screen.query_one(FindBar).display
    await hand.press("ctrl+f")
    assert hand.app.screen.query_one(FindBar).display
    await hand.click("#close-find")
    assert not hand.app.screen.query_one(FindBar).display


async def where_there_is_no_room_for_the_codebook_no_key_goes_there(hand):
    await hand.resize(40, 12)
    hand.view.focus()
    hand.forget()
    await hand.press("b")
    assert "too small for the codebook" in hand.told
    assert hand.view.has_focus
    # That every move selects is seen here too.
    hand.forget()
    for key, seen in (("v", True), ("right", True), ("v", False), ("v", True), ("escape", False)):
        await hand.press(key)
        assert ("selecting: v ends it" in hand.shown) is seen, key


async def in_small_windows_answers_stay_in_sight_and_no_size_ends_the_program(hand):
    theme = themes.add(hand.app.opened, "Help")
    # Where a box scrolls to is looked at at once: on a busy machine it would still be on its way.
    hand.app.animation_level = "none"
    for size in ((60, 20), (40, 12)):
        await hand.resize(*size)
        await hand.app.push_screen(ElsewhereQuestion("memo", "What somebody else wrote. " * 100 + "THEIR END"))
        for key, is_read in (("tab", False), ("end", True)):
            await hand.press(key)
            assert ("THEIR END" in hand.shown) is is_read
            assert "Not yet" in hand.shown
            assert "Put mine in its place" in hand.shown
        await hand.press("escape")
        await hand.app.push_screen(StatusForm(hand.app.opened, theme))
        await hand.press("tab")
        for seen in ("e.g. all parents", "Cancel", "Save"):
            assert seen in hand.shown
        await hand.press("escape")
    await hand.press("ctrl+p")
    await hand.resize(4, 3)
    assert isinstance(hand.app.screen, CommandPalette)
    await hand.press("escape")
    await hand.resize(40, 12)


async def nor_for_the_list_of_codings_the_line_below_the_text_names_the_one_that_is_meant(hand):
    words = hand.place("She sat with me")
    coding.apply(hand.app.opened, PARENT, [words], ["listening", "trust"])
    hand.app.study_changed()
    await hand.go_to("She sat with me")
    assert re.match("[a-z] Listening \\(1 of 2\\) ", hand.text(PlaceLine))
    await hand.press("o")
    assert re.match("[a-z] Trust \\(2 of 2\\) ", hand.text(PlaceLine))
    await hand.press("d")
    assert hand.codes == [("listening", "She sat with me")]
    await hand.resize(100, 30)
    assert "Listening" not in hand.text(PlaceLine)
