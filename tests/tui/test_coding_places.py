"""Which transcript and which words the coding screen is about, whatever is read or asked meanwhile."""

from __future__ import annotations

import json

from textual.widgets import Input, Static

from workbench.coding import extracts
from workbench.settings import user_data_folder
from workbench.spans import Span
from workbench.tui import work
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.code_rules import CodeRules
from workbench.tui.widgets.codebook_tree import CodebookTree
from workbench.tui.widgets.find_bar import FindBar

PARENT, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"


def place_of(view, words):
    start = view.page.text.index(words)
    return Span(start, start + len(words))


def read(app, name):
    return jobs.read(app.opened, name)


def test_a_second_transcript_from_the_library_is_shown_and_other_rooms_are_not_read_anew(on_coding, settle):
    async def steps(app, pilot, view):
        version = app.version
        await pilot.press("f2")
        await settle(pilot)
        app.open_transcript(LATE)
        await settle(pilot)
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.opened.transcript.name == LATE
        assert view.page.name == LATE
        assert app.version == version
        # The screen stands there already: from the palette, say.
        app.open_extract(JOINT, 13, 16)
        await settle(pilot)
        assert app.screen.opened.transcript.name == JOINT
        assert view.selection == Span(13, 16)

    on_coding(steps)


def test_an_older_reading_takes_neither_the_place_nor_the_screen(on_coding, settle):
    async def steps(app, pilot, view):
        screen = app.screen
        older = read(app, screen.asked)
        screen.wanted = None
        app.open_extract(LATE, 13, 16)
        screen.post_message(older)
        await settle(pilot)
        assert screen.opened.transcript.name == LATE
        assert view.selection == Span(13, 16)

    on_coding(steps)


def test_the_words_that_the_picker_named_are_coded_whatever_is_shown_by_then(on_coding, settle):
    async def steps(app, pilot, view):
        view.select(place_of(view, "She sat with me"))
        await pilot.press("c")
        await settle(pilot)
        assert isinstance(app.screen, PickerScreen)
        app.get_screen("coding", CodingScreen).come_to(LATE)
        app.get_screen("coding", CodingScreen).load()
        await settle(pilot)
        assert view.page.name == LATE
        await pilot.press(*"trust", "enter")
        await settle(pilot)
        assert [(one.transcript, one.quote) for one in extracts(app.opened)] == [(PARENT, "She sat with me")]

    on_coding(steps)


def test_the_find_line_looks_through_the_transcript_that_is_shown(on_coding, settle):
    async def steps(app, pilot, view):
        await pilot.press("ctrl+f", *"interviewer")
        await settle(pilot)
        await pilot.press("ctrl+pagedown")
        await settle(pilot)
        assert view.page.name == LATE
        assert str(app.screen.query_one("FindBar Static", Static).visual) == "1 place"
        app.screen.query_one("FindBar Input", Input).focus()
        await pilot.press(*["backspace"] * 11, *"forms")
        await settle(pilot)
        assert view.selection == place_of(view, "forms")
        assert app.screen.query_one(FindBar).display

    on_coding(steps)


def test_caret_and_selection_stay_where_only_speakers_were_corrected(on_coding, settle, study):
    async def steps(app, pilot, view):
        app._look_around()
        await settle(pilot)
        view.select(place_of(view, "even in the snow"))
        table = study.folder / "transcripts/transcripts.csv"
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
        before = app.screen.opened.spoken
        app._look_around()
        await settle(pilot)
        assert app.screen.opened.spoken != before
        assert view.selection == place_of(view, "even in the snow")

    on_coding(steps)


def test_a_transcript_that_is_called_otherwise_now_stays_on_the_screen(on_coding, settle):
    async def steps(app, pilot, view):
        found = app.screen.opened.transcript
        assert app.screen.asked == found.id
        assert read(app, found.id).opened.transcript.name == PARENT

    on_coding(steps)


def test_a_failed_reading_is_told_and_tried_again(on_coding, settle, told, monkeypatch):
    async def steps(app, pilot, view):
        monkeypatch.setattr(jobs, "read", lambda *_, **__: work.Failed("Open the transcript", "The disk is away."))
        app.open_transcript(LATE)
        await settle(pilot)
        assert "The disk is away." in told(app)
        monkeypatch.undo()
        app.study_changed()
        await settle(pilot)
        assert view.page.name == LATE

    on_coding(steps)


def test_after_a_restart_the_coder_is_where_they_were(drive, workbench_in, study, settle):
    study.close()

    async def first(pilot):
        app = pilot.app
        app.open_transcript(LATE)
        await settle(pilot)
        app.screen.query_one(TranscriptView).go_to(20)
        await settle(pilot)

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
        assert set(json.loads(kept.read_text())["ruth"]) == {"transcript", "at"}
        kept.write_text('{"ruth": {"transcript": ["x"], "at": "y"}}')

    async def damaged(pilot):
        await pilot.press("f3")
        await settle(pilot)
        assert pilot.app.screen.opened.transcript.name == PARENT

    for steps in (first, again, damaged):
        drive(workbench_in(study.folder), steps)


def test_a_click_in_the_codebook_shows_the_rule_and_a_second_one_codes(on_coding, settle, shown, told, study):
    book = study.folder / "codebooks/peer.yaml"

    async def steps(app, pilot, view):
        tree = app.screen.query_one(CodebookTree)
        node = tree._by_code["listening"]
        where = {"offset": (8, node.line + 1)}
        view.select(place_of(view, "She sat with me"))
        await pilot.pause()
        assert "Listening" in shown(app)
        await pilot.click(tree, **where)
        await settle(pilot)
        assert "Being heard." in str(app.screen.query_one(CodeRules)._text.render())
        assert [(one.code, one.quote) for one in extracts(app.opened)] == []
        await pilot.click(tree, times=2, **where)
        await settle(pilot)
        assert [(one.code, one.quote) for one in extracts(app.opened)] == [("listening", "She sat with me")]
        view.go_to(0)
        await pilot.press("b", "enter")
        await settle(pilot)
        assert "Select words first" in told(app)
        assert "all coders: here/all" in shown(app)
        # An empty codebook says what to do.
        app._look_around()
        await settle(pilot)
        book.write_text("id: peer\nname: Peer\ncodes: []\n")
        app._look_around()
        await settle(pilot)
        assert "There are no codes yet." in shown(app)
        await pilot.press("b")
        assert "press c and type a name" in told(app)

    on_coding(steps)
