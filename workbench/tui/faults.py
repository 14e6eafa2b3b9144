"""Faults of the program's own, in what answers a key or a message: told, and gone on from where that can be."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.message import Message
from textual.message_pump import MessagePump

from workbench.tui.work import FAULT_HINT, fault_in_words

if TYPE_CHECKING:
    from workbench.tui.study_app import StudyApp

_MANY = 5
_WITHIN = 10.0
"""So many faults in so many seconds and the program ends: it is one that comes back each time something is shown."""


class Unbroken(MessagePump):
    """An app, screen or widget that goes on after a fault in one of its handlers; keys are answered in the app's."""

    async def _dispatch_message(self, message: Message) -> None:
        # What comes of a job while the program closes would be shown on screens that are gone.
        if not self.app.is_running and type(message).__module__.startswith("workbench."):
            return
        # Textual's own listens no more after a fault, and ends the program.
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            app = cast("StudyApp", self.app)
            if app.is_headless:
                raise
            app.faults.tell(error)


class Faults:
    """What becomes of exceptions nobody caught. Textual would print what stood in the variables: interviews' words."""

    def __init__(self, app: StudyApp) -> None:
        self._app = app
        self._times: list[float] = []

    def tell(self, error: Exception) -> None:
        """Tell a fault by its kind and place, and go on; if there are many at once, end."""
        now = monotonic()
        self._times = [*(one for one in self._times if now - one < _WITHIN), now]
        if len(self._times) > _MANY:
            self.end(error)
        else:
            said = f"{fault_in_words(error)}\n{FAULT_HINT}"
            self._app.notify(said, title="Not done", severity="error", timeout=12)

    def end(self, error: Exception) -> None:
        """End the program, and tell the fault by its kind and place."""
        self._app.panic(Text(f"{fault_in_words(error)} {FAULT_HINT}"))
