"""Copying: the system's own clipboard; over ssh the terminal's (OSC 52); within tmux, tmux; failing all, a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from textual.message import Message

from workbench.errors import Unavailable
from workbench.safefile import write_text_safely
from workbench.settings import user_data_folder
from workbench.visible import one_line

_LONGEST = 60
_SECONDS = 4.0
"""So long a program may take to copy; one that waits for a screen that is gone would never end."""


class Copied(Message):
    """Something was copied; ``said`` is what, and where to."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__()


class _Tool(NamedTuple):
    """A program that puts what it reads into the clipboard."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


# Read as UTF-8 whatever the console is set to.
_POWERSHELL = (
    "$words = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8);"
    " Set-Clipboard -Value $words.ReadToEnd()"
)
_OF_WINDOWS = (
    _Tool(("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL)),
    _Tool(("clip.exe",), "utf-16-le"),
)
_OF_MACS = (_Tool(("pbcopy",)),)
_OF_WAYLAND = (_Tool(("wl-copy",)),)
_OF_X = (_Tool(("xclip", "-selection", "clipboard")), _Tool(("xsel", "--clipboard", "--input")))
_TMUX_AND_ITS_TERMINAL = _Tool(("tmux", "load-buffer", "-w", "-"))
_TMUX = _Tool(("tmux", "load-buffer", "-"))


def copy(text: str, *, through_terminal: Callable[[str], None], environment: Mapping[str, str] = os.environ) -> str:
    """Copy a text; this may take seconds.

    Args:
        text: What is copied, as it is.
        through_terminal: Sends the text to the terminal's clipboard; used over ssh only.
        environment: The environment's variables.

    Returns:
        What the user is told: what was copied, and where to if not to the clipboard.

    Raises:
        Unavailable: There is no clipboard, and no file can be written instead.
    """
    what = f"“{one_line(text)}”" if len(text) <= _LONGEST else f"{len(text):,} characters"
    over_ssh = bool(environment.get("SSH_TTY") or environment.get("SSH_CONNECTION"))
    if not over_ssh and into_clipboard(text, environment):
        return f"Copied: {what}"
    # tmux and GNU screen stand between the program and the terminal, and swallow the sequence it is copied by.
    if environment.get("TMUX"):
        if _done(_TMUX_AND_ITS_TERMINAL, text, environment):
            return f"Copied into tmux, and through it to the terminal: {what}"
        if _done(_TMUX, text, environment):  # before tmux 3.2
            return f"Copied into tmux, to be pasted there: {what}"
    elif over_ssh and not environment.get("STY"):
        through_terminal(text)
        return f"Copied through the terminal: {what}"
    path = user_data_folder() / "copied.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Words of an interview: nobody else on this computer is to read them.
        path.touch(mode=0o600)
        path.chmod(0o600)
        write_text_safely(path, text)
    except (Unavailable, OSError) as error:
        message = f"There is no clipboard here, and {path} cannot be written."
        raise Unavailable(message, "Nothing was copied. Check who may write there, and the disk.") from error
    return f"There is no clipboard here; written to {path}: {what}"


def into_clipboard(text: str, environment: Mapping[str, str]) -> bool:
    """Put a text into the system's clipboard; False where there is none that takes it."""
    return any(_done(tool, text, environment) for tool in _tools(environment))


def _tools(environment: Mapping[str, str]) -> Iterator[_Tool]:
    if sys.platform == "win32":
        yield from _OF_WINDOWS
    elif sys.platform == "darwin":
        yield from _OF_MACS
    else:
        # Linux within Windows may have either clipboard; what is copied is wanted in the one of Windows.
        if environment.get("WSL_DISTRO_NAME"):
            yield from _OF_WINDOWS
        if environment.get("WAYLAND_DISPLAY"):
            yield from _OF_WAYLAND
        if environment.get("DISPLAY"):
            yield from _OF_X


def _done(tool: _Tool, text: str, environment: Mapping[str, str]) -> bool:
    """Whether a program is there and says that it has copied the text."""
    program = shutil.which(tool.command[0], path=environment.get("PATH"))
    if program is None:
        return False
    try:
        # In a session of its own: some stay and hand the text out for as long as it is in the clipboard, and must not
        # end with the terminal. What they complain of would be written over the screen.
        done = subprocess.run(  # noqa: S603 - programs named above, and no shell
            [program, *tool.command[1:]],
            input=text.encode(tool.encoding, errors="replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            start_new_session=True,
            env=dict(environment),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
