"""The room of the codebook: what each code means and is used for, and what is changed there."""

from __future__ import annotations

from workbench import coding, themes
from workbench.spans import Span
from workbench.tui.screens.code_form import CodeForm
from workbench.tui.screens.codes import CodesScreen
from workbench.tui.widgets.codebook_rows import CodebookRows


def test_codes_are_looked_at_and_changed(study, drive, workbench_in, settle, shown):
    coding.apply(study, "Parent 1 Early", [Span(30, 40)], ["trust"])
    theme = themes.add(study, "[/bold] Whom they trust")
    themes.edit(study, theme, add_codes=["trust"])
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        async def press(*keys):
            await pilot.press(*keys)
            await settle(pilot)

        await press("f10")
        room, rows = app.screen, app.screen.query_one(CodebookRows)
        assert isinstance(room, CodesScreen)
        assert rows.has_focus
        rows.point_at("trust")
        await settle(pilot)
        assert "1 coding, 1 of them yours; in 1 theme: [/bold] Whom they trust." in shown(app)
        assert "1/1" in shown(app)
        assert "Put on the words" not in shown(app)
        rows.point_at("forms")
        await settle(pilot)
        assert "Merged into Practical help" in shown(app)
        assert "not used yet" in shown(app)
        # Enter opens the form; what is saved there is shown here, and Ctrl+Z takes it back.
        rows.point_at("doubt")
        await press("enter")
        assert isinstance(app.screen, CodeForm)
        await press("end", *"ing", "ctrl+s")
        assert app.screen is room
        assert room.code is not None
        assert room.code.name == "Doubting"
        await press("ctrl+z")
        assert "Doubting" not in shown(app).replace("Undone", "").split("Codebook", 1)[1][:400]
        assert room.code.name == "Doubt"
        # What is done to words of a transcript is not done here.
        await press("h")
        assert app.screen is room

    drive(app, steps)
