"""What works everywhere: opening, going about, undo, help, palette, looks, copying, and what others change."""

from __future__ import annotations

import asyncio
from datetime import datetime
from threading import Event

import pytest
from textual.widgets import Static

from workbench import coding, opening
from workbench.errors import Unavailable
from workbench.settings import read_user_settings
from workbench.spans import Span
from workbench.tui import work
from workbench.tui.app import Workbench
from workbench.tui.screens import coding_jobs, library
from workbench.tui.screens.help import HelpScreen
from workbench.tui.screens.history import HistoryScreen
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


def test_the_palette_does_commands_of_screen_view_and_app(drive, workbench_in, folder, settle, told):
    app = workbench_in(folder)

    async def steps(pilot):
        await pilot.press("f3")
        await settle(pilot)
        for words, check in (
            ("Select more", lambda: app.screen.view.selection is not None),
            ("Only mine", lambda: app.screen._only_mine),
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


def test_what_another_program_did_is_shown(drive, workbench_in, folder, studies, settle):
    app = workbench_in(folder)

    async def steps(pilot):
        app.open_transcript(PARENT)
        await settle(pilot)
        app._look_around()
        await settle(pilot)
        other, _ = opening.open_study(folder, coder="Owen")
        coding.apply(other, PARENT, [Span(41, 56)], ["trust"])
        other.close()
        app._look_around()
        await settle(pilot)
        assert [one.coder for one in app.screen.codings] == ["Owen"]

    drive(app, steps)


def test_a_codebook_changed_outside_is_taken_in_and_a_broken_one_is_told(drive, workbench_in, folder, settle, told):
    app = workbench_in(folder)
    book = folder / "codebooks/peer.yaml"

    async def steps(pilot):
        await pilot.press("f3")
        await settle(pilot)
        app._look_around()
        await settle(pilot)
        book.write_text(book.read_text() + "  - id: hope\n    name: Hope\n")
        app._look_around()
        await settle(pilot)
        assert "hope" in [code.id for code in app.screen.opened.books.codes()]
        book.write_text(book.read_text() + "  - id: [\n")
        app._look_around()
        await settle(pilot)
        assert "peer.yaml" in told(app)
        assert "line" in told(app)
        assert "hope" in [code.id for code in app.screen.opened.books.codes()]

    drive(app, steps)


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
        await pilot.press("escape")
        await settle(pilot)
        assert answers == [None]
        assert "Import: cancelled; nothing was changed." in told(app)

    drive(app, steps)


def test_a_fault_in_a_handler_is_told_by_its_kind_and_the_program_goes_on(
    drive, workbench_in, folder, settle, told, monkeypatch
):
    app = workbench_in(folder)

    def break_down():
        raise Strange("She sat with me when the letters came")

    async def steps(pilot):
        with monkeypatch.context() as outside:
            outside.setattr(Workbench, "is_headless", False)
            app.screen.call_later(break_down)
            await settle(pilot)
            assert "The program made a mistake (Strange, tests.tui.test_app line" in told(app)
            assert "letters" not in told(app)
            await pilot.press("f3")
            await settle(pilot)
            assert app.screen.PLACE == "coding"
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


def test_one_coding_leads_to_one_read_and_anothers_is_seen(drive, workbench_in, folder, settle, monkeypatch):
    app, reads, read = workbench_in(folder), [], coding_jobs.read
    monkeypatch.setattr(coding_jobs, "read", lambda *asked: (reads.append(asked), read(*asked))[1])

    async def look_around(pilot):
        app._look_around()
        await settle(pilot)

    async def steps(pilot):
        app.transcript = PARENT
        await pilot.press("f3")
        await settle(pilot)
        await look_around(pilot)
        reads.clear()
        await pilot.press("c", *"trust", "enter")
        await settle(pilot)
        await look_around(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        await look_around(pilot)
        assert len(reads) == 2
        other, _ = opening.open_study(folder, coder="Ruth")
        coding.apply(other, PARENT, [Span(41, 56)], ["trust"])
        other.close()
        await look_around(pilot)
        await look_around(pilot)
        assert len(reads) == 3

    drive(app, steps)


def test_what_could_not_be_read_is_read_again_and_told_once(drive, workbench_in, folder, settle, shown, monkeypatch):
    app, fails = workbench_in(folder), [True]
    read = library.library

    def failing(study):
        if fails:
            raise Unavailable("The server is gone.")
        return read(study)

    monkeypatch.setattr(library, "library", failing)

    async def steps(pilot):
        for _ in range(3):
            app._look_around()
            await settle(pilot)
        assert [note.title for note in app._notifications] == ["Not done: Read the library"]
        assert PARENT not in shown(app)
        fails.clear()
        app._look_around()
        await settle(pilot)
        assert PARENT in shown(app)

    drive(app, steps)


def test_it_is_shown_which_study_opens(workbench_in, folder, settle, shown, monkeypatch):
    app, go_on, open_study = workbench_in(folder), Event(), opening.open_study

    def slowly(*asked, **how):
        go_on.wait(20)
        return open_study(*asked, **how)

    monkeypatch.setattr(opening, "open_study", slowly)

    async def steps():
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await pilot.pause(0.05)
            assert "Opening " in shown(app)
            assert folder.name in shown(app)
            go_on.set()
            await settle(pilot)
            assert "Opening " not in shown(app)
            go_on.clear()
            await pilot.press("ctrl+o")
            await pilot.pause(0.1)
            await pilot.press("enter")
            await pilot.pause(0.1)
            assert f"Opening {folder.name} …" in shown(app)
            go_on.set()
            await settle(pilot)
            assert app.screen.PLACE == "library"

    asyncio.run(steps())


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
