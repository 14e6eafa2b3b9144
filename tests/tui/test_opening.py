"""A study that opens late: what is done meanwhile is neither lost nor taken away unasked."""

from __future__ import annotations

from threading import Event

from workbench import opening
from workbench.tui.screens.new_study import NewStudyScreen
from workbench.tui.screens.question import Question
from workbench.tui.screens.start import StartScreen
from workbench.tui.screens.theme_form import ThemeForm


def test_a_study_that_opens_late_loses_nothing_typed_meanwhile(
    drive, workbench_in, study, tmp_path, settle, shown, told, monkeypatch
):
    study.close()
    late = tmp_path / "late"
    opening.begin_study(late, {"title": "[b]Late"}, coder="Ruth")
    app, go_on, open_and_look = workbench_in(study.folder), Event(), opening.open_and_look

    def slowly(folder, **how):
        go_on.wait(20)
        return open_and_look(folder, **how)

    async def ask_for(pilot, folder):
        if not any(isinstance(screen, StartScreen) for screen in app.screen_stack):
            await pilot.press("ctrl+o")
            await settle(pilot)
        go_on.clear()
        app.open_study(folder)
        await pilot.pause()

    async def comes(pilot):
        go_on.set()
        await settle(pilot)

    async def who_went_back_stays(pilot):
        await ask_for(pilot, late)
        await pilot.press("escape", "f4")
        await pilot.pause()
        await pilot.press("a", *"Fear")
        await comes(pilot)
        assert isinstance(app.screen, ThemeForm)
        assert app.screen.unsaved
        assert app.study.folder == study.folder
        await pilot.press("escape")
        await pilot.click("#yes")
        await settle(pilot)

    async def what_cannot_be_opened_takes_no_form_away(pilot):
        await pilot.press("ctrl+o")
        await settle(pilot)
        await pilot.press("n", "ctrl+s")  # before the form is there
        await settle(pilot)
        await pilot.press(*"Soup")
        await ask_for(pilot, tmp_path / "gone")
        await comes(pilot)
        assert isinstance(app.screen, NewStudyScreen)
        assert "is not there." in told(app)

    async def who_fills_in_a_form_is_asked(pilot):
        for stays in (True, False):
            await ask_for(pilot, late)
            await comes(pilot)
            assert isinstance(app.screen, Question)
            assert "[b]Late is open now." in shown(app)
            assert "While making a study" in shown(app)
            await pilot.press(*(["escape"] if stays else ["tab", "enter"]))
            await settle(pilot)
            assert isinstance(app.screen, NewStudyScreen) == stays
            assert app.study.folder == (study.folder if stays else late)

    async def of_two_the_one_asked_for_last_is_opened(pilot):
        await ask_for(pilot, late)
        app.open_study(study.folder)
        await comes(pilot)
        assert app.screen.PLACE == "library"
        assert app.study.folder == study.folder

    async def steps(pilot):
        monkeypatch.setattr(opening, "open_and_look", slowly)
        await who_went_back_stays(pilot)
        await what_cannot_be_opened_takes_no_form_away(pilot)
        await who_fills_in_a_form_is_asked(pilot)
        await of_two_the_one_asked_for_last_is_opened(pilot)

    drive(app, steps)
