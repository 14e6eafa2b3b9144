"""Keys one after the other: each is answered before the next one is looked at.

Textual hands a key on to the widget that has the keyboard at that moment, and does what the key stands for only later.
Of letters that come fast (a quick typist on a busy machine, a terminal that pastes as if it were typed) those behind
the key that opens a box would still go to what lies below it: they would be lost there, or be commands.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

if TYPE_CHECKING:
    from workbench.tui.study_app import StudyApp

_PATIENCE = 0.5
"""Seconds after which the next key goes on all the same: what the one before went to was taken down meanwhile."""


class Answered(Message):
    """Goes the way a key went, behind it; ``is_there``: it has gone through the screen that is shown then, too."""

    def __init__(self, *, is_there: bool) -> None:
        self.is_there = is_there
        super().__init__()


class Typed:
    """The keys that were typed and wait for their turn.

    Args:
        app: The app they are typed into.
    """

    def __init__(self, app: StudyApp) -> None:
        self._app = app
        self._waiting: deque[events.Event] = deque()
        self._awaited: Answered | None = None
        self._target: MessagePump = app
        self._patience: Timer | None = None

    def must_wait(self, event: events.Event) -> bool:
        """Whether a key, or a paste, waits until those before it are answered; it is then kept here."""
        if self._awaited is None or not (self._waiting or self._target.is_running):
            return False
        self._waiting.append(event)
        self._be_patient()
        return True

    def sent(self, target: MessagePump) -> None:
        """A key was handed on to what had the keyboard."""
        self._await(target, Answered(is_there=False))

    async def answered(self, message: Answered) -> None:
        """What a key stands for was done; the next one goes on when the screen that is shown by then is there."""
        if message is not self._awaited:
            return
        if not message.is_there:
            # Behind what was put off until later (the keyboard goes to a widget so), and behind a new screen's start.
            self._app.call_later(lambda: self._await(self._app.screen, Answered(is_there=True)))
        else:
            await self._go_on()

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
        if self._waiting:
            await self._app.on_event(self._waiting.popleft())
