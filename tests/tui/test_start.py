"""The start screen: by keyboard and by mouse, with nothing there yet, and with what is not there any more."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Button, OptionList

from workbench import example, opening
from workbench.errors import Unavailable
from workbench.tui.app import Workbench
from workbench.tui.screens.build_example import ExampleScreen
from workbench.tui.screens.new_study import NewStudyScreen
from workbench.tui.screens.open_folder import FolderScreen
from workbench.tui.screens.question import Question
from workbench.tui.screens.start import StartScreen
from workbench.tui.widgets.form_fields import Line
from workbench.tui.widgets.path_line import PathLine

SMALL = (80, 24)


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    """The program is started in an empty folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def made(tmp_path):
    """Makes a study in a folder and gives the folder."""

    def make(name: str, title: str = "Kitchens, invented") -> Path:
        opening.begin_study(tmp_path / name, {"title": title}, coder="Ruth")
        return (tmp_path / name).resolve()

    return make


def test_with_nothing_there_yet_it_says_what_to_do(drive, shown):
    async def steps(pilot):
        assert isinstance(pilot.app.screen, StartScreen)
        page = shown(pilot.app)
        assert "No study was opened here yet" in page
        assert "A study is a folder on this computer" in " ".join(page.split())
        for label in ("New study  n", "Open a folder  o", "The example  e"):
            assert label in page

    drive(Workbench(), steps, size=SMALL)


def test_what_is_wrong_stands_at_its_field_and_nothing_is_made(drive, settle, shown, tmp_path):
    async def steps(pilot):
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "A title is needed" in shown(pilot.app)
        assert "A folder is needed" in shown(pilot.app)
        form = pilot.app.screen._form
        form.field("title").show("Soup")
        form.field("waves").query(Line).first().value = "T2"
        await pilot.press("ctrl+s")
        await settle(pilot)
        form.field("waves").scroll_visible(animate=False)
        await settle(pilot)
        assert "The wave 'T2' stands twice." in shown(pilot.app)
        assert "A title is needed" not in shown(pilot.app)

    drive(Workbench(), steps, size=SMALL)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_keeps_the_form(drive, settle, shown, tmp_path, monkeypatch):
    mkdir = Path.mkdir

    def refuse(self, *arguments, **options):
        if self.is_relative_to(tmp_path.resolve()):
            raise PermissionError(13, "Permission \x1b denied", str(self))
        mkdir(self, *arguments, **options)

    async def steps(pilot):
        await pilot.press("n")
        await settle(pilot)
        await pilot.press(*"Soup")
        monkeypatch.setattr(Path, "mkdir", refuse)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Permission ␛ denied" in " ".join(shown(pilot.app).replace("│", " ").split())
        assert pilot.app.screen._form.field("title").value == "Soup"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Question)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, NewStudyScreen)
        await pilot.press("escape")
        await pilot.click("#yes")
        assert isinstance(pilot.app.screen, StartScreen)

    drive(Workbench(), steps, size=SMALL)


def test_recent_studies_open_by_enter_and_by_click(drive, settle, shown, made):
    long, marked = made("a", "X" * 300), made("b", "[/bold] and [red]hot[/red] \u202eturned")
    for folder in (long, marked):
        opening.remember(folder)

    async def steps(pilot):
        page = shown(pilot.app)
        assert "[/bold] and [red]hot[/red] <U+202E>turned" in page
        assert "XXXX…" in page
        assert str(long) in page
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.opened.folder == marked
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert isinstance(pilot.app.screen, StartScreen)
        await pilot.click(OptionList, offset=(4, 2))
        await settle(pilot)
        assert pilot.app.opened.folder == long
        await pilot.press("ctrl+o")
        await settle(pilot)
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, StartScreen)
        assert len(pilot.app.screen_stack) == 2

    drive(Workbench(), steps)


def test_a_study_that_has_gone_is_said_and_can_be_taken_off_the_list(drive, settle, shown, made, tmp_path):
    opening.remember(made("here"))
    opening.remember(tmp_path / "gone")

    async def steps(pilot):
        assert "not there any more:" in shown(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, StartScreen)
        assert "is not there." in shown(pilot.app)
        await pilot.press("delete")
        await settle(pilot)
        assert "not there any more:" not in shown(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.opened.folder.name == "here"

    drive(Workbench(), steps, size=SMALL)


def test_a_faulty_study_yaml_is_named_with_its_line_and_the_start_screen_stays(drive, settle, shown, made):
    folder = made("faulty")
    (folder / "study.yaml").write_text("title: x\nmode: [free]\ntitel: y\n")

    async def steps(pilot):
        assert isinstance(pilot.app.screen, StartScreen)
        page = " ".join(shown(pilot.app).split())
        assert "study.yaml, line 2" in page
        assert "unknown key 'titel'" in page
        assert pilot.app.study is None

    drive(Workbench(folder), steps, size=SMALL)


def test_a_study_that_cannot_be_opened_leaves_the_one_that_is_open(drive, settle, shown, made):
    good, faulty = made("good"), made("faulty")
    (faulty / "study.yaml").write_text("mode: free\n")

    async def steps(pilot):
        pilot.app.open_study(faulty)
        await settle(pilot)
        assert "study.yaml, line 1" in shown(pilot.app)
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.opened.folder == good

    drive(Workbench(good), steps, size=SMALL)


def test_a_folder_is_found_by_keyboard(drive, settle, shown, made, tmp_path):
    inner = made("outer/[red] study")
    (tmp_path / ".hidden").mkdir()

    async def steps(pilot):
        await pilot.press("o")
        await settle(pilot)
        assert ".hidden" not in shown(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert "[red] study   study" in shown(pilot.app)
        await pilot.press("backspace")
        await settle(pilot)
        assert pilot.app.screen.query_one(Line).value == str(tmp_path.resolve())
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.opened.folder == inner

    drive(Workbench(), steps, size=SMALL)


def test_a_folder_is_found_by_mouse(drive, settle, made):
    folder = made("outer/study one")

    async def steps(pilot):
        await pilot.click("#folder")
        await settle(pilot)
        await pilot.click(OptionList, offset=(2, 1), times=2)
        await settle(pilot)
        assert pilot.app.screen.query_one(PathLine).value == str(folder.parent)
        await pilot.click(OptionList, offset=(2, 1))
        await settle(pilot)
        assert pilot.app.opened.folder == folder

    drive(Workbench(), steps, size=SMALL)


def test_a_path_can_be_typed(drive, settle, shown, made, tmp_path):
    folder = made("kitchen study")
    (tmp_path / "other").mkdir()

    async def steps(pilot):
        await pilot.press("o")
        await settle(pilot)
        assert isinstance(pilot.app.screen, FolderScreen)
        # The keyboard is in the list: letters are the beginning of a name, and / begins a path.
        await pilot.press(*"kitch")
        await settle(pilot)
        line = pilot.app.screen.query_one(PathLine)
        assert line.value == str(tmp_path.resolve() / "kitch")
        assert pilot.app.screen.query_one(OptionList).option_count == 2
        pilot.app.screen.query_one(OptionList).focus()
        await pilot.press(*"/nowhere/at all")
        await settle(pilot)
        assert line.value == "/nowhere/at all"
        assert "such file or directory" in shown(pilot.app)
        # What is typed or pasted takes the place of the path that stands there.
        pilot.app.screen.query_one(OptionList).focus()
        await pilot.press("shift+tab", *"~")
        assert line.value == "~"
        line.post_message(events.Paste(str(tmp_path)))
        await settle(pilot)
        assert line.value == str(tmp_path)
        line.value = str(tmp_path / "other")
        await settle(pilot)
        await pilot.press("enter")
        assert "That is no study" in shown(pilot.app)
        line.value = str(folder)
        await settle(pilot)
        assert "This folder is a study" in shown(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.opened.folder == folder

    drive(Workbench(), steps, size=SMALL)


def test_the_example_is_built_where_it_is_asked_for_and_opened(drive, settle, tmp_path, monkeypatch):
    def build(folder, *, progress):
        progress(1, 2, "[/bold] a file")
        opening.begin_study(folder, {"title": "Example"}, coder="")
        return example.Demo(folder, 0, 0, 0, 0, folder, (), 0.0, "Ruth")

    monkeypatch.setattr(example, "demo", build)

    async def steps(pilot):
        await pilot.press("e")
        await settle(pilot)
        assert pilot.app.screen.query_one(Line).value == str(tmp_path.resolve() / "workbench-example")
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.opened.settings.title == "Example"

    drive(Workbench(), steps, size=SMALL)


def test_an_example_that_was_cancelled_says_what_stays(drive, settle, told, tmp_path, monkeypatch):
    reached, go_on = threading.Event(), threading.Event()

    def build(folder, *, progress):
        opening.make_study(folder)
        reached.set()
        go_on.wait(10)
        progress(1, 2, "a file")

    monkeypatch.setattr(example, "demo", build)

    async def steps(pilot):
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("enter")
        await asyncio.to_thread(reached.wait, 10)
        await pilot.press("escape")
        go_on.set()
        await settle(pilot)
        folder = tmp_path.resolve() / "workbench-example"
        assert f"cancelled; what was made in {folder} by then stays there" in told(pilot.app)
        assert isinstance(pilot.app.screen, ExampleScreen)
        assert folder.is_dir()

    drive(Workbench(), steps, size=SMALL)


def test_where_the_folder_one_is_in_was_taken_away_ones_own_is_shown(drive, settle, tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    async def steps(pilot):
        await pilot.press("o")
        await settle(pilot)
        assert pilot.app.screen.query_one(Line).value == str(Path.home())
        await pilot.press("escape", "e")
        await settle(pilot)
        assert pilot.app.screen.query_one(Line).value == str(Path.home() / "workbench-example")

    drive(Workbench(), steps, size=SMALL)


def test_an_example_that_cannot_be_built_keeps_the_question(drive, settle, told, monkeypatch):
    def build(folder, *, progress):
        raise Unavailable("The disk is full.", "Make room.")

    monkeypatch.setattr(example, "demo", build)

    async def steps(pilot):
        await pilot.click("#example")
        await settle(pilot)
        await pilot.click("#build")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ExampleScreen)
        assert "The disk is full." in told(pilot.app)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, StartScreen)
        assert pilot.app.screen.query(Button)

    drive(Workbench(), steps, size=SMALL)
