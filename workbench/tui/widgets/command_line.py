"""The line at the bottom: the commands most used where one is, by key or by a click; and for a moment what was done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, cast

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from workbench.tui.command import key_name
from workbench.tui.faults import Unbroken
from workbench.tui.own_keys import is_typed
from workbench.tui.widgets.notices import place_notices
from workbench.visible import one_line

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_GAPS = (2, 1)
"""Cells between two commands, and where they would not fit."""

_ALL = ".palette"
"""So ends the id of the command that leads to all others: it stays where some do not fit."""

_QUIT = ".quit"

_AGAIN = (".undo", ".redo")
"""Commands that are clicked several times in a row: what one of them told does not stand in the way of the next."""

_REDO = "app.redo"
"""Shown only where something may be brought again."""

_FIND = "app.find"
"""Shown only where there is a text to find words in and room for it: lists say themselves how they are narrowed."""

_NAMES = re.compile("“([^”]+)”")
_AT_LEAST = 0.5
"""So many seconds something is told: Textual's timers break at none, and keep the screen they are of from closing."""

_SHORT = 8
"""No name is cut to fewer characters."""


class Shown(NamedTuple):
    """A command on the line: its id, its key as bound and as shown, its label and help, and if it can be done now."""

    id: str
    key: str
    key_shown: str
    label: str
    help: str
    enabled: bool

    @property
    def cells(self) -> int:
        """How wide it is."""
        return cell_len(self.key_shown) + 1 + cell_len(self.label)

    @property
    def place(self) -> str:
        """Where it works."""
        return self.id.partition(".")[0]


class CommandLine(Unbroken, Static):
    """What can be done here. One line painted as a whole: Textual's footer makes a widget for each key, every time.

    Attributes:
        commands: What can be done, from left to right; where not all fit, Find is left out, and then
            the last but the way to all.
        told: What it tells just now, over the first of the commands; empty where it shows them all.
        stepped: What it is given to tell of an undo or redo: only under that may one be clicked again.
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.commands: tuple[Shown, ...] = ()
        self.told = self.stepped = ""
        self._until: Timer | None = None
        self._until_when = 0.0

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        # Every screen has this line; what it has no room for stands above it, and above all else that is pressed.
        self.screen.screen_layout_refresh_signal.subscribe(self, place_notices)
        self._changed(self.screen)

    def _changed(self, screen: Screen[object]) -> None:
        # Whether a command can be done is asked of widgets, which have to be there first.
        self.call_after_refresh(self._show, screen)

    def _show(self, screen: Screen[object]) -> None:
        if not (self.is_attached and screen.is_attached):
            return
        found: dict[str, Shown] = {}
        # What is a letter there would only be typed.
        is_typed_in = isinstance(screen.focused, (Input, TextArea))
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.id == _REDO and not cast("Workbench", self.app).may_redo:
                continue
            if binding.id == _FIND and not getattr(screen, "FINDS", False):
                continue
            if is_typed_in and is_typed(binding.key):
                continue
            if binding.show and binding.action not in found:
                key_shown = self.app.get_key_display(binding)
                if is_typed_in and len(key_shown) == 1:
                    key_shown = key_name(binding.key)  # its first key would be typed
                found[binding.action] = Shown(
                    binding.id or "", binding.key, key_shown, binding.description, active.tooltip, active.enabled
                )
        # What can be done in every box comes after what can be done in this one, and leaving comes last.
        now = tuple(sorted(found.values(), key=lambda one: (one.place in ("dialog", "app"), one.id.endswith(_QUIT))))
        if now != self.commands:
            self.commands = now
            self._paint()

    def _fitting(self) -> tuple[list[Shown], int]:
        """The commands that fit, and the gap between two."""
        shown, width = list(self.commands), self.content_size.width
        gap = _GAPS[0] if _cells(shown, _GAPS[0]) <= width else _GAPS[1]
        while _cells(shown, gap) > width and (more := [one for one in shown if not one.id.endswith(_ALL)]):
            shown.remove(next((one for one in more if one.id == _FIND), more[-1]))
        return shown, gap

    def on_resize(self) -> None:
        """Leave less between the commands where they would not fit."""
        self._paint()

    def _placed(self) -> list[tuple[int, Shown]]:
        """The commands that fit, each with the cell of the line's words in which it begins."""
        fitting, gap = self._fitting()
        begins = accumulate((one.cells + gap for one in fitting), initial=0)
        return list(zip(begins, fitting, strict=False))

    def _is_covered(self, begin: int) -> bool:
        """Whether what is told lies over the command that begins there."""
        return bool(self.told) and begin < cell_len(self.told) + _GAPS[0]

    def _paint(self) -> None:
        # What is told leaves the commands seen that stand beyond it, where they stood.
        parts, width = [Content.styled(self.told, "bold")], cell_len(self.told)
        for begin, one in self._placed():
            if not self._is_covered(begin):
                parts += [Content(" " * (begin - width)), _painted(one)]
                width = begin + one.cells
        self.update(Content("").join(parts), layout=False)

    def tell(self, message: str, seconds: float) -> bool:
        """Tell something for a while in place of commands, so that it lies over nothing one reads.

        Args:
            message: One line.
            seconds: How long.

        Returns:
            Whether it fits; if not, nothing was done.
        """
        told = one_line(message)
        if "\n" in message or cell_len(told) > self.content_size.width:
            return False
        self._forget(told)
        seconds = max(seconds, _AT_LEAST)  # of what goes on from a box that closes, none may be left
        self._until, self._until_when = self.set_timer(seconds, self._forget), monotonic() + seconds
        return True

    def fitted(self, message: str) -> str:
        """A message cut so that it fits: within the longest names in quotation marks, and if need be at its end."""
        told, cells = one_line(message), self.content_size.width
        while (over := cell_len(told) - cells) > 0:
            longest = max(_NAMES.findall(told), key=len, default="")
            if len(longest) <= _SHORT:
                return Content(told).truncate(cells, ellipsis=True).plain
            told = told.replace(longest, f"{longest[: max(_SHORT, len(longest) - over) - 1]}…", 1)
        return told

    @property
    def seconds_left(self) -> float:
        """So long what is told stands there yet."""
        return max(0.0, self._until_when - monotonic())

    def hush(self) -> None:
        """Tell nothing any more, and show the commands."""
        self._forget()

    def _forget(self, told: str = "") -> None:
        if self._until is not None:
            self._until.stop()
            self._until = None
        self.told = told
        self._paint()

    def _at(self, x: int) -> Shown | None:
        """The command that a click in a cell of the line does.

        None where there is none, or something is told over it; but under what an undo or redo told both can be clicked.
        """
        x -= self.styles.padding.left
        for begin, one in self._placed():
            if begin <= x < begin + one.cells:
                is_again = one.id.endswith(_AGAIN) and self.told == self.stepped
                return one if is_again or not self._is_covered(begin) else None
        return None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the command under the pointer does."""
        found = self._at(event.x)
        self.tooltip = Content(found.help) if found is not None and found.help else None

    def on_click(self, event: events.Click) -> None:
        """Do the command that was clicked; where something is told, show the commands again."""
        found = self._at(event.x)
        if self.told:
            self.hush()
        if found is not None:
            self.app.simulate_key(found.key)


def _cells(commands: Sequence[Shown], gap: int) -> int:
    return sum(one.cells + gap for one in commands) - gap


def _painted(one: Shown) -> Content:
    if not one.enabled:
        return Content.styled(f"{one.key_shown} {one.label}", "dim")
    return Content.assemble((one.key_shown, "bold $accent"), " ", one.label)
