"""The few kinds of error a user can meet, each with a message and a hint.

A message says what happened and where; a hint says what to do. Neither ever holds words from a transcript.
"""

from __future__ import annotations


class WorkbenchError(Exception):
    """Root of every error the program raises on purpose.

    Args:
        message: What happened, and where (file, line, paragraph, row).
        hint: What the user can do about it, right in the screens and at a command line; may be empty.
        command: What else is said at a command line: "See: workbench themes".
    """

    exit_code = 2
    """What a command line that ends with this error returns to its shell."""

    def __init__(self, message: str, hint: str = "", *, command: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.command = command

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class BadInput(WorkbenchError):
    """A file, a setting or an argument that cannot be used as it is."""


class NotFound(WorkbenchError):
    """A transcript, code, coding, theme or study that was named and is not there."""


class Unavailable(WorkbenchError):
    """The database or a file cannot be reached now: locked, read-only, damaged, disk full, or for another version."""


class Late(Unavailable):
    """What was done is kept in the database, and a file that cannot be written has still to follow."""

    exit_code = 1


class Away(Unavailable):
    """The database cannot be used just now, and nothing of what was to be done was written: it can be tried again."""


class Refused(WorkbenchError):
    """Something that could be done but must not be: another's change or a conflict stands in the way."""

    exit_code = 1


class ChangedElsewhere(Refused):
    """What was to be written over, or done to, is not as whoever asked for it saw it: somebody changed it meanwhile.

    Attributes:
        theirs: What it says by now, whole, for whoever writes to look at; empty where it was no text. It may be of an
            interview, and stands in no message.
    """

    def __init__(self, message: str, hint: str, *, theirs: str = "", command: str = "") -> None:
        super().__init__(message, hint, command=command)
        self.theirs = theirs
