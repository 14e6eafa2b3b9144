"""Faults of the program's own are told without the words they hold, and what is told is shown as it is."""

from __future__ import annotations

from threading import Event

import pytest

from workbench.tui import work
from workbench.tui.app import Workbench
from workbench.tui.screens.codes_jobs import Read
from workbench.tui.widgets.rows import Rows


@pytest.fixture
def folder(study):
    """The folder of the small study."""
    study.close()
    return study.folder


class Strange(Exception):
    """Something nobody thought of."""


def test_faults_are_told_without_words_and_what_is_told_is_no_markup(
    drive, workbench_in, folder, settle, shown, told, monkeypatch
):
    app = workbench_in(folder)
    heard = Event()

    def break_down():
        raise Strange("She sat with me when the letters came")

    async def goes_on(pilot, key, place):
        assert place != app.screen.PLACE
        await pilot.press(key)
        await settle(pilot)
        assert place == app.screen.PLACE

    async def in_a_job(pilot):
        work.start(app.screen, "Try", break_down)
        await settle(pilot)
        assert "Not done: Try" in [note.title for note in app._notifications]
        assert "Strange" in told(app)
        assert "letters" not in told(app)
        await goes_on(pilot, "f3", "coding")
        app.clear_notifications()

    async def in_a_handler(pilot):
        """It is told by its kind."""
        assert "The program made a mistake" not in told(app)
        app.screen.call_later(break_down)
        await settle(pilot)
        assert "The program made a mistake (Strange, tests.tui.test_faults line" in told(app)
        assert "letters" not in told(app)
        await goes_on(pilot, "f2", "library")

    async def in_a_widget(pilot):
        """It goes on listening."""
        rows = app.screen.query_one("#list", Rows)
        rows.call_later(break_down)
        await settle(pilot)
        rows.call_later(heard.set)
        await settle(pilot)
        assert heard.is_set()

    async def again_and_again(pilot, outside):
        """One that comes back each time something is shown ends the program, in the same words."""
        ended = []
        outside.setattr(app, "panic", ended.append)
        for _ in range(5):
            app.screen.call_later(break_down)
        await settle(pilot)
        assert "Strange" in str(ended[0])
        assert "letters" not in str(ended[0])

    async def told_as_it_is(pilot):
        """It is never sent raw nor as markup."""
        app.clear_notifications()
        app.notify("[bold]a\x1b[31m\nb", title="[/]\x1b[2J", severity="warning", markup=True)
        await pilot.pause()
        (note,) = app._notifications
        assert (note.message, note.title, note.markup) == ("[bold]a␛[31m\nb", "[/]␛[2J", False)
        assert "[bold]a␛[31m" in shown(app)

    async def steps(pilot):
        await told_as_it_is(pilot)
        await in_a_job(pilot)
        with monkeypatch.context() as outside:
            outside.setattr(Workbench, "is_headless", False)
            await in_a_handler(pilot)
            await in_a_widget(pilot)
            await again_and_again(pilot, outside)

    drive(app, steps)


def test_under_test_a_fault_comes_out(drive, workbench_in, folder, monkeypatch):
    app = workbench_in(folder)
    # What Textual shows of it, with every variable on the way, takes a second and more.
    monkeypatch.setattr("rich.traceback.Traceback", lambda **_: "")

    def break_down():
        raise Strange

    async def steps(pilot):
        app.screen.call_later(break_down)
        await pilot.pause()

    with pytest.raises(Strange):
        drive(app, steps)


def test_what_comes_of_a_job_while_the_program_closes_is_no_fault(drive, workbench_in, folder, monkeypatch):
    """There is no screen left that it could be shown on."""
    app = workbench_in(folder)
    posted = []
    close_all = app._close_all

    async def closing():
        await close_all()
        posted.append(app.post_message(Read(app.study, None)))

    async def steps(pilot):
        monkeypatch.setattr(app, "_close_all", closing)

    drive(app, steps)
    assert posted == [True]
