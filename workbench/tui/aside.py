"""What was typed in a box and could not be saved, kept in a file of this user until the box is opened again."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import psutil

from workbench.safefile import write_text_safely
from workbench.settings import user_data_folder
from workbench.study import Study
from workbench.whereabouts import local_database


@dataclass(frozen=True)
class Draft:
    """What was typed in a box at one time.

    Attributes:
        path: The file it is kept in.
        typed: The texts, by the ids of their fields.
    """

    path: Path
    typed: Mapping[str, str]

    def forget(self) -> None:
        """It is not wanted any more."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


_LONGEST = 120
"""So many bytes the beginning of a file's name has at most."""

_OF_OPEN_BOX = re.compile(r"\.(\d+)-\w+-of-(\d+)\.json$")
"""How the file of a box that is open is called: since when, and of which process."""


class Aside:
    """Where the texts of a box are kept aside: each time in a file of its own, so that none is joined with another.

    Args:
        study: The study the box is opened on.
        what: What the box is about: ``memo-`` and the id of its coding. It may hold what a code's id may, signs that no
            name of a file has among them.
    """

    def __init__(self, study: Study, what: str) -> None:
        its_id = local_database(study.folder, study.settings).parent.name
        self._folder, self._what = user_data_folder() / "unsaved" / its_id, _as_name(what)

    def keep(self, typed: Mapping[str, str], *, of: str = "") -> Draft | None:
        """Keep texts; what was kept before stays, and is not needed to be read, but for what is the same.

        Args:
            typed: The texts, by the ids of their fields.
            of: What the end of the file's name says of whose it is.

        Returns:
            What is kept; None where there is no word in it.

        Raises:
            Unavailable: The file cannot be written.
            OSError: Its folder cannot be made.
        """
        if not any(text.strip() for text in typed.values()):
            return None
        same = [one for one in self.kept() if one.typed == typed]
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"{self._what}.{time.time_ns()}-{secrets.token_hex(4)}{of}.json"
        write_text_safely(path, json.dumps(dict(typed)))
        for one in same:
            one.forget()
        return Draft(path, typed)

    def kept(self) -> list[Draft]:
        """What was kept and can be read, the latest first; not what is typed in boxes that are open just now."""
        found = []
        for path in sorted(self._folder.glob(f"{self._what}.*json"), reverse=True):
            if _is_open(path.name):
                continue
            with suppress(OSError, ValueError):
                typed = json.loads(path.read_bytes())
                if isinstance(typed, dict):
                    found.append(Draft(path, {str(name): str(text) for name, text in typed.items()}))
        return found


class Meanwhile:
    """What is typed in a box that is open: kept every now and then, for a computer may stop at any moment.

    Args:
        aside: Where it is kept.
    """

    def __init__(self, aside: Aside) -> None:
        self._aside, self._lock = aside, Lock()
        self._draft: Draft | None = None
        self._typed: Mapping[str, str] = {}
        self._is_over = False

    def keep(self, typed: Mapping[str, str]) -> None:
        """Keep what is typed in the place of what was kept before; from any thread.

        Raises:
            Unavailable: The file cannot be written.
            OSError: Its folder cannot be made.
        """
        with self._lock:
            if not self._is_over and typed != self._typed:
                draft = self._aside.keep(typed, of=f"-of-{os.getpid()}")
                self._forget()
                self._draft, self._typed = draft, typed

    def end(self) -> None:
        """The box is closed, and nothing in it would be lost."""
        with self._lock:
            self._is_over = True
            self._forget()

    def _forget(self) -> None:
        if self._draft is not None:
            self._draft.forget()


def _as_name(what: str) -> str:
    """The beginning of a file's name, another one for each thing that a box is about."""
    name = re.sub(r"[^\w-]", "_", what)
    if name == what and len(what.encode()) <= _LONGEST:
        return what
    # A dot would make the files of what is called “1.2” pass for those of “1”.
    return f"{name[: _LONGEST // 4]}-{hashlib.sha256(what.encode()).hexdigest()[:16]}"


def _is_open(name: str) -> bool:
    """Whether a file is that of a box in a program that still runs."""
    found = _OF_OPEN_BOX.search(name)
    if found is None:
        return False
    try:
        return psutil.Process(int(found[2])).create_time() <= int(found[1]) / 1e9
    except psutil.Error:
        return False
