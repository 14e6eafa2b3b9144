"""The coding screen, driven by keys and by the mouse."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Input, TextArea

from workbench import coding, opening
from workbench.coding import extracts
from workbench.spans import Span
from workbench.tui import clipboard
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.widgets.codings_here import CodingsHere
from workbench.tui.widgets.place_line import PlaceLine

PARENT = "Parent 1 Early"


def codes_of(app):
    return [(one.code, one.quote) for one in extracts(app.opened)]


def said(app):
    return str(app.screen.query_one(PlaceLine).visual)


def place_of(view, words):
    start = view.page.text.index(words)
    return Span(start, start + len(words))


def test_a_selected_passage_is_coded_with_the_picker(on_coding, settle, shown):
    async def steps(app, pilot, view):
        view.select(place_of(view, "She sat with me"))
        await pilot.press("c")
        await settle(pilot)
        assert isinstance(app.screen, PickerScreen)
        assert "She sat with me" in shown(app)
        await pilot.press(*"listning")
        await settle(pilot)
        assert "Being heard." in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert codes_of(app) == [("listening", "She sat with me")]
        assert "Coded “She sat with me” with Listening." in said(app)
        assert "Listening" in str(app.screen.query_one(CodingsHere).get_option_at_index(0).prompt)

    on_coding(steps)


def test_without_a_selection_the_sentence_at_the_caret_is_coded(on_coding, settle):
    async def steps(app, pilot, view):
        view.go_to(place_of(view, "scared").start)
        await pilot.press("enter", *"doubt", "enter")
        await settle(pilot)
        assert codes_of(app) == [("doubt", "I was scared of (name).")]

    on_coding(steps)


def test_several_codes_at_once(on_coding, settle):
    async def steps(app, pilot, view):
        view.select(place_of(view, "the letters"))
        await pilot.press("c", *"trust", "tab")
        await settle(pilot)
        await pilot.press(*["backspace"] * 5, *"doubt", "tab", "enter")
        await settle(pilot)
        assert codes_of(app) == [("doubt", "the letters"), ("trust", "the letters")]

    on_coding(steps)


def test_a_new_code_is_made_in_the_file_and_applied(on_coding, settle, study):
    async def steps(app, pilot, view):
        view.select(place_of(view, "even in the snow"))
        await pilot.press("c", *"Turning up [/bold]", "enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert codes_of(app) == [("turning-up-bold", "even in the snow")]
        text = (study.folder / "codebooks/peer.yaml").read_text()
        assert "id: turning-up-bold" in text
        assert "# The team's codebook.  Comments and odd" in text
        # Code and coding are one step.
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert codes_of(app) == []
        assert "turning-up-bold" not in (study.folder / "codebooks/peer.yaml").read_text()
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert codes_of(app) == [("turning-up-bold", "even in the snow")]

    on_coding(steps)


def test_undo_and_redo_say_what_they_did(on_coding, settle, told):
    async def steps(app, pilot, view):
        view.select(place_of(view, "the letters"))
        await pilot.press("c", *"trust", "enter")
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert codes_of(app) == []
        assert f"Undone: Coded {PARENT} with “Trust” (trust)." in told(app)
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert codes_of(app) == [("trust", "the letters")]
        assert "Redone" in told(app)

    on_coding(steps)


def test_a_full_stop_repeats_and_digits_repeat_recent_codes(on_coding, settle, shown, told):
    async def steps(app, pilot, view):
        for words, key in (("She sat with me", "trust"), ("the letters", "doubt")):
            view.select(place_of(view, words))
            await pilot.press("c", *key, "enter")
            await settle(pilot)
        view.select(place_of(view, "I was scared"))
        await pilot.press("full_stop")
        await settle(pilot)
        # A digit means the same code however often it is used, and stands before its name.
        for words in ("even in the snow", "Go on."):
            view.select(place_of(view, words))
            await pilot.press("1")
            await settle(pilot)
        assert [code for code, _ in codes_of(app)] == ["trust", "doubt", "doubt", "trust", "trust"]
        assert re.search(r"1 \S Trust +3/3", shown(app))
        assert re.search(r"2 \S Doubt +2/2", shown(app))
        await pilot.press("7")
        await settle(pilot)
        assert "No code has the 7 yet" in told(app)

    on_coding(steps)


def test_overlapping_codings_are_cycled_recoded_noted_and_removed(on_coding, settle, told):
    async def steps(app, pilot, view):
        for words, key in (("She sat with me when the letters came", "trust"), ("the letters", "doubt")):
            view.select(place_of(view, words))
            await pilot.press("c", *key, "enter")
            await settle(pilot)
        view.go_to(place_of(view, "letters").start)
        await settle(pilot)
        assert app.screen.coding_meant.code == "doubt"
        await pilot.press("o")
        await settle(pilot)
        assert app.screen.coding_meant.code == "trust"
        await pilot.press("r", *"listening", "enter")
        await settle(pilot)
        assert [code for code, _ in codes_of(app)] == ["listening", "doubt"]
        await pilot.press("m")
        await settle(pilot)
        app.screen.query_one(TextArea).text = "First time she [names city]"
        await pilot.press("escape")
        await settle(pilot)
        noted = {one.code: one.memo for one in extracts(app.opened)}
        assert noted[app.screen.coding_meant.code] == "First time she [names city]"
        before = app.screen.coding_meant.code
        await pilot.press("delete")
        await settle(pilot)
        assert before not in [code for code, _ in codes_of(app)]
        assert len(codes_of(app)) == 1

    on_coding(steps)


def test_another_coders_coding_is_not_removed(on_coding, studies, study, settle, told):
    other, _ = studies.open(study.folder, "Owen")
    coding.apply(other, PARENT, [Span(41, 56)], ["trust"])
    other.close()

    async def steps(app, pilot, view):
        view.go_to(45)
        await settle(pilot)
        await pilot.press("delete")
        await settle(pilot)
        assert "another coder's" in told(app)
        assert codes_of(app) == [("trust", "She sat with me")]
        await pilot.press("a")
        await settle(pilot)
        assert app.screen.coding_meant is None

    on_coding(steps)


def test_a_passage_is_kept_out_of_reports_and_opened_again(on_coding, settle, shown):
    async def steps(app, pilot, view):
        view.select(place_of(view, "I was scared"))
        await pilot.press("x")
        await settle(pilot)
        assert [span for _, span in coding.marks(app.opened)] == [place_of(view, "I was scared")]
        await pilot.press("x")
        await settle(pilot)
        assert coding.marks(app.opened) == []
        # What another keeps out is not opened by marking more, and not without asking.
        words = place_of(view, "She sat with me when the letters")
        coding.mark_not_for_quotation(app.opened.as_coder("Owen"), PARENT, place_of(view, "She sat"))
        view.select(words)
        await pilot.press("x")
        await settle(pilot)
        assert {span for _, span in coding.marks(app.opened)} == {place_of(view, "She sat"), words}
        view.select(place_of(view, "She"))
        await pilot.press("x")
        await settle(pilot)
        assert "Owen marked these words" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert len(coding.marks(app.opened)) == 2
        await pilot.press("x")
        await settle(pilot)
        await pilot.click("#yes")
        await settle(pilot)
        assert [span for _, span in coding.marks(app.opened)] == [words]
        assert "another one still keeps" in said(app)

    on_coding(steps)


def test_words_are_found_forwards_and_backwards(on_coding, settle):
    async def steps(app, pilot, view):
        places = [place_of(view, "She came"), place_of(view, "She came every week, even")]
        await pilot.press("ctrl+f", *"she  CAME")
        await settle(pilot)
        assert view.selection == places[0]
        await pilot.press("enter", "n")
        await settle(pilot)
        assert view.selection.start == places[1].start
        await pilot.press("N")
        await settle(pilot)
        assert view.selection == places[0]
        await pilot.press("N")
        await settle(pilot)
        assert view.selection.start == places[1].start

    on_coding(steps)


def test_another_transcript_is_chosen_by_a_few_letters(on_coding, settle, shown):
    async def steps(app, pilot, view):
        await pilot.press("g", *"staff", "enter")
        await settle(pilot)
        assert app.screen.transcript == "S1+S2 Early"
        assert "We found out as we went." in shown(app)
        await pilot.press("less_than_sign")
        await settle(pilot)
        assert app.screen.transcript == "PM1+PM2 Early"

    on_coding(steps)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
def test_every_size_of_terminal_codes(on_coding, settle, shown, size):
    async def steps(app, pilot, view):
        assert size < (80,) or shown(app).endswith("Ctrl+P Commands")
        view.select(place_of(view, "the letters"))
        await pilot.press("c", *"trust", "enter")
        await settle(pilot)
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert codes_of(app) == [("trust", "the letters")]
        assert view.selection == place_of(view, "the letters")

    on_coding(steps, size=size)


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


def test_a_code_that_left_the_codebook_is_still_shown(on_coding, studies, study, settle, shown):
    other, _ = studies.open(study.folder, "Ruth")
    coding.apply(other, PARENT, [Span(41, 56)], ["trust"])
    other.close()
    book = study.folder / "codebooks/peer.yaml"
    book.write_text(book.read_text().replace("  - id: trust\n    name: Trust\n    was: [confidence]\n", ""))

    async def steps(app, pilot, view):
        view.go_to(45)
        await settle(pilot)
        assert "trust (not in the" in shown(app)

    on_coding(steps)


def test_what_is_typed_into_a_field_is_not_a_command(on_coding, settle):
    async def steps(app, pilot, view):
        await pilot.press("ctrl+f", *"dxm.1")
        await settle(pilot)
        assert app.screen.query_one("FindBar Input", Input).value == "dxm.1"
        assert codes_of(app) == []

    on_coding(steps)


def test_words_are_copied_with_their_attribution(on_coding, settle, told, monkeypatch):
    copied = []
    monkeypatch.setattr(clipboard, "into_clipboard", lambda text, _: copied.append(text) or True)
    monkeypatch.delenv("SSH_TTY", raising=False)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)

    async def steps(app, pilot, view):
        view.select(place_of(view, "She sat with me"))
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert copied[0].startswith("“She sat with me")
        assert copied[0].endswith("(Parent 1, Early)")
        await pilot.press("x", "ctrl+c")
        await settle(pilot)
        assert len(copied) == 1
        assert "Not copied" in told(app)

    on_coding(steps)


def test_what_was_begun_is_done_before_leaving_and_a_note_is_kept(on_coding, settle, study):
    async def steps(app, pilot, view):
        view.select(place_of(view, "the letters"))
        await pilot.press("c", *"trust", "enter")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        app.screen.query_one(TextArea).text = "Hm"
        await pilot.press("ctrl+q")
        while not app._exit:
            await pilot.pause(0.02)

    on_coding(steps)
    again, _ = opening.open_study(study.folder, coder="Ruth")
    assert [one.memo for one in extracts(again)] == ["Hm"]
    again.close()
