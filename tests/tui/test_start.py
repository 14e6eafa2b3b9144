"""The start screen: by keyboard and by mouse, with nothing there yet, and with what is not there any more."""

from __future__ import annotations

import asyncio
import shutil
import threading
from pathlib import Path

import pytest
from textual import events
from textual.message import Message
from textual.widgets import Button, OptionList

from workbench import example, opening
from workbench.errors import Unavailable
from workbench.tui import work
from workbench.tui.app import Workbench
from workbench.tui.screens.build_example import ExampleScreen
from workbench.tui.screens.new_study import NewStudyScreen
from workbench.tui.screens.open_folder import FolderScreen
from workbench.tui.screens.question import Question
from workbench.tui.screens.start import StartScreen
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.path_line import PathLine

SMALL = (80, 24)


class Done(Message):
    """Something was done."""


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


def test_with_nothing_there_yet_a_new_study_is_made_only_when_it_can_be(drive, settle, shown, tmp_path, monkeypatch):
    mkdir = Path.mkdir

    def refuse(self, *arguments, **options):
        if self.is_relative_to(tmp_path.resolve()):
            raise PermissionError(13, "Permission \x1b denied", str(self))
        mkdir(self, *arguments, **options)

    async def it_says_what_to_do(pilot):
        assert isinstance(pilot.app.screen, StartScreen)
        page = shown(pilot.app)
        assert "No study was opened here yet" in page
        assert "A study is a folder on this computer" in " ".join(page.split())
        for label in ("New study  n", "Open a folder  o", "The example  e"):
            assert label in page
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "Undo: open a study" in shown(pilot.app)

    async def what_is_wrong_stands_at_its_field(pilot, form):
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "A title is needed" in shown(pilot.app)
        assert "A folder is needed" in shown(pilot.app)
        form.field("title").editors()[0].value = "Soup"
        await settle(pilot)
        # What was wrong with what stood there is not said of what stands there now.
        assert " is needed" not in shown(pilot.app)
        wave = form.field("waves").query(Line).first()
        wave.value = "T2"
        await pilot.press("ctrl+s")
        await settle(pilot)
        form.field("waves").scroll_visible(animate=False)
        await settle(pilot)
        assert "The wave 'T2' stands twice." in shown(pilot.app)
        form.field("title").scroll_visible(animate=False)
        await settle(pilot)
        assert "It will lie in" in shown(pilot.app)
        form.field("waves").query(".away").first().press()
        await settle(pilot)
        form.field("waves").scroll_visible(animate=False)
        await settle(pilot)
        assert "stands twice" not in shown(pilot.app)
        folder = form.field("folder").editors()[0]
        named, folder.value = folder.value, __file__
        await pilot.press("ctrl+s")
        await settle(pilot)
        form.field("folder").scroll_visible(animate=False)
        await settle(pilot)
        assert "is a file." in " ".join(shown(pilot.app).split())
        assert ".." not in shown(pilot.app)
        folder.value = named

    async def rows_are_gone_through_by_keys(pilot, form):
        roles = form.field("roles")
        assert "Time points (waves)" in [str(line) for line in form.field("waves").render().split()]
        roles.query_one(".add").press()
        await settle(pilot)
        await pilot.press(*"aunt", "tab", *"Aunt")
        await settle(pilot)
        names = [one["id"] for one in roles.value]
        # Tab goes from line to line; Up stays in the column.
        await pilot.press("up", "end", *"!", "shift+tab", "end", *"?", "down", "alt+up")
        assert [one["id"] for one in roles.value] == [*names[:-2], "aunt", f"{names[-2]}?"]
        assert roles.value[-1]["label"].endswith("!")
        page = shown(pilot.app)
        assert "Alt+Up Move up" in page
        await pilot.press("ctrl+delete")
        assert [one["id"] for one in roles.value] == [*names[:-2], f"{names[-2]}?"]
        await pilot.press("down", "down")
        assert pilot.app.focused.has_class("add")
        await pilot.press("f1")
        await settle(pilot)
        page = shown(pilot.app)
        assert page.count("Ctrl+S") == 1
        assert "Ctrl+Del  Take away: Take the row away." in page
        await pilot.press("escape")

    async def a_folder_that_cannot_be_written_keeps_the_form(pilot, form):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "mkdir", refuse)
            await pilot.press("escape")
            await settle(pilot)
            for size in ((40, 12), SMALL):
                await pilot.resize_terminal(*size)
                await settle(pilot)
                page = shown(pilot.app)
                for words in ("Keep editing", "Throw away", "Make the study", "Ctrl+S Save"):
                    assert words in page
            assert "Esc Keep editing" in page
            await pilot.press("ctrl+s")
            await settle(pilot)
        assert "Permission ␛ denied" in " ".join(shown(pilot.app).replace("│", " ").split())
        assert form.field("title").value == "Soup"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Question)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, NewStudyScreen)
        await pilot.press("escape")
        await pilot.click("#yes")
        assert isinstance(pilot.app.screen, StartScreen)

    async def steps(pilot):
        await it_says_what_to_do(pilot)
        await pilot.press("n")
        await settle(pilot)
        form = pilot.app.screen._form
        await what_is_wrong_stands_at_its_field(pilot, form)
        await rows_are_gone_through_by_keys(pilot, form)
        await a_folder_that_cannot_be_written_keeps_the_form(pilot, form)

    drive(Workbench(), steps, size=SMALL)
    assert list(tmp_path.iterdir()) == []


def test_recent_studies_are_opened_or_it_is_said_why_not(drive, settle, shown, made, tmp_path):
    long, marked, faulty = made("a", "X" * 300), made("b", "[/bold] and [red]hot[/red] \u202eturned"), made("faulty")
    for folder in (long, marked, tmp_path / "gone"):
        opening.remember(folder)
    (faulty / "study.yaml").write_text("mode: free\n")

    async def one_that_has_gone_is_said_and_taken_off_the_list(pilot):
        assert "not there any more:" in shown(pilot.app)
        assert "is not there." not in shown(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, StartScreen)
        assert "is not there." in shown(pilot.app)
        await pilot.press("delete")
        await settle(pilot)
        assert "not there any more:" not in shown(pilot.app)

    async def by_enter_and_by_click(pilot):
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

    async def one_that_cannot_be_opened_leaves_the_one_that_is(pilot):
        pilot.app.open_study(faulty)
        await settle(pilot)
        assert isinstance(pilot.app.screen, StartScreen)
        assert "study.yaml, line 1" in shown(pilot.app)
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.opened.folder == long
        assert not isinstance(pilot.app.screen, StartScreen)
        assert len(pilot.app.screen_stack) == 2

    async def steps(pilot):
        await one_that_has_gone_is_said_and_taken_off_the_list(pilot)
        await by_enter_and_by_click(pilot)
        await one_that_cannot_be_opened_leaves_the_one_that_is(pilot)

    drive(Workbench(), steps)


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


def test_a_folder_is_found_by_keyboard_by_mouse_and_by_its_path(drive, settle, shown, made, tmp_path):
    inner = made("outer/[red] study")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "kitchen").mkdir()

    async def asked_where_it_is(pilot, how):
        await (pilot.press("o") if how == "key" else pilot.click("#folder"))
        await settle(pilot)
        assert isinstance(pilot.app.screen, FolderScreen)
        return pilot.app.screen.query_one(PathLine)

    async def opened_and_left_again(pilot):
        await settle(pilot)
        assert pilot.app.opened.folder == inner
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert isinstance(pilot.app.screen, StartScreen)

    async def by_keyboard(pilot):
        line = await asked_where_it_is(pilot, "key")
        assert ".hidden" not in shown(pilot.app)
        assert "kitchen" in shown(pilot.app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "[red] study   study" in shown(pilot.app)
        await pilot.press("backspace")
        await settle(pilot)
        assert line.value == str(tmp_path.resolve())
        await pilot.press("down", "enter")
        await settle(pilot)
        await pilot.press("enter")
        await opened_and_left_again(pilot)

    async def by_mouse(pilot):
        line = await asked_where_it_is(pilot, "mouse")
        # A double click opens one folder, not what lies in its place by then.
        await pilot.click(OptionList, offset=(2, 2), times=2)
        await settle(pilot)
        assert line.value == str(inner.parent)
        await pilot.click(OptionList, offset=(2, 1))
        await opened_and_left_again(pilot)

    async def by_its_path(pilot):
        line = await asked_where_it_is(pilot, "key")
        # The keyboard is in the list: letters are the beginning of a name, and / begins a path.
        await pilot.press(*"kit")
        await settle(pilot)
        assert line.value == str(tmp_path.resolve() / "kit")
        folders = pilot.app.screen.query_one(OptionList)
        assert folders.option_count == 2
        folders.focus()
        await pilot.press(*"/no/at all")
        await settle(pilot)
        assert line.value == "/no/at all"
        assert "such file or directory" in shown(pilot.app)
        # What is typed or pasted takes the place of the path that stands there.
        folders.focus()
        await pilot.press("shift+tab", *"~")
        assert line.value == "~"
        line.post_message(events.Paste(str(tmp_path)))
        await settle(pilot)
        assert line.value == str(tmp_path)
        line.value = str(tmp_path / "kitchen")
        await settle(pilot)
        await pilot.press("enter")
        assert "That is no study" in shown(pilot.app)
        line.value = str(inner)
        await settle(pilot)
        assert "This folder is a study" in shown(pilot.app)
        await pilot.press("escape")
        await before_it_was_looked_into(pilot)

    async def before_it_was_looked_into(pilot):
        line = await asked_where_it_is(pilot, "key")
        go_on = threading.Event()

        def others_work():
            go_on.wait(20)
            return Done()

        work.start(pilot.app, "Wait", others_work, only_reads=True)
        await pilot.press("shift+tab")
        line.value = str(inner)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, FolderScreen)
        go_on.set()
        await settle(pilot)
        assert not isinstance(pilot.app.screen, FolderScreen | StartScreen)
        assert pilot.app.opened.folder == inner

    async def steps(pilot):
        await by_keyboard(pilot)
        await by_mouse(pilot)
        await by_its_path(pilot)

    drive(Workbench(), steps, size=SMALL)


def test_the_example_is_built_where_it_is_asked_for(drive, settle, told, tmp_path, monkeypatch):
    usual, gone = tmp_path.resolve() / "workbench-example", tmp_path / "gone"
    gone.mkdir()
    reached, go_on = threading.Event(), threading.Event()

    def build_nothing(folder, *, progress):
        raise Unavailable("The disk is full.", "Make room.")

    def build_slowly(folder, *, progress):
        opening.make_study(folder)
        reached.set()
        go_on.wait(10)
        progress(1, 2, "a file")

    def build(folder, *, progress):
        progress(1, 2, "[/bold] a file")
        opening.begin_study(folder, {"title": "Example"}, coder="")
        return example.Demo(folder, 0, 0, 0, 0, folder, (), 0.0, "Ruth")

    async def where_the_folder_one_is_in_was_taken_away_ones_own_is_shown(pilot):
        with monkeypatch.context() as patch:
            patch.chdir(gone)
            gone.rmdir()
            await pilot.press("o")
            await settle(pilot)
            assert pilot.app.screen.query_one(Line).value == str(Path.home())
            await pilot.press("escape", "e")
            await settle(pilot)
            assert pilot.app.screen.query_one(Line).value == str(Path.home() / "workbench-example")
            await pilot.press("escape")

    async def one_that_cannot_be_built_keeps_the_question(pilot):
        monkeypatch.setattr(example, "demo", build_nothing)
        await pilot.click("#example")
        await settle(pilot)
        await pilot.click("#build")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ExampleScreen)
        assert "The disk is full." in told(pilot.app)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, StartScreen)
        assert pilot.app.screen.query(Button)

    async def cancelled_it_says_what_stays(pilot):
        monkeypatch.setattr(example, "demo", build_slowly)
        await pilot.press("e")
        await settle(pilot)
        assert not usual.exists()
        await pilot.press("enter")
        await asyncio.to_thread(reached.wait, 10)
        await pilot.press("escape")
        go_on.set()
        await settle(pilot)
        assert f"cancelled; what was made in {usual} by then stays there" in told(pilot.app)
        assert isinstance(pilot.app.screen, ExampleScreen)
        assert usual.is_dir()

    async def built_it_is_opened(pilot):
        monkeypatch.setattr(example, "demo", build)
        shutil.rmtree(usual)
        assert pilot.app.screen.query_one(Line).value == str(usual)
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.opened.settings.title == "Example"

    async def steps(pilot):
        await where_the_folder_one_is_in_was_taken_away_ones_own_is_shown(pilot)
        await one_that_cannot_be_built_keeps_the_question(pilot)
        await cancelled_it_says_what_stays(pilot)
        await built_it_is_opened(pilot)

    drive(Workbench(), steps, size=SMALL)
