"""What was typed in a box and could not be saved, kept in a file of this user until the box is opened again."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.safefile import write_text_safely
from workbench.settings import user_data_folder
from workbench.study import Study, local_database


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


class Aside:
    """Where the texts of a box are kept aside: each time in a file of its own, so that none is joined with another.

    Args:
        study: The study the box is opened on.
        what: What the box is about: ``memo-`` and the id of its coding.
    """

    def __init__(self, study: Study, what: str) -> None:
        its_id = local_database(study.folder, study.settings).parent.name
        self._folder, self._what = user_data_folder() / "unsaved" / its_id, what

    def keep(self, typed: Mapping[str, str]) -> None:
        """Keep texts; what was kept before stays, and is not needed to be read, but for what is the same.

        Raises:
            Unavailable: The file cannot be written.
            OSError: Its folder cannot be made.
        """
        if not any(text.strip() for text in typed.values()):
            return
        same = [one for one in self.kept() if one.typed == typed]
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{self._what}.{time.time_ns()}-{secrets.token_hex(4)}.json"
        write_text_safely(self._folder / name, json.dumps(dict(typed)))
        for one in same:
            one.forget()

    def kept(self) -> list[Draft]:
        """What was kept and can be read, the latest first."""
        found = []
        for path in sorted(self._folder.glob(f"{self._what}.*json"), reverse=True):
            with suppress(OSError, ValueError):
                typed = json.loads(path.read_bytes())
                if isinstance(typed, dict):
                    found.append(Draft(path, {str(name): str(text) for name, text in typed.items()}))
        return found
