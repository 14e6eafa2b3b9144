"""Keys that the user has changed: read from their settings, judged against all other keys, and put into the registry.

The registry takes them up as it is imported (`take` comes before that): every key that is bound, every hint, line of
help and palette entry then comes from the same place. Textual's own way (`set_keymap`) binds them later than it looks
what a line takes to be typed, so that a letter would be a command in the midst of a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import process
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from workbench.tui.command import Command, Needs, key_name

Registry = Mapping[str, tuple[Command, ...]]
"""The commands of each place."""

_wanted: dict[str, Sequence[str]] = {}

_HELD = {"ctrl": "ctrl", "control": "ctrl", "shift": "shift", "alt": "alt", "option": "alt"}
_NAMES = {
    "esc": "escape", "del": "delete", "ins": "insert", "return": "enter", "pgup": "pageup", "pgdn": "pagedown",
    "page up": "pageup", "page down": "pagedown", "bksp": "backspace",
}  # fmt: skip
_NAMED = frozenset(
    {"escape", "delete", "insert", "enter", "pageup", "pagedown", "backspace", "tab", "space", "home", "end"}
    | {"up", "down", "left", "right"}
    | {f"f{number}" for number in range(1, 25)}
)
_SENT_AS = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+j": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Esc",
}
"""What terminals send for another key: it cannot be told from that one."""

_TYPED_IN = frozenset(
    (
        *("picker", "memo", "narrative", "export", "find", "theme-form", "theme-status", "settings", "new", "facts"),
        *("ask", "choose", "people", "new-code", "folder", "codebook-filter", "code-form", "example"),
        *(
            "memo-form",
            "memo-filter",
            "pass-on",
            "reshape",
            "settle",
            "import-codes",
            "sample-draw",
            "sample-without",
            "hand-out",
            "report-choices",
            "theme-evidence",
            "outline-words",
        ),
    )
)
"""Places in which one types: letters and signs go into the line there."""

_LIKE_ENOUGH = 80
"""From this likeness on, of 100, a command's id is offered for one that there is not."""

_NAMED_IN_WORDS = re.compile(r"\{([a-z-]+\.[a-z0-9-]+)\}")
_WITH_LISTS = ("view", "list", "rows", "blocks", "start", "codebook")
_BOXES = ("settings", "history", "help", "open")


@dataclass(frozen=True)
class KeyFault:
    """Why a key is not as the user wants it.

    Attributes:
        command: The command's id, as the settings have it.
        keys: The keys that were wanted.
        message: What is wrong, in a sentence.
    """

    command: str
    keys: tuple[str, ...]
    message: str


@dataclass(frozen=True)
class Judged:
    """The registry with the user's keys.

    Attributes:
        commands: The commands of each place, with the keys that hold.
        changed: The ids of those that have keys of the user's own.
        faults: What could not be done; those commands keep their own keys.
    """

    commands: Registry
    changed: frozenset[str]
    faults: tuple[KeyFault, ...]


def take(wanted: Mapping[str, Sequence[str]]) -> None:
    """Remember what the user wants, for the registry; to be called before it is imported."""
    _wanted.clear()
    _wanted.update(wanted)


def wanted() -> Mapping[str, Sequence[str]]:
    """What was taken."""
    return dict(_wanted)


def key_typed(text: str) -> str:
    """A key as Textual names it, from what people write: ``Ctrl+K``, ``?``, ``PgUp``, ``c``, ``full_stop``.

    Raises:
        ValueError: It is no key; the message says why, as the end of a sentence.
    """
    *held, last = ["+"] if text.strip() == "+" else text.strip().replace("++", "+plus").split("+")
    modifiers = [_HELD.get(one.strip().casefold(), "") for one in held]
    if not all(modifiers) or not last.strip():
        message = f"{text!r} is no key"
        raise ValueError(message)
    modifiers = sorted(set(modifiers), key=("ctrl", "alt", "shift").index)
    name = _named(last.strip(), bool(modifiers))
    if not name:
        message = f"{text!r} is no key"
        raise ValueError(message)
    if modifiers == ["shift"] and len(name) == 1:
        name, modifiers = name.upper(), []
    key = "+".join([*modifiers, name])
    if key in _SENT_AS:
        message = f"terminals send {_SENT_AS[key]} for {key_name(key)}"
        raise ValueError(message)
    if len(modifiers) > 1 and len(name) == 1:
        message = f"{key_name(key)} does not come through most terminals"
        raise ValueError(message)
    return key


def _named(last: str, is_held: bool) -> str:
    if len(last) == 1:
        if last.isalnum():
            return last.lower() if is_held else last
        name = unicodedata.name(last, "").lower().replace("-", "_").replace(" ", "_")
        return KEY_NAME_REPLACEMENTS.get(name, name)
    folded = last.casefold()
    name = _NAMES.get(folded, folded)
    return name if name in _NAMED or name in _signs() or name in {one.value for one in Keys} else ""


@cache
def _signs() -> frozenset[str]:
    return frozenset(_named(chr(code), False) for code in range(0x21, 0x7F) if not chr(code).isalnum())


def judged(defaults: Registry, wanted: Mapping[str, Sequence[str]]) -> Judged:
    """The registry with the user's keys, as far as they can be; the rest is told.

    Args:
        defaults: The commands with their own keys.
        wanted: Keys by command, as people write them.
    """
    commands = {one.id: one for those in defaults.values() for one in those}
    faults: list[KeyFault] = []
    changes: dict[str, tuple[str, ...]] = {}
    for name, keys in wanted.items():
        try:
            changes[_known(name, commands)] = _keys_of(commands[name], keys) if name in commands else ()
        except ValueError as error:
            faults.append(KeyFault(name, tuple(keys), f"{error}."))
    while changes and (clashes := dict(_clashes(_with(defaults, changes), changes))):
        for name, message in clashes.items():
            faults.append(KeyFault(name, tuple(wanted[name]), message))
            del changes[name]
    return Judged(_with(defaults, changes), frozenset(changes), tuple(faults))


def _known(name: str, commands: Mapping[str, Command]) -> str:
    if name in commands and _follows(commands[name]) != name:
        message = f"{name} goes with {_follows(commands[name])}: give that one its key"
        raise ValueError(message)
    if name in commands:
        return name
    nearest = process.extractOne(name, list(commands), score_cutoff=_LIKE_ENOUGH)
    message = f"there is no command {name!r}" + (f"; the nearest is {nearest[0]!r}" if nearest else "")
    raise ValueError(message)


def _keys_of(command: Command, keys: Sequence[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(key_typed(key) for key in keys if key.strip()))
    if not found:
        message = f"{command.id} needs a key: leave it out to have its own ({key_name(command.keys[0])})"
        raise ValueError(message)
    for key in found:
        if command.place in _TYPED_IN and is_typed(key):
            message = f"one types where {command.id} works: {key_name(key)} would be typed"
            raise ValueError(message)
    return found


def is_typed(key: str) -> bool:
    """Whether a key is a sign that is typed where one types."""
    return len(key) == 1 or key == "space" or key in _signs()


def _with(defaults: Registry, changes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Command, ...]]:
    known = {one.id: one for those in defaults.values() for one in those}

    def keys(one: Command) -> tuple[str, ...]:
        found = changes.get(_follows(one), one.keys)
        if not any(_NAMED_IN_WORDS.fullmatch(key) for key in found):
            return found
        # A box is closed by the key that opened it, too, unless that does something else in it.
        taken = {key for other in defaults[one.place] if other is not one for key in keys(other)}
        parts = ((key, _NAMED_IN_WORDS.fullmatch(key)) for key in found)
        each = (keys(known[named[1]]) if named else (key,) for key, named in parts)
        return tuple(dict.fromkeys(key for those in each for key in those if key not in taken))

    names = {one.id: key_name(keys(one)[0]) for those in defaults.values() for one in those}
    return {
        place: tuple(_filled(replace(one, keys=keys(one)), names) for one in those) for place, those in defaults.items()
    }


def _filled(one: Command, names: Mapping[str, str]) -> Command:
    """The command with the keys of others that its words name, as ``{app.undo}``."""

    def filled(text: str) -> str:
        return _NAMED_IN_WORDS.sub(lambda found: names[found[1]], text)

    check = one.check
    if isinstance(check, Needs):
        first = replace(check.first, otherwise=filled(check.first.otherwise)) if check.first is not None else None
        check = replace(check, otherwise=filled(check.otherwise), first=first)
    return replace(one, help=filled(one.help), check=check)


def _clashes(now: Registry, changes: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Changed commands whose keys do something else where they work, and what."""
    everywhere = now.get("app", ())
    rooms = {one.action for one in everywhere if one.action in now} - set(_BOXES) | set(_WITH_LISTS)
    first = [one for those in now.values() for one in those if one.first and one.place in ("app", "dialog")]
    for place, those in now.items():
        around = (
            [*(everywhere if place in rooms else ()), *now.get("dialog", ())] if place not in ("app", "dialog") else []
        )
        inside = now.get("view", ()) if place == "coding" else ()
        for one in those:
            others = [*(other for other in those if other is not one), *around, *inside, *first]
            yield from _clash(one, others, changes)


def _clash(
    one: Command, others: Sequence[Command], changes: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    for other in others:
        shared = [key for key in one.keys if key in other.keys]
        if not shared or other.id == one.id or one.action == other.action or _closes(one, other):
            continue
        if _follows(one) in changes:
            yield _follows(one), f"{key_name(shared[0])} is {other.label} ({other.id}) there."
        elif _follows(other) in changes:
            yield _follows(other), f"{key_name(shared[0])} is {one.label} ({one.id}) there."


def _closes(one: Command, other: Command) -> bool:
    """Whether one of the two closes the box that the other opens."""
    return any(
        closing.id == f"{_follows(opening).partition('.')[2]}.close"
        for closing, opening in ((one, other), (other, one))
    )


def _follows(one: Command) -> str:
    """The command whose keys a command has: what works everywhere works in boxes too, by the same keys."""
    return one.does if one.place == "dialog" and one.does.startswith("app.") else one.id
