"""The library on the screen: the list, the grid, the details, and changing what is known."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from textual.widgets import Input

from workbench import opening
from workbench.errors import Unavailable
from workbench.transcripts import library as room
from workbench.tui.screens import library as library_screen
from workbench.tui.screens.library import LibraryRead, LibraryScreen
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.participants import ParticipantForm
from workbench.tui.screens.transcript_form import TranscriptForm
from workbench.tui.widgets.actions import ActionItem
from workbench.tui.widgets.details import Details
from workbench.tui.widgets.library_rows import LIST, list_rows
from workbench.tui.widgets.rows import Rows, table


@pytest.fixture
def show(drive, workbench_in, settle):
    """Drives the library of a study: ``show(study, steps, size=…)``; ``steps`` gets app, pilot and library."""

    def run(study, steps, *, size=(120, 40)):
        app = workbench_in(study.folder)

        async def go(pilot):
            await rest(pilot, settle)
            assert isinstance(app.screen, LibraryScreen)
            await steps(app, pilot, app.screen)

        drive(app, go, size=size)

    return run


async def rest(pilot, settle):
    """As after the cursor has rested: the speakers of what is under it are looked up."""
    pilot.app.screen._rest()
    await settle(pilot)


def keys(rows):
    return [row.cells[0] for row in rows._rows]


def known(study, name):
    return next(one for one in room.library(study).transcripts if one.name == name)


ALL = ["Parent 1 Early", "Parent 1 Late", "Parent 2 Early", "PM1+PM2 Early", "S1+S2 Early"]


def test_list_grid_and_details(show, study, code, shown):
    code(study, "Parent 1 Early", "She sat with me when the letters came.", "trust")

    async def steps(app, pilot, screen):
        lines = shown(app)
        assert "5 transcripts" in lines
        assert keys(screen.query_one("#list", Rows)) == ALL
        row = next(line for line in lines.splitlines() if "► Parent 1 Early" in line)
        for word in ("P1", "Parent", "Early", "individual", "unknown", "31 %"):
            assert word in row
        assert "Mentor" in lines
        assert next(line for line in lines.splitlines() if "Parent 2" in line and "declined" in line)
        assert "in a group   –" in lines
        assert "– not interviewed" in lines
        assert "1 coding of yours on 31 % of what participants say" in lines
        assert "Interviewer  2 turns    interviewer" in lines
        assert "unknown     record, date, interviewer" in lines

    show(study, steps)


def test_it_fits_into_the_smallest_terminal(show, study, shown):
    async def steps(app, pilot, screen):
        lines = shown(app)
        for word in ("Import …", "► Parent 1 Early", "individual", "Coded", "declined", "Known of it"):
            assert word in lines

    show(study, steps, size=(80, 24))


def test_nobody_knows_who_staff_is(show, studies, shown, settle):
    rows = "file,participants,wave,kind\nStaff_T1_group.txt,,T1,group\n"

    async def steps(app, pilot, screen):
        await pilot.press("end")
        await rest(pilot, settle)
        assert "nobody knows who “Staff” is" in shown(app)

    show(studies.new(files={"transcripts/transcripts.csv": rows}), steps)


@pytest.mark.parametrize("with_mouse", [False, True])
def test_enter_or_a_double_click_opens_the_transcript(show, study, with_mouse):
    async def steps(app, pilot, screen):
        if with_mouse:
            await pilot.click("#list", offset=(8, 3), times=2)
        else:
            await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert app.screen.PLACE == "coding"
        assert app.screen.transcript == "Parent 2 Early"

    show(study, steps)


@pytest.mark.parametrize("with_mouse", [False, True])
def test_a_cell_of_the_grid_narrows_the_list(show, study, shown, with_mouse):
    async def steps(app, pilot, screen):
        table = screen.query_one("#list", Rows)
        if with_mouse:
            left = 2 + sum(screen.query_one("#grid", Rows)._widths[:3]) + 3 * 2
            await pilot.click("#grid", offset=(left + 1, 3))
        else:
            await pilot.press("tab", "down", "down", "right", "right", "right", "enter")
        await pilot.pause()
        assert keys(table) == ["Parent 1 Late"]
        assert "1 of 5 transcripts · Parent 1, Late · Esc shows all" in shown(app)
        if with_mouse:
            await pilot.click("#grid", offset=(12, 3))
        else:
            await pilot.press("left", "left", "enter")
        await pilot.pause()
        assert keys(table) == ["Parent 1 Early", "Parent 1 Late"]
        if with_mouse:
            items = {str(one.render()): one for one in screen.query(ActionItem)}
            await pilot.click(items["Esc show all"])
        else:
            await pilot.press("escape")
        await pilot.pause()
        assert keys(table) == ALL

    show(study, steps)


@pytest.mark.parametrize("key", ["slash", "ctrl+f"])
def test_typing_narrows_the_list(show, study, shown, key):
    async def steps(app, pilot, screen):
        await pilot.press(key, *"late", "space", *"par")
        await pilot.pause()
        assert keys(screen.query_one("#list", Rows)) == ["Parent 1 Late"]
        await pilot.press("x")
        await pilot.pause()
        assert "Nothing here is like that; Esc shows all." in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one("#list", Rows).has_focus
        assert keys(screen.query_one("#list", Rows)) == ALL

    show(study, steps)


def test_an_empty_study_says_what_to_do(show, tmp_path, studies, shown):
    opening.make_study(tmp_path / "new")
    study, _ = opening.open_study(tmp_path / "new", coder="Ruth")

    async def steps(app, pilot, screen):
        assert "There are no transcripts yet." in shown(app)
        assert "Press i, or click on “Import …”" in shown(app)
        await pilot.press("enter", "e", "down")
        assert app.screen is screen

    show(study, steps, size=(80, 24))
    study.close()


def test_faults_are_shown_with_their_row(show, studies, shown):
    rows = "participant,label,role\nP1,Parent 1,[red]\nP2,Parent 2,uncle\n"

    async def steps(app, pilot, screen):
        assert "participants.csv, row 2, column role" in shown(app)
        assert '"[red]"' in shown(app)
        await pilot.press("x")
        await pilot.pause()
        assert "participants.csv, row 3, column role" in shown(app)
        await pilot.press("escape")

    show(studies.new(files={"transcripts/participants.csv": rows}), steps)


def test_lesser_faults_of_a_codebook_are_shown_with_their_line(show, study, settle, shown):
    path = next(study.codebooks.glob("*.yaml"))
    usual = path.read_text()
    added = "  - {id: x1, name: X, parent: nobody, colour: '[red]', sizee: 3}\n"

    async def steps(app, pilot, screen):
        assert not screen.query_one("#faults").display
        app._look_around()
        await settle(pilot)
        path.write_text(usual.rstrip("\n") + "\n" + added)
        app._look_around()
        await settle(pilot)
        row = len(usual.rstrip("\n").splitlines()) + 1
        assert f"! codebooks/{path.name}, line {row}, column" in shown(app)
        for how in ("x", "click"):
            await (pilot.click("#faults") if how == "click" else pilot.press(how))
            await settle(pilot)
            assert isinstance(app.screen, LinesScreen)
            lines = " ".join(shown(app).replace("│", " ").split())
            for said in ("nobody", "colour", "sizee"):
                assert said in lines
            await pilot.press("escape")
            await settle(pilot)
        path.write_text(usual)
        app._look_around()
        await settle(pilot)
        assert not screen.query_one("#faults").display

    show(study, steps)


def test_markup_in_names_and_labels_is_shown_as_it_is(show, studies, shown):
    rows = "participant,label,role\nP1,[bold]Ada[/bold] \x1b[31m,parent\nP2,Parent 2,parent\n"

    async def steps(app, pilot, screen):
        lines = shown(app)
        assert "[bold]Ada[/bold] ␛[31m" in lines
        assert "\x1b" not in lines
        await pilot.press("tab", "down", "down", "down", "down", "e")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantForm)

    show(studies.new(files={"transcripts/participants.csv": rows}), steps)


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
        assert "Not done: transcripts.csv: somebody has changed date" in " ".join(shown(app).split())
        assert (form._date.value, form._wave.value) == ("2024-03-06", "T3")
        assert "Parent 1 T1.txt,P1,T1,individual,2024-01-01" in path.read_text()
        assert (study.folder / "study.yaml").read_bytes() == settings
        await pilot.press("escape")
        await settle(pilot)
        assert "What you filled in would be lost." in shown(app)
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


def test_what_another_program_changes_is_shown_and_the_cursor_stays(show, study, settle, code, shown):
    async def steps(app, pilot, screen):
        await pilot.press("down", "down")
        code(study, "Parent 2 Early", "In [names city]", "trust")
        app.study_changed()
        await settle(pilot)
        assert screen.transcript.name == "Parent 2 Early"
        row = next(line for line in shown(app).splitlines() if "► Parent 2 Early" in line)
        assert "%" in row
        assert "1 coding of yours" in shown(app)

    show(study, steps)


def test_a_library_that_cannot_be_read_is_said(show, study, settle, monkeypatch, told):
    def fail(study):
        raise Unavailable("The database is away.", "Bring it back.")

    monkeypatch.setattr(library_screen, "library", fail)

    async def steps(app, pilot, screen):
        assert "The database is away." in told(app)
        assert screen.query_one(Details) is not None
        await pilot.press("e", "enter", "down", "slash", "a")

    show(study, steps)


def test_a_thousand_transcripts_are_one_list(show, study, settle):
    async def steps(app, pilot, screen):
        found = room.library(study)
        one = found.transcripts[0]
        many = tuple(replace(one, id=uuid4(), name=f"Parent {n} Early") for n in range(1, 1001))
        words = {each.name: each.name.casefold() for each in many}
        large = replace(found, transcripts=many, words=words)
        screen.post_message(LibraryRead(large, {}, table(LIST, list_rows(large, {}, study.settings)), table(LIST, [])))
        await pilot.pause()
        shown_rows = screen.query_one("#list", Rows)
        assert shown_rows.row_count == 1000
        await pilot.press("end")
        assert screen.transcript.name == "Parent 1000 Early"
        await pilot.press("slash", *"999")
        await pilot.pause()
        assert keys(shown_rows) == ["Parent 999 Early"]

    show(study, steps)
