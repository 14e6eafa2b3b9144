"""The library on the screen: the list, the grid, the details, and changing what is known."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import uuid4

import pytest
from small_study import STUDY, TRANSCRIPT_ROWS

from workbench import opening
from workbench.errors import Unavailable
from workbench.transcripts import library as room
from workbench.transcripts.tables import TranscriptFacts
from workbench.tui.screens import library_room as library_screen
from workbench.tui.screens.choose_people import ChoosePeople
from workbench.tui.screens.library_room import LibraryRead
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.participants import ParticipantForm
from workbench.tui.screens.transcript_form import TranscriptForm
from workbench.tui.widgets.actions import ActionItem
from workbench.tui.widgets.details import Details
from workbench.tui.widgets.library_rows import LIST, list_rows
from workbench.tui.widgets.rows import Rows, table


def keys(rows):
    return [row.cells[0] for row in rows._rows]


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
        for word in ("Import …", "► Parent 1 Early", "individual", "Coded", "declined", "What is known of it"):
            assert word in lines

    show(study, steps, size=(80, 24))


def test_nobody_knows_who_staff_is(show, studies, shown, settle):
    rows = "file,participants,wave,kind\nStaff_T1_group.txt,,T1,group\n"

    async def steps(app, pilot, screen):
        await pilot.press("end")
        screen._rest()
        await settle(pilot)
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
        assert not screen.has_faults
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


def test_names_of_a_study_are_shown_as_they_are(show, studies, shown, settle, hard):
    name, seen = hard
    called = name.replace("\x1b", "")
    row = f'Parent 1 T1.txt,P1,T1,individual,verbatim,2024-03-05,,,,"{called}"'
    files = {
        "transcripts/participants.csv": f'participant,label,role\nP1,"{name}",parent\nP2,{"x" * 300},parent\n',
        "transcripts/transcripts.csv": f"{TRANSCRIPT_ROWS.splitlines()[0]},transcript\n{row}\n",
        "study.yaml": STUDY.replace("label: Early", f"label: {json.dumps(name, ensure_ascii=False)}"),
    }

    def look(app, *words):
        assert "\x1b" not in shown(app)
        assert [word for word in words if word not in shown(app)] == []

    async def steps(app, pilot, screen):
        look(app, seen, called[:30])
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, TranscriptForm)
        look(app, f"─ {called[:30]}", seen)
        await pilot.click(".choose")
        await pilot.pause()
        assert isinstance(app.screen, ChoosePeople)
        look(app, "[names city] [/…xxx")
        await pilot.press("escape", "escape", "tab", "down", "down", "enter")
        await settle(pilot)
        look(app, f"2 of 5 transcripts · {seen}")
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantForm)
        look(app, "Status [names city]", "[red]␛[31m")
        await pilot.press("escape")
        facts, settings = TranscriptFacts("x"), screen.study.settings
        recognised = f"{seen[:20]} (recognised)"
        form = TranscriptForm(
            name, "", facts, [], settings, (), take=lambda _: None, done="Take it", recognised_role=recognised
        )
        await app.push_screen(form)
        look(app, recognised)

    show(studies.new(files=files), steps, size=(250, 50))


def test_what_another_program_changes_is_shown_and_the_cursor_stays(show, study, settle, code, shown):
    async def steps(app, pilot, screen):
        await pilot.press("down", "down")
        code(study, "Parent 2 Early", "In [names city]", "trust")
        app.study_changed()
        await settle(pilot)
        screen._rest()
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
        screen.post_message(
            LibraryRead(large, {}, table(LIST, list_rows(large, {}, study.settings)), table(LIST, []), None)
        )
        await pilot.pause()
        shown_rows = screen.query_one("#list", Rows)
        assert shown_rows.row_count == 1000
        await pilot.press("end")
        assert screen.transcript.name == "Parent 1000 Early"
        await pilot.press("slash", *"999")
        await pilot.pause()
        assert keys(shown_rows) == ["Parent 999 Early"]

    show(study, steps)


def test_the_record_of_several_is_said_at_once(show, study, settle, shown):
    def records():
        return {one.name: one.record for one in room.library(study).transcripts}

    async def steps(app, pilot, screen):
        before = records()
        await pilot.press("space", "down", "space")
        await settle(pilot)
        assert "2 marked" in shown(app)
        await pilot.press("r")
        await settle(pilot)
        assert "Record of 2 transcripts" in shown(app)
        await pilot.press(*"notes", "enter")
        await settle(pilot)
        await pilot.click("#yes")
        await settle(pilot)
        assert records() == {**before, ALL[0]: "notes", ALL[2]: "notes"}
        assert "marked" not in shown(app)
        await pilot.press("a", "r")
        await settle(pilot)
        assert "Record of 5 transcripts" in shown(app)

    show(study, steps)
