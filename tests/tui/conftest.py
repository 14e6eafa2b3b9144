"""The screens under test: an app driven by keys and mouse, and what it shows as plain text."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Event
from typing import Any

import docx
import pytest
from driven_apps import settle as settled
from textual._compositor import Compositor
from textual.app import App
from textual.message import Message
from textual.notifications import Notification
from textual.pilot import Pilot
from textual.widgets import Static

from workbench.coding import extracts
from workbench.spans import Span
from workbench.tui import study_app, work
from workbench.tui.app import Workbench
from workbench.tui.screens import writing_dialog
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.command_line import CommandLine

TALK = ("Interviewer: How was it?", "{who}: It was {n}.", "Interviewer: Go on.", "{who}: That is all.")
CUES = "".join(
    f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{who}: {words}.\n\n"
    for number, (who, words) in enumerate((("Mum", "four"), ("I", "Oh"), ("Mum", "Mm"), ("I", "Yes")), 1)
)

_PATIENCE = 300
"""Seconds after which whoever drives an app waits for what never comes."""

Steps = Callable[[Pilot], Awaitable[None]]


@pytest.fixture(scope="session", autouse=True)
def _style_sheets(style_sheets_read_once: None) -> None:
    """See there."""


@pytest.fixture(scope="session", autouse=True)
def _no_delays(driven_without_delay: None) -> None:
    """See there."""


@pytest.fixture(autouse=True)
def _told_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told goes after some seconds, which on a busy machine may have passed before it is looked at."""
    tell = CommandLine.tell

    def longer(line: CommandLine, message: str, seconds: float) -> bool:
        return tell(line, message, 60 + seconds if seconds else 0)

    monkeypatch.setattr(CommandLine, "tell", longer)
    monkeypatch.setattr(Notification, "time_left", 60)


@pytest.fixture(autouse=True)
def _looked_around_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the clock would look around in the midst of anything: `Coder.look_around` does it."""
    monkeypatch.setattr(study_app, "LOOK_EVERY", 3600)
    monkeypatch.setattr(writing_dialog, "KEEP_EVERY", 3600)


@pytest.fixture(autouse=True)
def _painted_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sees what is painted between two looks, and painting takes a third of the time: `_shown` does it."""

    def nothing(compositor: Compositor, full: bool = False, **_: object) -> None:
        compositor._dirty_regions.clear()

    monkeypatch.setattr(Compositor, "render_update", nothing)


async def _settle(pilot: Pilot) -> None:
    """Wait until every job that was given is done and its answer has been shown."""
    await pilot.pause()
    await settled(pilot.app)


_looked_at: set[App] = set()
"""The apps whose screen a test has looked at."""


def _shown(app: App) -> str:
    """What the terminal shows, as lines of text."""
    _looked_at.add(app)
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def _told(app: App) -> str:
    """What notifications say, in boxes and on the bottom lines."""
    lines = [line.told for screen in app.screen_stack for line in screen.query(CommandLine)]
    return "\n".join([*(note.message for note in app._notifications), *lines])


@pytest.fixture
def drive() -> Callable[..., None]:
    """Run an app and a coroutine that drives it: ``drive(app, steps, size=(120, 40))``."""

    def run(app: App, steps: Steps, *, size: tuple[int, int] = (120, 40)) -> None:
        async def go() -> None:
            async with app.run_test(size=size, notifications=True) as pilot:
                await _settle(pilot)
                async with asyncio.timeout(_PATIENCE):
                    await steps(pilot)
                if app not in _looked_at:  # what nobody looks at is painted once all the same
                    _shown(app)
                _looked_at.discard(app)

        asyncio.run(go())

    return run


@pytest.fixture
def workbench_in() -> Callable[[Path], Workbench]:
    """The app on the study in a folder."""
    return lambda folder: Workbench(folder, coder="Ruth")


@pytest.fixture
def settle() -> Callable[[Pilot], Awaitable[None]]:
    """``await settle(pilot)``: every job is done and its answer shown."""
    return _settle


@pytest.fixture
def pressing() -> Callable[[Pilot], Callable[..., Awaitable[None]]]:
    """``press = pressing(pilot)``: then ``await press("f10", "x")`` presses keys, and waits for what comes of them."""

    def pressed_in(pilot: Pilot) -> Callable[..., Awaitable[None]]:
        async def press(*keys: str) -> None:
            await pilot.press(*keys)
            await _settle(pilot)

        return press

    return pressed_in


@pytest.fixture
def shown() -> Callable[[App], str]:
    """``shown(app)``: the screen as text."""
    return _shown


@pytest.fixture
def told() -> Callable[[App], str]:
    """``told(app)``: what notifications say."""
    return _told


@pytest.fixture
def hard() -> tuple[str, str]:
    """A name that is hard to show, and how it is shown: markup, escapes, emoji families, Arabic, Chinese, and long."""
    name = "[names city] [/bold] [red]\x1b[31m 👩\u200d👩\u200d👧 العربية 中文 "
    return name + "x" * 300, name.replace("\x1b", "␛")


@pytest.fixture
def show(drive, workbench_in):
    """Drives the library of a study: ``show(study, steps, size=…)``; ``steps`` gets app, pilot and library."""

    def run(study, steps, *, size=(120, 40)):
        app = workbench_in(study.folder)

        async def go(pilot):
            # As after the cursor has rested: the speakers of what is under it are looked up.
            pilot.app.screen._rest()
            await _settle(pilot)
            assert isinstance(app.screen, LibraryScreen)
            await steps(app, pilot, app.screen)

        drive(app, go, size=size)

    return run


@pytest.fixture
def on_coding(drive, workbench_in, study, settle):
    """Runs steps on the coding screen of the small study, a transcript opened: ``on_coding(steps, name=…)``."""
    study.close()

    def run(steps, *, name="Parent 1 Early", size=(120, 40)):
        app = workbench_in(study.folder)

        async def then(pilot):
            app.open_transcript(name)
            await settle(pilot)
            assert isinstance(app.screen, CodingScreen)
            await steps(app, pilot, app.screen.query_one(TranscriptView))

        drive(app, then, size=size)

    return run


class _Waited(Message):
    """Nothing waits any more."""


def wait_for(app: Workbench, event: Event) -> None:
    """Let what is done from now on wait for an event, as for a slow disk."""

    def job() -> Message:
        event.wait(20)
        return _Waited()

    work.start(app, "Wait", job, only_reads=True)


@pytest.fixture
def slowly() -> Callable[[Workbench, Event], None]:
    """``slowly(app, event)``: what is done from now on waits for an event."""
    return wait_for


class Coder:
    """Somebody at the coding screen: what they press, and what came of it."""

    def __init__(self, app: Workbench, pilot: Pilot, view: TranscriptView) -> None:
        self.app, self.pilot, self.view = app, pilot, view

    async def press(self, *keys: str) -> None:
        """Press keys one after another, and wait for what comes of them."""
        await self.pilot.press(*keys)
        await _settle(self.pilot)

    async def click(self, target: Any = None, x: int = 0, y: int = 0, **how: Any) -> None:
        """Click a cell, and wait for what comes of it."""
        await self.pilot.click(target, offset=(x, y), **how)
        await _settle(self.pilot)

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await _settle(self.pilot)

    async def look_around(self) -> None:
        """Look for what others changed, as the clock does every few seconds."""
        self.app._look_around()
        await _settle(self.pilot)

    async def go_to(self, words: str) -> None:
        """Put the caret where words begin, with nothing selected."""
        self.view.go_to(self.place(words).start)
        await _settle(self.pilot)

    async def code(self, words: str, *letters: str) -> None:
        """Put the code that is found by some letters on words."""
        self.select(words)
        await self.press("c", *letters, "enter")

    def place(self, words: str) -> Span:
        """The first place where words stand."""
        start = self.view.page.text.index(words)
        return Span(start, start + len(words))

    def select(self, words: str) -> None:
        """Select words where they stand first."""
        self.view.select(self.place(words))

    def wait_for(self, event: Event) -> None:
        """Let what is done from now on wait for an event, as for a slow disk."""

        wait_for(self.app, event)

    def forget(self) -> None:
        """Take away what was told so far: what is looked for afterwards was told anew."""
        self.app.clear_notifications()
        for line in self.app.screen.query(CommandLine):
            line.hush()
        assert not self.told.strip()

    @property
    def shown(self) -> str:
        """What the terminal shows."""
        return _shown(self.app)

    @property
    def told(self) -> str:
        """What was told since it was last forgotten."""
        return _told(self.app)

    @property
    def codes(self) -> list[tuple[str, str]]:
        """The study's codings by their places: code and words."""
        return [(one.code, one.quote) for one in extracts(self.app.opened)]

    def text(self, selector: Any) -> str:
        """What a line or label says."""
        return str(self.app.screen.query_one(selector, Static).visual)


@pytest.fixture
def at_text(on_coding):
    """Runs steps on the coding screen with somebody at it: ``at_text(steps, name=…, size=…)``."""

    def run(steps, **how):
        on_coding(lambda app, pilot, view: steps(Coder(app, pilot, view)), **how)

    return run


@pytest.fixture
def incoming(tmp_path):
    """A folder with five files of different formats."""
    folder = tmp_path / "from the [red]transcriber"
    folder.mkdir()

    def talk(who, n, end="\n"):
        return end.join(line.format(who=who, n=n) for line in TALK) + "\n"

    document = docx.Document()
    for line in talk("Parent 7", "one").splitlines():
        document.add_paragraph(line)
    document.save(folder / "Parent 7 T1.docx")
    (folder / "PM1 T2.txt").write_text(talk("PM1", "two"))
    (folder / "Parent 2 T2.md").write_text("# Talk of May\n\n" + talk("Parent 2", "three", "\n\n"))
    (folder / "call 4.srt").write_text(CUES)
    (folder / "[bold]call 5.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:04.000\n<v [red]Bob>five.\n")
    return folder


@pytest.fixture
def begin(drive, workbench_in, settle):
    """Drives an import from a folder on: ``begin(study, steps, size=…)``."""

    def run(study, steps, *, size=(120, 40)):
        app = workbench_in(study.folder)
        drive(app, lambda pilot: steps(app, pilot), size=size)

    return run
