"""The `git` program, run so that nothing but git itself runs. No other room below the screens starts a program.

A repository may come from anywhere. Its settings can name programs (pagers, drivers, file watchers, signature checkers,
remote helpers); none of them is ever started here: arguments are lists and go through no shell, what git would ask of
another program is switched off, nothing is fetched, nothing asks for a password, and no lock is taken.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from workbench.errors import Unavailable

SECONDS = 60
"""After so long git is given up."""

_READING = frozenset(
    {
        "cat-file",
        "check-attr",
        "check-ignore",
        "config",
        "diff-tree",
        "for-each-ref",
        "log",
        "ls-files",
        "ls-tree",
        "rev-parse",
    }
)
"""Of git's commands, those that `ask` takes."""

_SAFE = (
    "--no-pager",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=" + os.devnull,
    "-c", "log.showSignature=false",
)  # fmt: skip

PART_ONLY = (
    "This clone holds only a part of the repository, and the program fetches nothing.",
    "Fetch the rest: git fetch --refetch --no-filter",
)
"""What is said of a partial clone that lacks what is asked for."""

_KEPT = ("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
"""Of git's variables those that say where a repository may be looked for; its settings begin with GIT_CONFIG_."""


class GitFailed(Unavailable):
    """Git could not do what it was asked for.

    Attributes:
        said: What git said, in English.
    """

    def __init__(self, message: str, hint: str = "", *, said: str = "") -> None:
        super().__init__(message, hint)
        self.said = said


class NoGitProgram(GitFailed):
    """There is no git on this computer."""


def ask(folder: Path, *arguments: str, given: bytes = b"", codes: Sequence[int] = (0,)) -> bytes:
    """What git answers to a question; nothing is changed.

    Args:
        folder: Where git is run.
        arguments: The command, one of those that only read, and what follows it.
        given: What it is told on its standard input.
        codes: The exit codes that are answers.

    Raises:
        GitFailed: There is no git, it cannot do it, or it took too long.
    """
    if arguments[0] not in _READING or (arguments[0] == "config" and "--get-regexp" not in arguments):
        message = f"git {arguments[0]} is not for reading"
        raise ValueError(message)
    return _run(folder, (*_SAFE, *arguments), given, codes)


def set_local(folder: Path, *arguments: str) -> None:
    """Change the repository's own settings, with `git config`.

    Raises:
        GitFailed: They cannot be written.
    """
    _run(folder, (*_SAFE, "config", "--local", *arguments), b"", (0,))


def _run(folder: Path, arguments: Sequence[str], given: bytes, codes: Sequence[int]) -> bytes:
    program = find_program(os.environ.get("PATH", ""))
    if program is None:
        raise NoGitProgram("There is no git on this computer.", "Install git, or work without it.")
    environment = _environment()
    if "check-ignore" in arguments:
        # Many versions of git refuse to take its paths literally; it is asked about names of ours only.
        environment.pop("GIT_LITERAL_PATHSPECS", None)
    try:
        done = subprocess.run(  # noqa: S603 - git by its whole path, arguments as a list, no shell
            [program, *arguments],
            cwd=folder,
            env=environment,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise GitFailed(f"git did not answer within {SECONDS} seconds.", "Try again; is the drive slow?") from error
    except OSError as error:
        raise GitFailed(f"git cannot be run: {error.strerror or error}.", "Check that git is installed.") from error
    said = done.stderr.decode("utf-8", "replace").strip()
    if "promisor remote" in said or "lazy fetching disabled" in said:
        raise GitFailed(*PART_ONLY, said=said)
    if done.returncode not in codes:
        words = next((line for line in said.splitlines() if line.startswith(("fatal:", "error:"))), said)
        raise GitFailed(f"git could not do it: {words.removeprefix('fatal: ')}.", said=said)
    return done.stdout


@lru_cache(maxsize=4)
def find_program(path: str) -> str | None:
    """Git's program in the folders of a search path; None where there is none.

    Only whole paths are looked at: a program of that name in the folder one happens to be in is not git.
    """
    name = "git.exe" if sys.platform == "win32" else "git"
    for folder in path.split(os.pathsep):
        program = Path(folder) / name
        if program.is_absolute() and program.is_file() and os.access(program, os.X_OK):
            return str(program)
    return None


def _environment() -> dict[str, str]:
    """The environment without what would lead git to another repository or start a program, and speaking English."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_CONFIG_") or name in _KEPT
    }
    return kept | {
        "LC_ALL": "C",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }
