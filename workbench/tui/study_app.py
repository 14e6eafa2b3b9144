"""The app without its commands: it opens a study, shows its rooms, and follows what changes."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from textual import events, on
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen, Screen

from workbench import opening
from workbench.errors import WorkbenchError
from workbench.spans import Span
from workbench.study import Study
from workbench.tui import looks, pasted, work
from workbench.tui.ascii_signs import AsciiSigns
from workbench.tui.commands import KEYS
from workbench.tui.faults import Faults, Unbroken
from workbench.tui.leaving import give_up, heading_of, in_words, unsaved_in
from workbench.tui.looking import LOOK_EVERY, LookedAround, Lookout
from workbench.tui.rooms import ROOMS
from workbench.tui.screens import codes_jobs
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.memos import MemosScreen
from workbench.tui.screens.opening import OpeningScreen
from workbench.tui.screens.question import Question
from workbench.tui.screens.room import Room
from workbench.tui.screens.start import StartScreen
from workbench.tui.styled import HEIGHTS, WIDTHS
from workbench.tui.terminal import lasting
from workbench.tui.typed import Answered, Typed, without_letter
from workbench.tui.waiting import Waiting
from workbench.tui.widgets.command_line import CommandLine
from workbench.tui.work import Failed
from workbench.visible import visible

_LONG = 60.0
"""So many seconds it is told that a study is being opened; when it is, there are other screens."""


@dataclass(frozen=True, eq=False)
class Wish:
    """A study that was asked for; opening it may take a while.

    Attributes:
        folder: The study's folder.
        chosen_on: The start screen it was chosen on; None where it was asked for otherwise.
    """

    folder: Path
    chosen_on: StartScreen | None


class Opened(Message):
    """A study was opened; ``notices`` is what the user should be told."""

    def __init__(self, wish: Wish, study: Study, standing: opening.Standing, notices: list[str]) -> None:
        self.wish, self.study, self.standing, self.notices = wish, study, standing, notices
        super().__init__()


class NotOpened(Message):
    """A study cannot be opened; ``message`` says why and ``hint`` what to do."""

    def __init__(self, wish: Wish, message: str, hint: str) -> None:
        self.wish, self.message, self.hint = wish, message, hint
        super().__init__()


class StudyApp(Unbroken, App[None]):
    """An app that shows a study, and what becomes of it.

    Attributes:
        study: The open study; None on the start screen.
        version: Counts up whenever the study has changed; a screen that shows an older one reads anew.
        turn: Whose turn it is among the jobs.
        copying: Whose turn it is among the texts that are copied.
        not_done: How many jobs that were to do something failed or did nothing.
        faults: What becomes of the program's own.
        ascii_only: Whether only ASCII signs are drawn.
        waiting: Waits where the database is away.
    """

    TITLE = "workbench"
    CSS_PATH = "workbench.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, folder: Path | None = None, *, coder: str | None = None, ascii_only: bool = False) -> None:
        pasted.take_whole()
        super().__init__()
        self.ascii_only = ascii_only
        if ascii_only:
            self._filters.append(AsciiSigns())
        self.study: Study | None = None
        self.version = 0
        self.turn, self.copying = asyncio.Lock(), asyncio.Lock()
        self.not_done = 0
        self._folder, self._coder = folder, coder
        self._wish: Wish | None = None
        self._lookout = Lookout(self)
        self.faults = Faults(self)
        self._typed = Typed(self)
        self.waiting = Waiting(self)

    def on_mount(self) -> None:
        """Open what the command line named, or show where to begin."""
        for theme in looks.THEMES:
            self.register_theme(theme)
        self.theme = looks.chosen()
        for fault in KEYS.faults:
            self.notify(f"{fault.command}: {fault.message}", title="A key of yours", severity="warning", timeout=12)
        self.set_interval(LOOK_EVERY, self._look_around)
        if not self.is_headless and hasattr(signal, "SIGHUP"):
            # The window was closed, or the computer shuts down: nobody can answer, but what is typed can be kept.
            for number in (signal.SIGHUP, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, self.exit)
        if self._folder is None:
            self._show_start()
        else:
            self.open_study(self._folder)

    def get_driver_class(self) -> type[Driver]:
        """How the terminal is drawn on; see `workbench.tui.terminal`."""
        return lasting(super().get_driver_class())

    def get_default_screen(self) -> Screen[None]:
        """What is shown until a study or the start screen is there; it stays below all others."""
        return OpeningScreen(self._folder)

    @property
    def opened(self) -> Study:
        """The open study.

        Raises:
            RuntimeError: None is open.
        """
        if self.study is None:
            message = "no study is open"
            raise RuntimeError(message)
        return self.study

    async def on_event(self, event: events.Event) -> None:
        """Take a key, a paste or a click in; what is typed is answered in turn, see `workbench.tui.typed`."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif not self._typed.must_wait(without_letter(event)):
            target = self.focused or self.screen
            await super().on_event(event)
            self._typed.sent(target)

    def keep_keys(self, until: Callable[[], bool], then: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Keep back what is typed until what a key needs is there; see `workbench.tui.typed.Typed.hold`."""
        self._typed.hold(until, then, otherwise)

    @property
    def keeps_keys(self) -> bool:
        """Whether keys are kept back just now."""
        return self._typed.is_held

    @on(Answered)
    async def _answered(self, message: Answered) -> None:
        await self._typed.answered(message)

    # Opening and leaving a study

    def open_study(self, folder: Path) -> None:
        """Open the study in a folder; on success its library is shown, else the start screen with what is wrong.

        It is not opened where the start screen is left meanwhile, or another one asked for.
        """
        start = next((screen for screen in self.screen_stack if isinstance(screen, StartScreen)), None)
        wish = self._wish = Wish(folder, start)

        def job() -> Message:
            try:
                study, standing, notices = opening.open_and_look(folder, coder=self._coder)
            except WorkbenchError as error:
                return NotOpened(wish, error.message, error.hint)
            return Opened(wish, study, standing, [*notices, *opening.remember(folder)])

        for line in self.screen.query(CommandLine):
            line.tell(f"Opening {folder.name} …", _LONG) or line.tell("Opening …", _LONG)
        work.start(self, f"Open {folder}", job)

    def _is_awaited(self, wish: Wish) -> bool:
        """Whether a study is still wanted: who went back to their study is at work there."""
        return wish is self._wish and (wish.chosen_on is None or wish.chosen_on in self.screen_stack)

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        def then(sure: bool | None) -> None:
            if sure and self._is_awaited(message.wish):
                give_up(losing)
                self._show_study(message)
            else:
                message.study.close()

        losing = unsaved_in(self)
        if not losing or not self._is_awaited(message.wish):
            then(True)
            return
        self._hush()
        lost = in_words([heading_of(box) for box in losing])
        text = f"{message.study.settings.title or message.wish.folder.name} is open now.\n\n{lost}"
        self.push_screen(Question("Open a study", text, yes="Open it", no="Stay"), then)

    def _show_study(self, message: Opened) -> None:
        if self.study is not None:
            self.study.close()
        self.study = message.study
        self._lookout.begin_anew(message.standing)
        self.title = message.study.settings.title
        while len(self.screen_stack) > 1:
            self.pop_screen()
        for room in ROOMS:
            if self.is_screen_installed(room.PLACE):
                former = self.get_screen(room.PLACE)
                self.uninstall_screen(room.PLACE)
                former.remove()
            self.install_screen(room(), room.PLACE)
        for notice in message.notices:
            self.notify(notice, title=self.title, timeout=10)
        self.go_to("library")
        study = message.study
        # A long codebook takes longer to read than to show: it is read before one goes to it.
        work.start(self, "Read the codebook", lambda: codes_jobs.read(study), only_reads=True, turn=asyncio.Lock())

    @on(NotOpened)
    def _not_opened(self, message: NotOpened) -> None:
        if not self._is_awaited(message.wish):
            return
        said = f"{message.message}\n{message.hint}".strip()
        if unsaved_in(self):
            self.notify(said, title=f"Not opened: {message.wish.folder.name}", severity="error", timeout=12)
        else:
            self._show_start().say(said)
        self._hush()

    def go_to(self, name: str) -> None:
        """Show one of the study's rooms."""
        # The lowest screen is the one that says what is opened; above it is one room, then what was opened from it.
        while len(self.screen_stack) > 1 and not isinstance(self.screen, Room):
            self.pop_screen()
        room = self.get_screen(name, Room)
        if not isinstance(self.screen, Room):
            self.push_screen(name)
        elif self.screen is not room:
            self.switch_screen(name)
        else:
            room.try_again()

    def open_extract(self, name: str, start: int, end: int) -> None:
        """Show a passage ``[start, end)`` of a transcript on the coding screen."""
        self.get_screen("coding", CodingScreen).come_to(name, Span(start, end))
        self.go_to("coding")

    def open_memo(self, memo_id: UUID) -> None:
        """Show a memo among all of them."""
        self.get_screen("memos", MemosScreen).come_to(memo_id)
        self.go_to("memos")

    def open_transcript(self, name: str) -> None:
        """Show the transcript of that name in the coding screen."""
        self.get_screen("coding", CodingScreen).come_to(name)
        self.go_to("coding")

    def _hush(self) -> None:
        """What was told to be going on is not any more."""
        for line in (line for screen in self.screen_stack for line in screen.query(CommandLine)):
            line.hush()

    def _show_start(self) -> StartScreen:
        while isinstance(self.screen, ModalScreen):
            self.pop_screen()
        start = self.screen if isinstance(self.screen, StartScreen) else StartScreen()
        if start is not self.screen:
            self.push_screen(start)
        return start

    # What changes

    def take_up(self, study: Study) -> None:
        """Go on with the study as it is set now: other settings, or somebody else coding."""
        self.study, self.title = study, study.settings.title
        # Whoever was named on the command line was so until somebody else was set.
        self._coder = study.coder if study.coder == self._coder else None
        self.study_changed()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Tell the user something: on the screen's bottom line what fits there, else in a box over the screen.

        What one ought not to miss, a warning or an error, is always in a box. Arguments as Textual's, but that words
        are never markup: they may be a study's, and are shown as they are.
        """
        if not self.screen_stack:
            return  # the program is ending: nobody would see it
        line = next(iter(self.screen.query(CommandLine)), None)
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        if line is not None and not title and severity == "information":
            if line.tell(message, seconds):
                return
            line.hush()  # what it tells is older than this
        said, head = visible(message), visible(title)
        # Said again it begins anew: the same words ten times over would hide what one works on.
        for note in [one for one in self._notifications if (one.message, one.title) == (said, head)]:
            self._unnotify(note, refresh=False)
        super().notify(said, title=head, severity=severity, timeout=timeout, markup=False)

    def withdraw(self, messages: Collection[str]) -> None:
        """Take away the boxes over the screen that tell these things."""
        said = {visible(message) for message in messages}
        for note in [one for one in self._notifications if one.message in said]:
            self._unnotify(note)

    def study_changed(self, *, elsewhere: bool = False) -> None:
        """Something was done to the study, here or ``elsewhere``: what is shown is read anew."""
        self.version += 1
        self.catch_up()

    def catch_up(self) -> None:
        """Read anew what the room shows, if that is older than the study."""
        room = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Room)), None)
        if room is not None:
            room.catch_up()

    def _look_around(self) -> None:
        """Look whether another program changed the study's files or database."""
        self._lookout.look()

    @on(LookedAround)
    def _looked_around(self, message: LookedAround) -> None:
        self._lookout.seen(message)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        if self._lookout.has_told(message):
            return
        self._hush()
        if self.study is None and len(self.screen_stack) == 1:
            self._show_start()
        said = f"{message.message}\n{message.hint}" if message.hint else message.message
        self.notify(said, title=f"Not done: {message.what}", severity="error", markup=False, timeout=12)

    def _handle_exception(self, error: Exception) -> None:
        """End the program after a fault in a widget; Textual's own would print what stood in the variables."""
        if self.is_headless:
            # Under test: whoever drives the app is to see the exception itself.
            super()._handle_exception(error)
        else:
            self.faults.end(error)

    async def on_unmount(self) -> None:
        """Let go of the database when the screens close; a job that runs ends first."""
        async with self.turn:
            if self.study is not None:
                self.study.close()
