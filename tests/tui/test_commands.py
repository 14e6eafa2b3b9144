"""The registry of commands: complete, without clashes, and done by what it names."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from workbench import tui
from workbench.tui.app import Workbench
from workbench.tui.commands import COMMANDS, DEFAULTS, command_of, commands_of, key_name
from workbench.tui.other_words import OTHER_WORDS
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.help import HEADINGS
from workbench.tui.transcript.view import TranscriptView


def classes() -> Iterator[type]:
    """Every class of the screens."""
    for module in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        for _, one in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if one.__module__ == module.name:
                yield one


def places() -> dict[str, type]:
    """Which class does the commands of each place."""
    found: dict[str, type] = {"app": Workbench, "view": TranscriptView}
    return found | {vars(one)["PLACE"]: one for one in classes() if vars(one).get("PLACE") in COMMANDS}


SAME_MEANING = {"ctrl+s", "ctrl+c", "ctrl+f", "f1", "question_mark", "f6", "f7"}
"""Keys that a place may do in its own way: save, copy, find, and close what the key opened."""

EVERY = [command for commands in COMMANDS.values() for command in commands]


def test_every_place_has_a_class_and_a_heading():
    assert set(places()) == set(COMMANDS)
    assert set(HEADINGS) == set(COMMANDS)


def test_ids_are_unique_and_begin_with_their_place():
    assert [one for one, count in Counter(command.id for command in EVERY).items() if count > 1] == []
    assert all(command.place == place for place, commands in COMMANDS.items() for command in commands)


def test_every_command_has_keys_label_and_help():
    assert [one.id for one in EVERY if not (one.keys and all(one.keys))] == []
    assert [one.id for one in EVERY if not one.label] == []
    assert [one.id for one in EVERY if not one.help.endswith(".")] == []


def test_words_name_no_key_outright():
    """It would be another one's where its user has changed it: ``{app.undo}`` stands for the key of that command."""
    words = {
        one.id: f"{one.help} {getattr(one.check, 'otherwise', '')}" for those in DEFAULTS.values() for one in those
    }
    assert [one for one, said in words.items() if re.search(r"(?<!\S)([b-zB-HJ-Z]|[^\w\s…~{]|Esc)[ ,;.]", said)] == []


def test_screens_say_no_key_outright():
    """As above, for what they tell: ``key_of`` says which key it is."""
    said = re.compile(
        r"(?<![^\s(])([b-zB-HJ-Z\]](?!\.g\.)|a(?= makes| adds)|Esc|Space|Delete|F\d+|(?:Ctrl|Alt)\+(?!click)\S+)"
        r"(?=[ ,;.:?!)]|$)"
    )
    for path in Path(tui.__path__[0]).rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        comments = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        words = [node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in comments]
        # A key alone, without a word beside it, is what is bound.
        sentences = [one for one in words if isinstance(one, str) and " " in one]
        assert [one for one in sentences if said.search(one)] == [], path


def test_other_words_are_those_of_commands_there_are():
    assert [one for one in OTHER_WORDS if one not in {command.id for command in EVERY}] == []


def test_every_command_is_done():
    done_by, not_done = places(), []
    for command in EVERY:
        space, _, name = command.action.partition("(")[0].rpartition(".")
        if not callable(getattr(done_by[space or command.place], f"action_{name}", None)):
            not_done.append((command.id, name))
    assert not_done == []


def test_no_key_does_two_things():
    """What a place binds may not be bound twice there, nor by the app or by the transcript shown in it."""
    done_by, twice = places(), []
    for place in COMMANDS:
        around = ["dialog" if issubclass(done_by[place], Dialog) else "app"] if place not in ("app", "dialog") else []
        around += ["view"] if place == "coding" else []
        keys = Counter(key for command in commands_of(place) for key in command.keys)
        twice += [(place, key) for key, count in keys.items() if count > 1]
        elsewhere = {key: command for other in around for command in commands_of(other) for key in command.keys}
        twice += [(place, key, elsewhere[key].id) for key in keys if key in elsewhere and key not in SAME_MEANING]
    assert twice == []


def test_the_keys_of_a_place_are_those_of_the_registry():
    done_by, unbound = places(), []
    for place in COMMANDS:
        bound = {key for binding in done_by[place].BINDINGS for key in getattr(binding, "key", "").split(",")}
        if place != "view":
            unbound += [(place, key) for command in commands_of(place) for key in command.keys if key not in bound]
    assert unbound == []


def test_no_key_is_bound_outside_the_registry():
    known = {command.id for command in EVERY}
    bound = [(one.__name__, binding) for one in classes() for binding in vars(one).get("BINDINGS", ())]
    assert [(name, binding) for name, binding in bound if getattr(binding, "id", None) not in known] == []


def test_keys_are_written_as_people_write_them():
    shown = [key_name(key) for key in ("ctrl+z", "question_mark", "f1", "full_stop", "c", "N", "ctrl+pagedown")]
    assert shown == ["Ctrl+Z", "?", "F1", ".", "c", "N", "Ctrl+PgDn"]


def test_an_action_finds_its_command():
    assert command_of("app", "undo").id == "app.undo"
    assert command_of("app", "nothing") is None
