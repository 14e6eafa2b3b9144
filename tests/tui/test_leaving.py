"""Leaving the program: nothing typed is lost unasked, and what was begun ends first."""

from __future__ import annotations

from threading import Event

import pytest
from textual import on
from textual.message import Message
from textual.widgets import Input

from workbench.tui import work
from workbench.tui.leaving import LeavingScreen, LosingQuestion
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.help import HelpScreen
from workbench.tui.screens.settings import SettingsScreen


@pytest.fixture
def folder(study):
    """The folder of the small study."""
    study.close()
    return study.folder


class Kept(Message):
    """What was typed is on the disk."""


class Box(Dialog[None]):
    """A box with something typed in it, which may be able to save it."""

    PLACE = "theme-form"

    def __init__(self, *, saves: bool) -> None:
        super().__init__()
        self.saves, self.kept, self.lost = saves, False, True

    @property
    def unsaved(self) -> bool:
        return self.lost

    def compose(self):
        yield Input("typed")

    def keep(self) -> bool:
        if self.saves:
            work.start(self, "Keep", Kept)
        return self.saves

    @on(Kept)
    def _kept(self) -> None:
        self.kept, self.lost = True, False


async def _left(pilot, app) -> bool:
    while not (app._exit or isinstance(app.screen, LosingQuestion)):
        await pilot.pause(0.02)
    return app._exit


async def _asked(pilot, app) -> None:
    while not isinstance(app.screen, LeavingScreen):
        await pilot.pause(0.05)
    await pilot.pause()


def running(app, *, only_reads):
    """Let something run until the event that is given back is set."""
    go_on = Event()

    def job():
        go_on.wait(20)
        return Kept()

    work.start(app, "Wait for the [server]", job, only_reads=only_reads)
    return go_on


async def _goes_on_waiting(pilot, app, shown):
    """What runs is waited for; who does not want to wait stays, and may ask again."""
    await pilot.press("ctrl+q")
    await _asked(pilot, app)
    assert "Finishing: Wait for the [server] …" in shown(app)
    await pilot.press("escape")
    await pilot.pause()
    assert app.screen.PLACE == "library"
    await pilot.press("ctrl+q")
    await _asked(pilot, app)
    await pilot.press("ctrl+q")


def test_nothing_typed_is_lost_unasked_and_what_writes_ends_first(drive, workbench_in, folder, settle, shown):
    app = workbench_in(folder)

    async def every_box_is_asked_also_below_another_one(pilot):
        await pilot.press("f6")
        await settle(pilot)
        assert isinstance(app.screen, SettingsScreen)
        app.screen.query_one(".field Input, Line").value = "Another title"
        app.push_screen(Box(saves=False))
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("ctrl+q")
        assert not await _left(pilot, app)
        await settle(pilot)
        assert "In a theme's form" in shown(app)
        assert "In the settings" in shown(app)
        await pilot.press("ctrl+q")
        assert sum(isinstance(one, LosingQuestion) for one in app.screen_stack) == 1
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        assert not app._exit

    async def staying_holds_although_something_was_running_when_it_was_asked_again(pilot):
        app.screen.dismiss(None)
        await settle(pilot)
        assert isinstance(app.screen, Box)
        await pilot.press("ctrl+q")
        assert not await _left(pilot, app)
        go_on = running(app, only_reads=True)
        await pilot.press("ctrl+q", "escape")
        go_on.set()
        await settle(pilot)
        assert isinstance(app.screen, Box)
        assert not app._exit

    async def what_writes_has_to_end_first(pilot):
        app.go_to("library")
        await settle(pilot)
        go_on = running(app, only_reads=False)
        await _goes_on_waiting(pilot, app, shown)
        await pilot.pause()
        assert "has to end first" in shown(app)
        assert not app._exit
        go_on.set()
        assert await _left(pilot, app)

    async def steps(pilot):
        await every_box_is_asked_also_below_another_one(pilot)
        await staying_holds_although_something_was_running_when_it_was_asked_again(pilot)
        await what_writes_has_to_end_first(pilot)

    drive(app, steps)


def test_what_can_save_itself_is_saved_first(drive, workbench_in, folder, settle):
    app, box = workbench_in(folder), Box(saves=True)

    async def steps(pilot):
        app.push_screen(box)
        await settle(pilot)
        await pilot.press("ctrl+q")
        assert await _left(pilot, app)
        assert box.kept

    drive(app, steps)


def test_what_only_reads_is_left_the_second_time_and_what_is_told_while_the_program_ends_stops_nothing(
    drive, workbench_in, folder, shown
):
    app = workbench_in(folder)

    async def steps(pilot):
        running(app, only_reads=True)
        await _goes_on_waiting(pilot, app, shown)
        assert await _left(pilot, app)

    drive(app, steps)
    app.notify("Too late", severity="warning")
    assert not app.screen_stack
