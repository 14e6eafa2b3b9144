"""What a command is, and how keys are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding


def _always(place: Any) -> bool:
    return True


@dataclass(frozen=True)
class Needs:
    """What a command needs, and what is told where it is not there.

    Attributes:
        is_there: Given the app, screen or widget the command works in: whether it is there.
        otherwise: What is told, as the end of a sentence.
        first: What it needs before that, and is told first; None where that is all.
    """

    is_there: Callable[[Any], bool]
    otherwise: str
    first: Needs | None = None

    def __call__(self, place: Any) -> bool:
        """Whether it is there."""
        return (self.first is None or self.first(place)) and self.is_there(place)

    def why_not(self, place: Any) -> str:
        """What is missing, where it is not there."""
        return self.first.why_not(place) if self.first is not None and not self.first(place) else self.otherwise


@dataclass(frozen=True)
class Command:
    """Something a user can do.

    Attributes:
        id: Place and action, with a dot between them: ``coding.apply``.
        keys: The keys that do it, in Textual's names; the first one is shown.
        label: Two or three words, for footer and palette.
        help: A sentence that says what it does.
        footer: Whether the footer shows it.
        check: Given the app, screen or widget it works in: whether it can be done just now.
        first: Whether its keys go before those of the widget that has the focus.
        does: The action with its arguments, where it is not called as the command: ``recent(1)``.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    footer: bool = False
    check: Callable[[Any], bool] = _always
    first: bool = False
    does: str = ""

    @property
    def place(self) -> str:
        """Where it works."""
        return self.id.partition(".")[0]

    @property
    def action(self) -> str:
        """The action that does it, as Textual calls it."""
        return self.does or self.id.partition(".")[2].replace("-", "_")

    @property
    def cannot(self) -> str:
        """What is told where it was wanted and cannot be done."""
        why = self.check.otherwise if isinstance(self.check, Needs) else "not possible here just now"
        return f"{self.label}: {why}."

    def why_not(self, place: Any) -> str:
        """What is told where it was wanted in a place and cannot be done there just now."""
        return f"{self.label}: {self.check.why_not(place)}." if isinstance(self.check, Needs) else self.cannot

    def binding(self) -> Binding:
        """The command as Textual binds keys."""
        return Binding(
            ",".join(self.keys),
            self.action,
            self.label,
            show=self.footer,
            key_display=key_name(self.keys[0]),
            priority=self.first,
            tooltip=self.help,
            id=self.id,
        )


_KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "delete": "Del",
    "backspace": "Backspace",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "full_stop": ".",
    "comma": ",",
    "percent_sign": "%",
    "semicolon": ";",
    "equals_sign": "=",
    "plus": "+",
    "minus": "-",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "greater_than_sign": ">",
    "less_than_sign": "<",
}


def key_name(key: str) -> str:
    """A key as people write it: ``ctrl+z`` → ``Ctrl+Z``, ``question_mark`` → ``?``."""
    *held, last = key.split("+")
    shown = _KEY_NAMES.get(last) or (last if len(last) == 1 and not held else last.capitalize())
    return "+".join([*(one.capitalize() for one in held), shown])
