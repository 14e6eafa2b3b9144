"""Keys one after the other: each is answered before the next one is looked at.

Textual hands a key on to the widget that has the keyboard at that moment, and does what the key stands for only later.
Of letters that come fast (a quick typist on a busy machine, a terminal that pastes as if it were typed) those behind
the key that opens a box would still go to what lies below it: they would be lost there, or be commands.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

if TYPE_CHECKING:
    from workbench.tui.study_app import StudyApp

_PATIENCE = 0.5
"""Seconds after which the next key goes on all the same: what the one before went to was taken down meanwhile."""

_LOOK_EVERY = 0.02
"""Seconds after which it is looked again whether what keys are kept back for is there."""

_LONGEST = 10.0
"""Seconds after which it is not waited for any longer."""


def without_letter(event: events.Event) -> events.Event:
    """A key that is held with Alt stands for a command: the letter that terminals send with it is never typed."""
    if isinstance(event, events.Key) and "alt" in event.key.split("+")[:-1]:
        event.character = None
    return event


class Answered(Message):
    """Goes the way a key went, behind it; ``is_there``: it has gone through the screen that is shown then, too."""

    def __init__(self, *, is_there: bool) -> None:
        self.is_there = is_there
        super().__init__()


class Typed:
    """The keys that were typed and wait for their turn.

    Args:
        app: The app they are typed into.

    Attributes:
        is_held: Whether keys are kept back until something is there.
    """

    def __init__(self, app: StudyApp) -> None:
        self._app = app
        self._waiting: deque[events.Event] = deque()
        self._awaited: Answered | None = None
        self._target: MessagePump = app
        self._through: MessagePump = app
        self._patience: Timer | None = None
        self.is_held = False

    def must_wait(self, event: events.Event) -> bool:
        """Whether a key, or a paste, waits until those before it are answered; it is then kept here."""
        if self.is_held:
            self._waiting.append(event)
            return True
        if self._awaited is None or not (self._waiting or self._target.is_running):
            return False
        self._waiting.append(event)
        self._be_patient()
        return True

    def hold(self, until: Callable[[], bool], then: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Keep all keys back until what the last one needs is there; they then go to what it leads to.

        Args:
            until: Whether it is there.
            then: Does what the last key stands for.
            otherwise: Says that it did not come in time; the keys that were typed meanwhile are let go, for where they
                were meant to go is not there.
        """
        self.is_held, end = True, monotonic() + _LONGEST

        def look() -> None:
            is_there = until()
            if not is_there and monotonic() < end:
                self._app.set_timer(_LOOK_EVERY, look)
                return
            self.is_held = False
            if is_there:
                then()
            else:
                self._waiting.clear()
                otherwise()
            # Until the screen has answered, what is typed meanwhile waits behind what was kept back.
            self._awaited, self._target = (asked := Answered(is_there=False)), self._app
            self._app.call_later(self._ask_screen, asked)

        look()

    def sent(self, target: MessagePump) -> None:
        """A key was handed on to what had the keyboard."""
        self._await(target, Answered(is_there=False))

    async def answered(self, message: Answered) -> None:
        """What a key stands for was done; the next one goes on when the screen that is shown by then is there."""
        if message is not self._awaited:
            return
        if not message.is_there or self._app.screen is not self._through:
            self._app.call_later(self._ask_screen, message)
        else:
            await self._go_on()

    def _ask_screen(self, answered: Answered) -> None:
        """Go the way once more, behind what was put off until later (the keyboard goes to a widget so).

        From where the keyboard is by then: behind what a line tells its box when Enter is pressed, and behind a new
        screen's start. Where that leads to another screen again, the key behind is meant for that one. Where another
        key went on meanwhile, since what this one went to was taken down, that one is waited for.
        """
        if answered is not self._awaited:
            return
        self._through = self._app.screen
        self._await(self._app.focused or self._through, Answered(is_there=True))

    def _await(self, target: MessagePump, message: Answered) -> None:
        self._awaited, self._target = message, target
        target.post_message(message)

    def _be_patient(self) -> None:
        if self._waiting and self._patience is None:
            self._patience = self._app.set_timer(_PATIENCE, partial(self._give_up, self._awaited))

    async def _give_up(self, awaited: Answered | None) -> None:
        self._patience = None
        if awaited is self._awaited:
            await self._go_on()
        self._be_patient()

    async def _go_on(self) -> None:
        self._awaited = None
        if self._waiting and not self.is_held:
            await self._app.on_event(self._waiting.popleft())
