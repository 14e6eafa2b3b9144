"""Copying: the system's own clipboard; over ssh the terminal's (OSC 52); failing both, a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import pyperclip

from workbench.safefile import write_text_safely
from workbench.settings import user_data_folder
from workbench.visible import one_line

_LONGEST = 60


def copy(text: str, *, through_terminal: Callable[[str], None], environment: Mapping[str, str] = os.environ) -> str:
    """Copy a text.

    Args:
        text: What is copied, as it is.
        through_terminal: Sends the text to the terminal's clipboard; used over ssh only.
        environment: The environment's variables.

    Returns:
        What the user is told: what was copied, and where to if not to the clipboard.
    """
    what = f"“{one_line(text)}”" if len(text) <= _LONGEST else f"{len(text):,} characters"
    if environment.get("SSH_TTY") or environment.get("SSH_CONNECTION"):
        through_terminal(text)
        return f"Copied through the terminal: {what}"
    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        path = user_data_folder() / "copied.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text_safely(path, text)
        return f"There is no clipboard here; {what} was written to {path}"
    return f"Copied: {what}"
