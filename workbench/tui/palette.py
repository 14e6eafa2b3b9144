"""The palette: any command by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from rapidfuzz import fuzz, utils
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode

from workbench.tui.command import Needs
from workbench.tui.commands import Command, command_of, commands_of, key_name
from workbench.tui.other_words import OTHER_WORDS
from workbench.tui.screens.help import places_on
from workbench.tui.screens.room import Room
from workbench.tui.widgets.bar import PLACES

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_SHORT, _LIKE_ENOUGH = 3, 0.75

_MOVES = ("view", "list", "rows", "blocks")
"""The places whose commands move a caret or cursor."""

_MOVING = ("up", "down", "left", "right", "pageup", "pagedown", "home", "end")
"""Keys that do so in lists that have other commands too."""


class CommandsHere(Provider):
    """The commands that can be done where the palette was opened."""

    def _commands(self) -> Iterator[tuple[Command, bool]]:
        """Those of the places on the screen, and whether each can be done just now."""
        for place in places_on(self.screen):
            target = self._target(place)  # looked for once a place: it is looked for among all that is shown
            yield from ((command, command.check(target)) for command in commands_of(place))

    def _target(self, place: str) -> DOMNode:
        if place == "app":
            return self.app
        # Of several lists it is the one that has the keyboard.
        widgets = [one for one in (self.screen.focused, *self.screen.query("*")) if one is not None]
        return next((one for one in widgets if getattr(one, "PLACE", "") == place), self.screen)

    def _doing(self, command: Command) -> Callable[[], object]:
        return lambda: self.app.run_action(command.action, self._target(command.place))

    async def discover(self) -> Hits:
        """What the menu is about first, then what has the keyboard, the room's own; last what is quicker by key."""
        first = cast("Workbench", self.app).menu.first
        near = str(getattr(self.screen.focused, "PLACE", ""))

        def turn(command: Command) -> tuple[int, int, bool]:
            about = first.index(command.id) if command.id in first else len(first)
            return about, _by_place(command), command.place != near

        for command in sorted((one for one, can_be_done in self._commands() if can_be_done), key=turn):
            yield DiscoveryHit(self._shown(command), self._doing(command), command.label, command.help)

    async def search(self, query: str) -> Hits:
        """The commands whose label or help is like the query; those that cannot be done just now say why."""
        for command, can_be_done in self._commands():
            score = _likeness(query, command)
            if score > 0 and can_be_done:
                yield Hit(score, self._shown(command), self._doing(command), command.label, command.help)
            elif score > 0 and isinstance(command.check, Needs):
                shown = Content.assemble(self._shown(command), ("  not just now", "dim"))
                why = f"{command.help} {command.cannot}"
                yield Hit(0.8 * score, shown, partial(self._tell_why_not, command), command.label, why)
        for room, command in self._elsewhere():
            score = 0.7 * _likeness(query, command)
            if score > 0:
                shown = Content.assemble(self._shown(command), (f"  in {room.label}", "dim"))
                yield Hit(score, shown, partial(self._go_to, room, command), command.label, command.help)

    def _elsewhere(self) -> Iterator[tuple[Command, Command]]:
        """The commands of the other rooms, each after that which goes to its room."""
        if not isinstance(self.screen, Room):
            return
        for place in PLACES:
            room = command_of("app", place)
            if room is not None and place != self.screen.PLACE:
                yield from ((room, command) for command in commands_of(place))

    async def _go_to(self, room: Command, command: Command) -> None:
        """Go to a command's room: what it is to be done to is chosen there."""
        await self.app.run_action(f"app.{room.action}")
        self.app.notify(f"{command.label} is {key_name(command.keys[0])} here.", markup=False)

    def _tell_why_not(self, command: Command) -> None:
        self.app.notify(command.cannot, timeout=3, markup=False)

    @staticmethod
    def _shown(command: Command) -> Content:
        return Content.assemble(command.label, "  ", (key_name(command.keys[0]), "dim"))


def _by_place(command: Command) -> int:
    """The room's own commands, then the program's; last the moves of a caret or cursor and the digits."""
    if command.place in ("app", "dialog"):
        return 1
    return 2 if command.place in _MOVES or command.keys[0] in _MOVING or command.keys[0].isdigit() else 0


def _likeness(query: str, command: Command) -> float:
    """How like a command's label, help or other words are to what was typed; at most 1.

    0 where a word of it is like none there. A label counts more than a help, a help more than what others call it.
    """
    wanted = utils.default_process(query).split()
    if not wanted:
        return 0.0
    told = f"{command.label} {command.help}"
    called = f"{told} {OTHER_WORDS.get(command.id, '')}"
    fields = [utils.default_process(text).split() for text in (command.label, told, called)]
    found = [min(max(_alike(one, word) for word in words) for one in wanted) for words in fields]
    # Of labels that begin alike the one that says no more than what was typed comes first.
    return max(found[0] * (0.9 + 0.1 * len(wanted) / max(len(wanted), len(fields[0]))), 0.8 * found[1], 0.75 * found[2])


def _alike(wanted: str, word: str) -> float:
    """How like a word is to what was typed of it; slips of typing are forgiven where it is long enough to tell."""
    if word.startswith(wanted):
        return 1.0
    if len(wanted) > _SHORT and wanted in word:
        return 0.9
    may_be = len(wanted) > _SHORT and word[:1] == wanted[0]
    ratio = fuzz.ratio(wanted, word[: len(wanted) + 1]) / 100 if may_be else 0.0
    return 0.8 * ratio if ratio >= _LIKE_ENOUGH else 0.0
