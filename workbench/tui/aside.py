"""What was typed in a box and could not be saved, kept in a file of this user until the box is opened again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress

from workbench.safefile import write_text_safely
from workbench.settings import user_data_folder
from workbench.study import Study, local_database


class Aside:
    """Where the texts of a box are kept aside, by the names of its fields.

    Args:
        study: The study the box is opened on.
        what: What the box is about: ``memo-`` and the id of its coding.
    """

    def __init__(self, study: Study, what: str) -> None:
        its_id = local_database(study.folder, study.settings).parent.name
        self._path = user_data_folder() / "unsaved" / its_id / f"{what}.json"

    def keep(self, typed: Mapping[str, str]) -> None:
        """Keep texts; what was kept before and is not part of them stays in front of them.

        Raises:
            Unavailable: The file cannot be written.
            OSError: Its folder cannot be made.
        """
        before = self.kept()
        together = before | {name: _joined(before.get(name, ""), text) for name, text in typed.items()}
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_text_safely(self._path, json.dumps(together))

    def kept(self) -> dict[str, str]:
        """What was kept; empty where nothing was, or it cannot be read."""
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}

    def forget(self) -> None:
        """What was kept is not wanted any more."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _joined(before: str, now: str) -> str:
    if before in now or now in before:
        return max(before, now, key=len)
    return f"{before}\n\n{now}"
