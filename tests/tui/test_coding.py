"""The coding screen, driven by keys and by the mouse: stories of several parts, each story in one app."""

from __future__ import annotations

import re
from dataclasses import replace
from threading import Event

import pytest
from textual.widgets import Input, TextArea

from workbench import coding, opening
from workbench.coding import extracts
from workbench.errors import Unavailable
from workbench.tui import clipboard
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.memo_form import MemoForm
from workbench.tui.screens.new_code import NewCodeScreen
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.widgets.codings_here import CodingsHere
from workbench.tui.widgets.found_rows import FoundRows
from workbench.tui.widgets.place_line import PlaceLine

PARENT = "Parent 1 Early"


async def selected_words_are_coded_with_the_picker(hand):
    for key, said in (("full_stop", "Again: no code was chosen yet"), ("r", "Recode: nothing is coded here")):
        await hand.press(key)
        assert said in hand.told
    hand.select("She sat with me")
    await hand.press("c")
    assert isinstance(hand.app.screen, PickerScreen)
    assert "She sat with me" in hand.shown
    assert "Being heard." not in hand.shown
    await hand.press(*"listning")
    assert "Being heard." in hand.shown
    await hand.press("enter")
    assert hand.codes == [("listening", "She sat with me")]
    assert "Coded “She sat with me” with Listening; Ctrl+Z takes it back." in hand.text(PlaceLine)
    assert "Listening" in str(hand.app.screen.query_one(CodingsHere).get_option_at_index(0).prompt)


async def without_a_selection_the_sentence_at_the_caret_is_coded(hand):
    await hand.go_to("scared")
    assert hand.view.selection is None
    await hand.press("enter", *"dou", "enter")
    assert hand.codes[1:] == [("doubt", "I was scared of (name).")]


async def a_full_stop_repeats_and_digits_repeat_recent_codes(hand):
    hand.select("the letters")
    await hand.press("full_stop")
    # A digit means the same code however often it is used, and stands before its name.
    for words in ("even in the snow", "Go on."):
        hand.select(words)
        await hand.press("1")
    assert [code for code, _ in hand.codes] == ["listening", "doubt", "doubt", "listening", "listening"]
    assert re.search(r"1 \S +Listening +3/3", hand.shown)
    assert re.search(r"2 \S Doubt +2/2", hand.shown)
    assert "No code has the" not in hand.told
    await hand.press("7")
    assert "No code has the 7 yet" in hand.told


async def several_codes_are_put_on_at_once(hand):
    hand.select("She came")
    # The one used last stands on top; what is marked stays marked while another is looked for.
    await hand.press("c", "tab", *"trust", "tab", "enter")
    assert [code for code, words in hand.codes if words == "She came"] == ["listening", "trust"]
    # What was found by typing since is meant too, and Tab leads to no new code; the line says what Enter does.
    # After Tab the next letters take the place of those typed before.
    hand.select("Go on.")
    await hand.press("c", *"doub", "tab", *"trus")
    assert "Enter, or a click here, applies: Doubt, " in hand.shown
    await hand.press("enter")
    assert sorted(code for code, words in hand.codes if words == "Go on.") == ["doubt", "listening", "trust"]
    hand.select("letters came")
    await hand.press("c", *"doub", "tab", *["backspace"] * 4, *"listen", "tab", "enter")
    assert not isinstance(hand.app.screen, NewCodeScreen)
    assert sorted(code for code, words in hand.codes if words == "letters came") == ["doubt", "listening"]
    await hand.press("ctrl+z", "ctrl+z")


async def every_size_of_terminal_codes(hand):
    for size, words, typed in (
        ((40, 12), "every week", "tru"),
        ((80, 24), "letters came", ""),
        ((200, 60), "week, even", ""),
    ):
        await hand.resize(*size)
        hand.forget()
        assert size < (80,) or "Ctrl+P Commands" in hand.shown.splitlines()[-1]
        assert ("trust", words) not in hand.codes
        await hand.code(words, *typed)
        await hand.resize(100, 30)
        assert ("trust", words) in hand.codes
        assert hand.view.selection == hand.place(words)


async def another_transcript_is_chosen_by_a_few_letters(hand):
    await hand.press("g", *"staff", "enter")
    assert hand.app.screen.transcript == "S1+S2 Early"
    assert "We found out as we went." in hand.shown
    await hand.press("less_than_sign")
    assert hand.app.screen.transcript == "PM1+PM2 Early"


async def of_very_many_names_all_can_be_reached_and_a_click_takes_one(hand):
    taken, names = [], {f"Name [b]{number}[/]": f"told\x1b{number % 7}" for number in range(1000)}
    hand.app.push_screen(ChooseScreen("Which", names), taken.append)
    await hand.press()
    found = hand.app.screen.query_one(FoundRows)
    assert list(found.rows) == list(names)
    await hand.press("up", *["down"] * 20)
    assert "► Name [b]20[/]  told␛6" in hand.shown
    await hand.press(*"zzzz", "enter")
    assert isinstance(hand.app.screen, ChooseScreen)
    await hand.press(*["backspace"] * 4, *"998")
    assert "► Name [b]998[/]" in hand.shown
    await hand.press("down")
    box = hand.app.screen
    await hand.click(FoundRows, 0, 0, times=3)
    assert taken == ["Name [b]998[/]"]
    # Whatever answers a box that is closed comes too late, and closes nothing else.
    room = hand.app.screen
    box.dismiss("late")
    await hand.press()
    assert (taken, hand.app.screen) == (["Name [b]998[/]"], room)


def test_passages_are_coded_in_every_way_and_size(at_text):
    async def steps(hand):
        await selected_words_are_coded_with_the_picker(hand)
        await without_a_selection_the_sentence_at_the_caret_is_coded(hand)
        await a_full_stop_repeats_and_digits_repeat_recent_codes(hand)
        await several_codes_are_put_on_at_once(hand)
        await every_size_of_terminal_codes(hand)
        await another_transcript_is_chosen_by_a_few_letters(hand)
        await of_very_many_names_all_can_be_reached_and_a_click_takes_one(hand)

    at_text(steps)


async def what_is_typed_into_a_field_is_not_a_command(hand):
    await hand.press("ctrl+f", *"dxm.1")
    field = hand.app.screen.query_one("FindBar Input", Input)
    assert field.value == "dxm.1"
    assert hand.codes == []
    field.clear()


async def words_are_found_forwards_and_backwards(hand):
    places = [hand.place("She came"), hand.place("She came every week, even")]
    await hand.press("ctrl+f", *"she  CAME")
    assert hand.view.selection == places[0]
    await hand.press("enter", "n")
    assert hand.view.selection.start == places[1].start
    await hand.press("N")
    assert hand.view.selection == places[0]
    await hand.press("N")
    assert hand.view.selection.start == places[1].start


async def a_passage_is_kept_out_of_reports_and_opened_again(hand):
    def marks():
        return [span for _, span in coding.marks(hand.app.opened)]

    hand.select("I was scared")
    await hand.press("x")
    assert marks() == [hand.place("I was scared")]
    await hand.press("x")
    assert marks() == []
    # What another keeps out is not opened by marking more, and not without asking.
    words = hand.place("She sat with me when the letters")
    coding.mark_not_for_quotation(replace(hand.app.opened, coder="Owen"), PARENT, hand.place("She sat"))
    hand.view.select(words)
    await hand.press("x")
    assert set(marks()) == {hand.place("She sat"), words}
    hand.select("She")
    await hand.press("x")
    assert "Owen marked these words" in hand.shown
    await hand.press("escape")
    assert len(marks()) == 2
    await hand.press("x")
    await hand.click("#yes")
    assert marks() == [words]
    assert "another one still keeps" in hand.text(PlaceLine)


async def a_new_code_is_made_in_the_file_and_applied(hand):
    book = hand.app.opened.codebooks / "peer.yaml"
    await hand.code("even in the snow", *"Up [/b]")
    await hand.press("ctrl+s")
    assert hand.codes == [("up-b", "even in the snow")]
    assert "id: up-b" in book.read_text()
    assert "# The team's codebook.  Comments and odd" in book.read_text()
    # Code and coding are one step.
    await hand.press("ctrl+z")
    assert hand.codes == []
    assert "up-b" not in book.read_text()
    await hand.press("ctrl+y")
    assert hand.codes == [("up-b", "even in the snow")]


async def undo_and_redo_say_what_they_did(hand):
    words = "She sat with me when the letters came"
    await hand.code(words, *"tru")
    assert ("trust", words) in hand.codes
    hand.forget()
    await hand.press("ctrl+z")
    assert ("trust", words) not in hand.codes
    assert f"Undone: Coded {PARENT} with “Trust” (trust)." in hand.told
    assert "Redone" not in hand.told
    await hand.press("ctrl+y")
    assert hand.codes == [("trust", words), ("up-b", "even in the snow")]
    assert "Redone" in hand.told


async def undo_takes_nothing_else_back_where_what_it_was_meant_for_fails(hand):
    def fails(*_, **__):
        raise Unavailable("The database is locked.", "Try again.")

    before = hand.codes

    async def undone_before_it_is_done(words, key):
        hand.select(words)
        slow = Event()
        hand.wait_for(slow)
        await hand.pilot.press(key, "ctrl+z")
        slow.set()
        await hand.press()
        assert hand.codes == before

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coding, "apply", fails)
        await undone_before_it_is_done("the letters", "1")
    assert "What was asked for before it was not done." in hand.told
    await hand.press("ctrl+z", "ctrl+y")
    assert hand.codes == before
    assert "Redone: Coded" in hand.told
    # So it is where it did nothing, and where it asks first.
    words = hand.place("in the snow")
    coding.mark_not_for_quotation(replace(hand.app.opened, coder="Owen"), PARENT, words)
    await undone_before_it_is_done("even in the snow", "1")
    assert "Coded already with" in hand.text(PlaceLine)
    await undone_before_it_is_done("in the snow", "x")  # where Owen's mark is
    assert "Owen marked these words" in hand.shown
    await hand.press("escape")
    hand.app.clear_notifications()


async def overlapping_codings_are_cycled_recoded_noted_and_removed(hand):
    await hand.code("the letters", *"dou")
    await hand.go_to("letters")
    assert hand.app.screen.coding_meant.code == "doubt"
    await hand.press("o")
    assert hand.app.screen.coding_meant.code == "trust"
    await hand.press("r", *"list", "enter")
    assert [code for code, _ in hand.codes] == ["listening", "doubt", "up-b"]
    await hand.press("m")
    hand.app.screen.query_one(TextArea).text = "First time she [names city]"
    await hand.press("escape")
    meant = hand.app.screen.coding_meant.code
    assert {one.code: one.memo for one in extracts(hand.app.opened)}[meant] == "First time she [names city]"
    await hand.press("delete")
    assert len(hand.codes) == 2
    assert meant not in [code for code, _ in hand.codes]


async def a_note_is_begun_and_the_program_left(hand):
    assert [one.memo for one in extracts(hand.app.opened)] == ["", ""]
    await hand.press("m")
    hand.app.screen.query_one(TextArea).text = "Hm"
    await hand.pilot.press("ctrl+q")
    while not hand.app._exit:
        await hand.pilot.pause(0.02)


def test_codings_are_changed_and_taken_back_and_what_was_begun_is_done_before_leaving(at_text, study):
    async def steps(hand):
        await what_is_typed_into_a_field_is_not_a_command(hand)
        await words_are_found_forwards_and_backwards(hand)
        await a_passage_is_kept_out_of_reports_and_opened_again(hand)
        await a_new_code_is_made_in_the_file_and_applied(hand)
        await undo_and_redo_say_what_they_did(hand)
        await undo_takes_nothing_else_back_where_what_it_was_meant_for_fails(hand)
        await overlapping_codings_are_cycled_recoded_noted_and_removed(hand)
        await a_note_is_begun_and_the_program_left(hand)

    at_text(steps)
    again, _ = opening.open_study(study.folder, coder="Ruth")
    assert [one.memo for one in extracts(again)] == ["Hm", ""]
    again.close()


def test_another_coders_coding_is_shown_without_its_code_too_and_neither_changed_nor_always_seen(
    at_text, studies, study, code, monkeypatch
):
    other, _ = studies.open(study.folder, "Owen")
    code(other, PARENT, "She sat with me", "trust")
    other.close()
    book = study.codebooks / "peer.yaml"
    book.write_text(book.read_text().replace("  - id: trust\n    name: Trust\n    was: [confidence]\n", ""))
    copied = []
    monkeypatch.setattr(clipboard, "into_clipboard", lambda text, _: copied.append(text) or True)
    monkeypatch.delenv("SSH_TTY", raising=False)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)

    async def a_code_that_left_the_codebook_is_still_shown(hand):
        assert "trust (not in the" not in hand.shown
        await hand.go_to("with me")
        assert "trust (not in the" in hand.shown

    async def that_it_is_anothers_is_said_before_one_types(hand):
        for key in ("r", "d", "delete"):
            hand.forget()
            await hand.press(key)
            assert isinstance(hand.app.screen, CodingScreen)
            assert "another coder's" in hand.told
            assert "Owen" in hand.told
            assert hand.codes == [("trust", "She sat with me")]

    async def what_is_typed_behind_the_key_of_a_memo_is_no_command(hand):
        await hand.press("m", *"dx")
        assert isinstance(hand.app.screen, MemoForm)
        assert "The coding is Owen's: this is a memo of your own on the coding with" in hand.told
        assert hand.app.screen.query_one(TextArea).text == "dx"
        await hand.press("ctrl+s")
        assert hand.codes == [("trust", "She sat with me")]

    async def it_can_be_left_out(hand):
        await hand.press("a")
        assert hand.app.screen.coding_meant is None

    async def words_are_copied_with_their_attribution(hand):
        hand.select("She sat with me")
        await hand.press("ctrl+c")
        assert copied[0].startswith("“She sat with me")
        assert copied[0].endswith("(Parent 1, Early)")
        assert "Not copied" not in hand.told
        await hand.press("x", "ctrl+c")
        assert len(copied) == 1
        assert "Not copied" in hand.told

    async def steps(hand):
        await a_code_that_left_the_codebook_is_still_shown(hand)
        await that_it_is_anothers_is_said_before_one_types(hand)
        await what_is_typed_behind_the_key_of_a_memo_is_no_command(hand)
        await it_can_be_left_out(hand)
        await words_are_copied_with_their_attribution(hand)

    at_text(steps)


def test_an_empty_study_says_what_to_do(drive, workbench_in, tmp_path, settle, shown):
    opening.make_study(tmp_path / "empty")
    app = workbench_in(tmp_path / "empty")

    async def steps(pilot):
        await pilot.press("f3")
        await settle(pilot)
        assert "No transcript yet" in shown(app)
        await pilot.press("c", "g", "1", "delete")
        await settle(pilot)

    drive(app, steps)
