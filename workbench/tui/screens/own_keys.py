"""Keys of one's own: all commands with their keys, and another key for any of them."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from workbench.settings import UserSettings, read_user_settings, write_user_settings
from workbench.tui import own_keys, work
from workbench.tui.commands import DEFAULTS, bindings_of, key_name
from workbench.tui.faults import Unbroken
from workbench.tui.own_keys import Judged
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.help import HEADINGS
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.rows import Column, Row, Rows, table
from workbench.visible import visible

_COLUMNS = (Column("Where"), Column("Command", widest=30), Column("Keys", widest=30), Column("", widest=5))
_HOLDS = "It holds from the next start on"


class KeysRead(Message):
    """The keys as the user's file has them, and what is told of a change just made."""

    def __init__(self, settings: UserSettings, told: str = "") -> None:
        self.settings, self.told = settings, told
        super().__init__()


def _label(command: str) -> str:
    """What a command is called in the list."""
    return next(one.label for those in DEFAULTS.values() for one in those if one.id == command)


class Catcher(Unbroken, Static, can_focus=True):
    """Waits for a key; whatever it is, nothing else gets it."""

    class Pressed(Message):
        """A key was pressed."""

        def __init__(self, key: str) -> None:
            self.key = key
            super().__init__()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """No key is a command here, but for the one that closes."""
        return key != "escape"

    def on_key(self, event: events.Key) -> None:
        """Take the key."""
        if event.key != "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Pressed(event.key))


class PressScreen(Dialog[str]):
    """Waits for the key of a command; gives it, or nothing.

    Args:
        command: The command's id.
        wanted: The keys that the user has changed.
    """

    PLACE = "press"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("press"))

    def __init__(self, command: str, wanted: dict[str, list[str]]) -> None:
        super().__init__()
        self._command, self._wanted = command, wanted

    def compose(self) -> ComposeResult:
        """What is waited for, and why a key cannot be."""
        with Vertical(classes="dialog small") as box:
            box.border_title = "Another key"
            yield Catcher(f"Press the new key for {_label(self._command)}.", markup=False)
            yield Static("", id="problem", markup=False)

    def on_mount(self) -> None:
        """The keyboard is there."""
        self.query_one(Catcher).focus()

    @on(Catcher.Pressed)
    def _pressed(self, message: Catcher.Pressed) -> None:
        found = own_keys.judged(DEFAULTS, {**self._wanted, self._command: [message.key]})
        fault = next((one for one in found.faults if one.command == self._command), None)
        if fault is None:
            self.dismiss(message.key)
        else:
            self.query_one("#problem", Static).update(f"{fault.message} Press another.")


class OwnKeysScreen(Dialog[None]):
    """A row for each command."""

    PLACE = "own-keys"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("own-keys"))

    def __init__(self) -> None:
        super().__init__()
        self._settings = UserSettings()
        self._judged: Judged | None = None

    def compose(self) -> ComposeResult:
        """A line that narrows the list, the list, what is wrong."""
        with Vertical(classes="dialog", id="own-keys") as box:
            box.border_title = f"Keys. {_HOLDS}."
            yield Line(placeholder="Show only … (command, place, key)", classes="filter")
            yield Rows(_COLUMNS)
            yield Static("", id="problem", markup=False)

    def on_mount(self) -> None:
        """Read the file."""
        self.query_one(Rows).focus()
        work.start(self, "Read your keys", lambda: KeysRead(read_user_settings()), only_reads=True)

    @on(KeysRead)
    def _show(self, message: KeysRead) -> None:
        self._settings = message.settings
        self._judged = own_keys.judged(DEFAULTS, message.settings.keys)
        faults = "\n".join(f"{one.command}: {one.message}" for one in self._judged.faults)
        self.query_one("#problem", Static).update(visible(faults))
        self._narrow()
        if message.told:
            self.notify(message.told, timeout=5)

    @on(Input.Changed)
    def _narrow(self) -> None:
        if self._judged is None:
            return
        wanted, rows = self.query_one(Line).value.casefold().split(), []
        for place, commands in self._judged.commands.items():
            for one in commands:
                keys = ", ".join(map(key_name, one.keys))
                words = f"{HEADINGS[place]} {one.label} {keys} {one.id}".casefold()
                if all(word in words for word in wanted):
                    is_own = "yours" if one.id in self._judged.changed else ""
                    rows.append(Row(one.id, (HEADINGS[place], one.label, keys, is_own)))
        self.query_one(Rows).fill(table(_COLUMNS, rows))

    @on(Input.Submitted)
    def _to_rows(self) -> None:
        self.query_one(Rows).focus()

    def action_find(self) -> None:
        """Go to the line that narrows the list."""
        self.query_one(Line).focus()

    @on(Rows.Clicked)
    def _clicked(self, message: Rows.Clicked) -> None:
        if message.double:
            self.action_change()

    def action_change(self) -> None:
        """Wait for another key."""
        rows = self.query_one(Rows)
        if rows.row_count and rows.key is not None:
            command = str(rows.key)

            def take(key: str | None) -> None:
                if key:
                    now = key_name(key)
                    self._write({**self._settings.keys, command: [now]}, f"{_label(command)} is {now}")

            self.app.push_screen(PressScreen(command, self._settings.keys), take)

    def action_own(self) -> None:
        """Give the command its own key again."""
        rows = self.query_one(Rows)
        if not rows.row_count:
            return
        command = str(rows.key)
        if command in self._settings.keys:
            left = {name: keys for name, keys in self._settings.keys.items() if name != command}
            self._write(left, f"{_label(command)} has its own key again")
        else:
            self.notify("It has its own key.", timeout=3)

    def _write(self, keys: dict[str, list[str]], told: str) -> None:
        shown = self._settings

        def job() -> Message:
            return KeysRead(write_user_settings({"keys": keys}, shown=shown), f"{told}. {_HOLDS}.")

        work.start(self, "Change a key", job)

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)
