"""Changing what is known of transcripts and participants, in forms over the library."""

from __future__ import annotations

from threading import Event

from textual.widgets import Input

from workbench import opening
from workbench.errors import Unavailable
from workbench.transcripts import library as room
from workbench.tui import work
from workbench.tui.screens.coding_jobs import Kept
from workbench.tui.screens.participants import ParticipantForm
from workbench.tui.screens.transcript_form import TranscriptForm
from workbench.tui.widgets.rows import Rows


def known(study, name):
    return next(one for one in room.library(study).transcripts if one.name == name)


async def fill(pilot, field, text):
    """Type into a form's field."""
    line = field.query_one(Input)
    line.focus()
    await pilot.pause()
    await pilot.press("home", "shift+end", "delete", *("space" if sign == " " else sign for sign in text))


def test_a_transcript_is_changed_in_a_form(show, study, shown, told, settle):
    path = study.transcripts / "transcripts.csv"
    before = path.read_bytes()

    async def leaving_changes_nothing(app, pilot, screen):
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, TranscriptForm)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        # By mouse, to the last of the list.
        await pilot.click("#list", offset=(8, 5))
        items = {str(one.render()): one for one in screen.query("#transcripts ActionItem")}
        await pilot.click(items["e change …"])
        await settle(pilot)
        assert "Nothing was changed." not in told(app)
        await pilot.click("#done")
        await pilot.pause()
        assert app.screen is screen
        assert "Nothing was changed." in told(app)
        assert path.read_bytes() == before

    async def by_keyboard(app, pilot, form):
        assert "Ctrl+Z does not take back" in shown(app)
        await fill(pilot, form._participants, "S1")
        await fill(pilot, form._date, "2024-13-01")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is form
        assert "no calendar has" in shown(app)
        await fill(pilot, form._date, "2024-03-06")

    async def who_a_speaker_is_by_mouse(app, pilot, form):
        await fill(pilot, form._speakers["Staff"], "")
        assert form._speakers["Staff"].value == ""
        await pilot.click(form._speakers["Staff"].query_one(".choose"))
        await pilot.pause()
        for row in (3, 8):
            await pilot.click(Rows, offset=(9, row))
        chooser = app.screen
        await pilot.press("escape")
        await settle(pilot)
        assert "Whom you chose here would be lost." in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is chooser
        await pilot.click("#take")
        await pilot.pause()
        assert form._speakers["Staff"].value == "PM1|S2"

    async def written(app, pilot, screen):
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "participants: S1; S2 → S1" in shown(app)
        assert "date: 2024-03-05 → 2024-03-06" in shown(app)
        assert known(study, "S1+S2 Early").participants == ("S1", "S2")
        await pilot.click("#yes")
        await settle(pilot)
        assert "Changed." in told(app)
        found = room.library(study)
        one = next(one for one in found.transcripts if one.file == "Staff_T1_group.txt")
        assert one.participants == ("S1",)
        assert room.speakers_in(study, one, found.facts_of(one))[1].participants == ("PM1", "S2")
        assert screen.transcript.date.isoformat() == "2024-03-06"

    async def steps(app, pilot, screen):
        await leaving_changes_nothing(app, pilot, screen)
        await pilot.press("end", "e")
        await settle(pilot)
        await pilot.pause()
        form = app.screen
        await by_keyboard(app, pilot, form)
        await who_a_speaker_is_by_mouse(app, pilot, form)
        await written(app, pilot, screen)
        await it_closes_only_when_it_is_written(app, pilot, screen, study, settle, shown)

    show(study, steps)


async def it_closes_only_when_it_is_written(app, pilot, screen, study, settle, shown):
    path, settings = study.transcripts / "transcripts.csv", study.folder / "study.yaml"
    said = settings.read_bytes()
    await pilot.press("home", "e")
    await settle(pilot)
    form = app.screen
    assert not form.unsaved
    form._date.editors()[0].value = "2024-03-06"
    form._wave.query_one(Input).value = "T3"
    assert form.unsaved
    rows = "file,participants,wave,kind,date\nParent 1 T1.txt,P1,T1,individual,2024-01-01\n"
    path.write_text(rows)
    await pilot.press("ctrl+s")
    await settle(pilot)
    await pilot.press("right", "enter")
    await settle(pilot)
    assert app.screen is form
    assert "Not done: transcripts.csv: date of" in " ".join(shown(app).split())
    assert (form._date.value, form._wave.value) == ("2024-03-06", "T3")
    assert "Parent 1 T1.txt,P1,T1,individual,2024-01-01" in path.read_text()
    assert settings.read_bytes() == said
    await pilot.press("escape")
    await settle(pilot)
    assert "What you filled in is not saved." in shown(app)
    await pilot.press("enter")
    await settle(pilot)
    assert app.screen is form
    await pilot.press("escape", "right", "enter")
    await settle(pilot)
    assert app.screen is screen


def test_a_participant_is_changed_when_it_can_be_written(show, study, settle, shown, told, monkeypatch):
    def fail(*_):
        raise Unavailable("[red]The table is \x1b locked.", "Close Excel.")

    async def asked(app, pilot, form):
        await fill(pilot, form._label, "Father 2")
        form._quoting._select.value = "never"
        assert form.unsaved
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "label: Parent 2 → Father 2" in shown(app)
        assert "y Yes Esc No" in " ".join(shown(app).split())
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "the question waits for an answer, y for yes, Esc for no." in told(app)
        assert "status" not in shown(app).partition("Change P2?")[2].partition("Cancel")[0]

    async def where_it_cannot_be_written_the_form_stays(app, pilot, form):
        with monkeypatch.context() as patch:
            patch.setattr(opening, "correct_participant", fail)
            await pilot.press("y")
            await settle(pilot)
        assert app.screen is form
        assert "[red]The table is ␛ locked. Close Excel." in shown(app)
        assert form._label.value == "Father 2"

    async def what_is_typed_while_it_is_written_stays_in_it(app, pilot, form):
        slow = Event()

        def wait():
            slow.wait(20)
            return Kept()

        work.start(app, "Wait", wait, only_reads=True)
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("right", "enter")
        await pilot.pause()
        await fill(pilot, form._reason, "ill")
        slow.set()
        await settle(pilot)
        assert app.screen is form
        assert "what you typed since is not yet" in " ".join(shown(app).split())
        assert form._reason.value == "ill"

    async def steps(app, pilot, screen):
        await pilot.press("tab", "down", "down", "down", "e")
        await settle(pilot)
        form = app.screen
        assert isinstance(form, ParticipantForm)
        await asked(app, pilot, form)
        await where_it_cannot_be_written_the_form_stays(app, pilot, form)
        await what_is_typed_while_it_is_written_stays_in_it(app, pilot, form)
        await pilot.press("escape", "right", "enter")
        await settle(pilot)
        assert app.screen is screen
        # What was written is taken up all the same.
        assert "Changed." in told(app)
        one = next(one for one in room.library(study).participants if one.participant == "P2")
        assert (one.label, one.quoting, one.status) == ("Father 2", "never", "T2: declined")

    show(study, steps, size=(80, 24))
