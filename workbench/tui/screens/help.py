"""Help: what can be done where one is, with its keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from workbench.tui.commands import Command, bindings_of, commands_of, key_name
from workbench.tui.mouse import GESTURES
from workbench.tui.screens.dialog import Dialog

HEADINGS = {
    "app": "Everywhere",
    "dialog": "In every box",
    "view": "In the transcript",
    "start": "On the start screen",
    "new": "While making a study",
    "folder": "While choosing a folder",
    "settings": "In the settings",
    "own-keys": "In the list of keys",
    "press": "While a key is waited for",
    "library": "In the library",
    "files": "While picking files to import",
    "recognised": "While confirming an import",
    "facts": "In a form on a transcript or participant",
    "people": "While choosing people",
    "coding": "While coding",
    "codebook": "In the codebook",
    "codebook-filter": "In the line above the codebook",
    "code-form": "In the form of a code",
    "swatches": "In a row of colours",
    "beside": "In the transcript beside",
    "picker": "While choosing codes",
    "transfer": "Before codings get another code",
    "code-extracts": "Among a code's extracts",
    "themes": "Among the themes",
    "report": "In the report",
    "quotation": "While preparing a quotation",
    "verify": "In a report that was read back",
    "report-choices": "While choosing how the report is to be",
    "outline": "In the report's outline",
    "outline-words": "While writing a section's own words",
    "search": "While searching the study",
    "theme-form": "In a theme's form",
    "theme-status": "Saying how far a theme is",
    "theme-evidence": "Saying what a theme answers and rests on",
    "narrative": "In a narrative",
    "export": "Writing a file",
    "written": "When it is written",
    "home": "On the home screen",
    "codes": "In the room of the codebook",
    "review": "Among the codings that wait for another look",
    "agreement": "Where coders are compared",
    "compare": "While choosing whom to compare",
    "rounds": "On the rounds of a sample",
    "confusion": "On the map of codes that two coders take for each other",
    "differences": "Among the passages on which coders differ",
    "frameworks": "Where the codes of two frameworks are brought together",
    "samples": "Among the samples that several code apart",
    "sample-draw": "While drawing a sample",
    "sample-without": "While choosing what is not drawn",
    "hand-out": "While handing a sample out",
    "settle": "While settling what a merge left open",
    "import-codes": "Before a codebook is taken in",
    "reshape": "While a code is retired, merged, split or moved, or gets another id",
    "memos": "Among the memos",
    "memo-form": "While writing a memo",
    "memo-filter": "While choosing which memos are listed",
    "pass-on": "While noting that a concern was passed on",
    "question": "In a question",
    "unsaved": "When something is not saved",
    "ask": "While asked for a line",
    "progress": "While something takes long",
    "waiting": "While something waits for the database",
    "leaving": "While something is finished before leaving",
    "help": "In the help",
    "history": "In the history",
    "lines": "In a summary",
    "example": "Before building the example",
    "choose": "While choosing a name",
    "memo": "In a note",
    "new-code": "While making a code",
    "find": "In the line that finds words",
    "code-hits": "While coding all hits",
    "list": "In a list",
    "rows": "In a table",
    "choices": "In a field with a few values",
    "menu": "In a list that drops down",
    "entries": "In a list of time points or roles",
    "blocks": "In the preview",
}
"""What places are called in help and in the table of keys."""


class HelpScreen(Dialog[None]):
    """The commands of the screen it was asked from."""

    PLACE = "help"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("help"))

    def __init__(self, asked_from: Screen[Any]) -> None:
        super().__init__()
        self._places = places_on(asked_from)
        self._left_out = {action for one in _parts_of(asked_from) for action in getattr(one, "left_out", ())}

    def compose(self) -> ComposeResult:
        """The commands by place."""
        with VerticalScroll(classes="dialog") as scroll:
            scroll.border_title = "Help"
            for place in self._places:
                yield Static(HEADINGS.get(place, place), classes="heading", markup=False)
                yield Static(Content("\n").join(_lines(self._commands(place), GESTURES.get(place, ()))))

    def _commands(self, place: str) -> list[Command]:
        """What can be done at a place, but for what is never done on this screen.

        Of what works all around, only that whose keys mean nothing else here.
        """
        around = place in ("dialog", "app")
        taken = {key for command in commands_of(self._places[0]) for key in command.keys} if around else set()
        here = [command for command in commands_of(place) if command.id not in self._left_out]
        return [command for command in here if not taken.intersection(command.keys)]

    def on_mount(self) -> None:
        """Arrow keys scroll."""
        self.query_one(VerticalScroll).focus()


def places_on(screen: Screen[Any]) -> list[str]:
    """The places whose commands work on a screen, nearest first."""
    here = [str(getattr(one, "PLACE", "")) for one in _parts_of(screen)]
    around = "dialog" if isinstance(screen, Dialog) else "app"
    return [place for place in dict.fromkeys((*here, around)) if commands_of(place)]


def _parts_of(screen: Screen[Any]) -> list[DOMNode]:
    """A screen, and what is shown on it."""
    return [screen, *(one for one in screen.walk_children() if one.display)]


def _lines(commands: Sequence[Command], gestures: Sequence[tuple[str, str]]) -> Iterator[Content]:
    said = [_together(list(alike)) for _, alike in groupby(commands, _but_for_its_digit)]
    for some in (said, gestures):
        width = max((len(how) for how, _ in some), default=0) + 2
        for how, what in some:
            yield Content.assemble((how.ljust(width), "bold"), what)


def _but_for_its_digit(command: Command) -> str:
    """What is told of a command, a digit that is its key left out."""
    (key, *_), said = command.keys, f"{command.id} {command.label} {command.help}"
    return said.replace(key, "") if key.isdigit() else said


def _together(alike: Sequence[Command]) -> tuple[str, str]:
    """Keys and words of a command; of several that differ by a digit only, as one."""
    first, last = alike[0], alike[-1]
    keys, said = ", ".join(key_name(key) for key in first.keys), f"{first.label}: {first.help}"
    if first is last:
        return keys, said
    row = f"{first.keys[0]} … {last.keys[0]}"
    return row, said.replace(first.keys[0], row)
