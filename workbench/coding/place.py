"""Where a coder was last: the transcript and the place in it; and which digit each of their codes has.

It belongs to one person at one computer, so it lies in the user's local data and not in the study; no word of an
interview is in it. What cannot be read or written is no loss worth a message: one begins at the top then.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from workbench.coding.recent import at_digits
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
    _keep(study, {"transcript": str(place.transcript), "at": place.at})


def digits_now(
    study: Study, recent: Sequence[str], known: Collection[str], *, shown: Sequence[str | None] = ()
) -> tuple[str | None, ...]:
    """The codes at the digits from 1 on, as `at_digits` gives them out; noted for the next time where they change.

    Args:
        study: The study.
        recent: The codes the coder used last, latest first.
        known: The codes that may be put on passages.
        shown: The codes at the digits as they are shown; they hold where none are noted.
    """
    noted = _kept(study).get(coder_key(study.coder))
    before = noted.get("digits") if isinstance(noted, dict) else None
    if not (isinstance(before, list) and all(one is None or isinstance(one, str) for one in before)):
        before = shown
    # A code that is in no codebook just now keeps its place: its file may come back, and each code its digit with it.
    digits = at_digits(before, recent, {*known, *filter(None, before)})
    if digits != tuple(before):
        _keep(study, {"digits": digits})
    return tuple(code if code in known else None for code in digits)


def _keep(study: Study, values: Mapping[str, Any]) -> None:
    file, kept, key = _file(study), _kept(study), coder_key(study.coder)
    own = kept.get(key)
    text = json.dumps({**kept, key: {**(own if isinstance(own, dict) else {}), **values}}, ensure_ascii=False, indent=1)
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
