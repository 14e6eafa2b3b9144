"""The library on the screen: the list, the grid, the details, and changing what is known."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import uuid4

import pytest
from small_study import PARTICIPANTS, STUDY, TRANSCRIPT_ROWS
from textual.command import CommandPalette

from workbench import opening
from workbench.errors import Unavailable
from workbench.transcripts import library as room
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

ALL = ["Parent 1 Early", "Parent 1 Late", "Parent 2 Early", "PM1+PM2 Early", "S1+S2 Early"]


@pytest.fixture
def listed():
    """What the list shows, by name: ``listed(screen)``."""
    return lambda screen: [row.cells[0] for row in screen.query_one("#list", Rows)._rows]


def test_list_grid_and_details_are_shown_narrowed_and_opened(show, study, code, settle, shown, listed):
    code(study, "Parent 1 Early", "She sat with me when the letters came.", "trust")

    async def wide(app, screen):
        lines = shown(app)
        assert "5 transcripts" in lines
        assert listed(screen) == ALL
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

    async def in_the_smallest_terminal(app, pilot):
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        lines = shown(app)
        for word in ("Import …", "► Parent 1 Early", "individual", "Coded", "declined", "What is known of it"):
            assert word in lines
        await pilot.resize_terminal(120, 40)
        await settle(pilot)

    async def a_thousand_in_one_list(pilot, screen):
        found = room.library(study)
        one = found.transcripts[0]
        many = tuple(replace(one, id=uuid4(), name=f"Parent {n} Early") for n in range(1, 1001))
        words = {each.name: each.name.casefold() for each in many}
        large = replace(found, transcripts=many, words=words)
        screen.post_message(
            LibraryRead(large, {}, table(LIST, list_rows(large, {}, study.settings)), table(LIST, []), None)
        )
        await pilot.pause()
        assert screen.query_one("#list", Rows).row_count == 1000
        await pilot.press("end")
        assert screen.transcript.name == "Parent 1000 Early"
        await pilot.press("slash", *"999")
        await pilot.pause()
        assert listed(screen) == ["Parent 999 Early"]

    async def steps(app, pilot, screen):
        await wide(app, screen)
        await in_the_smallest_terminal(app, pilot)
        await narrowed(app, pilot, screen, settle, shown, listed)
        await opened_by_double_click_and_by_enter(app, pilot, settle)
        await pilot.press("f2")
        await a_thousand_in_one_list(pilot, screen)

    show(study, steps)


async def narrowed(app, pilot, screen, settle, shown, listed):
    """The list is narrowed by a cell of the grid, and by typing."""

    async def narrowed_by_a_cell_of_the_grid(*, mouse):
        async def do(click, *keys):
            await (pilot.click(**click) if mouse else pilot.press(*keys))
            await pilot.pause()

        left = 2 + sum(screen.query_one("#grid", Rows)._widths[:3]) + 3 * 2
        assert listed(screen) == ALL
        late = {"widget": "#grid", "offset": (left + 1, 3)}
        await do(late, "tab", "down", "down", "right", "right", "right", "enter")
        assert listed(screen) == ["Parent 1 Late"]
        assert "1 of 5 transcripts · Parent 1, Late · Esc shows all" in shown(app)
        await do({"widget": "#grid", "offset": (12, 3)}, "left", "left", "enter")
        assert listed(screen) == ["Parent 1 Early", "Parent 1 Late"]
        items = {str(one.render()): one for one in screen.query(ActionItem)}
        await do({"widget": items["Esc show all"]}, "escape")
        assert listed(screen) == ALL

    async def narrowed_by_typing(*keys):
        await pilot.press(*keys)
        await pilot.pause()
        assert listed(screen) == ["Parent 1 Late"]
        assert "Nothing here is like that" not in shown(app)
        await pilot.press("x")
        await pilot.pause()
        assert "Nothing here is like that; Esc shows all." in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one("#list", Rows).has_focus
        assert listed(screen) == ALL

    await narrowed_by_a_cell_of_the_grid(mouse=False)
    screen.query_one("#list", Rows).focus()
    await narrowed_by_typing("slash", *"late", "space", *"par")
    # The other button shows what can be done, and does nothing else.
    await pilot.click("#grid", offset=(12, 3), button=3)
    assert isinstance(app.screen, CommandPalette)
    await pilot.press("escape")
    assert listed(screen) == ALL
    await narrowed_by_a_cell_of_the_grid(mouse=True)
    await narrowed_by_typing("ctrl+f", *"late")


async def opened_by_double_click_and_by_enter(app, pilot, settle):
    await pilot.click("#list", offset=(8, 3), times=2)
    await settle(pilot)
    assert app.screen.PLACE == "coding"
    assert app.screen.transcript == "Parent 2 Early"
    await pilot.press("f2", "down", "enter")
    await settle(pilot)
    assert app.screen.PLACE == "coding"
    assert app.screen.transcript == "PM1+PM2 Early"


def test_what_changes_is_shown(show, study, settle, code, shown):
    path = next(study.codebooks.glob("*.yaml"))
    usual = path.read_text()
    added = "  - {id: x1, name: X, parent: nobody, colour: '[red]', sizee: 3}\n"

    async def by_another_program(app, pilot, screen):
        """The cursor stays."""
        await pilot.press("down", "down")
        code(study, "Parent 2 Early", "In [names city]", "trust")
        assert "1 coding of yours" not in shown(app)
        app.study_changed()
        await settle(pilot)
        screen._rest()
        await settle(pilot)
        assert screen.transcript.name == "Parent 2 Early"
        row = next(line for line in shown(app).splitlines() if "► Parent 2 Early" in line)
        assert "%" in row
        assert "1 coding of yours" in shown(app)

    async def lesser_faults_of_a_codebook_with_their_line(app, pilot, screen):
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

    async def a_codebook_that_is_gone_comes_back(app, pilot, screen):
        path.unlink()
        app._look_around()
        await settle(pilot)
        assert f"! codebooks/{path.name} is gone, and with it 6 codes, of 1 coding. b brings it back." in shown(app)
        await pilot.press("b")
        await settle(pilot)
        assert path.read_text() == usual
        assert not screen.query_one("#faults").display
        assert not screen.has_gone

    def records():
        return {one.name: one.record for one in room.library(study).transcripts}

    async def the_record_of_several_at_once(app, pilot, screen):
        before = records()
        app.clear_notifications()  # what was told of the codebook lies over the list
        await pilot.press("home", "space", "down", "space")
        await settle(pilot)
        assert "2 marked" in shown(app)
        await pilot.press("r")
        await settle(pilot)
        assert "Record of 2 transcripts" in shown(app)
        await pilot.press(*"notes", "enter")
        await settle(pilot)
        assert f"{ALL[0]}, {ALL[2]}" in shown(app)
        await pilot.press("escape")
        # Marks that are out of sight count, and that is said; among the people in the grid nobody looks at the list.
        await pilot.press("slash", *"pm1", "enter", "tab", "down", "space", "r")
        await settle(pilot)
        assert app.screen is screen
        assert "2 marked, 2 of them not listed now" in shown(app)
        await pilot.press("shift+tab", "r", *"notes", "enter")
        await settle(pilot)
        assert "2 of them are marked and not listed now." in shown(app)
        await pilot.click("#yes")
        await settle(pilot)
        assert records() == {**before, ALL[0]: "notes", ALL[2]: "notes"}
        assert "marked" not in shown(app)
        await pilot.press("escape", "a", "r")
        await settle(pilot)
        assert "Record of 5 transcripts" in shown(app)

    async def steps(app, pilot, screen):
        await by_another_program(app, pilot, screen)
        await lesser_faults_of_a_codebook_with_their_line(app, pilot, screen)
        await a_codebook_that_is_gone_comes_back(app, pilot, screen)
        await the_record_of_several_at_once(app, pilot, screen)

    show(study, steps)


def test_what_is_wrong_or_missing_is_said(show, studies, settle, shown, told, monkeypatch):
    faulty = "participant,label,role\nP1,Parent 1,[red]\nP2,Parent 2,uncle\n"
    study = studies.new(files={"transcripts/participants.csv": faulty})

    def fail(study):
        raise Unavailable("The database is away.", "Bring it back.")

    monkeypatch.setattr(library_screen, "library", fail)

    async def a_library_that_cannot_be_read(app, pilot, screen):
        assert "The database is away." in told(app)
        assert screen.query_one(Details) is not None
        await pilot.press("e", "enter", "down", "slash", "a", "escape")
        monkeypatch.setattr(library_screen, "library", room.library)
        app.clear_notifications()
        app.study_changed()
        await settle(pilot)

    async def faults_with_their_row(app, pilot):
        assert "participants.csv, row 2, column role" in shown(app)
        assert '"[red]"' in shown(app)
        assert "participants.csv, row 3, column role" not in shown(app)
        await pilot.press("x")
        await pilot.pause()
        assert "participants.csv, row 3, column role" in shown(app)
        await pilot.press("escape")

    async def nobody_knows_who_staff_is(app, pilot):
        (study.transcripts / "participants.csv").write_text(PARTICIPANTS)
        rows = "file,participants,wave,kind\nStaff_T1_group.txt,,T1,group\n"
        (study.transcripts / "transcripts.csv").write_text(rows)
        app.open_study(study.folder)
        await settle(pilot)
        await pilot.press("end")
        app.screen._rest()
        await settle(pilot)
        assert "nobody knows who “Staff” is" in shown(app)

    async def an_empty_study_says_what_to_do(app, pilot):
        empty = study.folder.parent / "empty"
        opening.make_study(empty)
        await pilot.resize_terminal(80, 24)
        app.open_study(empty)
        await settle(pilot)
        assert "There are no transcripts yet." in shown(app)
        assert "Press i, or click on “Import …”" in shown(app)
        assert not app.screen.has_faults
        here = app.screen
        await pilot.press("enter", "e", "down")
        assert app.screen is here

    async def steps(app, pilot, screen):
        await a_library_that_cannot_be_read(app, pilot, screen)
        await faults_with_their_row(app, pilot)
        await nobody_knows_who_staff_is(app, pilot)
        await an_empty_study_says_what_to_do(app, pilot)

    show(study, steps)


def test_names_of_a_study_are_shown_as_they_are(show, studies, shown, settle, hard, monkeypatch):
    name, seen = hard
    called = name.replace("\x1b", "")
    row = f'Parent 1 T1.txt,P1,T1,individual,verbatim,2024-03-05,,,,"{called}"'
    files = {
        "transcripts/participants.csv": f'participant,label,role\nP1,"{name}",parent\nP2,{"x" * 300},parent\n',
        "transcripts/transcripts.csv": f"{TRANSCRIPT_ROWS.splitlines()[0]},transcript\n{row}\n",
        "study.yaml": STUDY.replace("label: Early", f"label: {json.dumps(name, ensure_ascii=False)}"),
    }

    # At an import the form also says what it was recognised by.
    recognised = f"{seen[:20]} (recognised)"
    monkeypatch.setitem(TranscriptForm.__init__.__kwdefaults__, "recognised_role", f"{name[:20]} (recognised)")

    def look(app, *words):
        seen = shown(app)
        assert "\x1b" not in seen
        assert [word for word in words if word not in seen] == []

    async def steps(app, pilot, screen):
        look(app, seen, called[:30])
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, TranscriptForm)
        look(app, f"─ {called[:30]}", seen, recognised)
        await pilot.click(".choose")
        await pilot.pause()
        assert isinstance(app.screen, ChoosePeople)
        look(app, "[names city] [/bold]…xxxxxxxxx")
        await pilot.press("escape", "escape", "tab", "down", "down", "enter")
        await settle(pilot)
        look(app, f"2 of 5 transcripts · {seen}")
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantForm)
        look(app, "Status [names city]", "[red]␛[31m")
        await pilot.press("escape")

    show(studies.new(files=files), steps, size=(250, 50))
