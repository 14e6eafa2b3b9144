"""A change that waits because the database is away: it is kept, said, and tried again until it is written."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from workbench.tui.commands import bindings_of
from workbench.tui.screens.dialog import Dialog
from workbench.visible import one_line, visible

if TYPE_CHECKING:
    from workbench.tui.study_app import StudyApp
    from workbench.tui.work import NotWritten

TRY_EVERY = 2.0
"""Seconds between two tries."""


class WaitingScreen(Dialog[None]):
    """Says what is not written yet and why; it closes by itself when it is written.

    Attributes:
        what: What is to be done.
        decided: Set when the user wants it tried at once, or not at all.
        is_given_up: Whether it is not wanted any more.
    """

    PLACE = "waiting"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("waiting"))

    def __init__(self, failed: NotWritten) -> None:
        super().__init__()
        self.what = failed.what
        self.decided, self.is_given_up = asyncio.Event(), False
        self._failed, self._tries = failed, 1

    def compose(self) -> ComposeResult:
        """What waits, why, and what can be done about it."""
        with Vertical(classes="dialog small") as box:
            box.border_title = "Not written yet"
            yield Static(self._told(), id="told", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Give up", id="give-up")
                yield Button("Try now", variant="primary", id="try")

    def on_mount(self) -> None:
        """The keyboard rests on what loses nothing."""
        self.query_one("#try", Button).focus()

    def tell(self, failed: NotWritten) -> None:
        """It was tried again in vain."""
        self._failed, self._tries = failed, self._tries + 1
        self.query_one("#told", Static).update(self._told())

    def _told(self) -> str:
        failed = self._failed
        return (
            f"{one_line(failed.what)}: this is kept, and tried again every {TRY_EVERY:.0f} seconds "
            f"(so far: {self._tries}). What you do meanwhile would come after it.\n\n"
            f"{visible(failed.message)} {visible(failed.hint)}\n\n"
            "Given up, it is not done, and what was confirmed before stays."
        )

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.is_given_up = event.button.id == "give-up"
        self.decided.set()

    def action_try_now(self) -> None:
        """Try it without waiting."""
        self.decided.set()


class Waiting:
    """Waits for the database in the app's stead."""

    def __init__(self, app: StudyApp) -> None:
        self._app = app
        self._screen: WaitingScreen | None = None

    async def for_database(self, failed: NotWritten) -> bool:
        """Wait until a change is to be tried again; says whether it is still wanted."""
        screen = self._screen
        if screen is None:
            screen = self._screen = WaitingScreen(failed)
            self._app.push_screen(screen)
        else:
            screen.tell(failed)
        with suppress(TimeoutError):
            await asyncio.wait_for(screen.decided.wait(), TRY_EVERY)
        screen.decided.clear()
        return not screen.is_given_up

    @property
    def is_waiting(self) -> bool:
        """Whether something waits."""
        return self._screen is not None

    def give_up(self) -> None:
        """Have what waits given up, where something does."""
        if self._screen is not None:
            self._screen.is_given_up = True
            self._screen.decided.set()

    def end(self, *, is_written: bool) -> None:
        """What waited is written, or is not to be any more."""
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.dismiss()
            if is_written:
                self._app.notify(f"Written now: {one_line(screen.what)}.", timeout=6)
