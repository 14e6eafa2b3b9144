"""A room for which coders are compared: that may take seconds, is told how far it is, and can be stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event

from textual import on
from textual.content import Content
from textual.message import Message

from workbench.progress import Tell
from workbench.tui import work
from workbench.tui.commands import key_of
from workbench.tui.screens.room import Room
from workbench.tui.widgets.painted import entitle
from workbench.visible import one_line


class _About(Message):
    """Something about a comparison; ``given_up`` is what stops it, and by which it is known."""

    def __init__(self, given_up: Event) -> None:
        self.given_up = given_up
        super().__init__()


class Told(_About):
    """How far it is."""

    def __init__(self, given_up: Event, done: int, total: int, what: str) -> None:
        self.done, self.total, self.what = done, total, what
        super().__init__(given_up)

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, Told)


class Ended(_About):
    """It has ended, with an answer, or with none where it was stopped."""

    def __init__(self, given_up: Event, answer: Message | None) -> None:
        self.answer = answer
        super().__init__(given_up)


class ComparingRoom(Room):
    """A room that shows what comes of comparing coders.

    A comparison has a turn of its own: neither does it wait for other jobs, nor they for it. A later one stops the one
    before it.

    Attributes:
        PANE: The selector of the pane in whose frame it is told how far it is.
        STOPS: The id of the command that stops it.
    """

    PANE = ""
    STOPS = ""

    def __init__(self) -> None:
        super().__init__()
        self._given_up: Event | None = None
        self._comparing = ""
        self._turn = asyncio.Lock()

    @property
    def is_comparing(self) -> bool:
        """Whether something is being compared."""
        return self._given_up is not None

    @property
    def is_reflexive(self) -> bool:
        """Whether the study is worked on reflexively: then coefficients are pushed nowhere."""
        return self.study.settings.mode == "reflexive"

    def compare(self, what: str, job: Callable[[Tell], Message]) -> None:
        """Compare in a thread; the answer comes as its own message.

        Args:
            what: What is done, for the message if it fails.
            job: The job; it calls what it is given as often as it can.
        """
        self.stop()
        given_up = self._given_up = Event()
        self._comparing = what
        # What cannot be compared is tried again when one looks around, as what cannot be read.
        self._reads.setdefault(what, 0)

        def tell(done: int, total: int, doing: str) -> None:
            if given_up.is_set():
                raise work.Cancelled
            self.post_message(Told(given_up, done, total, doing))

        def run() -> Message:
            try:
                tell(0, 0, "")
                return Ended(given_up, job(tell))
            except work.Cancelled:
                return Ended(given_up, None)

        self.tell_whole()
        work.start(self, what, run, only_reads=True, turn=self._turn)

    def stop(self) -> None:
        """Ask what is being compared to stop at its next sign of life; its answer is not shown."""
        if self._given_up is not None:
            self._given_up.set()
            self._given_up = None
            self.tell_whole()

    def tell_whole(self) -> None:
        """Say in the frame how far it is: nothing where nothing is compared."""
        said = f"Comparing … {key_of(self.STOPS)} stops it" if self.is_comparing else ""
        entitle(self.query_one(self.PANE), subtitle=Content(said))
        self.refresh_bindings()

    @on(Told)
    def _tell(self, message: Told) -> None:
        if message.given_up is self._given_up and message.total:
            done = f"{message.done + 1:,} of {message.total:,}: {one_line(message.what)}"
            said = f"Comparing {done} · {key_of(self.STOPS)} stops it"
            entitle(self.query_one(self.PANE), subtitle=Content(said))

    @on(Ended)
    def _ended(self, message: Ended) -> None:
        if message.given_up is self._given_up:
            self._given_up = None
            self.tell_whole()
            self.take_answer(message.answer)

    @on(work.Failed)
    def _not_compared(self, message: work.Failed) -> None:
        if message.what == self._comparing:
            self._given_up = None
            self.tell_whole()
