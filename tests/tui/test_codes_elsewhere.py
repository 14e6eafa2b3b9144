"""Codebooks from and to elsewhere on the screen: shown first, one step, and written where one says."""

from __future__ import annotations

from workbench import coding
from workbench.codebook.changes import change
from workbench.exchange.codebooks import WRITTEN
from workbench.tui.screens.codes import CodesScreen
from workbench.tui.screens.codes_elsewhere import CodebookExport
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.question import AskLine, Question
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.line import Line

JOINT, WORDS = "PM1+PM2 Early", "A kettle, mostly"


def test_a_codebook_is_taken_in_and_written(study, drive, workbench_in, shown, told, pressing):
    (study.folder / "warm.csv").write_text("Category,Code,Colour\n[/bold],Warmth,icy\n", encoding="utf-8")
    # One codebook says words that are not for quotation.
    coding.mark_not_for_quotation(study, JOINT, coding.find_place(study, JOINT, quote=WORDS, start=None, end=None))
    change.edit_code(study, "doubt", {"definition": f"Somebody who says: {WORDS}."})
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("f10")
        room = app.screen
        assert isinstance(room, CodesScreen)
        await press("i")
        assert isinstance(app.screen, AskLine)
        await press(*"warm.csv", "enter")
        # Shown before it is done, with what is left out; no is the answer that the keyboard rests on.
        assert isinstance(app.screen, Question)
        for words in ("warm (CSV table): 2 codes", "Category → group", "[/bold]", "row 2: colour:"):
            assert words in shown(app), words
        await press("enter")
        assert not (study.codebooks / "warm.yaml").exists()
        await press("i", *"'warm.csv'", "enter", "y")
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
        await press("enter", "i", *"exports/warm.qdc", "enter")
        assert isinstance(app.screen, LinesScreen)
        # So does a handbook.
        await press("escape", "w")
        app.screen.query_one(Line).value = "exports/warm.docx"
        await press("enter")
        assert isinstance(app.screen, WrittenScreen)
        await press("enter", "i", *"exports/warm.docx", "enter")
        assert isinstance(app.screen, LinesScreen)
        await press("escape", "ctrl+z")
        assert not (study.codebooks / "warm.yaml").exists()
        await press("i", *"nowhere.csv", "enter")
        assert "There is no file" in shown(app)
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
