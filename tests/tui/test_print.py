"""Printing transcripts from library and coding room."""

from __future__ import annotations

import docx
from textual.widgets import Input, Select

from workbench.tui.screens.print import PrintScreen
from workbench.tui.screens.written import WrittenScreen


def test_transcripts_are_printed_from_the_library_and_while_coding(study, show, shown, settle):
    async def steps(app, pilot, library):
        await pilot.press("p")
        await settle(pilot)
        assert isinstance(app.screen, PrintScreen)
        assert app.screen.query_one("#path", Input).value == "exports/Parent 1 Early.docx"
        assert "not for publication" in shown(app)
        app.screen.query_one("#which", Select).value = True
        app.screen.query_one("#codings", Select).value = True
        await settle(pilot)
        assert app.screen.query_one("#path", Input).value == "exports/working-copy.docx"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, WrittenScreen)
        assert "5 transcripts, 0 codings in the margin." in shown(app)
        assert "never to be quoted" in shown(app)
        assert len(docx.Document(str(app.opened.exports / "working-copy.docx")).sections) == 5
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is library
        app.open_transcript("Parent 1 Late")
        await settle(pilot)
        await pilot.press("P", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, WrittenScreen)
        assert (app.opened.exports / "Parent 1 Late.docx").exists()

    show(study, steps)
