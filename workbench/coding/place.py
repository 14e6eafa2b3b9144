"""Where a coder was last: the transcript and the place in it.

It belongs to one person at one computer, so it lies in the user's local data and not in the study; no word of an
interview is in it. What cannot be read or written is no loss worth a message: one begins at the top then.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from workbench.errors import WorkbenchError
from workbench.safefile import write_text_safely
from workbench.study import Study, coder_key, local_database


class Place(NamedTuple):
    """A place in a transcript: code points of its text before it."""

    transcript: UUID
    at: int


def last_place(study: Study) -> Place | None:
    """Where whoever is coding was last in this study; None where that is not known."""
    try:
        kept = _kept(study)[coder_key(study.coder)]
        return Place(UUID(kept["transcript"]), max(0, int(kept["at"])))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def keep_place(study: Study, place: Place) -> None:
    """Note where whoever is coding is, for the next time."""
    file = _file(study)
    own = {"transcript": str(place.transcript), "at": place.at}
    text = json.dumps({**_kept(study), coder_key(study.coder): own}, ensure_ascii=False, indent=1)
    with suppress(OSError, WorkbenchError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_text_safely(file, text + "\n")


def _kept(study: Study) -> dict[str, Any]:
    try:
        kept = json.loads(_file(study).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _file(study: Study) -> Path:
    return local_database(study.folder, study.settings).with_name("places.json")
