"""What works everywhere: opening, going about, undo, help, palette, looks, and long work."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from string import ascii_lowercase

import pytest
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from workbench import coding
from workbench.settings import read_user_settings
from workbench.store.journal import StepTaken
from workbench.tui import work
from workbench.tui.app import Stepped, Workbench
from workbench.tui.palette import CommandsHere
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.help import HelpScreen, places_on
from workbench.tui.screens.history import HistoryScreen, StepsRead
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.question import Question
from workbench.tui.widgets.command_line import CommandLine
from workbench.tui.widgets.find_bar import FindBar
from workbench.tui.widgets.progress import ProgressScreen


@pytest.fixture
def folder(study):
    """The folder of the small study."""
    study.close()
    return study.folder


@pytest.fixture
def going(drive, pressing):
    """Drives an app: the steps get a ``press`` after which everything is done, and the pilot."""

    def run(app, steps, *, size=(120, 40)):
        async def go(pilot):
            press = pressing(pilot)
            await steps(press, pilot)

        drive(app, go, size=size)

    return run


def test_what_was_not_done_here_just_now_is_taken_back_only_when_that_is_meant(at_text, study, code):
    code(study, "Parent 1 Early", "She sat with me", "trust")

    async def steps(hand):
        await hand.press("ctrl+z", "ctrl+z")
        assert isinstance(hand.app.screen, Question)
        assert "before the study was opened" in hand.shown
        await hand.press("escape")
        await hand.code("the letters", *"dou")
        await hand.press("f4", "ctrl+z")
        assert "in the room Coding" in hand.shown
        await hand.press("enter")
        assert len(hand.codes) == 2, "the answer on which the keyboard rests changes nothing"
        await hand.press("ctrl+z", "right", "enter")
        assert [code for code, _ in hand.codes] == ["trust"]
        assert "Undone: " in hand.told
        # What is done where one is, is taken back at once.
        await hand.press("f3")
        await hand.code("the letters", *"dou")
        await hand.press("ctrl+z")
        assert isinstance(hand.app.screen, CodingScreen)
        assert [code for code, _ in hand.codes] == ["trust"]
        await hand.press("ctrl+z", "right", "enter")
        assert hand.codes == []

    at_text(steps)


def test_a_study_opens_at_its_library_is_remembered_and_gone_about_in(going, workbench_in, folder, settle, shown, told):
    app = workbench_in(folder)

    async def nothing_to_undo(press):
        assert "saved" not in told(app)
        await press("ctrl+z")
        assert "Not done" not in told(app) or "nothing" in told(app).casefold()
        await press("ctrl+y", "ctrl+y", "ctrl+y")
        assert told(app).count("There is nothing to redo.") == 1
        await press("ctrl+s")
        assert "Everything is saved" in told(app)

    async def rooms(press, pilot):
        for key, place in (("f3", "coding"), ("f4", "themes"), ("f5", "report"), ("f2", "library")):
            await press(key)
            assert place == app.screen.PLACE
        item = next(one for one in app.screen.query("BarItem") if "Themes" in str(one.visual))
        await pilot.click(item)
        await settle(pilot)
        assert app.screen.PLACE == "themes"

    async def look(press):
        assert app.theme == "dark"
        await press("ctrl+t")
        assert app.theme == "light"

    async def start_screen_undoes_nothing_of_the_study_below(press):
        await press("f3", "c", *"trust", "enter")
        await press("ctrl+o")
        await press("ctrl+z")
        assert app.screen.PLACE == "start"
        assert len(coding.extracts(app.opened)) == 1
        await press("escape")
        await press("ctrl+z")
        assert coding.extracts(app.opened) == []

    async def steps(press, pilot):
        assert app.screen.PLACE == "library"
        assert "Peer support, inv" in shown(app)
        assert "Ruth" in shown(app)
        await nothing_to_undo(press)
        await rooms(press, pilot)
        await look(press)
        await start_screen_undoes_nothing_of_the_study_below(press)

    going(app, steps)
    assert read_user_settings().recent == [str(folder.resolve())]
    assert read_user_settings().look == "light"


def test_help_and_palette_know_what_can_be_done_here(going, workbench_in, folder, settle, shown, told):
    app = workbench_in(folder)

    async def help_on_boxes(press, pilot):
        """Only what works where it was asked is listed."""
        for box, places in (
            (Question("a", "b", yes="c"), ["question", "dialog"]),
            (MemoScreen("a", "b", lambda text, before: Message()), ["memo", "dialog"]),
            (HistoryScreen(), ["history", "rows", "dialog"]),
        ):
            app.push_screen(box)
            await settle(pilot)
            assert places_on(box) == places
            # In a note a question mark is a letter.
            await press("f1")
            assert isinstance(app.screen, HelpScreen)
            await press("f1")
            assert app.screen is box
            box.dismiss(None)
            await settle(pilot)

    async def help_on_rooms(press):
        assert places_on(app.screen) == ["library", "rows", "app"]
        await press("f3")
        assert places_on(app.screen) == ["coding", "view", "codebook-filter", "codebook", "app"]
        await press("f1")
        assert isinstance(app.screen, HelpScreen)
        assert "While coding" in shown(app)
        assert "Choose codes for the selected words" in shown(app)
        app.screen.query_one(VerticalScroll).scroll_end(animate=False)
        await press("up")
        assert "While coding" not in shown(app)
        assert any("Shift+click" in str(part.visual) for part in app.screen.query(Static))
        # Nine commands that differ by their digit are told in one line.
        said = [line for part in app.screen.query(Static) for line in str(part.visual).splitlines() if "Recent" in line]
        assert [line.split("  ")[0] for line in said] == ["1 … 9"]
        await press("escape")
        assert app.screen.PLACE == "coding"
        await press("ctrl+f")
        assert set(places_on(app.screen)) == {"coding", "view", "find", "codebook-filter", "codebook", "app"}
        await press("escape")
        assert not app.screen.query_one(FindBar).display

    async def palette(press):
        """It does the commands of screen, view and app, and leads to those of other rooms."""
        found = [one async for one in CommandsHere(app.screen).discover()]
        assert [one.text for one in found[:2]] == ["Code", "In-vivo code"]
        for words, labels in (
            ("delete", {"Remove", "Remove memo", "Remove theme", "Take off the list", "Its own again"}),
            ("delte theem", {"Remove", "Remove memo", "Remove theme"}),
            ("whole wor", {"Whole words", "Search", "Find"}),
            ("subthem", {"New subtheme", "Make a subtheme", "Make a theme"}),
            # Newcomers' words find the commands too; what cannot be done just now is found, and says why.
            ("collapse", {"Only this speaker", "Fold"}),
            ("jump to line", {"Go to a place"}),
            ("shortcuts", {"Help", "Settings"}),
            ("recode", {"Recode", "Another look", "Record", "Not for quotation"}),
            ("xqz", set()),
            ("...", set()),
        ):
            hits = [one async for one in CommandsHere(app.screen).search(words)]
            assert {one.text for one in hits} <= labels, words
            assert bool(hits) == bool(labels), words
        for words, check in (
            ("sele m", lambda: app.screen.view.selection is not None),
            ("only", lambda: app.screen._only_mine),
            ("find", lambda: app.screen.query_one(FindBar).display),
            ("recode", lambda: "Recode: nothing is coded here; ] goes to the next coding." in told(app)),
            ("expo", lambda: app.screen.PLACE == "report" and "Export is e here." in told(app)),
            ("hist", lambda: isinstance(app.screen, HistoryScreen)),
        ):
            if app.screen.PLACE == "coding":
                assert not check(), words
            await press("ctrl+p")
            await press(*words)
            await press("enter")
            assert check(), words

    async def steps(press, pilot):
        await help_on_boxes(press, pilot)
        await help_on_rooms(press)
        await palette(press)

    going(app, steps)


def test_a_small_terminal_shows_the_list_the_text_and_the_history(going, workbench_in, folder, settle, shown, told):
    app = workbench_in(folder)

    async def what_is_told(pilot):
        """A notice is no wider than the window; a step's sentence is cut within its names so that it hides no text."""
        words = " ".join(f"{letter}{'o' * (6 + number % 5)}" for number, letter in enumerate(ascii_lowercase))
        for width in (64, 80, 40):
            await pilot.resize_terminal(width, 20)
            app.notify(words, title="Not done", severity="error")
            await settle(pilot)
            assert [word for word in words.split() if word not in shown(app)] == [], width
            app.clear_notifications()
            sentence = f"Coded P1 with “Practical {'a' * 40}” (practical), “Trust” and “{'b' * 60}” (b)"
            app.screen.post_message(Stepped("Undone", StepTaken(1, "Eve", datetime.now(UTC), sentence, "do", False, 1)))
            await settle(pilot)
            # The line tells it, and no box over the text.
            assert not app._notifications
            assert told(app).strip() in shown(app).splitlines()[-1]
            assert re.match("Undone: Coded P1 with “Practic.*…", told(app).strip())
            if width == 80:
                assert told(app).strip().endswith("…” (b).")
        app.screen.query_one(CommandLine).hush()
        await pilot.resize_terminal(40, 10)
        await settle(pilot)

    async def steps(press, pilot):
        await what_is_told(pilot)
        assert "Parent" in shown(app)
        await press("f3")
        assert app.screen.query_one("#reading").size.width == 40
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert app.screen.query_one("#side").size.width > 20
        await pilot.resize_terminal(80, 24)
        await press("f7")
        assert "from files" in shown(app)
        assert str(datetime.now().astimezone().year) + "-" in shown(app)
        assert "Took in" in shown(app)
        app.screen.post_message(
            StepsRead("", [StepTaken(1, "Eve\x1b[31m", datetime.now(UTC), "", "step", False, 1)], has_older=False)
        )
        await settle(pilot)
        assert "Eve␛[31m" in shown(app)
        # A sentence that the window has no room for is scrolled to, to its very end.
        told = "Took in " + ", ".join(f"a file called {number}.docx" for number in range(20))
        app.screen.post_message(
            StepsRead("", [StepTaken(1, None, datetime.now(UTC), told, "files", True, 1)], has_older=False)
        )
        await settle(pilot)
        assert re.search(r"from files +undone +Took in a file.*…", shown(app))
        await press(*["right"] * 60)
        assert re.search(r"called 19\.docx *│", shown(app))

    going(app, steps, size=(40, 10))


def test_what_is_no_study_leads_to_the_start_screen_and_hostile_names_stand_as_they_are(
    going, folder, settle, shown, told
):
    usual = (folder / "study.yaml").read_text()
    (folder / "study.yaml").write_text("titel: x\n")
    app = Workbench(folder, coder="[link]Ruth[/]")

    async def steps(press, pilot):
        assert app.screen.PLACE == "start"
        assert "unknown key" in shown(app) + told(app)
        (folder / "study.yaml").write_text(usual.replace("title: Peer support, invented", "title: '[/bold] [red]x'"))
        app.open_study(folder)
        await settle(pilot)
        assert app.screen.query_one(".title", Static).visual.plain == "[/bold] [red]x"
        assert "[link]Ruth[/]" in shown(app)
        assert all(isinstance(one, Static) for one in app.screen.query("BarItem"))
        await long_work_is_cancelled(pilot)

    async def long_work_is_cancelled(pilot):
        answers = []

        def job(tell):
            for number in range(300):
                tell(number, 10_000_000, "[bold]x.docx")
            box._given_up.wait(20)
            tell(300, 10_000_000, "[bold]x.docx")
            return work.Failed("never", "never")

        box = ProgressScreen("Import", job)
        app.push_screen(box, answers.append)
        await pilot.pause()
        await pilot.click(offset=(0, 0))
        await pilot.pause()
        assert app.screen is box
        assert not box._given_up.is_set()
        await pilot.press("escape")
        await settle(pilot)
        assert answers == [None]
        assert "Import: cancelled; nothing was changed." in told(app)

    going(app, steps)
