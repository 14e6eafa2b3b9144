"""Changing what is known of transcripts and participants, in forms over the library."""

from __future__ import annotations

from textual.widgets import Input

from workbench import opening
from workbench.errors import Unavailable
from workbench.transcripts import library as room
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


def test_a_transcript_is_changed_by_keyboard(show, study, shown, told, settle):
    async def steps(app, pilot, screen):
        await pilot.press("end", "e")
        await settle(pilot)
        await pilot.pause()
        form = app.screen
        assert isinstance(form, TranscriptForm)
        assert "Ctrl+Z does not take back" in shown(app)
        await fill(pilot, form._participants, "S1")
        await fill(pilot, form._date, "2024-13-01")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is form
        assert "no calendar has" in shown(app)
        await fill(pilot, form._date, "2024-03-06")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "participants: S1; S2 → S1" in shown(app)
        assert "date: 2024-03-05 → 2024-03-06" in shown(app)
        assert known(study, "S1+S2 Early").participants == ("S1", "S2")
        await pilot.press("right", "enter")
        await settle(pilot)
        assert known(study, "S1+S2 Early").participants == ("S1",)
        assert "Changed." in told(app)
        assert screen.transcript.date.isoformat() == "2024-03-06"

    show(study, steps)


def test_who_a_speaker_is_is_chosen_by_mouse(show, studies, settle):
    rows = "file,participants,wave,kind\nStaff_T1_group.txt,,T1,group\n"
    study = studies.new(files={"transcripts/transcripts.csv": rows})

    async def steps(app, pilot, screen):
        await pilot.click("#list", offset=(8, 5))
        items = {str(one.render()): one for one in screen.query("#transcripts ActionItem")}
        await pilot.click(items["e change …"])
        await settle(pilot)
        await pilot.pause()
        form = app.screen
        await pilot.click(form._speakers["Staff"].query_one(".choose"))
        await pilot.pause()
        for row in (7, 8):
            await pilot.click(Rows, offset=(9, row))
        await pilot.click("#take")
        await pilot.pause()
        assert form._speakers["Staff"].value == "S1|S2"
        await pilot.click("#done")
        await pilot.pause()
        await pilot.click("#yes")
        await settle(pilot)
        found = room.library(study)
        one = next(one for one in found.transcripts if one.file == "Staff_T1_group.txt")
        assert room.speakers_in(study, one, found.facts_of(one))[1].participants == ("S1", "S2")

    show(study, steps)


def test_a_participant_is_changed(show, study, settle, shown):
    async def steps(app, pilot, screen):
        await pilot.press("tab", "down", "down", "down", "e")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, ParticipantForm)
        await fill(pilot, form._label, "Father 2")
        form._quoting._select.value = "never"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "label: Parent 2 → Father 2" in shown(app)
        assert "status" not in shown(app).partition("Change P2?")[2].partition("Cancel")[0]
        await pilot.press("right", "enter")
        await settle(pilot)
        one = next(one for one in room.library(study).participants if one.participant == "P2")
        assert (one.label, one.quoting, one.status) == ("Father 2", "never", "T2: declined")

    show(study, steps, size=(80, 24))


def test_leaving_a_form_changes_nothing(show, study, settle, told):
    async def steps(app, pilot, screen):
        before = (study.transcripts / "transcripts.csv").read_bytes()
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Nothing was changed." in told(app)
        assert (study.transcripts / "transcripts.csv").read_bytes() == before

    show(study, steps)


def test_a_form_closes_only_when_it_is_written(show, study, settle, shown):
    path = study.transcripts / "transcripts.csv"

    async def steps(app, pilot, screen):
        settings = (study.folder / "study.yaml").read_bytes()
        await pilot.press("e")
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
        assert (study.folder / "study.yaml").read_bytes() == settings
        await pilot.press("escape")
        await settle(pilot)
        assert "What you filled in is not saved." in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is form
        await pilot.press("escape", "right", "enter")
        await settle(pilot)
        assert app.screen is screen

    show(study, steps)


def test_a_participants_form_stays_where_it_cannot_be_written(show, study, settle, shown, monkeypatch):
    def fail(*_):
        raise Unavailable("[red]The table is \x1b locked.", "Close Excel.")

    monkeypatch.setattr(opening, "correct_participant", fail)

    async def steps(app, pilot, screen):
        await pilot.press("tab", "down", "down", "down", "e")
        await settle(pilot)
        form = app.screen
        form._label.editors()[0].value = "Father 2"
        assert form.unsaved
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("right", "enter")
        await settle(pilot)
        assert app.screen is form
        assert "[red]The table is ␛ locked. Close Excel." in shown(app)
        assert form._label.value == "Father 2"

    show(study, steps)
