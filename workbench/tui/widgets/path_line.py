"""A line for the path of a file or folder, and the keys that begin one wherever the keyboard is."""

from __future__ import annotations

import os
import re

from textual import events
from textual.message import Message

from workbench.tui.widgets.line import Line

_WHOLE = re.compile(r"[/\\~]|[A-Za-z]:")
_DRIVE = re.compile(r".*[/\\]([A-Za-z]:)")


class PathLine(Line):
    """A line for paths. Coming to it selects what stands there, so that a path typed or pasted takes its place."""

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    SELECTS = False  # but where it was just begun: see `on_focus`

    _goes_on = False

    def on_focus(self) -> None:
        """What stands here is replaced by what is typed, unless it was just begun."""
        if not self._goes_on:
            self.select_all()
        self._goes_on = False

    def on_paste(self, event: events.Paste) -> None:
        """Several lines are taken as paths at once; one line stands here to be read before Enter."""
        text = event.text.strip()
        if "\n" in text:
            event.prevent_default()
            event.stop()
            self.post_message(self.Pasted(event.text))
        elif _WHOLE.match(text.lstrip("'\"")):
            self.value = ""

    def validate_value(self, value: str) -> str:
        """What is typed or pasted; on Windows a drive begins a path anew."""
        return anew(value, windows=os.name == "nt")

    def begin(self, text: str) -> None:
        """Go on typing here, after this text."""
        self.value = text
        self.cursor_position = len(self.value)
        self._goes_on = not self.has_focus
        self.focus()


def anew(path: str, *, windows: bool) -> str:
    r"""A path as it stands when a drive was typed behind another path: ``C:\study\D:`` → ``D:``. Pure."""
    found = _DRIVE.fullmatch(path) if windows else None
    return found[1] if found is not None else path


def begun(event: events.Key) -> str | None:
    """The beginning of a path that a key types: ``/`` or ``~``; None where it is another key.

    On Windows a path begins with the letter of a drive, so that the ``/`` only leads to the line.
    """
    if event.character not in ("/", "~"):
        return None
    return "" if event.character == "/" and os.name == "nt" else event.character
