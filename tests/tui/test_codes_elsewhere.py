"""Codebooks from and to elsewhere on the screen: shown first, one step, and written where one says."""

from __future__ import annotations

from textual.widgets import Static

from workbench import coding
from workbench.codebook.changes import change
from workbench.exchange.codebooks import MAY_BE, NO_PATHS, READ, SEPARATORS, WRITTEN
from workbench.office.spreadsheet import NewSheet, workbook_bytes
from workbench.tui.screens import codes_elsewhere as elsewhere
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.codes import CodesScreen
from workbench.tui.screens.codes_elsewhere import CodebookExport
from workbench.tui.screens.import_codes import ImportCodes, PickCodebook
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.column_rows import ColumnRows
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.path_line import PathLine
from workbench.tui.widgets.rows import Rows


def test_what_is_said_before_all_is_loaded_is_what_is_read():
    assert frozenset(READ) == elsewhere.ENDINGS
    assert (SEPARATORS, NO_PATHS) == (elsewhere.SEPARATORS, elsewhere.NO_PATHS)
    assert {name.replace(" ", "_") for name in elsewhere.FIELDS} - {"not_taken_in"} == set(MAY_BE)


JOINT, WORDS = "PM1+PM2 Early", "A kettle, mostly"


def test_a_codebook_is_taken_in_and_written(study, drive, workbench_in, settle, shown, told, pressing):
    (study.folder / "warm.csv").write_text("Category,Code,Colour\n[/bold],Warmth,icy\n", encoding="utf-8")
    # One codebook says words that are not for quotation.
    coding.mark_not_for_quotation(study, JOINT, coding.find_place(study, JOINT, quote=WORDS, start=None, end=None))
    change.edit_code(study, "doubt", {"definition": f"Somebody who says: {WORDS}."})
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)

        async def take_in(name):
            await press("i")
            assert isinstance(app.screen, PickCodebook)
            line = app.screen.query_one(PathLine)
            line.focus()
            line.value = name
            await press("enter")

        await press("f10")
        room = app.screen
        assert isinstance(room, CodesScreen)
        await press("i")
        # The files that codebooks are read from can be gone through; help tells of no marks.
        assert "warm.csv" in shown(app)
        assert "mark" not in shown(app)
        assert [row.cells[1] for row in app.screen.query_one(Rows)._rows][-2:] == ["study.yaml", "warm.csv"]
        await press("end", "enter")
        # Shown before it is done, with what is left out.
        assert isinstance(app.screen, ImportCodes)
        for words in ("warm (CSV table): 2 codes", "group", "[/bold] (", "Warmth (warmth)", "row 2: colour:"):
            assert words in shown(app), words
        await press("escape")
        assert app.screen is room
        assert not (study.codebooks / "warm.yaml").exists()
        await take_in("warm.csv")
        # A new codebook is given a name; one that another has is told.
        line = app.screen.query_one("#name", Line)
        assert line.value == "warm"
        line.value = "Peer Support"
        await settle(pilot)
        app.screen._take_name()
        await settle(pilot)
        assert "There is peer.yaml already. This one goes to peer-support.yaml." in shown(app)
        line.value = "Warm"
        await press("ctrl+s")
        assert app.screen is room
        assert (study.codebooks / "warm.yaml").exists()
        assert room.code is not None
        assert room.code.name == "[/bold]"
        assert room.book == "warm.yaml"
        # It is written for others, comes back as nothing new, and undo takes away what was taken in.
        await press("w")
        assert isinstance(app.screen, CodebookExport)
        assert set(app.screen.ENDINGS) == {".docx", *WRITTEN}
        app.screen.query_one(Line).value = "exports/warm.qdc"
        await press("enter")
        assert isinstance(app.screen, WrittenScreen)
        assert "does not carry the ids" in shown(app)
        await press("enter")
        await take_in("exports/warm.qdc")
        await press("ctrl+s")
        assert "Nothing is other than it is here." in shown(app)
        # So does a handbook.
        await press("escape", "w")
        app.screen.query_one(Line).value = str(study.folder / "exports/warm.docx")
        await press("enter")
        assert isinstance(app.screen, WrittenScreen)
        await press("enter")
        await take_in("warm.docx")
        await press("ctrl+s")
        assert "Nothing is other than it is here." in shown(app)
        await press("escape", "ctrl+z")
        assert not (study.codebooks / "warm.yaml").exists()
        await take_in("nowhere.csv")
        assert "Not there" in told(app)
        await press("escape", "escape")
        # What says them goes out neither as a table nor as a handbook: that is told, and the box stays.
        assert app.screen is room
        for ending in (".csv", ".docx"):
            app.clear_notifications()
            await press("w")
            assert isinstance(app.screen, CodebookExport)
            app.screen.query_one(Line).value = f"exports/peer{ending}"
            await press("enter")
            assert isinstance(app.screen, CodebookExport)
            assert "must not be printed, marked not for quotation: PM1+PM2 Early" in told(app)
            assert "kettle" not in told(app)
            await press("escape")
        assert [path.name for path in study.exports.glob("peer*")] == []

    drive(app, steps)


def test_columns_are_taken_as_one_says_and_it_is_shown(study, drive, workbench_in, settle, shown, pressing):
    sheets = [
        NewSheet("Zahlen", [["1", "2"], ["3", "4"]], (9, 9)),
        NewSheet("Liste", [["Wort", "Sinn", "Mehr"], ["[/bold] Zorn", "Wut", "nie"], ["Mut", "Kraft", "oft"]], (9, 9)),
    ]
    (study.folder / "codes.xlsx").write_bytes(workbook_bytes(sheets))
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)

        def preview():
            return str(app.screen.query_one("#preview Static", Static).visual)

        async def take(column, *letters):
            box = app.screen
            box.query_one(ColumnRows).focus()
            box.query_one(ColumnRows).go_to(column)
            await press("enter")
            assert isinstance(app.screen, ChooseScreen)
            await press(*letters, "enter")

        await press("f10", "i", "home", *["down"] * 40, "up")
        app.screen.query_one(Rows).go_to(study.folder / "codes.xlsx")
        await press("enter")
        box = app.screen
        assert isinstance(box, ImportCodes)
        box.query_one("#sheet", DropDown).value = "Zahlen"
        await settle(pilot)
        # Nothing can be taken in before it is known where the names stand.
        assert "no column holds the names of codes" in shown(app)
        assert box.query_one("#save").disabled
        box.query_one("#sheet", DropDown).value = "Liste"
        await settle(pilot)
        await take(0, *"name")
        assert "[/bold] Zorn (" in preview()
        assert "Wut" not in preview()
        await take(1, *"definition")
        assert "Mut (mut)  Kraft" in preview()
        # What had a field loses it to the column that gets it.
        await take(2, *"definition")
        assert "Mut (mut)  oft" in preview()
        assert [one.field for one in box.query_one(ColumnRows).rows] == ["name", "", "definition"]
        await take(2, *"not taken")
        assert "oft" not in preview()
        # Into which codebook: a new one, or one that there is.
        assert "a new codebook, codebooks/codes.yaml" in shown(app)
        file = next(study.codebooks.glob("*.yaml")).name
        box.query_one("#into", DropDown).value = file
        await settle(pilot)
        assert f"codebooks/{file}" in str(box.query_one("#heading", Static).visual)
        await press("ctrl+s")
        assert isinstance(app.screen, CodesScreen)
        assert "Mut" in (study.codebooks / file).read_text(encoding="utf-8")
        await press("ctrl+z")
        assert "Mut" not in (study.codebooks / file).read_text(encoding="utf-8")

    drive(app, steps)
