"""A code whose id was changed in an editor without `was`: the library asks whether it is the same."""

from __future__ import annotations

from workbench.codebook.changes.lost import likely_same
from workbench.codebook.states import states
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.screens.question import Question


def test_it_is_asked_once_and_said_with_one_key(drive, workbench_in, study, code, settle, shown, told):
    code(study, "Parent 1 Late", "I do the forms", "doubt", "trust")
    study.close()
    path = study.codebooks / "peer.yaml"
    text = path.read_text()
    text = text.replace("id: doubt", "id: misgiving")
    path.write_text(text)
    app = workbench_in(study.folder)

    async def steps(pilot):
        await settle(pilot)
        assert isinstance(app.screen, Question)
        assert "“Doubt” (1 coding) is gone; “Doubt” looks like it." in shown(app)
        assert "It touches 1 coding in 1 transcript (Ruth 1), 1 of which waits" in app.screen._text
        # The answer that changes nothing has the keyboard; it is not asked again.
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert path.read_text() == text
        app.study_changed()
        await settle(pilot)
        assert isinstance(app.screen, LibraryScreen)
        # Another one, while one is at work.
        path.write_text(path.read_text().replace("id: trust\n", "id: faith\n").replace("    was: [confidence]\n", ""))
        app._look_around()
        await settle(pilot)
        assert "from trust to faith?" in app.screen._text
        await pilot.press("y")
        await settle(pilot)
        assert "“Trust” has its codings again; Ctrl+Z takes it back." in told(app)
        assert "    was: [confidence, trust]\n" in path.read_text()
        assert states.current(app.opened).find("trust").id == "faith"
        assert [one.gone.id for one in likely_same(app.opened)] == ["doubt"]

    drive(app, steps)
