"""What works everywhere: opening, going about, undo, help, palette, looks, copying, and what others change."""

from __future__ import annotations

from datetime import datetime

import pytest
from textual.message import Message
from textual.widgets import Static

from workbench import coding
from workbench.settings import read_user_settings
from workbench.tui import work
from workbench.tui.app import Workbench
from workbench.tui.screens.help import HelpScreen, places_on
from workbench.tui.screens.history import HistoryScreen
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.question import Question
from workbench.tui.widgets.find_bar import FindBar
from workbench.tui.widgets.progress import ProgressScreen

PARENT = "Parent 1 Early"


@pytest.fixture
def folder(study):
    """The folder of the small study."""
    study.close()
    return study.folder


def test_a_study_opens_at_its_library_and_is_remembered(drive, workbench_in, folder, shown):
    app = workbench_in(folder)

    async def steps(pilot):
        assert app.screen.PLACE == "library"
        assert "Peer support, invented" in shown(app)
        assert "Ruth" in shown(app)

    drive(app, steps)
    assert read_user_settings().recent == [str(folder.resolve())]


def test_the_rooms_are_gone_to_by_key_and_by_mouse(drive, workbench_in, folder, settle):
    app = workbench_in(folder)

    async def steps(pilot):
        for key, place in (("f3", "coding"), ("f4", "themes"), ("f5", "report"), ("f2", "library")):
            await pilot.press(key)
            await settle(pilot)
            assert place == app.screen.PLACE
        item = next(one for one in app.screen.query("BarItem") if "Themes" in str(one.visual))
        await pilot.click(item)
        await settle(pilot)
        assert app.screen.PLACE == "themes"

    drive(app, steps)


def test_a_folder_that_is_no_study_leads_to_the_start_screen_with_the_reason(drive, tmp_path, shown, told):
    (tmp_path / "study.yaml").write_text("titel: x\n")
    app = Workbench(tmp_path)

    async def steps(pilot):
        assert app.screen.PLACE == "start"
        assert "unknown key" in shown(app) + told(app)

    drive(app, steps)


def test_help_lists_what_can_be_done_here(drive, workbench_in, folder, settle, shown):
    app = workbench_in(folder)

    async def steps(pilot):
        await pilot.press("f3")
        await settle(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        assert "While coding" in shown(app)
        assert "Choose codes for the selected words" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.PLACE == "coding"

    drive(app, steps)


def test_help_lists_only_what_works_where_it_was_asked(drive, workbench_in, folder, settle):
    app = workbench_in(folder)

    async def steps(pilot):
        for box, places in (
            (Question("a", "b", yes="c"), ["question", "dialog"]),
            (MemoScreen("a", "b", lambda text: Message()), ["memo", "dialog"]),
            (HistoryScreen(), ["history", "dialog"]),
        ):
            app.push_screen(box)
            await settle(pilot)
            assert places_on(box) == places
            # In a note a question mark is a letter.
            await pilot.press("f1")
            await settle(pilot)
            assert isinstance(app.screen, HelpScreen)
            await pilot.press("f1")
            await settle(pilot)
            assert app.screen is box
            box.dismiss(None)
            await settle(pilot)
        assert places_on(app.screen) == ["library", "rows", "app"]
        await pilot.press("f3")
        await settle(pilot)
        assert places_on(app.screen) == ["coding", "view", "app"]
        await pilot.press("ctrl+f")
        await settle(pilot)
        assert set(places_on(app.screen)) == {"coding", "view", "find", "app"}

    drive(app, steps)


def test_the_palette_does_commands_of_screen_view_and_app(drive, workbench_in, folder, settle, told):
    app = workbench_in(folder)

    async def steps(pilot):
        await pilot.press("f3")
        await settle(pilot)
        for words, check in (
            ("Select more", lambda: app.screen.view.selection is not None),
            ("Only mine", lambda: app.screen._only_mine),
            ("Find in what", lambda: app.screen.query_one(FindBar).display),
            ("Export", lambda: app.screen.PLACE == "report" and "Export is e here." in told(app)),
            ("History", lambda: isinstance(app.screen, HistoryScreen)),
        ):
            await pilot.press("ctrl+p")
            await settle(pilot)
            await pilot.press(*words)
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert check(), words

    drive(app, steps)


def test_a_very_small_terminal_shows_the_list_and_the_text(drive, workbench_in, folder, settle, shown):
    app = workbench_in(folder)

    async def steps(pilot):
        assert "Parent" in shown(app)
        await pilot.press("f3")
        await settle(pilot)
        assert app.screen.query_one("#reading").size.width == 40
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert app.screen.query_one("#side").size.width > 20

    drive(app, steps, size=(40, 10))


def test_the_history_is_readable_on_a_small_terminal(drive, workbench_in, folder, settle, shown):
    app = workbench_in(folder)

    async def steps(pilot):
        await pilot.press("f7")
        await settle(pilot)
        assert "from files" in shown(app)
        assert str(datetime.now().astimezone().year) + "-" in shown(app)
        assert "Took in" in shown(app)

    drive(app, steps, size=(80, 24))


def test_nothing_to_undo_is_said(drive, workbench_in, folder, settle, told):
    app = workbench_in(folder)

    async def steps(pilot):
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "Not done" not in told(app) or "nothing" in told(app).casefold()
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Everything is saved" in told(app)

    drive(app, steps)


def test_the_look_is_changed_and_kept(drive, workbench_in, folder, settle):
    app = workbench_in(folder)

    async def steps(pilot):
        assert app.theme == "dark"
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert app.theme == "light"

    drive(app, steps)
    assert read_user_settings().look == "light"


def test_long_work_is_cancelled(drive, workbench_in, folder, settle, told):
    app = workbench_in(folder)
    answers = []

    async def steps(pilot):
        def job(tell):
            for number in range(10_000_000):
                tell(number, 10_000_000, "[bold]x.docx")
            return work.Failed("never", "never")

        app.push_screen(ProgressScreen("Import", job), answers.append)
        await pilot.pause()
        await pilot.click(offset=(0, 0))
        await pilot.pause()
        assert isinstance(app.screen, ProgressScreen)
        assert not app.screen._given_up.is_set()
        await pilot.press("escape")
        await settle(pilot)
        assert answers == [None]
        assert "Import: cancelled; nothing was changed." in told(app)

    drive(app, steps)


def test_on_the_start_screen_nothing_of_the_study_below_is_undone(drive, workbench_in, folder, settle):
    app = workbench_in(folder)

    async def steps(pilot):
        app.transcript = PARENT
        await pilot.press("f3")
        await settle(pilot)
        await pilot.press("c", *"trust", "enter")
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert app.screen.PLACE == "start"
        assert len(coding.extracts(app.opened)) == 1
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert coding.extracts(app.opened) == []

    drive(app, steps)


def test_hostile_titles_and_names_stand_as_they_are(drive, workbench_in, folder, shown):
    text = (folder / "study.yaml").read_text().replace("title: Peer support, invented", "title: '[/bold] [red]x'")
    (folder / "study.yaml").write_text(text)
    app = Workbench(folder, coder="[link]Ruth[/]")

    async def steps(pilot):
        assert "[/bold] [red]x" in shown(app)
        assert "[link]Ruth[/]" in shown(app)
        assert all(isinstance(one, Static) for one in app.screen.query("BarItem"))

    drive(app, steps)
