"""Faults of the program's own are told without the words they hold, and what is told is shown as it is."""

from __future__ import annotations

from threading import Event

import pytest

from workbench.tui import work
from workbench.tui.app import Workbench
from workbench.tui.widgets.rows import Rows


@pytest.fixture
def folder(study):
    """The folder of the small study."""
    study.close()
    return study.folder


class Strange(Exception):
    """Something nobody thought of."""


def test_a_job_that_breaks_is_a_message_and_tells_no_words(drive, workbench_in, folder, settle, told):
    app = workbench_in(folder)

    def job():
        raise Strange("She sat with me when the letters came")

    async def steps(pilot):
        work.start(app.screen, "Try", job)
        await settle(pilot)
        assert "Not done: Try" in [note.title for note in app._notifications]
        assert "Strange" in told(app)
        assert "letters" not in told(app)
        await pilot.press("f3")
        await settle(pilot)
        assert app.screen.PLACE == "coding"

    drive(app, steps)


def test_a_fault_in_a_handler_is_told_by_its_kind_and_the_program_goes_on(
    drive, workbench_in, folder, settle, told, monkeypatch
):
    app = workbench_in(folder)

    heard = Event()

    def break_down():
        raise Strange("She sat with me when the letters came")

    async def steps(pilot):
        with monkeypatch.context() as outside:
            outside.setattr(Workbench, "is_headless", False)
            app.screen.call_later(break_down)
            await settle(pilot)
            assert "The program made a mistake (Strange, tests.tui.test_faults line" in told(app)
            assert "letters" not in told(app)
            await pilot.press("f3")
            await settle(pilot)
            assert app.screen.PLACE == "coding"
            # So it does after one in a widget, which goes on listening.
            rows = app.get_screen("library").query_one("#list", Rows)
            rows.call_later(break_down)
            await settle(pilot)
            rows.call_later(heard.set)
            await settle(pilot)
            assert heard.is_set()
            # One that comes back each time something is shown ends the program, in the same words.
            ended = []
            outside.setattr(app, "panic", ended.append)
            for _ in range(5):
                app.screen.call_later(break_down)
            await settle(pilot)
        assert "Strange" in str(ended[0])
        assert "letters" not in str(ended[0])

    drive(app, steps)


def test_under_test_a_fault_comes_out(drive, workbench_in, folder):
    app = workbench_in(folder)

    def break_down():
        raise Strange

    async def steps(pilot):
        app.screen.call_later(break_down)
        await pilot.pause()

    with pytest.raises(Strange):
        drive(app, steps)


def test_what_is_told_is_never_sent_raw_nor_as_markup(drive, workbench_in, folder, shown):
    app = workbench_in(folder)

    async def steps(pilot):
        app.notify("[bold]a\x1b[31m\nb", title="[/]\x1b[2J", severity="warning", markup=True)
        await pilot.pause()
        (note,) = app._notifications
        assert (note.message, note.title, note.markup) == ("[bold]a␛[31m\nb", "[/]␛[2J", False)
        assert "[bold]a␛[31m" in shown(app)

    drive(app, steps)
