"""Leaving the program: what is typed is saved or asked about, and what was begun ends first."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message_pump import MessagePump
from textual.widgets import Button, Static

from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.help import HEADINGS
from workbench.tui.screens.question import Question
from workbench.tui.widgets.progress import ProgressScreen
from workbench.visible import one_line

if TYPE_CHECKING:
    from workbench.tui.app import Workbench
    from workbench.tui.study_app import StudyApp

_GROUP = "leaving"

_SOON = 0.3
"""So many seconds a job may take to end before it is shown that it is waited for."""

_OFTEN = 0.02
"""Seconds between two looks at whether the jobs have ended: waiting for one, and cancelled, one would cancel it too."""

_WAIT = (
    f"It ends by itself. {key_of('leaving.stay')} goes on with the work, {key_of('app.quit')} again leaves at once "
    "where nothing is lost by it."
)
_MUST_END = "This is being written and has to end first."
_CANCELLED = "It is cancelled at its next sign of life."


class LeavingScreen(Dialog[bool]):
    """Says what still has to end before the program does; gives whether to leave."""

    PLACE = "leaving"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("leaving"))

    def compose(self) -> ComposeResult:
        """What is being done, and a button to stay."""
        with Vertical(classes="dialog small") as box:
            box.border_title = "Leaving"
            yield Static(self._doing(), id="doing", markup=False)
            yield Static(_WAIT, id="told", classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Stay", id="stay", compact=True)

    def on_mount(self) -> None:
        """Follow what is being done."""
        self.set_interval(_SOON, lambda: self.query_one("#doing", Static).update(self._doing()))

    def _doing(self) -> str:
        jobs = work.running(self.app)
        return f"Finishing: {one_line(jobs[0].name)} …" if jobs else "Finishing …"

    def press_on(self) -> None:
        """Leave at once if nothing is lost by it; cancel what can be cancelled; else say that it has to end first."""
        if all(job.group == work.READING for job in work.running(self.app)):
            self.dismiss(True)
            return
        cancelled = [screen for screen in self.app.screen_stack if isinstance(screen, ProgressScreen)]
        for screen in cancelled:
            screen.action_cancel()
        app = cast("Workbench", self.app)
        if app.waiting.is_waiting:
            self._give_up(app)
            return
        self.query_one("#told", Static).update(_CANCELLED if cancelled else _MUST_END)

    def _give_up(self, app: Workbench) -> None:
        """Have what waits for the database given up, where the user says so; a box is asked about later."""
        if unsaved_in(app):
            app.waiting.give_up()
        elif not _is_asked(app):
            lost = [job.name for job in work.running(app) if job.group == work.GROUP]
            app.push_screen(LosingQuestion(lost), lambda sure: app.waiting.give_up() if sure else None)

    @on(Button.Pressed)
    def action_stay(self) -> None:
        """Go on with the work."""
        self.dismiss(False)


class LosingQuestion(Question):
    """Asks whether what is not saved may be lost."""

    def __init__(self, losing: list[str]) -> None:
        super().__init__("Not saved", in_words(losing), yes="Leave it", no="Stay")


def in_words(losing: list[str]) -> str:
    """What would be lost, by its headings."""
    return "\n".join(["This is not saved, and would be lost:", "", *(f"  {one_line(one)}" for one in losing)])


def unsaved_in(app: StudyApp) -> list[Dialog[object]]:
    """The boxes in which something would be lost, the uppermost first."""
    boxes = [screen for screen in reversed(app.screen_stack) if isinstance(screen, Dialog)]
    return [cast("Dialog[object]", box) for box in boxes if box.unsaved]


def give_up(boxes: list[Dialog[object]]) -> None:
    """Take up that the user said that what is unsaved in boxes may be lost: it is not written as they close."""
    for box in boxes:
        box.may_be_lost = True


def heading_of(box: Dialog[object]) -> str:
    """What a box is called where it is told that something in it is not saved."""
    return HEADINGS.get(box.PLACE, box.PLACE)


def begin_leaving(app: Workbench) -> None:
    """Leave the program as soon as that loses nothing, or the user says that it may; asked twice, press on."""
    boxes = [screen for screen in app.screen_stack if isinstance(screen, LeavingScreen)]
    if boxes:
        boxes[-1].press_on()
        return
    if _is_asked(app):
        # Else a job that runs just now would ask again, after the user has said that they stay.
        return
    is_saving = [box.keep() for box in unsaved_in(app)]
    if any(is_saving) or work.running(app):
        # In a worker: the app goes on listening meanwhile.
        app.run_worker(_wait(app), group=_GROUP, exclusive=True)
    else:
        _ask_or_leave(app)


def _ask_or_leave(app: Workbench) -> None:
    """Leave; where something would be lost by it, only if the user says so."""
    losing = unsaved_in(app)
    if not losing:
        app.exit()
    elif not _is_asked(app):

        def then(sure: bool | None) -> None:
            if sure:
                give_up(losing)
                app.exit()

        app.push_screen(LosingQuestion([heading_of(box) for box in losing]), then)


def _is_asked(app: Workbench) -> bool:
    """Whether the user has the question before them already."""
    return any(isinstance(screen, LosingQuestion) for screen in app.screen_stack)


async def _wait(app: Workbench) -> None:
    """Leave when nothing is being done any more; what takes longer is shown, and the user may press on or stay."""
    box = LeavingScreen()

    def answered(leaves: bool | None) -> None:
        app.workers.cancel_group(app, _GROUP)
        if leaves:
            _ask_or_leave(app)

    showing = app.set_timer(_SOON, lambda: app.push_screen(box, answered))
    try:
        await _everything_done(app)
    finally:
        showing.stop()
    if box in app.screen_stack:
        box.dismiss(True)
    else:
        _ask_or_leave(app)


async def _everything_done(app: Workbench) -> None:
    """Wait for the jobs, and until their answers were heard; an answer may begin another job."""
    quiet = 0
    while quiet < 2:
        was_busy = bool(work.running(app))
        while work.running(app):
            await asyncio.sleep(_OFTEN)
        for pump in (*app.screen_stack, app):
            await _heard(pump)
        quiet = 0 if was_busy else quiet + 1


async def _heard(pump: MessagePump) -> None:
    """Wait until one has heard what was posted to it so far, however busy the machine is, or has ended."""
    heard = asyncio.Event()
    if not pump.call_later(heard.set):
        return
    while pump.is_running and not heard.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(heard.wait(), _OFTEN)
