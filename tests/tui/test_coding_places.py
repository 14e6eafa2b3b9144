"""Which transcript and which words the coding screen is about, whatever is read or asked meanwhile."""

from __future__ import annotations

import json
from dataclasses import replace
from threading import Event

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from workbench import coding
from workbench.coding import extracts
from workbench.coding.place import read_by
from workbench.errors import Refused
from workbench.settings import user_data_folder
from workbench.spans import Span
from workbench.transcripts import importing, removing
from workbench.tui import work
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.code_rules import CodeRules
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.find_bar import FindBar

PARENT, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"


def read(app, name):
    return jobs.read(app.opened, name)


async def a_transcript_that_is_called_otherwise_now_stays_on_the_screen(hand):
    found = hand.app.screen.opened.transcript
    assert hand.app.screen.asked == found.id
    assert read(hand.app, found.id).opened.transcript.name == PARENT


async def the_words_that_the_picker_named_are_coded_whatever_is_shown_by_then(hand):
    hand.select("She sat with me")
    await hand.press("c")
    assert isinstance(hand.app.screen, PickerScreen)
    hand.app.get_screen("coding", CodingScreen).come_to(LATE)
    hand.app.get_screen("coding", CodingScreen).load()
    await hand.press()
    assert hand.view.page.name == LATE
    assert extracts(hand.app.opened) == []
    await hand.press(*"tru", "enter")
    assert [(one.transcript, one.quote) for one in extracts(hand.app.opened)] == [(PARENT, "She sat with me")]


async def what_was_chosen_in_a_text_is_done_in_no_other_of_that_name(hand, studies, tmp_path):
    corrected = tmp_path / "PM1-PM2_T1_joint.txt"
    corrected.write_text("Interviewer: The tape is off now?\nPM1: They came at night. I was ashamed.\nPM2: Yes.\n")
    hand.app.open_transcript(JOINT)
    await hand.press()
    hand.select("I listened more")
    asked = hand.app.screen._asked(hand.app.screen.opened, hand.view.selection)
    await hand.press("c")
    other, _ = studies.open(hand.app.opened.folder, "Ruth")
    removing.unimport(other, [JOINT])
    importing.import_files(other, [corrected])
    other.close()
    await hand.press(*"tru", "enter")
    assert "it was replaced meanwhile" in hand.told
    for job in (jobs.turn_mark, jobs.attribute):
        with pytest.raises(Refused, match="it was replaced meanwhile"):
            job(hand.app.opened, asked)
    assert JOINT not in [one.transcript for one in extracts(hand.app.opened)]
    assert coding.marks(hand.app.opened) == []
    hand.app.study_changed()
    await hand.press()


async def a_transcript_that_comes_late_leaves_the_keyboard_where_one_types(hand, monkeypatch):
    come, at_once = Event(), jobs.read
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "read", lambda *asked, **how: (come.wait(20), at_once(*asked, **how))[1])
        hand.app.open_transcript(PARENT)
        await hand.pilot.press("ctrl+f")
        come.set()
        await hand.press()
    assert hand.view.page.name == PARENT
    await hand.press(*"Interviewer")
    assert hand.app.screen.query_one("FindBar Input", Input).value == "Interviewer"


async def the_find_line_looks_through_the_transcript_that_is_shown(hand):
    # Where one was in it, the first one lies before.
    assert hand.text("FindBar Static") == "2 of 2"
    await hand.press("ctrl+pagedown")
    assert hand.view.page.name == LATE
    assert hand.text("FindBar Static") == "1 place"
    field = hand.app.screen.query_one("FindBar Input", Input)
    field.focus()
    field.clear()
    await hand.press(*"forms")
    assert hand.view.selection == hand.place("forms")
    assert hand.app.screen.query_one(FindBar).display


async def a_second_transcript_from_the_library_is_shown_and_other_rooms_are_not_read_anew(hand):
    app = hand.app
    version = app.version
    await hand.press("f2")
    app.open_transcript(LATE)
    await hand.press()
    assert isinstance(app.screen, CodingScreen)
    assert app.screen.opened.transcript.name == LATE
    assert hand.view.page.name == LATE
    assert app.version == version
    # The screen stands there already: from the palette, say.
    app.open_extract(JOINT, 13, 16)
    await hand.press()
    assert app.screen.opened.transcript.name == JOINT
    assert hand.view.selection == Span(13, 16)


async def an_older_reading_takes_neither_the_place_nor_the_screen(hand):
    screen = hand.app.screen
    older = read(hand.app, screen.asked)
    screen.wanted = None
    hand.app.open_extract(LATE, 13, 16)
    screen.post_message(older)
    await hand.press()
    assert screen.opened.transcript.name == LATE
    assert hand.view.selection == Span(13, 16)


async def one_that_is_gone_is_said_and_the_one_that_is_shown_stays(hand):
    hand.forget()
    selected = hand.view.selection
    hand.app.open_extract("Parent 9 T9", 3, 9)
    await hand.press()
    assert "Parent 9 T9 is not among the transcripts any more." in hand.told
    assert hand.app.screen.opened.transcript.name == LATE
    assert hand.view.selection == selected
    assert hand.app.screen.wanted is None


async def of_readings_that_wait_only_the_last_is_done(hand, monkeypatch):
    reads, do = [], jobs.read
    monkeypatch.setattr(jobs, "read", lambda *asked, **how: (reads.append(asked[1]), do(*asked, **how))[1])
    for name in (JOINT, PARENT, LATE):
        hand.app.open_transcript(name)
    await hand.press()
    assert reads == [LATE]
    assert hand.app.screen.opened.transcript.name == LATE


async def a_failed_reading_is_told_and_tried_again(hand, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "read", lambda *_, **__: work.Failed("Open the transcript", "The disk is away."))
        hand.app.open_transcript(PARENT)
        assert "The disk is away." not in hand.told
        await hand.press()
        assert "The disk is away." in hand.told
        assert hand.view.page.name == LATE
    hand.app.study_changed()
    await hand.press()
    assert hand.view.page.name == PARENT


def test_the_screen_is_about_what_was_asked_for_last(at_text, monkeypatch, studies, tmp_path):
    async def steps(hand):
        await a_transcript_that_is_called_otherwise_now_stays_on_the_screen(hand)
        await a_second_transcript_from_the_library_is_shown_and_other_rooms_are_not_read_anew(hand)
        await an_older_reading_takes_neither_the_place_nor_the_screen(hand)
        await one_that_is_gone_is_said_and_the_one_that_is_shown_stays(hand)
        await of_readings_that_wait_only_the_last_is_done(hand, monkeypatch)
        await a_failed_reading_is_told_and_tried_again(hand, monkeypatch)
        await the_words_that_the_picker_named_are_coded_whatever_is_shown_by_then(hand)
        await what_was_chosen_in_a_text_is_done_in_no_other_of_that_name(hand, studies, tmp_path)
        await a_transcript_that_comes_late_leaves_the_keyboard_where_one_types(hand, monkeypatch)
        await the_find_line_looks_through_the_transcript_that_is_shown(hand)

    at_text(steps)


async def a_click_in_the_codebook_shows_the_rule_and_a_second_one_codes(hand):
    tree = hand.app.screen.query_one(CodebookRows)
    line = tree.outline.places["listening"]
    hand.select("She sat with me")
    await hand.pilot.pause()
    assert "Listening" in hand.shown
    assert "Being heard." not in str(hand.app.screen.query_one(CodeRules)._text.render())
    await hand.click(tree, 8, line)
    assert "Being heard." in str(hand.app.screen.query_one(CodeRules)._text.render())
    await hand.click(tree, 8, line, button=3)
    assert isinstance(hand.app.screen, CommandPalette)
    await hand.press("escape")
    assert hand.codes == []
    await hand.click(tree, 8, line, times=2)
    assert hand.codes == [("listening", "She sat with me")]
    hand.view.go_to(0)
    assert "Select words first" not in hand.told
    await hand.press("b", "enter")
    assert "Select words first" in hand.told
    # White space alone is nothing to code.
    hand.view.select(Span(hand.place("snow.").start - 1, hand.place("snow.").start))
    for keys in (("c",), ("t", "x"), ("b", "enter"), ("t", "1")):
        hand.forget()
        await hand.press(*keys)
        assert "There are no words here." in hand.told, keys
    assert len(hand.codes) == 1
    await hand.pilot.click(hand.view, offset=(10, 1), button=3)
    assert isinstance(hand.app.screen, CommandPalette)
    await hand.press("escape")
    assert "all coders: here/all" in hand.shown


async def caret_and_selection_stay_where_only_speakers_were_corrected(hand):
    hand.select("even in the snow")
    table = hand.app.opened.folder / "transcripts/transcripts.csv"
    lines = table.read_text().splitlines()
    head = lines[0].split(",")
    row = dict.fromkeys(head, "") | {
        "file": "Parent 1 T1.txt",
        "participants": "P1",
        "wave": "T1",
        "speakers": "Parent 1=P1|P2",
    }
    kept = [line for line in lines if not line.startswith("Parent 1 T1.txt")]
    table.write_text("\n".join([*kept, ",".join(row[name] for name in head)]) + "\n")
    before = hand.app.screen.opened.spoken
    await hand.look_around()
    assert hand.app.screen.opened.spoken != before
    assert hand.view.selection == hand.place("even in the snow")


async def an_empty_codebook_says_what_to_do(hand):
    (hand.app.opened.codebooks / "peer.yaml").write_text("id: peer\nname: Peer\ncodes: []\n")
    assert "There are no codes yet." not in hand.shown
    await hand.look_around()
    assert "There are no codes yet." in hand.shown
    assert "press c and type a name" not in hand.told
    await hand.pilot.press("b")
    assert "press c and type a name" in hand.told
    # The box to make the first one is as high as it needs.
    hand.select("She sat")
    await hand.press("c")
    box = hand.app.screen.query_one("#picker")
    assert "type the name of a new code" in hand.shown
    assert box.region.height < 12
    await hand.press(*"Mail")
    assert "New code “Mail”" in hand.shown
    # The other button of the mouse takes nothing.
    await hand.pilot.click("#found", offset=(8, 0), button=3)
    assert isinstance(hand.app.screen, PickerScreen)
    await hand.press("escape")


async def each_transcript_is_left_at_a_place_and_come_back_to_there(hand):
    hand.app.open_transcript(JOINT)
    await hand.press()
    hand.view.go_to(40)
    await hand.press("greater_than_sign")
    assert hand.view.page.name != JOINT
    await hand.press("less_than_sign")
    assert (hand.view.page.name, hand.view.caret) == (JOINT, 40)
    assert hand.app.screen.opened.transcript.id not in read_by(replace(hand.app.opened, coder="Somebody else"))
    assert read_by(hand.app.opened)[hand.app.screen.opened.transcript.id] == 1.0


async def where_one_is_is_kept_on_leaving(hand):
    hand.app.open_transcript(LATE)
    await hand.press()
    hand.view.select(Span(20, 30))
    await hand.press()


def test_codebook_and_speakers_change_beside_the_words_and_a_restart_comes_back_to_them(
    at_text, drive, workbench_in, study, settle
):
    async def steps(hand):
        await a_click_in_the_codebook_shows_the_rule_and_a_second_one_codes(hand)
        await hand.look_around()
        await caret_and_selection_stay_where_only_speakers_were_corrected(hand)
        await an_empty_codebook_says_what_to_do(hand)
        await each_transcript_is_left_at_a_place_and_come_back_to_there(hand)
        await where_one_is_is_kept_on_leaving(hand)

    async def again(pilot):
        app = pilot.app
        assert app.screen.transcript.name == LATE
        await pilot.press("f3")
        await settle(pilot)
        assert app.screen.opened.transcript.name == LATE
        assert app.screen.query_one(TranscriptView).caret == 20
        await pilot.press("f2")
        await settle(pilot)
        (kept,) = user_data_folder().rglob("places.json")
        assert not kept.is_relative_to(study.folder)
        assert set(json.loads(kept.read_text())["ruth"]) == {"transcript", "at", "digits", "places"}
        kept.write_text('{"ruth": {"transcript": ["x"], "at": "y", "digits": [["z"]]}}')

    async def damaged(pilot):
        await pilot.press("f3")
        await settle(pilot)
        assert pilot.app.screen.opened.transcript.name == PARENT

    at_text(steps)
    for then in (again, damaged):
        drive(workbench_in(study.folder), then)
