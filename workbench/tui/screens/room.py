"""A room of an open study, and what all rooms have in common."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen

from workbench.study import Study
from workbench.tui import work
from workbench.tui.commands import command_of, commands_of, key_name
from workbench.tui.mouse import PointedAt
from workbench.tui.styled import StyledOnce
from workbench.tui.widgets.bar import RoomBar
from workbench.tui.widgets.command_line import CommandLine

if TYPE_CHECKING:
    from workbench.tui.app import Workbench


TRIES = 10
"""So often what cannot be read is tried, each time one looks around; after that the user has to want it."""


class AskedAgain(Message):
    """The same was asked for again before it was read: what is read later is shown."""


class Room(PointedAt, StyledOnce, Screen[None]):
    """A screen that shows a part of the open study.

    Attributes:
        PLACE: What it is called in the command registry and in the bar of rooms.
    """

    PLACE: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__()
        self._shown_version = self._seen_version = -1
        self._reads: dict[str, int] = {}
        self._told = ""
        self._tries, self._has_failed = 0, False

    @property
    def workbench(self) -> Workbench:
        """The app."""
        return cast("Workbench", self.app)

    @property
    def study(self) -> Study:
        """The open study."""
        return self.workbench.opened

    def compose(self) -> ComposeResult:
        """The bar of rooms, the room's own content, the footer."""
        yield RoomBar(self.study.settings.title, self.study.coder, self.PLACE)
        yield from self.content()
        yield CommandLine()

    @abstractmethod
    def content(self) -> ComposeResult:
        """What the room itself shows."""

    @abstractmethod
    def load(self) -> None:
        """Read anew what is shown; the answers come as messages."""

    def catch_up(self) -> None:
        """Read anew what is shown, if the study has changed since."""
        version, bar = self.workbench.version, next(iter(self.query(RoomBar)), None)
        # A room that is taken down as the program ends has no bar any more.
        if bar is not None and self.is_current and self._shown_version != version:
            if version != self._seen_version:
                # What goes wrong now is news again.
                self._told, self._tries = "", 0
            if self._tries >= TRIES:
                return
            self._tries = self._tries + 1 if self._has_failed else 1
            self._has_failed = False
            self._shown_version = self._seen_version = version
            bar.show(self.study.settings.title, self.study.coder)
            self.load()

    def on_screen_resume(self) -> None:
        """Coming back to the room: the study may have changed meanwhile."""
        self.try_again()

    def try_again(self) -> None:
        """Read anew what could not be read however often it was tried, or has changed."""
        self._tries, self._told = 0, ""
        self.catch_up()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command of the room can be done just now; one that cannot is greyed."""
        command = command_of(self.PLACE, action)
        return True if command is None or command.check(self) else None

    def on_key(self, event: events.Key) -> None:
        """The key of a command that cannot be done just now says so: nothing is pressed in vain without a word."""
        command = next((one for one in commands_of(self.PLACE) if event.key in one.keys), None)
        if command is None or command.check(self):
            return
        active = self.active_bindings.get(event.key)
        if active is not None and not active.enabled:
            self.notify(command.why_not(self), timeout=3)

    def read(self, what: str, job: work.Job) -> None:
        """Read what is shown, in a thread. What cannot be read is tried again when one looks around, `TRIES` times.

        Of several readings of one kind that wait for their turn only the last is done: it sees what all of them would.
        """
        reads = self._reads
        number = reads[what] = reads.get(what, 0) + 1
        work.start(self, what, lambda: job() if reads[what] == number else AskedAgain(), only_reads=True)

    @on(work.Failed)
    def _not_read(self, message: work.Failed) -> None:
        if message.what in self._reads:
            self._shown_version, self._has_failed = -1, True
            if self._tries >= TRIES:
                command = command_of("app", self.PLACE)
                key = key_name(command.keys[0]) if command is not None else "coming back"
                message.hint = f"{message.hint} It is not tried any more by itself; {key} tries it again.".strip()
            elif message.message == self._told:
                message.stop()
            self._told = message.message

    def take_answer(self, answer: Message | None) -> None:
        """What was done in a box is taken up as if it had been done here; None is nothing."""
        if answer is not None:
            self.post_message(answer)

    def start(self, what: str, job: work.Job) -> None:
        """Do a job in a thread; this screen gets its answer. See `workbench.tui.work.start`."""
        work.start(self, what, job)
